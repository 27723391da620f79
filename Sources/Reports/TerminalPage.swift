/// A page of text for a terminal, written line by line: the one sink of all text reports.
///
/// It sanitizes every text, wraps it to the width and adds colours where the style allows them. No other code writes
/// an escape sequence or a newline.
struct TerminalPage {
  /// Columns of the page, at least 40.
  let width: Int
  private let style: TerminalStyle
  /// The page so far; every line ends in a newline.
  private(set) var text = ""

  init(width: Int, style: TerminalStyle) {
    self.width = max(40, width)
    self.style = style
  }

  mutating func blank() { text.append("\n") }

  /// Writes a text that may take several lines, each behind `indent` spaces; those after the first behind `hanging`
  /// more.
  mutating func line(_ runs: [TextRun], indent: Int = 0, hanging: Int = 0) {
    let lines = LineWrapper.lines(runs.map(TerminalPage.sanitized), width: width - indent, hanging: hanging)
    for (index, part) in lines.enumerated() { write(part, indent: index == 0 ? indent : indent + hanging) }
  }

  mutating func line(_ text: String, _ role: TextRun.Role = .plain, indent: Int = 0, hanging: Int = 0) {
    line([TextRun(text, role)], indent: indent, hanging: hanging)
  }

  /// Writes a label in a column of its own and a text beside it that wraps within its column.
  mutating func labelled(_ label: TextRun, columns: Int, _ runs: [TextRun], indent: Int) {
    let clean = TerminalPage.sanitized(label)
    let padding = max(1, columns - DisplayWidth.columns(of: clean.text))
    let start = indent + max(columns, DisplayWidth.columns(of: clean.text) + 1)
    let lines = LineWrapper.lines(runs.map(TerminalPage.sanitized), width: max(1, width - start))
    for (index, part) in lines.enumerated() {
      if index == 0 {
        write([clean, TextRun(String(repeating: " ", count: padding))] + part, indent: indent)
      } else {
        write(part, indent: start)
      }
    }
  }

  /// Writes a heading on the left and a figure on the right with a rule between them.
  mutating func heading(_ left: [TextRun], _ right: String) {
    let clean = left.map(TerminalPage.sanitized)
    let used = clean.reduce(0) { $0 + DisplayWidth.columns(of: $1.text) } + DisplayWidth.columns(of: right) + 2
    guard used + 3 <= width else {
      line(left)
      return line(right, .dim)
    }
    let rule = String(repeating: "─", count: width - used)
    write(clean + [TextRun(" \(rule) ", .dim), TextRun(right, .plain)], indent: 0)
  }

  private static func sanitized(_ run: TextRun) -> TextRun {
    TextRun(TerminalSanitizer.sanitized(run.text), run.role)
  }

  private mutating func write(_ runs: [TextRun], indent: Int) {
    text.append(String(repeating: " ", count: indent))
    for run in runs {
      if style == .coloured, let rendition = run.role.rendition {
        text.append("\u{1B}[\(rendition)m\(run.text)\u{1B}[0m")
      } else {
        text.append(run.text)
      }
    }
    text.append("\n")
  }
}
