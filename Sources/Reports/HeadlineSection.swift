import Measures
import Model

/// The top of the text report: what was analysed, how big it is, how much debt it carries, and findings by class.
///
/// Density stands beside plain size, always: size alone explains much of what a debt figure predicts.
struct HeadlineSection {
  let result: RunResult
  let groups: FindingGroups

  func write(to page: inout TerminalPage) {
    page.line(
      [
        TextRun(result.repository.isEmpty ? "(unnamed)" : result.repository, .strong), TextRun(" · \(revision)", .dim),
        TextRun(" · xtal \(ToolVersion.current)", .dim),
      ])
    page.blank()
    let total = DebtSummary(of: result.findings, linesOfCode: result.snapshot.linesOfCode)
    writeFigures(total, to: &page)
    if !groups.classes.isEmpty { writeClasses(to: &page) }
  }

  private var revision: String {
    guard !result.snapshot.revision.isEmpty else { return "no git history" }
    return result.snapshot.revision.prefix(12) + (result.snapshot.isDirty ? " with uncommitted changes" : "")
  }

  private func writeFigures(_ total: DebtSummary, to page: inout TerminalPage) {
    let snapshot = result.snapshot
    let label = { (text: String) in TextRun(text, .dim) }
    guard snapshot.files > 0 else {
      return page.line("No Swift file was analysed.", .strong, indent: 2)
    }
    let size = [
      TextRun(FigureFormat.count(snapshot.files, "file", "files"), .strong), TextRun(" · "),
      TextRun(FigureFormat.count(snapshot.linesOfCode, "line of code", "lines of code"), .strong),
    ]
    page.labelled(label("size"), columns: 10, size, indent: 2)
    if total.findings == 0 {
      page.labelled(label("findings"), columns: 10, [TextRun("none: nothing to mend here", .strong)], indent: 2)
    } else {
      let debt = [
        TextRun("\(FigureFormat.decimal(total.minutesPerThousandLines)) min per 1,000 lines", .strong),
        TextRun(" · \(FigureFormat.hours(minutes: total.minutes)) in all"),
      ]
      page.labelled(label("debt"), columns: 10, debt, indent: 2)
      page.labelled(label("findings"), columns: 10, severities(total), indent: 2)
    }
    page.labelled(label("coverage"), columns: 10, coverage, indent: 2)
    if let energy { page.labelled(label("energy"), columns: 10, energy, indent: 2) }
    if let references { page.labelled(label("resolved"), columns: 10, references, indent: 2) }
  }

  /// Token energy; nil where it was not measured, or there is no token.
  private var energy: [TextRun]? {
    guard let bits = result.metrics[EnergyMetrics.main], let tokens = result.metrics["energy.tokens"] else {
      return nil
    }
    var text = " over \(FigureFormat.short(tokens)) tokens"
    if let code = result.metrics["energy.code.bitsPerToken"] {
      text += " · without literals \(EnergyTextReporter.bits(code))"
    }
    if let names = result.metrics["energy.identifiers.bitsPerToken"] {
      text += " · names \(EnergyTextReporter.bits(names))"
    }
    return [TextRun("\(EnergyTextReporter.bits(bits)) bits a token", .strong), TextRun(text)]
  }

  /// Where references come from; nil where the result does not tell.
  private var references: [TextRun]? {
    guard let sources = ReferenceSources(metrics: result.metrics) else { return nil }
    let all = TextRun(FigureFormat.count(sources.index + sources.syntax, "reference", "references"), .strong)
    switch sources.tier {
    case .syntax: return [all, TextRun(" · from syntax alone")]
    case .index: return [all, TextRun(" · from the compiler's index")]
    case .mixed:
      let share = "\(FigureFormat.count(sources.index)) from the compiler's index, "
      return [all, TextRun(" · \(share)\(FigureFormat.count(sources.syntax)) from syntax (modules below)")]
    }
  }

  private func severities(_ total: DebtSummary) -> [TextRun] {
    var runs = [TextRun(FigureFormat.count(total.findings), .strong)]
    let counts: [(Int, String, String, TextRun.Role)] = [
      (total.errors, "error", "errors", .error), (total.warnings, "warning", "warnings", .warning),
      (total.notes, "note", "notes", .note),
    ]
    for (count, singular, plural, role) in counts where count > 0 {
      runs.append(TextRun(" · "))
      runs.append(TextRun(FigureFormat.count(count, singular, plural), role))
    }
    return runs
  }

  private var coverage: [TextRun] {
    let coverage = result.coverage
    guard !coverage.partial.isEmpty || !coverage.skipped.isEmpty else { return [TextRun("every file read wholly")] }
    var text = "\(FigureFormat.count(coverage.analysed)) read wholly"
    if !coverage.partial.isEmpty { text += " · \(FigureFormat.count(coverage.partial.count)) in part" }
    if !coverage.skipped.isEmpty { text += " · \(FigureFormat.count(coverage.skipped.count)) left out" }
    return [TextRun("\(text) (reasons below)")]
  }

  /// A table with a line for each class, in the order of the sections that follow.
  private func writeClasses(to page: inout TerminalPage) {
    var table = TextTable(columns: [.left, .left, .right, .right, .right], flexible: 1)
    table.add(["class", "what it is", "findings", "per 1,000 lines", "debt"].map { TextRun($0, .dim) })
    for group in groups.classes {
      table.add([
        TextRun(group.name, .strong), TextRun(group.meaning), TextRun(FigureFormat.count(group.summary.findings)),
        TextRun(FigureFormat.decimal(group.summary.findingsPerThousandLines)),
        TextRun(FigureFormat.duration(minutes: group.summary.minutes)),
      ])
    }
    page.blank()
    table.write(to: &page, indent: 2)
  }
}
