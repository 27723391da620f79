package import Measures
import Model

/// Shows token energy on a terminal.
package enum EnergyTextReporter {
  /// Shows at most `fileLimit` files, nil for all.
  package static func report(_ report: EnergyReport, fileLimit: Int?, options: ReportOptions) -> [UInt8] {
    var page = TerminalPage(width: options.width, style: options.style)
    page.line([
      TextRun(report.repository, .strong),
      TextRun(" · token energy, each file by a model of the others", .dim),
    ])
    page.blank()
    guard report.total.tokens > 0 else {
      page.line("There is no Swift code here to score.", indent: 2)
      writeGaps(report, options, to: &page)
      return Array(page.text.utf8)
    }
    writeTotals(report, to: &page)
    page.blank()
    writeModules(report, to: &page)
    writeFiles(report, fileLimit, to: &page)
    writeLines(report, to: &page)
    page.line(
      "Energy is −log₂ p of a token, in bits: low where the rest of the repository foretells it. It measures what is "
        + "usual here, not what is right.", .dim, indent: 2)
    writeGaps(report, options, to: &page)
    return Array(page.text.utf8)
  }

  /// Files that were left out.
  private static func writeGaps(_ report: EnergyReport, _ options: ReportOptions, to page: inout TerminalPage) {
    let shown = min(report.coverage.skipped.count, options.gapsPerList ?? .max)
    for gap in report.coverage.skipped.prefix(shown) {
      page.line("not analysed: \(gap.path): \(gap.reason)", .dim, indent: 2)
    }
    let left = report.coverage.skipped.count - shown
    if left > 0 {
      page.line("… and \(FigureFormat.count(left)) more not analysed (all: --format json)", .dim, indent: 2)
    }
  }

  private static func writeTotals(_ report: EnergyReport, to page: inout TerminalPage) {
    let sum = report.total
    page.line(
      [
        TextRun("\(bits(sum.bitsPerToken)) bits a token", .strong),
        TextRun(
          " over \(FigureFormat.count(sum.tokens)) tokens in \(FigureFormat.count(report.files.count, "file", "files")), "
            + "\(bits(sum.bitsPerCharacter)) bits a byte"),
      ], indent: 2)
    page.line(
      "names \(bits(sum.bitsPerToken(of: .identifiers))) · literals \(bits(sum.bitsPerToken(of: .literals))) · syntax "
        + "\(bits(sum.bitsPerToken(of: .syntax))) · \(FigureFormat.percent(share(sum.newTokens, sum.tokens))) of all "
        + "tokens stand in no other file and not before in their own", indent: 2)
    if report.generated.tokens > 0 {
      page.line(
        "Generated files are apart: \(bits(report.generated.bitsPerToken)) bits a token over "
          + "\(FigureFormat.count(report.generated.tokens)) tokens.", indent: 2)
    }
  }

  private static func writeModules(_ report: EnergyReport, to page: inout TerminalPage) {
    var table = TextTable(columns: [.left, .right, .right, .right, .right, .right], flexible: 0)
    table.add(["module", "bits/token", "names", "literals", "syntax", "tokens"].map { TextRun($0, .dim) })
    for module in report.modules {
      table.add(cells(module.name.isEmpty ? "(no module)" : module.name, module.sum))
    }
    table.write(to: &page, indent: 2)
    page.blank()
  }

  private static func writeFiles(_ report: EnergyReport, _ limit: Int?, to page: inout TerminalPage) {
    let files = report.files.filter { !$0.isGenerated && $0.sum.tokens > 0 }.sorted {
      ($1.sum.bitsPerToken, $0.path) < ($0.sum.bitsPerToken, $1.path)
    }
    var table = TextTable(columns: [.left, .right, .right, .right, .right, .right], flexible: 0)
    table.add(["file", "bits/token", "names", "literals", "syntax", "tokens"].map { TextRun($0, .dim) })
    for file in files.prefix(limit ?? files.count) { table.add(cells(file.path, file.sum)) }
    table.write(to: &page, indent: 2)
    let left = files.count - min(limit ?? files.count, files.count)
    if left > 0 { page.line("… and \(FigureFormat.count(left)) more (all: --all)", .dim, indent: 4) }
    page.blank()
  }

  private static func writeLines(_ report: EnergyReport, to page: inout TerminalPage) {
    guard !report.lines.isEmpty else { return }
    page.line("Lines that fit least, for their type of line and without literals:", indent: 2)
    for line in report.lines {
      page.line(
        [
          TextRun("\(line.path):\(line.line)", .strong),
          TextRun(
            " \(line.type) · \(bits(line.bits)) bits in \(FigureFormat.count(line.tokens, "token", "tokens"))", .dim),
        ], indent: 4)
      for surprise in line.surprises {
        page.line(surpriseRuns(surprise), indent: 6, hanging: 2)
      }
    }
    page.blank()
  }

  static func surpriseRuns(_ surprise: EnergyReport.Surprise) -> [TextRun] {
    var runs = [TextRun(surprise.text, .warning), TextRun(" \(bits(surprise.bits)) bits")]
    if surprise.isNew { runs.append(TextRun(", new here", .dim)) }
    if !surprise.expected.isEmpty {
      let expected = surprise.expected.map { "\($0.text) \(FigureFormat.percent($0.probability))" }
      runs.append(TextRun("; expected \(expected.joined(separator: ", "))", .dim))
    }
    return runs
  }

  private static func cells(_ name: String, _ sum: EnergySum) -> [TextRun] {
    [
      TextRun(name, .strong), TextRun(bits(sum.bitsPerToken)), TextRun(bits(sum.bitsPerToken(of: .identifiers))),
      TextRun(bits(sum.bitsPerToken(of: .literals))), TextRun(bits(sum.bitsPerToken(of: .syntax))),
      TextRun(FigureFormat.count(sum.tokens)),
    ]
  }

  /// Two decimals.
  static func bits(_ number: Double) -> String {
    guard number.isFinite, abs(number) < 1e12 else { return "–" }
    let hundredths = Int((abs(number) * 100).rounded())
    let fraction = hundredths % 100
    return "\(FigureFormat.count(hundredths / 100)).\(fraction < 10 ? "0" : "")\(fraction)"
  }

  private static func share(_ part: Int, _ whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }
}
