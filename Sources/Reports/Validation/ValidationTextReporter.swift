import Model

/// The validation report for a person at a terminal.
package struct ValidationTextReporter: Sendable {
  package init() {}

  /// The whole page, with a newline at its end. Of the options width and style count.
  package func report(_ report: ValidationReport, options: ReportOptions) -> [UInt8] {
    var page = TerminalPage(width: options.width, style: options.style)
    page.line([
      TextRun(report.repository.isEmpty ? "(unnamed)" : report.repository, .strong),
      TextRun(" · measured at \(short(report.cutOff)), fixes up to \(short(report.revision))", .dim),
      TextRun(" · xtal \(ToolVersion.current)", .dim),
    ])
    page.blank()
    page.line("Do these figures say which places were mended later, beyond what their size and churn say?", indent: 2)
    for study in report.studies {
      page.blank()
      page.blank()
      StudySection(result: study).write(to: &page)
    }
    HardeningSection(results: report.hardening).write(to: &page)
    if !report.notes.isEmpty { page.blank() }
    for note in report.notes { page.line(note, .dim, indent: 2, hanging: 2) }
    return Array(page.text.utf8)
  }

  private func short(_ revision: String) -> String {
    revision.isEmpty ? "no commit" : String(revision.prefix(12))
  }
}
