/// How a report is to look. Every value is resolved before: a reporter reads no environment and asks no terminal.
package struct ReportOptions: Sendable {
  /// Gives the bytes of one line (counted from 1) of a file of the snapshot, without its line ending; nil where it
  /// cannot be had. The path is the one findings carry.
  package typealias LineReader = @Sendable (_ path: String, _ line: Int) -> [UInt8]?

  /// Columns of the terminal, for text. Less than 40 counts as 40.
  package var width: Int
  /// Whether text carries colours; see ``ColorPolicy``.
  package var style: TerminalStyle
  /// How many findings of one rule text shows, the worst; nil shows all.
  package var findingsPerRule: Int?
  /// How many places of evidence text shows under a finding; nil shows all.
  package var evidencePerFinding: Int?
  /// How many files text lists under each heading of its coverage section; nil shows all.
  package var gapsPerList: Int?
  /// Lets SARIF turn columns in bytes into columns in UTF-16 units; without it, such columns are left out.
  package var lineReader: LineReader?

  package init(
    width: Int = 100, style: TerminalStyle = .plain, findingsPerRule: Int? = 10, evidencePerFinding: Int? = 3,
    gapsPerList: Int? = 10, lineReader: LineReader? = nil
  ) {
    self.width = width
    self.style = style
    self.findingsPerRule = findingsPerRule
    self.evidencePerFinding = evidencePerFinding
    self.gapsPerList = gapsPerList
    self.lineReader = lineReader
  }
}
