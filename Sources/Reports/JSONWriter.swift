/// Writes one JSON document as UTF-8 bytes, indented by two spaces.
///
/// Keys have to come in ascending order of their bytes; a debug build checks it, so that every output has sorted keys.
/// Numbers are stable: integral values have no fraction, all others the shortest digits that read back as the same
/// number; a number that is not finite, which JSON cannot say, becomes `null`. Beside what RFC 8259 requires, control
/// and bidirectional characters are written as `\u` escapes: the value stays, and printing the document on a terminal
/// is harmless.
package struct JSONWriter: Sendable {
  /// The document so far.
  package private(set) var bytes: [UInt8] = []
  private var depth = 0
  private var isContainerEmpty = true
  private var lastKey = ""

  package init() {}

  /// Makes room for that many more bytes, to save copying.
  mutating func reserve(_ count: Int) { bytes.reserveCapacity(bytes.count + count) }

  /// Ends the document with a newline and gives its bytes.
  consuming func finished() -> [UInt8] {
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  // MARK: Values

  /// Writes an object; `body` writes its members.
  package mutating func object(_ body: (inout JSONWriter) -> Void) {
    container(open: UInt8(ascii: "{"), close: UInt8(ascii: "}"), body)
  }

  /// Writes an array; `body` writes one value for each element.
  package mutating func array<Element>(_ elements: some Sequence<Element>, _ body: (inout JSONWriter, Element) -> Void)
  {
    container(open: UInt8(ascii: "["), close: UInt8(ascii: "]")) { writer in
      for element in elements {
        writer.separate()
        body(&writer, element)
      }
    }
  }

  package mutating func value(_ flag: Bool) { bytes.append(contentsOf: flag ? "true".utf8 : "false".utf8) }

  package mutating func value(_ number: Int) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    var rest = number.magnitude
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  package mutating func value(_ number: Double) {
    guard number.isFinite else { return bytes.append(contentsOf: "null".utf8) }
    // Below 2^53 every integral value is exactly an Int; this also turns the negative zero into 0.
    if number == number.rounded(.towardZero), abs(number) < 9_007_199_254_740_992 { return value(Int(number)) }
    bytes.append(contentsOf: number.description.utf8)
  }

  package mutating func value(_ text: String) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { text in
      if text.allSatisfy({ JSONWriter.isPlain($0) }) {
        bytes.append(contentsOf: text)
      } else {
        append(escaping: text)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  // MARK: Members

  package mutating func member(_ name: String, _ flag: Bool) {
    key(name)
    value(flag)
  }

  package mutating func member(_ name: String, _ number: Int) {
    key(name)
    value(number)
  }

  package mutating func member(_ name: String, _ number: Double) {
    key(name)
    value(number)
  }

  package mutating func member(_ name: String, _ text: String) {
    key(name)
    value(text)
  }

  package mutating func member(_ name: String, _ texts: [String]) {
    key(name)
    array(texts) { $0.value($1) }
  }

  package mutating func member(_ name: String, _ body: (inout JSONWriter) -> Void) {
    key(name)
    object(body)
  }

  /// Writes an array of objects; `body` writes the members of each.
  package mutating func member<Element>(
    _ name: String, objects elements: some Sequence<Element>, _ body: (inout JSONWriter, Element) -> Void
  ) {
    key(name)
    array(elements) { writer, element in writer.object { body(&$0, element) } }
  }

  /// Writes an object of numbers, sorted by name.
  package mutating func member(_ name: String, numbers: [String: Double]) {
    let sorted = numbers.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    member(name) { object in
      for (name, number) in sorted { object.member(name, number) }
    }
  }

  // MARK: Parts

  private mutating func key(_ name: String) {
    assert(follows(name), "keys out of order: \(name)")
    separate()
    value(name)
    append(": ")
  }

  /// Whether the key comes behind the one before it in the same object. Takes note of it; debug builds only.
  private mutating func follows(_ name: String) -> Bool {
    let isInOrder = isContainerEmpty || lastKey.utf8.lexicographicallyPrecedes(name.utf8)
    lastKey = name
    return isInOrder
  }

  private mutating func container(open: UInt8, close: UInt8, _ body: (inout JSONWriter) -> Void) {
    let outerKey = lastKey
    bytes.append(open)
    depth += 1
    isContainerEmpty = true
    body(&self)
    depth -= 1
    if !isContainerEmpty { breakLine() }
    bytes.append(close)
    isContainerEmpty = false
    lastKey = outerKey
  }

  private mutating func separate() {
    if !isContainerEmpty { bytes.append(UInt8(ascii: ",")) }
    isContainerEmpty = false
    breakLine()
  }

  private mutating func breakLine() {
    // One copy of ready bytes: this runs once for every member and element.
    let length = 1 + 2 * depth
    let ready: StaticString = "\n                                "
    guard length <= ready.utf8CodeUnitCount else {
      bytes.append(UInt8(ascii: "\n"))
      return bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
    }
    bytes.append(contentsOf: UnsafeBufferPointer(start: ready.utf8Start, count: length))
  }

  private mutating func append(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Writes the bytes of a text in the longest runs that need no escape.
  private mutating func append(escaping text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    var index = 0
    while index < text.count {
      if JSONWriter.isPlain(text[index]) {
        index += 1
        continue
      }
      let (scalar, length) = JSONWriter.suspect(at: index, of: text)
      if let scalar, scalar == "\"" || scalar == "\\" || TerminalSanitizer.isUnsafe(scalar) {
        bytes.append(contentsOf: text[start..<index])
        append(escapeOf: scalar)
        start = index + length
      }
      index += length
    }
    bytes.append(contentsOf: text[start...])
  }

  /// Whether a byte of UTF-8 never needs an escape. The three lead bytes begin the unsafe characters beyond ASCII.
  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != 0x22 && byte != 0x5c && byte != 0x7f && byte != 0xc2 && byte != 0xd8 && byte != 0xe2
  }

  /// The character that begins at a byte that is not plain, and its length. The text is valid UTF-8, as every string's
  /// is; nil where it is not.
  private static func suspect(at index: Int, of text: UnsafeBufferPointer<UInt8>) -> (Unicode.Scalar?, length: Int) {
    let first = UInt32(text[index])
    if first < 0x80 { return (Unicode.Scalar(first), length: 1) }
    let length = first == 0xe2 ? 3 : 2
    guard index + length <= text.count else { return (nil, length: text.count - index) }
    var value = length == 3 ? first & 0x0f : first & 0x1f
    for byte in text[(index + 1)..<(index + length)] { value = value << 6 | UInt32(byte & 0x3f) }
    return (Unicode.Scalar(value), length: length)
  }

  private mutating func append(escapeOf scalar: Unicode.Scalar) {
    bytes.append(UInt8(ascii: "\\"))
    switch scalar {
    case "\"", "\\": bytes.append(UInt8(truncatingIfNeeded: scalar.value))
    case "\n": bytes.append(UInt8(ascii: "n"))
    case "\r": bytes.append(UInt8(ascii: "r"))
    case "\t": bytes.append(UInt8(ascii: "t"))
    default:
      // All unsafe characters lie in the basic plane: four digits hold them.
      bytes.append(UInt8(ascii: "u"))
      bytes.append(contentsOf: TerminalSanitizer.fourDigits(scalar, uppercase: false).utf8)
    }
  }
}
