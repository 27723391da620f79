import Facts

/// Finds markers of unfinished work in the lines of a comment, where they mark something and are not merely mentioned.
///
/// Works on bytes; a byte of a multi-byte character counts as a letter.
struct MarkerScanner: Sendable {
  /// A marker in one line of a comment.
  struct Hit: Equatable {
    /// Index in ``MarkerScanner/markers``.
    var marker: Int
    /// Bytes of the comment from the marker to the end of the sentence, blanks and closing marks left out.
    var range: Range<Int>
  }

  /// The words in upper case, in the order of the options.
  let markers: [String]
  private let words: [[UInt8]]
  /// Whether some word begins with that byte, in either case.
  private let isFirst: [Bool]

  /// Takes the words in any case; empty ones and those that hold other than ASCII letters, digits and `_` are ignored.
  init(markers: [String]) {
    let usable = markers.map { $0.uppercased() }.filter { word in
      !word.isEmpty && word.utf8.allSatisfy { $0 < 0x80 && Self.isWordByte($0) }
    }
    self.markers = usable
    words = usable.map { Array($0.utf8) }
    var isFirst = [Bool](repeating: false, count: 256)
    for word in words {
      isFirst[Int(word[0])] = true
      isFirst[Int(Self.lowered(word[0]))] = true
    }
    self.isFirst = isFirst
  }

  /// Calls `found` for the first marker of each line of the comment, in order. Linear in the bytes.
  func scan(_ comment: UnsafeBufferPointer<UInt8>, kind: CommentFact.Kind, found: (Hit) -> Void) {
    var lineStart = 0
    while lineStart < comment.count {
      var lineEnd = lineStart
      var mayHold = false
      while lineEnd < comment.count, comment[lineEnd] != 0x0a, comment[lineEnd] != 0x0d {
        if isFirst[Int(comment[lineEnd])] { mayHold = true }
        lineEnd += 1
      }
      if mayHold, let hit = firstHit(in: comment, lineStart..<lineEnd, kind: kind) { found(hit) }
      lineStart = lineEnd + 1
    }
  }

  private func firstHit(
    in comment: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, kind: CommentFact.Kind
  ) -> Hit? {
    let text = textRange(of: comment, line)
    var index = text.lowerBound
    while index < text.upperBound {
      if isFirst[Int(comment[index])], index == text.lowerBound || !Self.isWordByte(comment[index - 1]) {
        for marker in words.indices where matches(marker, comment, at: index, in: text) {
          let end = index + words[marker].count
          if isMark(comment, index..<end, text: text, kind: kind) {
            return Hit(marker: marker, range: index..<text.upperBound)
          }
        }
      }
      index += 1
    }
    return nil
  }

  /// The line without the comment's marks, a list's bullet, and blanks at both ends.
  private func textRange(of comment: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Range<Int> {
    var start = line.lowerBound
    while start < line.upperBound, Self.isFrame(comment[start]) { start += 1 }
    var end = line.upperBound
    if end == comment.count, end - start >= 2, comment[end - 1] == UInt8(ascii: "/"),
      comment[end - 2] == UInt8(ascii: "*")
    {
      end -= 2
    }
    while end > start, Self.isBlank(comment[end - 1]) { end -= 1 }
    return start..<end
  }

  private func matches(
    _ marker: Int, _ comment: UnsafeBufferPointer<UInt8>, at index: Int, in text: Range<Int>
  ) -> Bool {
    let word = words[marker]
    let end = index + word.count
    guard end <= text.upperBound, end == text.upperBound || !Self.isWordByte(comment[end]) else { return false }
    for offset in word.indices where Self.lowered(comment[index + offset]) != Self.lowered(word[offset]) {
      return false
    }
    return true
  }

  /// Whether the word marks something here.
  ///
  /// In capitals it does, unless it is quoted or part of a path, a member or a hyphenated word. In other spellings it
  /// is an ordinary word of prose or a parameter's name, so the place has to say that it marks something.
  private func isMark(
    _ comment: UnsafeBufferPointer<UInt8>, _ word: Range<Int>, text: Range<Int>, kind: CommentFact.Kind
  ) -> Bool {
    let isAtStart = word.lowerBound == text.lowerBound
    let before = isAtStart ? UInt8(ascii: " ") : comment[word.lowerBound - 1]
    let after = word.upperBound < text.upperBound ? comment[word.upperBound] : UInt8(ascii: " ")
    let behind = word.upperBound + 1 < text.upperBound ? comment[word.upperBound + 1] : UInt8(ascii: " ")
    guard !Self.isGlue(before), !Self.isQuote(after) else { return false }
    if after == UInt8(ascii: ".") || after == UInt8(ascii: "-"), Self.isWordByte(behind) { return false }
    guard !isInCodeSpan(comment, text.lowerBound..<word.lowerBound) else { return false }
    if comment[word].allSatisfy({ $0 == Self.raised($0) }) { return true }
    let isDocumentation = kind == .docLine || kind == .docBlock
    // `- todo: The item` documents a parameter; `- ToDo: …` and `- Todo: …` are call-outs.
    if isDocumentation, comment[word.lowerBound] != Self.raised(comment[word.lowerBound]) { return false }
    switch after {
    case UInt8(ascii: ":"): return Self.isBlank(behind) && (isAtStart || !isDocumentation && Self.isBlank(before))
    case UInt8(ascii: "("): return isAtStart && isAuthor(comment, word.upperBound..<text.upperBound)
    default: return isAtStart && !isDocumentation
    }
  }

  /// Whether the bytes before a word open a code span and do not close it: an odd number of runs of backticks.
  private func isInCodeSpan(_ comment: UnsafeBufferPointer<UInt8>, _ before: Range<Int>) -> Bool {
    var runs = 0
    var previous = UInt8(ascii: " ")
    for byte in comment[before] {
      if byte == UInt8(ascii: "`"), previous != byte { runs += 1 }
      previous = byte
    }
    return !runs.isMultiple(of: 2)
  }

  /// Whether the bytes begin with `(name)` and a colon, a blank or nothing behind: the author of a marker.
  private func isAuthor(_ comment: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    guard let close = comment[range].firstIndex(of: UInt8(ascii: ")")) else { return false }
    if comment[range.lowerBound..<close].contains(UInt8(ascii: ":")) { return false }
    let next = close + 1 < range.upperBound ? comment[close + 1] : UInt8(ascii: " ")
    return next == UInt8(ascii: ":") || Self.isBlank(next)
  }

  // MARK: Bytes

  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...0xff:
      true
    default: false
    }
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  /// What may stand before the text of a line: the comment's own marks, bullets, brackets and `@`.
  private static func isFrame(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "/"), UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "-"), UInt8(ascii: "["),
      UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "<"), UInt8(ascii: "("):
      true
    default: isBlank(byte)
    }
  }

  /// What ties a word to the text before it: a member, a path, a variable, a quotation.
  private static func isGlue(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "$"), UInt8(ascii: "-"): true
    default: isQuote(byte)
    }
  }

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "`") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  private static func raised(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte & ~0x20 : byte
  }
}
