/// The one place through which text of a repository goes before a terminal sees it.
///
/// A path, a name or a comment can hold escape sequences that recolour, rewrite or spoof the screen, and bidirectional
/// controls that show code in another order than the compiler reads it (CVE-2021-42574). Each such character becomes
/// visible, `‹U+202E›`. Newlines too: a reporter writes its own, one that comes in a text is replaced.
package enum TerminalSanitizer {
  /// The text with every unsafe character made visible. Costs one scan where there is none.
  package static func sanitized(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isUnsafe(scalar) {
        result.append(contentsOf: "‹U+\(fourDigits(scalar, uppercase: true))›".unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Whether a character may not reach a terminal: C0 and DEL, C1, bidirectional controls, line and paragraph
  /// separators. All lie in the basic plane.
  package static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1f, 0x7f...0x9f: true
    case 0x061c, 0x200e, 0x200f, 0x2028...0x202e, 0x2066...0x2069: true
    default: false
    }
  }

  /// At least four hexadecimal digits of a character's number.
  static func fourDigits(_ scalar: Unicode.Scalar, uppercase: Bool) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: uppercase)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
