/// A small table whose columns are as wide as their widest cell, two spaces apart.
///
/// Where the page is narrower, one column that holds words shrinks and wraps within itself; where even that is not
/// enough, whole rows wrap. For tables of some hundred rows: all cells are kept.
struct TextTable {
  enum Alignment: Sendable {
    case left
    case right
  }

  /// Columns that a shrunken column keeps.
  private static let leastColumns = 12

  private let columns: [Alignment]
  private let flexible: Int
  private var rows: [(cells: [TextRun], below: TextRun?)] = []
  private var widths: [Int]

  /// `flexible` is the index of the column that may shrink.
  init(columns: [Alignment], flexible: Int) {
    self.columns = columns
    self.flexible = flexible
    widths = columns.map { _ in 0 }
  }

  /// Makes the columns as wide as a row would that another table shows.
  mutating func measure(_ cells: [TextRun]) {
    for (column, cell) in cells.enumerated() where column < columns.count {
      widths[column] = max(widths[column], DisplayWidth.columns(of: TerminalSanitizer.sanitized(cell.text)))
    }
  }

  /// Adds a row; missing cells stay empty. `below` is a text that belongs to the row and stands on the next line.
  mutating func add(_ cells: [TextRun], below: TextRun? = nil) {
    measure(cells)
    rows.append((cells: cells.map { TextRun(TerminalSanitizer.sanitized($0.text), $0.role) }, below: below))
  }

  func write(to page: inout TerminalPage, indent: Int) {
    let excess = indent + widths.reduce(0, +) + 2 * (columns.count - 1) - page.width
    var widths = widths
    if excess > 0, widths[flexible] - excess >= TextTable.leastColumns { widths[flexible] -= excess }
    for (row, below) in rows {
      let start = indent + widths[..<flexible].reduce(0) { $0 + $1 + 2 }
      var lines = flexible < row.count ? LineWrapper.lines([row[flexible]], width: widths[flexible]) : []
      var first = row
      if !lines.isEmpty {
        // A wrapped cell of one role is one run; an empty one is none.
        first[flexible].text = lines.removeFirst().map(\.text).joined()
      }
      page.line(runs(of: first, widths: widths), indent: indent, hanging: 4)
      for line in lines { page.line(line, indent: start) }
      if let below { page.line([below], indent: indent + 2) }
    }
  }

  private func runs(of row: [TextRun], widths: [Int]) -> [TextRun] {
    var runs: [TextRun] = []
    for (column, cell) in row.enumerated() where column < columns.count {
      let columnsLeft = max(0, widths[column] - DisplayWidth.columns(of: cell.text))
      let padding = TextRun(String(repeating: " ", count: columnsLeft))
      let isLast = column == row.count - 1
      switch columns[column] {
      case .left: runs += isLast ? [cell] : [cell, padding]
      case .right: runs += [padding, cell]
      }
      if !isLast { runs.append(TextRun("  ")) }
    }
    return runs
  }
}
