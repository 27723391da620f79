import Model

/// What was read in part or not at all, with the reasons; says nothing where every file was read.
struct CoverageSection {
  let coverage: Coverage
  /// How many lines each list has at most; nil for all.
  let limit: Int?

  func write(to page: inout TerminalPage) {
    guard !coverage.partial.isEmpty || !coverage.skipped.isEmpty else { return }
    page.blank()
    page.blank()
    page.heading([TextRun("coverage", .strong), TextRun(" · what was not, or not wholly, read")], summary)
    write(coverage.partial, title: "read in part: findings there may be missing", to: &page)
    write(coverage.skipped, title: "left out", to: &page)
  }

  private var summary: String {
    FigureFormat.count(coverage.partial.count + coverage.skipped.count, "place", "places")
  }

  private func write(_ gaps: [Coverage.Gap], title: String, to page: inout TerminalPage) {
    guard !gaps.isEmpty else { return }
    page.blank()
    page.line(title, .strong, indent: 2)
    let shown = gaps.prefix(limit ?? gaps.count)
    for gap in shown {
      let path = gap.path.isEmpty ? "(whole repository)" : gap.path
      page.line([TextRun(path), TextRun("  \(gap.reason)", .dim)], indent: 4, hanging: 2)
    }
    if shown.count < gaps.count {
      let rest = FigureFormat.count(gaps.count - shown.count)
      page.line("… and \(rest) more (all: --all or --format json)", .dim, indent: 4)
    }
  }
}
