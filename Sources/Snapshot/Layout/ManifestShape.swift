/// A look at a manifest's bytes before it is parsed, which refuses shapes that would overflow the stack or take for ever.
///
/// The parser's own nesting limit does not cover its look-ahead (nested square brackets cost exponential time), nor
/// long chains of prefixes, members, ternaries and `else if`, for each of which it recurses. The look is rough: strings
/// and comments are skipped by their delimiters. No manifest that people write comes near the limits.
struct ManifestShape {
  /// Brackets inside one another.
  static let maximumNesting = 48
  /// Square brackets opened directly after one another.
  static let maximumOpeningSquares = 12
  /// Words and marks in a row without a comma, a `+`, a semicolon, a brace or the end of a statement's line.
  static let maximumChain = 500

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var nesting = 0
  private var openingSquares = 0
  private var chain = 0
  private var lastWord = 0..<0

  /// Why the manifest should not be parsed; nil where it may be.
  static func refusal(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    var shape = ManifestShape(bytes: bytes)
    return shape.scan()
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private mutating func scan() -> String? {
    while position < bytes.count {
      step()
      if nesting > Self.maximumNesting { return "brackets are nested more than \(Self.maximumNesting) levels deep" }
      if openingSquares > Self.maximumOpeningSquares {
        return "square brackets are nested more than \(Self.maximumOpeningSquares) levels deep"
      }
      if chain > Self.maximumChain { return "an expression is more than \(Self.maximumChain) words long" }
    }
    return nil
  }

  private mutating func step() {
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"): position += 1
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"): endLine()
    case UInt8(ascii: "\""): skipString()
    case UInt8(ascii: "/") where follows(UInt8(ascii: "/")):
      while position < bytes.count, bytes[position] != 10, bytes[position] != 13 { position += 1 }
    case UInt8(ascii: "/") where follows(UInt8(ascii: "*")): skipComment()
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open(byte)
    case UInt8(ascii: ")"), UInt8(ascii: "]"): close()
    case UInt8(ascii: "}"):
      close()
      endChain(unlessBefore: "else")
    case UInt8(ascii: ","), UInt8(ascii: ";"):
      position += 1
      (chain, openingSquares) = (0, 0)
    case UInt8(ascii: "+") where isBetweenSpaces:
      position += 1
      (chain, openingSquares) = (0, 0)
    default:
      openingSquares = 0
      chain += 1
      if Self.isWord(byte) { skipWord() } else { position += 1 }
    }
  }

  private mutating func open(_ byte: UInt8) {
    position += 1
    nesting += 1
    chain += 1
    openingSquares = byte == UInt8(ascii: "[") ? openingSquares + 1 : 0
  }

  private mutating func close() {
    position += 1
    nesting = max(0, nesting - 1)
    openingSquares = 0
    chain += 1
  }

  private func follows(_ byte: UInt8) -> Bool { position + 1 < bytes.count && bytes[position + 1] == byte }

  private var isBetweenSpaces: Bool {
    guard position > 0, position + 1 < bytes.count else { return false }
    return Self.isSpace(bytes[position - 1]) && Self.isSpace(bytes[position + 1])
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (9...13).contains(byte) }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }

  private mutating func skipWord() {
    let start = position
    while position < bytes.count, Self.isWord(bytes[position]) { position += 1 }
    lastWord = start..<position
  }

  /// A line that starts with a word or an attribute begins something new, unless the line before ends with a word that
  /// asks for more.
  private mutating func endLine() {
    while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
    guard position < bytes.count else { return }
    let next = bytes[position]
    guard Self.isWord(next) || next == UInt8(ascii: "@") else { return }
    let word = bytes[lastWord]
    let open = ["try", "await", "unsafe", "any", "some", "each", "repeat", "copy", "consume", "borrow", "else"]
    if open.contains(where: { word.elementsEqual($0.utf8) }) { return }
    endChain(unlessBefore: "else")
  }

  private mutating func endChain(unlessBefore word: String) {
    var next = position
    while next < bytes.count, Self.isSpace(bytes[next]) { next += 1 }
    if !bytes[next...].starts(with: word.utf8) { chain = 0 }
  }

  private mutating func skipString() {
    chain += 1
    openingSquares = 0
    let isLong = bytes[position...].starts(with: "\"\"\"".utf8)
    position += isLong ? 3 : 1
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\\") {
        position += 2
      } else if isLong ? bytes[position...].starts(with: "\"\"\"".utf8) : byte == UInt8(ascii: "\"") {
        position += isLong ? 3 : 1
        return
      } else if !isLong && (byte == 10 || byte == 13) {
        return
      } else {
        position += 1
      }
    }
    position = bytes.count
  }

  /// Comments nest.
  private mutating func skipComment() {
    var depth = 0
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "/"), follows(UInt8(ascii: "*")) {
        depth += 1
        position += 2
      } else if bytes[position] == UInt8(ascii: "*"), follows(UInt8(ascii: "/")) {
        depth -= 1
        position += 2
        if depth == 0 { return }
      } else {
        position += 1
      }
    }
  }
}
