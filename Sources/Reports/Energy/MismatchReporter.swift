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
    guard report.change.sum.tokens > 0 else {
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
    let sum = report.change.sum
    page.line(
      [
        TextRun("\(EnergyTextReporter.bits(report.change.closed.codeBitsPerToken)) bits a token", .strong),
        TextRun(" of names and syntax over \(FigureFormat.count(sum.codeTokens)) of them added"),
        TextRun(", new ones at \(EnergyTextReporter.bits(report.closedPrice)) bits", .dim),
        TextRun(
          " (\(EnergyTextReporter.bits(sum.codeBitsPerToken)) with their spelling, "
            + "\(EnergyTextReporter.bits(sum.bitsPerToken)) with literals, \(FigureFormat.count(sum.tokens)) tokens)",
          .dim),
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
        "Too little to compare: a change of \(AcceptedChanges.leastTokens) names and signs and ten accepted ones are needed.",
        .dim, indent: 2)
    }
  }

  private static func writeFiles(_ report: MismatchReport, _ limit: Int?, to page: inout TerminalPage) {
    var table = TextTable(columns: [.left, .right, .right, .right], flexible: 0)
    table.add(["added lines", "bits/token", "percentile", "tokens"].map { TextRun($0, .dim) })
    let files = report.change.files.map { (file: $0, closed: $0.closed) }
      .sorted { ($1.closed.codeBitsPerToken, $0.file.path) < ($0.closed.codeBitsPerToken, $1.file.path) }
    for (file, closed) in files.prefix(limit ?? files.count) {
      table.add(cells(file.path + (file.isNew ? " (new)" : ""), .strong, closed, report.accepted.files))
      guard file.hunks.count > 1 else { continue }
      for hunk in file.hunks {
        let lines =
          hunk.firstLine == hunk.lastLine ? "line \(hunk.firstLine)" : "lines \(hunk.firstLine)–\(hunk.lastLine)"
        table.add(cells("  \(lines)", .dim, hunk.closed, report.accepted.hunks))
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
    _ name: String, _ role: TextRun.Role, _ closed: EnergySum, _ accepted: [Double]
  ) -> [TextRun] {
    let percentile = AcceptedChanges.percentile(of: closed, in: accepted)
    return [
      TextRun(name, role), TextRun(EnergyTextReporter.bits(closed.codeBitsPerToken)),
      TextRun(percentile.map { "\(Int(($0 * 100).rounded()))" } ?? "–"), TextRun(FigureFormat.count(closed.tokens)),
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
        object.member("newTokenBits", EnergyJSONReporter.rounded(report.closedPrice))
        object.member("ninetieth", value(AcceptedChanges.quantile(0.9, of: report.accepted.changes)))
      }
      root.member("base", report.base)
      root.member("change") { object in
        write(report.change.sum, report.change.closed, report.accepted.changes, to: &object) { _ in }
      }
      root.member("files", objects: report.change.files) { object, file in
        write(file.sum, file.closed, report.accepted.files, to: &object) { object in
          object.member("hunks", objects: file.hunks) { object, hunk in
            write(hunk.sum, hunk.closed, report.accepted.hunks, to: &object) { object in
              object.member("firstLine", hunk.firstLine)
              object.member("lastLine", hunk.lastLine)
            }
          }
          object.member("new", file.isNew)
          object.member("path", file.path)
        }
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

  /// The figures of a sum, with the members of `between` at their place in the alphabet.
  private static func write(
    _ sum: EnergySum, _ closed: EnergySum, _ accepted: [Double], to object: inout JSONWriter,
    _ between: (inout JSONWriter) -> Void
  ) {
    object.member("bits", EnergyJSONReporter.rounded(sum.bits))
    object.member("bitsPerToken", EnergyJSONReporter.rounded(sum.bitsPerToken))
    object.member("closedCodeBitsPerToken", EnergyJSONReporter.rounded(closed.codeBitsPerToken))
    object.member("codeBitsPerToken", EnergyJSONReporter.rounded(sum.codeBitsPerToken))
    object.member("codeTokens", sum.codeTokens)
    between(&object)
    object.member("percentile", value(AcceptedChanges.percentile(of: closed, in: accepted)))
    object.member("tokens", sum.tokens)
  }

  /// JSON's `null` where there is no number.
  private static func value(_ number: Double?) -> Double { number.map { EnergyJSONReporter.rounded($0) } ?? .nan }
}
