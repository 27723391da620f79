/// Writes comma-separated values (RFC 4180) that a spreadsheet cannot take for formulas.
///
/// A cell of text that begins with `=`, `+`, `-`, `@`, a tab or a line end gets an apostrophe before it (OWASP, "CSV
/// Injection"). Control characters other than line ends within quotes are replaced.
struct CSVWriter: Sendable {
  /// One cell.
  enum Cell: Sendable {
    case text(String)
    case integer(Int)
    /// As short as reads back equal; empty for what is not finite.
    case number(Double)
    case empty
  }

  private(set) var text = ""

  mutating func row(_ cells: [Cell]) {
    text += cells.map(Self.encoded).joined(separator: ",")
    text += "\r\n"
  }

  private static func encoded(_ cell: Cell) -> String {
    switch cell {
    case .empty: return ""
    case .integer(let number): return String(number)
    case .number(let number):
      guard number.isFinite else { return "" }
      return number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : number.description
    case .text(let text):
      var clean = TerminalSanitizer.sanitized(text)
      if let first = clean.unicodeScalars.first, "=+-@\t\r\n".unicodeScalars.contains(first) { clean = "'" + clean }
      let needsQuotes = clean.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
      return needsQuotes ? "\"" + clean.replacing("\"", with: "\"\"") + "\"" : clean
    }
  }
}
