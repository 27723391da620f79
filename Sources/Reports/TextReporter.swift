package import Model
package import Rules

/// The report for a person at a terminal: the headline, the findings grouped by class and file with the worst first,
/// what was not read, and how to see more.
///
/// Debt is minutes × confidence, summed; a single finding shows its plain minutes. Where the report leaves findings,
/// evidence or files out it says how many.
package struct TextReporter: Reporter {
  package init() {}

  package func report(_ result: RunResult, rules: [Rule], options: ReportOptions) -> [UInt8] {
    var page = TerminalPage(width: options.width, style: options.style)
    let groups = FindingGroups(
      result.findings, limit: options.findingsPerRule, linesOfCode: result.snapshot.linesOfCode)
    HeadlineSection(result: result, groups: groups).write(to: &page)
    for group in groups.classes { FindingsSection(group: group, options: options).write(to: &page) }
    CoverageSection(coverage: result.coverage, limit: options.gapsPerList).write(to: &page)
    ReferencesSection(result: result, limit: options.gapsPerList).write(to: &page)
    writeClosing(groups: groups, to: &page)
    return Array(page.text.utf8)
  }

  private func writeClosing(groups: FindingGroups, to page: inout TerminalPage) {
    guard let worst = groups.classes.first?.files.first?.first else { return }
    page.blank()
    page.line(
      [
        TextRun("Why and how: ", .dim), TextRun("xtal explain \(worst.rule.text)"),
        TextRun(" · everything, for programs: ", .dim), TextRun("--format json"),
      ])
  }
}
