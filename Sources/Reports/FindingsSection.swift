import Model

/// The findings of one class in the text report.
struct FindingsSection {
  /// Columns of the severity word and the space after it: `warning` is the longest.
  private static let severityColumns = 9
  private static let indent = 2

  let group: FindingGroups.ClassGroup
  let options: ReportOptions

  func write(to page: inout TerminalPage) {
    page.blank()
    page.blank()
    var title = [TextRun(group.name, .strong)]
    if !group.meaning.isEmpty { title.append(TextRun(" · \(group.meaning)")) }
    let findings = FigureFormat.count(group.summary.findings, "finding", "findings")
    page.heading(title, "\(findings) · \(FigureFormat.duration(minutes: group.summary.minutes))")
    for file in group.files {
      for finding in file {
        page.blank()
        write(finding, to: &page)
      }
    }
    if !group.leftOut.isEmpty { page.blank() }
    for leftOut in group.leftOut {
      page.line(
        "… and \(FigureFormat.count(leftOut.count)) more of \(leftOut.rule.text) (all: --all or --format json)", .dim,
        indent: textIndent, hanging: 2)
    }
  }

  private var textIndent: Int { FindingsSection.indent + FindingsSection.severityColumns }

  private func write(_ finding: Finding, to page: inout TerminalPage) {
    page.labelled(
      TextRun(finding.severity.rawValue, role(of: finding.severity)), columns: FindingsSection.severityColumns,
      [TextRun(finding.message, .strong)], indent: FindingsSection.indent)
    writePlace(of: finding, to: &page)
    writeEvidence(of: finding, to: &page)
  }

  private func role(of severity: Severity) -> TextRun.Role {
    switch severity {
    case .error: .error
    case .warning: .warning
    case .note: .note
    }
  }

  /// The place, and the rule with its price behind it; on a line of its own where both do not fit.
  private func writePlace(of finding: Finding, to page: inout TerminalPage) {
    let place = "\(finding.path):\(finding.line):\(finding.column)"
    var facts = "\(finding.rule.text) · \(FigureFormat.duration(minutes: finding.minutes))"
    if finding.confidence < 1 { facts += " · \(FigureFormat.percent(finding.confidence)) sure" }
    let runs = [TextRun(place), TextRun("  \(facts)", .dim)]
    let columns = runs.reduce(0) { $0 + DisplayWidth.columns(of: TerminalSanitizer.sanitized($1.text)) }
    if columns <= page.width - textIndent {
      page.line(runs, indent: textIndent)
    } else {
      page.line(place, indent: textIndent, hanging: 2)
      page.line(facts, .dim, indent: textIndent, hanging: 2)
    }
  }

  private func writeEvidence(of finding: Finding, to page: inout TerminalPage) {
    let limit = options.evidencePerFinding ?? finding.evidence.count
    // A line that says "1 more" takes the room of the place it hides.
    let shown = finding.evidence.count == limit + 1 ? limit + 1 : min(limit, finding.evidence.count)
    for (index, evidence) in finding.evidence.prefix(shown).enumerated() {
      let isLast = index == finding.evidence.count - 1
      var place = "\(evidence.path):\(evidence.line)"
      if evidence.endLine > evidence.line { place += "–\(evidence.endLine)" }
      page.labelled(
        TextRun(isLast ? "└" : "├", .dim), columns: 2, [TextRun(place), TextRun("  \(evidence.message)", .dim)],
        indent: textIndent)
    }
    if shown < finding.evidence.count {
      let more = FigureFormat.count(finding.evidence.count - shown, "more place", "more places")
      page.labelled(TextRun("└", .dim), columns: 2, [TextRun(more, .dim)], indent: textIndent)
    }
  }
}
