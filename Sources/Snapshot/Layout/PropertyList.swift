/// A value of an old-style (NeXTSTEP) property list, the format of Xcode's `project.pbxproj`.
enum PropertyList: Equatable {
  case string(String)
  case array([PropertyList])
  case dictionary([String: PropertyList])

  var string: String? {
    if case .string(let text) = self { return text }
    return nil
  }

  /// The strings of an array; other elements are left out.
  var strings: [String] {
    if case .array(let elements) = self { return elements.compactMap(\.string) }
    return []
  }

  var dictionary: [String: PropertyList]? {
    if case .dictionary(let entries) = self { return entries }
    return nil
  }

  subscript(key: String) -> PropertyList? { dictionary?[key] }
}

/// Why a text is no property list, and where.
struct PropertyListError: Error, Equatable {
  /// Line, counted from 1.
  var line: Int
  var reason: String
}

/// Parses old-style property lists: strings with and without quotes, `( )`, `{ }`, `< >`, `//` and `/* */`.
///
/// XML, binary and JSON property lists are refused by name. Nesting is limited, the input is never trusted.
struct PropertyListParser {
  static let maximumNesting = 64

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var depth = 0

  /// Parses the whole text. Throws ``PropertyListError``.
  static func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(PropertyListError) -> PropertyList {
    var parser = PropertyListParser(bytes: bytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { parser.position = 3 }
    try parser.refuseOtherFormats()
    let value = try parser.value()
    try parser.skipSpace()
    if parser.position < bytes.count { throw parser.error("something follows the property list") }
    return value
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private func refuseOtherFormats() throws(PropertyListError) {
    let rest = bytes[position...].drop { $0 == 0x20 || (9...13).contains($0) }
    let formats = [("<?xml", "XML"), ("<!DOCTYPE", "XML"), ("<plist", "XML"), ("bplist", "binary")]
    for (start, name) in formats where rest.starts(with: start.utf8) {
      throw PropertyListError(line: 1, reason: "it is a \(name) property list; save the project with Xcode")
    }
  }

  private func error(_ reason: String) -> PropertyListError {
    let line = 1 + bytes.prefix(position).reduce(0) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    return PropertyListError(line: line, reason: reason)
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ character: Unicode.Scalar) throws(PropertyListError) -> Bool {
    try skipSpace()
    guard current == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() throws(PropertyListError) {
    while let byte = current {
      if byte == 0x20 || (9...13).contains(byte) {
        position += 1
      } else if byte == UInt8(ascii: "/"), position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "/") {
        while let byte = current, byte != 10, byte != 13 { position += 1 }
      } else if byte == UInt8(ascii: "/"), position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "*") {
        try skipComment()
      } else {
        return
      }
    }
  }

  private mutating func skipComment() throws(PropertyListError) {
    let start = position
    position += 2
    while position + 1 < bytes.count {
      if bytes[position] == UInt8(ascii: "*") && bytes[position + 1] == UInt8(ascii: "/") {
        position += 2
        return
      }
      position += 1
    }
    position = start
    throw error("a comment is not closed")
  }

  private mutating func value() throws(PropertyListError) -> PropertyList {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.maximumNesting { throw error("it is nested more than \(Self.maximumNesting) levels deep") }
    if try take("{") { return try dictionary() }
    if try take("(") { return try array() }
    return .string(try text())
  }

  private mutating func dictionary() throws(PropertyListError) -> PropertyList {
    var entries: [String: PropertyList] = [:]
    while try !take("}") {
      let key = try text()
      guard try take("=") else {
        throw error(
          current == UInt8(ascii: ":") ? "it is written as JSON; save the project with Xcode" : "'=' is missing")
      }
      entries[key] = try value()
      guard try take(";") else { throw error("';' is missing") }
    }
    return .dictionary(entries)
  }

  private mutating func array() throws(PropertyListError) -> PropertyList {
    var elements: [PropertyList] = []
    while try !take(")") {
      elements.append(try value())
      if try !take(",") {
        guard try take(")") else { throw error("',' or ')' is missing") }
        break
      }
    }
    return .array(elements)
  }

  private mutating func text() throws(PropertyListError) -> String {
    try skipSpace()
    guard let first = current else { throw error("it ends too early") }
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") { return try quoted(first) }
    if first == UInt8(ascii: "<") { return try data() }
    let start = position
    while let byte = current, Self.isPlain(byte) { position += 1 }
    if start == position { throw error("a value is missing") }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// Letters, digits and the punctuation that needs no quotes; a colon is left out, so that JSON is told apart.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "/"),
      UInt8(ascii: "$"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "@"), 0x80...:
      true
    default: false
    }
  }

  private mutating func data() throws(PropertyListError) -> String {
    let start = position
    while let byte = current, byte != UInt8(ascii: ">") { position += 1 }
    guard current != nil else {
      position = start
      throw error("binary data is not closed")
    }
    position += 1
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func quoted(_ quote: UInt8) throws(PropertyListError) -> String {
    let start = position
    var result: [UInt8] = []
    position += 1
    while let byte = current {
      position += 1
      if byte == quote { return String(decoding: result, as: UTF8.self) }
      if byte == UInt8(ascii: "\\") { appendEscape(to: &result) } else { result.append(byte) }
    }
    position = start
    throw error("a string is not closed")
  }

  /// Reads what follows a backslash: a control letter, `U` and four hexadecimal digits, three octal digits, or itself.
  private mutating func appendEscape(to result: inout [UInt8]) {
    guard let byte = current else { return }
    position += 1
    switch byte {
    case UInt8(ascii: "n"): result.append(10)
    case UInt8(ascii: "t"): result.append(9)
    case UInt8(ascii: "r"): result.append(13)
    case UInt8(ascii: "U"):
      let digits = String(decoding: bytes[position..<min(position + 4, bytes.count)], as: UTF8.self)
      guard digits.utf8.count == 4, let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code) else {
        return
      }
      position += 4
      result.append(contentsOf: String(Character(scalar)).utf8)
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      let digits = String(decoding: bytes[(position - 1)..<min(position + 2, bytes.count)], as: UTF8.self)
      guard digits.utf8.count == 3, let code = UInt8(digits, radix: 8) else { return }
      position += 2
      result.append(contentsOf: String(Character(Unicode.Scalar(code))).utf8)
    default: result.append(byte)
    }
  }
}
