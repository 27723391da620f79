/// How many columns text takes on a terminal.
///
/// An estimate: terminals differ for emoji sequences and ambiguous characters, which count as one column here.
/// Source: Unicode Standard Annex 11, East Asian Width; wide and fullwidth blocks, and emoji presentation.
enum DisplayWidth {
  /// Columns of a text that has been sanitized.
  static func columns(of text: String) -> Int {
    var text = text
    if let count = text.withUTF8({ $0.allSatisfy { $0 < 0x80 } ? $0.count : nil }) { return count }
    // Text of accented letters and typographic marks needs no search for the borders of its characters.
    var count = 0
    for scalar in text.unicodeScalars {
      guard isSimple(scalar.value) else { return text.reduce(0) { $0 + columns(of: $1) } }
      count += 1
    }
    return count
  }

  /// Whether a character takes one column and joins with no other: Latin letters, dashes, quotation marks, box drawing.
  private static func isSimple(_ value: UInt32) -> Bool {
    switch value {
    case 0x20...0x7e, 0xa0...0xa8, 0xaa...0xac, 0xaf...0x2ff, 0x2010...0x2027, 0x2500...0x257f: true
    default: false
    }
  }

  /// 0, 1 or 2.
  static func columns(of character: Character) -> Int {
    if character.isASCII { return 1 }
    guard let first = character.unicodeScalars.first else { return 0 }
    if first.properties.isEmojiPresentation || isWide(first.value) { return 2 }
    if character.unicodeScalars.contains("\u{FE0F}") { return 2 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return 1
    }
  }

  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0xa4cf, 0xa960...0xa97f, 0xac00...0xd7a3, 0xf900...0xfaff: true
    case 0xfe30...0xfe6f, 0xff01...0xff60, 0xffe0...0xffe6, 0x20000...0x3fffd: true
    default: false
    }
  }
}
