package import Measures
import Model

/// Shows the course of debt along a history.
package enum TrendReporter {
  /// How a trend is written.
  package enum Format: String, Sendable, CaseIterable {
    case table
    case sparkline
    case csv
    case json
  }

  package static func report(_ trend: Trend, format: Format, options: ReportOptions) -> [UInt8] {
    switch format {
    case .table: TrendPage(trend: trend, hasTable: true).text(options)
    case .sparkline: TrendPage(trend: trend, hasTable: false).text(options)
    case .csv: csv(trend)
    case .json: json(trend)
    }
  }

  private static func csv(_ trend: Trend) -> [UInt8] {
    var writer = CSVWriter()
    let names =
      [
        "period", "revision", "committed", "commits", "linesOfCode", "findings", "debtMinutes", "density", "added",
        "fixed",
        "addedLines", "deletedLines",
      ] + trend.metrics
    writer.row(names.map { .text($0) })
    for row in trend.rows {
      writer.row(
        [
          .text(row.label), .text(row.revision), .text(TrendPeriod.date(row.committed)), .integer(row.commits),
          .integer(row.linesOfCode), .integer(row.findings), .number(rounded(row.debtMinutes)),
          .number(rounded(row.density)), .integer(row.added), .integer(row.fixed), .integer(row.addedLines),
          .integer(row.deletedLines),
        ] + row.values.map { $0.map { .number($0) } ?? .empty })
    }
    return Array(writer.text.utf8)
  }

  private static func json(_ trend: Trend) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { root in
      root.member("classes", objects: trend.classes) { object, row in
        object.member("added", row.added)
        object.member("fixed", row.fixed)
        if let days = row.halfLife { object.member("halfLifeDays", rounded(days)) }
        object.member("name", row.name)
      }
      root.member("halfLife") { object in
        if let days = trend.survival.halfLife { object.member("days", rounded(days)) }
        object.member("ended", trend.survival.ended)
        object.member("findings", trend.survival.lives)
      }
      root.member("metrics", trend.metrics)
      root.member("period", trend.period.rawValue)
      root.member("repository", trend.repository)
      root.member("rows", objects: trend.rows) { object, row in write(row, trend, to: &object) }
      root.member("schemaVersion", RunResult.schemaVersion)
      root.member("series", trend.description)
      root.member("tool") { JSONReporter.writeTool(to: &$0) }
    }
    return writer.finished()
  }

  private static func write(_ row: Trend.Row, _ trend: Trend, to object: inout JSONWriter) {
    object.member("added", row.added)
    object.member("addedLines", row.addedLines)
    object.member("commits", row.commits)
    object.member("committed", Int(clamping: row.committed))
    object.member("debtMinutes", rounded(row.debtMinutes))
    object.member("deletedLines", row.deletedLines)
    object.member("density", rounded(row.density))
    object.member("findings", row.findings)
    object.member("fixed", row.fixed)
    object.member("linesOfCode", row.linesOfCode)
    object.member("period", row.label)
    object.member("revision", row.revision)
    let values = zip(trend.metrics, row.values).compactMap { name, value in value.map { (name, $0) } }
    if !trend.metrics.isEmpty {
      object.member("values", numbers: Dictionary(values, uniquingKeysWith: { first, _ in first }))
    }
  }

  private static func rounded(_ number: Double) -> Double { (number * 1e6).rounded() / 1e6 }
}

/// A trend as a page for a terminal.
private struct TrendPage {
  let trend: Trend
  let hasTable: Bool

  private static let chartWidth = 60

  func text(_ options: ReportOptions) -> [UInt8] {
    var page = TerminalPage(width: options.width, style: options.style)
    page.line([
      TextRun(trend.repository, .strong), TextRun(" · \(trend.description)", .dim),
      TextRun(" · \(FigureFormat.count(trend.rows.reduce(0) { $0 + $1.commits }, "commit", "commits"))", .dim),
    ])
    guard let first = trend.rows.first, let last = trend.rows.last else {
      page.line("No commit is on the line.", indent: 2)
      return Array(page.text.utf8)
    }
    page.blank()
    let width = min(Self.chartWidth, page.width - 34)
    func course(_ name: String, _ numbers: [Double], _ from: String, _ to: String) {
      page.labelled(
        TextRun(name, .dim), columns: 12,
        [TextRun(Sparkline.text(numbers, width: width)), TextRun("  \(from) → "), TextRun(to, .strong)], indent: 2)
    }
    course(
      "density", trend.rows.map(\.density), FigureFormat.decimal(first.density),
      "\(FigureFormat.decimal(last.density)) min per 1,000 lines")
    course(
      "code", trend.rows.map { Double($0.linesOfCode) }, FigureFormat.count(first.linesOfCode),
      "\(FigureFormat.count(last.linesOfCode)) lines")
    course(
      "findings", trend.rows.map { Double($0.findings) }, FigureFormat.count(first.findings),
      FigureFormat.count(last.findings))
    for (index, metric) in trend.metrics.enumerated() {
      let values = trend.rows.map { $0.values[index] ?? .nan }
      let known = values.filter(\.isFinite)
      course(metric, values, known.first.map { Self.figure($0) } ?? "–", known.last.map { Self.figure($0) } ?? "–")
    }
    page.labelled(TextRun("half-life", .dim), columns: 12, [TextRun(halfLife)], indent: 2)
    writeClasses(to: &page, width: width)
    if hasTable { writeRows(to: &page) }
    return Array(page.text.utf8)
  }

  private static func figure(_ number: Double) -> String {
    number == number.rounded() ? FigureFormat.short(number) : "\((number * 1000).rounded() / 1000)"
  }

  private var halfLife: String {
    let survival = trend.survival
    guard survival.lives > 0 else { return "no finding appeared along the line" }
    let counts =
      "\(FigureFormat.count(survival.lives)) appeared, \(FigureFormat.count(survival.ended)) of them are gone"
    guard let days = survival.halfLife else { return "not reached: more than half of them stay (\(counts))" }
    return "\(FigureFormat.short(days.rounded())) days until half are gone (\(counts))"
  }

  private func writeClasses(to page: inout TerminalPage, width: Int) {
    guard !trend.classes.isEmpty else { return }
    var table = TextTable(columns: [.left, .left, .right, .right, .right, .right], flexible: 1)
    table.add(["class", "course", "now", "added", "fixed", "half-life"].map { TextRun($0, .dim) })
    for row in trend.classes {
      table.add([
        TextRun(row.name, .strong), TextRun(Sparkline.text(row.counts.map(Double.init), width: min(24, width))),
        TextRun(FigureFormat.count(row.counts.last ?? 0)), TextRun(FigureFormat.count(row.added)),
        TextRun(FigureFormat.count(row.fixed)),
        TextRun(row.halfLife.map { "\(FigureFormat.short($0.rounded())) days" } ?? "–"),
      ])
    }
    page.blank()
    table.write(to: &page, indent: 2)
  }

  private func writeRows(to page: inout TerminalPage) {
    var table = TextTable(
      columns: [.left, .left, .right, .right, .right, .right, .right, .right] + trend.metrics.map { _ in .right },
      flexible: 1)
    table.add(
      (["period", "commit", "commits", "lines", "findings", "density", "added", "fixed"] + trend.metrics)
        .map { TextRun($0, .dim) })
    for row in trend.rows {
      table.add(
        [
          TextRun(row.label, .strong), TextRun(String(row.revision.prefix(8)), .dim),
          TextRun(FigureFormat.count(row.commits)), TextRun(FigureFormat.count(row.linesOfCode)),
          TextRun(FigureFormat.count(row.findings)), TextRun(FigureFormat.decimal(row.density)),
          TextRun(FigureFormat.count(row.added)), TextRun(FigureFormat.count(row.fixed)),
        ] + row.values.map { TextRun($0.map(Self.figure) ?? "–") })
    }
    page.blank()
    table.write(to: &page, indent: 2)
  }
}
