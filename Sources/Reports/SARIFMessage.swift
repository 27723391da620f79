/// Writes text as the plain text of a SARIF message, so that nothing in it acts as markup.
///
/// Source: SARIF 2.1.0, sections 3.11.5 and 3.11.6. Braces are doubled, as they mark placeholders; square brackets get
/// a backslash where the text could be read as an embedded link, and stay as they are elsewhere, as the standard allows.
/// A message is for people to read, so what may not reach a terminal is made visible here too.
enum SARIFMessage {
  static func escaped(_ text: String) -> String {
    let text = TerminalSanitizer.sanitized(text)
    guard text.utf8.contains(where: { isMarkup($0) }) else { return text }
    let mayLink = holdsLinkJoint(text)
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "{", "}": result.append(scalar)
      case "[", "]", "\\": if mayLink { result.append("\\") }
      default: break
      }
      result.append(scalar)
    }
    return String(result)
  }

  private static func isMarkup(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]")
  }

  /// Whether `](` occurs, without which no text is a link.
  private static func holdsLinkJoint(_ text: String) -> Bool {
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if previous == UInt8(ascii: "]"), byte == UInt8(ascii: "(") { return true }
      previous = byte
    }
    return false
  }
}
