package import Measures
import Model

/// Shows the energy of a change beside that of accepted ones.
package enum MismatchReporter {
  package static func text(_ report: MismatchReport, fileLimit: Int?, options: ReportOptions) -> [UInt8] {
    var page = TerminalPage(width: options.width, style: options.style)
    let head = report.head.isEmpty ? "the working tree" : String(report.head.prefix(12))
    page.line([
      TextRun(report.repository, .strong),
      TextRun(" · token energy of the change from \(report.base.prefix(12)) to \(head)", .dim),
    ])
    page.blank()
    for note in report.notes { page.line("\(note).", .warning, indent: 2) }
    guard report.change.tokens > 0 else {
      page.line("The change adds no Swift tokens, so there is nothing to score.", indent: 2)
      return Array(page.text.utf8)
    }
    writeHeadline(report, to: &page)
    page.blank()
    writeFiles(report, fileLimit, to: &page)
    writeLines(report, to: &page)
    return Array(page.text.utf8)
  }

  private static func writeHeadline(_ report: MismatchReport, to page: inout TerminalPage) {
    page.line(
      [
        TextRun("\(EnergyTextReporter.bits(report.change.bitsPerToken)) bits a token", .strong),
        TextRun(" over \(FigureFormat.count(report.change.tokens, "added token", "added tokens"))"),
      ], indent: 2)
    let accepted = report.accepted.changes
    if let percentile = report.percentile {
      let median = AcceptedChanges.quantile(0.5, of: accepted) ?? 0
      let high = AcceptedChanges.quantile(0.9, of: accepted) ?? 0
      page.line(
        [
          TextRun("higher than \(FigureFormat.percent(percentile))", percentile >= 0.9 ? .warning : .plain),
          TextRun(
            " of the \(FigureFormat.count(accepted.count)) changes accepted before it (half of them below "
              + "\(EnergyTextReporter.bits(median)), nine in ten below \(EnergyTextReporter.bits(high)))"),
        ], indent: 2)
    } else {
      page.line(
        "Too little to compare: a change of \(AcceptedChanges.leastTokens) tokens and ten accepted ones are needed.",
        .dim, indent: 2)
    }
  }

  private static func writeFiles(_ report: MismatchReport, _ limit: Int?, to page: inout TerminalPage) {
    var table = TextTable(columns: [.left, .right, .right, .right], flexible: 0)
    table.add(["added lines", "bits/token", "percentile", "tokens"].map { TextRun($0, .dim) })
    let files = report.change.files.sorted { ($1.bitsPerToken, $0.path) < ($0.bitsPerToken, $1.path) }
    for file in files.prefix(limit ?? files.count) {
      let percentile = AcceptedChanges.percentile(of: file.bitsPerToken, in: report.accepted.files)
      table.add(
        cells(file.path + (file.isNew ? " (new)" : ""), .strong, file.bitsPerToken, file.tokens, percentile))
      guard file.hunks.count > 1 else { continue }
      for hunk in file.hunks {
        let percentile = AcceptedChanges.percentile(of: hunk.bitsPerToken, in: report.accepted.hunks)
        let lines = hunk.firstLine == hunk.lastLine ? "\(hunk.firstLine)" : "\(hunk.firstLine)–\(hunk.lastLine)"
        table.add(cells("  lines \(lines)", .dim, hunk.bitsPerToken, hunk.tokens, percentile))
      }
    }
    table.write(to: &page, indent: 2)
    let left = files.count - min(limit ?? files.count, files.count)
    if left > 0 {
      page.line("… and \(FigureFormat.count(left, "more file", "more files")) (all: --all)", .dim, indent: 4)
    }
    page.blank()
  }

  private static func cells(
    _ name: String, _ role: TextRun.Role, _ bits: Double, _ tokens: Int, _ percentile: Double?
  ) -> [TextRun] {
    let isCounted = tokens >= AcceptedChanges.leastTokens
    return [
      TextRun(name, role), TextRun(EnergyTextReporter.bits(bits)),
      TextRun(isCounted ? percentile.map { "\(Int(($0 * 100).rounded()))" } ?? "–" : "–"),
      TextRun(FigureFormat.count(tokens)),
    ]
  }

  private static func writeLines(_ report: MismatchReport, to page: inout TerminalPage) {
    guard !report.lines.isEmpty else { return }
    page.line("Lines that stand out:", indent: 2)
    for line in report.lines {
      page.line(
        [
          TextRun("\(line.path):\(line.line)", .strong),
          TextRun(
            " \(EnergyTextReporter.bits(line.bits)) bits in \(FigureFormat.count(line.tokens, "token", "tokens"))", .dim
          ),
        ], indent: 4)
      for surprise in line.surprises {
        page.line(EnergyTextReporter.surpriseRuns(surprise), indent: 6, hanging: 2)
      }
      if let nearest = line.nearest {
        page.line(
          [
            TextRun("nearest: ", .dim), TextRun(nearest.text, .note),
            TextRun(" (\(nearest.path):\(nearest.line), \(FigureFormat.percent(nearest.similarity)) alike)", .dim),
          ], indent: 6, hanging: 2)
      }
    }
  }

  package static func json(_ report: MismatchReport) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { root in
      root.member("accepted") { object in
        object.member("changes", report.accepted.changes.count)
        object.member("median", value(AcceptedChanges.quantile(0.5, of: report.accepted.changes)))
        object.member("ninetieth", value(AcceptedChanges.quantile(0.9, of: report.accepted.changes)))
      }
      root.member("base", report.base)
      root.member("change") { object in
        object.member("bits", EnergyJSONReporter.rounded(report.change.bits))
        object.member("bitsPerToken", EnergyJSONReporter.rounded(report.change.bitsPerToken))
        object.member("percentile", value(report.percentile))
        object.member("tokens", report.change.tokens)
      }
      root.member("files", objects: report.change.files) { object, file in
        object.member("bits", EnergyJSONReporter.rounded(file.bits))
        object.member("bitsPerToken", EnergyJSONReporter.rounded(file.bitsPerToken))
        object.member("hunks", objects: file.hunks) { object, hunk in
          object.member("bits", EnergyJSONReporter.rounded(hunk.bits))
          object.member("bitsPerToken", EnergyJSONReporter.rounded(hunk.bitsPerToken))
          object.member("firstLine", hunk.firstLine)
          object.member("lastLine", hunk.lastLine)
          object.member("percentile", value(percentile(hunk.bitsPerToken, hunk.tokens, report.accepted.hunks)))
          object.member("tokens", hunk.tokens)
        }
        object.member("new", file.isNew)
        object.member("path", file.path)
        object.member("percentile", value(percentile(file.bitsPerToken, file.tokens, report.accepted.files)))
        object.member("tokens", file.tokens)
      }
      root.member("head", report.head)
      root.member("lines", objects: report.lines) { write($1, to: &$0) }
      root.member("notes", report.notes)
      root.member("repository", report.repository)
      root.member("schemaVersion", RunResult.schemaVersion)
      root.member("tool") { JSONReporter.writeTool(to: &$0) }
    }
    return writer.finished()
  }

  private static func write(_ line: MismatchReport.Line, to object: inout JSONWriter) {
    object.member("bits", EnergyJSONReporter.rounded(line.bits))
    object.member("line", line.line)
    if let nearest = line.nearest {
      object.member("nearest") { object in
        object.member("line", nearest.line)
        object.member("path", nearest.path)
        object.member("similarity", EnergyJSONReporter.rounded(nearest.similarity))
        object.member("text", nearest.text)
      }
    }
    object.member("path", line.path)
    object.member("surprises", objects: line.surprises) { EnergyJSONReporter.write($1, to: &$0) }
    object.member("tokens", line.tokens)
  }

  private static func percentile(_ bits: Double, _ tokens: Int, _ values: [Double]) -> Double? {
    tokens < AcceptedChanges.leastTokens ? nil : AcceptedChanges.percentile(of: bits, in: values)
  }

  /// JSON's `null` where there is no number.
  private static func value(_ number: Double?) -> Double { number.map { EnergyJSONReporter.rounded($0) } ?? .nan }
}
