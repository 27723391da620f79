import Rules

/// Swift source of values, as the generated catalogue spells them.
enum GeneratedLiteral {
  /// Width of the generated lines.
  private static let width = 118

  /// A one-line string literal.
  static func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      default:
        let isPlain = scalar.value >= 0x20 && scalar.value != 0x7f
        if isPlain { result.unicodeScalars.append(scalar) } else { result += "\\u{\(String(scalar.value, radix: 16))}" }
      }
    }
    return result + "\""
  }

  /// A multi-line literal of prose without line breaks of its own, wrapped at blanks; lines are indented by `indent`.
  static func prose(_ text: String, indent: String) -> String {
    let hashes = delimiter(for: text)
    var lines = [String]()
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if !line.isEmpty, indent.count + line.count + word.count + 3 > width {
        lines.append(line + " \\" + hashes)
        line = String(word)
      } else {
        line += line.isEmpty ? String(word) : " " + word
      }
    }
    lines.append(line)
    return multiline(lines, hashes: hashes, indent: indent)
  }

  /// A multi-line literal of source text, line by line; the text's last line break is left out.
  static func source(_ text: String, indent: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return multiline(lines, hashes: delimiter(for: text), indent: indent)
  }

  static func value(_ value: Rule.Option.Value) -> String {
    switch value {
    case .integer(let number): ".integer(\(number))"
    case .number(let number): ".number(\(number))"
    case .boolean(let flag): ".boolean(\(flag))"
    case .text(let text): ".text(\(string(text)))"
    case .list(let texts): ".list([\(texts.map(string).joined(separator: ", "))])"
    }
  }

  private static func multiline(_ lines: [String], hashes: String, indent: String) -> String {
    let body = lines.map { $0.isEmpty ? "" : indent + $0 }.joined(separator: "\n")
    return "\(hashes)\"\"\"\n\(body)\n\(indent)\"\"\"\(hashes)"
  }

  /// Enough `#` that nothing in the text ends the literal or escapes out of it.
  private static func delimiter(for text: String) -> String {
    var hashes = "#"
    while text.contains("\"\"\"" + hashes) || text.contains("\\" + hashes) { hashes += "#" }
    return hashes
  }
}
