/// Walks over the lines of a Markdown document and finds the fenced blocks of Swift.
struct FenceScanner {
  /// Words before a block, or in it, which say that it shows what does not hold: what once was, or what is wrong.
  private static let warnings: [[UInt8]] = [
    "before", "old", "previous", "previously", "deprecated", "removed", "renamed", "wrong", "bad", "incorrect",
    "pseudo", "pseudocode", "hypothetical", "proposed", "won't", "doesn't", "cannot", "can't", "imagine", "instead",
  ].map { Array($0.utf8) }

  private static let error = Array("error".utf8)

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  /// The last line with text between the block before and the place at hand.
  private var lastText: Range<Int> = 0..<0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The bytes of the next block of Swift, without its fences; nil at the end.
  mutating func next() -> Range<Int>? {
    // What stands before a block is said of that block alone.
    lastText = 0..<0
    while position < bytes.count {
      let line = takeLine()
      guard let fence = Fence(line, in: bytes, isOpening: true) else {
        if line.contains(where: { !Self.isSpace(bytes[$0]) }) { lastText = line }
        continue
      }
      let start = position
      var end = position
      while position < bytes.count {
        let inner = takeLine()
        if let closing = Fence(inner, in: bytes, isOpening: false), closing.closes(fence) { break }
        end = position
      }
      if fence.isSwift { return start..<end }
    }
    return nil
  }

  /// The code of a block with quote marks and lines of dots taken for blanks; nil where the text around it, or the block
  /// itself, says that it does not hold.
  func code(in range: Range<Int>) -> [UInt8]? {
    guard !warns(lastText) else { return nil }
    var code = Array(bytes[range])
    var line = 0
    while line < code.count {
      var end = line
      while end < code.count, code[end] != UInt8(ascii: "\n") { end += 1 }
      var current = line
      while current < end, Self.isSpace(code[current]) || code[current] == UInt8(ascii: ">") {
        code[current] = UInt8(ascii: " ")
        current += 1
      }
      // `...` and `…` stand for code that is left out.
      let rest = code[current..<end].filter { !Self.isSpace($0) }
      if rest == Array("...".utf8) || rest == Array("…".utf8) {
        for index in current..<end { code[index] = UInt8(ascii: " ") }
      }
      if let comment = Self.comment(in: code[current..<end]), warns(comment, of: code) { return nil }
      line = end + 1
    }
    return code
  }

  private mutating func takeLine() -> Range<Int> {
    let start = position
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
    let end = position
    if position < bytes.count { position += 1 }
    return start..<end
  }

  // MARK: Warnings

  private static func comment(in line: ArraySlice<UInt8>) -> Range<Int>? {
    var index = line.startIndex
    while index + 1 < line.endIndex {
      if line[index] == UInt8(ascii: "/"), line[index + 1] == UInt8(ascii: "/") { return index..<line.endIndex }
      index += 1
    }
    return nil
  }

  private func warns(_ range: Range<Int>) -> Bool { warns(range, of: bytes) }

  /// Whether one of the words stands in a text, or a sign for something wrong.
  private func warns(_ range: Range<Int>, of text: some RandomAccessCollection<UInt8>) -> Bool {
    var word: [UInt8] = []
    func isWarning() -> Bool { !word.isEmpty && Self.warnings.contains(word) }
    for index in range {
      let byte = text[text.index(text.startIndex, offsetBy: index)]
      let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
      if lower >= 0x61 && lower <= 0x7A || lower == UInt8(ascii: "'") {
        word.append(lower)
        continue
      }
      // ❌ is E2 9D 8C, 🚫 is F0 9F 9A AB; `error: …` is what a compiler says.
      if byte == 0x9D || byte == 0xAB || isWarning() { return true }
      if byte == UInt8(ascii: ":"), word == Self.error, index + 1 < range.upperBound { return true }
      word.removeAll(keepingCapacity: true)
    }
    return isWarning()
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}

/// A line that opens or closes a fenced block.
private struct Fence {
  private var character: UInt8
  private var length = 0
  private(set) var isSwift = false

  /// Nil for any other line. What stands before the fence may be blanks, marks of quotes and, where it opens, of lists.
  init?(_ line: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>, isOpening: Bool) {
    var index = line.lowerBound
    func isLead(_ byte: UInt8) -> Bool {
      if FenceScanner.isSpace(byte) || byte == UInt8(ascii: ">") { return true }
      guard isOpening else { return false }
      return byte == UInt8(ascii: "-") || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "+")
        || byte == UInt8(ascii: ".") || byte >= 0x30 && byte <= 0x39
    }
    while index < line.upperBound, isLead(bytes[index]) { index += 1 }
    guard index < line.upperBound, bytes[index] == UInt8(ascii: "`") || bytes[index] == UInt8(ascii: "~") else {
      return nil
    }
    character = bytes[index]
    while index < line.upperBound, bytes[index] == character { (index, length) = (index + 1, length + 1) }
    guard length >= 3 else { return nil }
    while index < line.upperBound, FenceScanner.isSpace(bytes[index]) { index += 1 }
    var word: [UInt8] = []
    while index < line.upperBound, !FenceScanner.isSpace(bytes[index]), bytes[index] != UInt8(ascii: ",") {
      // Behind backticks that stand in a line of text there are more of them.
      if bytes[index] == character { return nil }
      word.append(bytes[index] | 0x20)
      index += 1
    }
    if !isOpening, !word.isEmpty { return nil }
    isSwift = word == Array("swift".utf8)
  }

  func closes(_ other: Fence) -> Bool { character == other.character && length >= other.length }
}
