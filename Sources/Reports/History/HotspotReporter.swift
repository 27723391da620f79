package import Measures
import Model

/// Shows the files that carry debt and keep changing.
package enum HotspotReporter {
  /// Text shows at most `limit` files, nil for all; CSV and JSON have all.
  package static func report(
    _ hotspots: Hotspots, format: BlameReporter.Format, limit: Int?, options: ReportOptions
  ) -> [UInt8] {
    switch format {
    case .table: text(hotspots, limit: limit, options)
    case .csv: csv(hotspots)
    case .json: json(hotspots)
    }
  }

  private static func text(_ hotspots: Hotspots, limit: Int?, _ options: ReportOptions) -> [UInt8] {
    var page = TerminalPage(width: options.width, style: options.style)
    page.line([
      TextRun(hotspots.repository, .strong),
      TextRun(
        " · debt × churn, \(TrendPeriod.date(hotspots.since)) to \(TrendPeriod.date(hotspots.until))", .dim),
    ])
    page.blank()
    let scored = hotspots.files.filter { $0.score > 0 }
    guard !scored.isEmpty else {
      page.line("No file both carries debt and was changed in that time.", indent: 2)
      return Array(page.text.utf8)
    }
    var table = TextTable(columns: [.left, .right, .right, .right, .right, .right, .left], flexible: 0)
    table.add(["file", "score", "debt", "findings", "changes", "lines", "mostly by"].map { TextRun($0, .dim) })
    for file in scored.prefix(limit ?? scored.count) {
      table.add([
        TextRun(file.path, .strong), TextRun(FigureFormat.decimal(file.score)),
        TextRun(FigureFormat.duration(minutes: file.debtMinutes)), TextRun(FigureFormat.count(file.findings)),
        TextRun(FigureFormat.count(file.revisions)), TextRun(FigureFormat.count(file.churn)),
        TextRun("\(file.topAuthor) \(FigureFormat.percent(file.topAuthorShare))"),
      ])
    }
    table.write(to: &page, indent: 2)
    let left = scored.count - min(limit ?? scored.count, scored.count)
    if left > 0 { page.line("… and \(FigureFormat.count(left)) more (all: --all)", .dim, indent: 4) }
    page.blank()
    page.line("score = debt minutes × changed lines ÷ 1,000, through renames", .dim, indent: 2)
    return Array(page.text.utf8)
  }

  private static func csv(_ hotspots: Hotspots) -> [UInt8] {
    var writer = CSVWriter()
    writer.row(
      [
        "path", "score", "debtMinutes", "findings", "revisions", "churn", "authors", "topAuthor", "topAuthorShare",
        "first", "last",
      ].map { .text($0) })
    for file in hotspots.files {
      writer.row([
        .text(file.path), .number(rounded(file.score)), .number(rounded(file.debtMinutes)), .integer(file.findings),
        .integer(file.revisions), .integer(file.churn), .integer(file.authors), .text(file.topAuthor),
        .number(rounded(file.topAuthorShare)), .text(TrendPeriod.date(file.first)),
        .text(TrendPeriod.date(file.last)),
      ])
    }
    return Array(writer.text.utf8)
  }

  private static func json(_ hotspots: Hotspots) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { root in
      root.member("files", objects: hotspots.files) { object, file in
        object.member("authors", file.authors)
        object.member("churn", file.churn)
        object.member("debtMinutes", rounded(file.debtMinutes))
        object.member("findings", file.findings)
        object.member("first", Int(clamping: file.first))
        object.member("last", Int(clamping: file.last))
        object.member("path", file.path)
        object.member("revisions", file.revisions)
        object.member("score", rounded(file.score))
        object.member("topAuthor", file.topAuthor)
        object.member("topAuthorShare", rounded(file.topAuthorShare))
      }
      root.member("repository", hotspots.repository)
      root.member("schemaVersion", RunResult.schemaVersion)
      root.member("since", Int(clamping: hotspots.since))
      root.member("tool") { JSONReporter.writeTool(to: &$0) }
      root.member("until", Int(clamping: hotspots.until))
    }
    return writer.finished()
  }

  private static func rounded(_ number: Double) -> Double { (number * 1e6).rounded() / 1e6 }
}
