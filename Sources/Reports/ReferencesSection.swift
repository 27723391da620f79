import Model

/// Where each module's references come from, and what there is to say of the compiler's index; nothing where references
/// come from syntax alone and no index was found.
struct ReferencesSection {
  let result: RunResult
  /// How many modules it lists at most; nil for all.
  let limit: Int?

  func write(to page: inout TerminalPage) {
    let tier = ReferenceSources(metrics: result.metrics)?.tier ?? .syntax
    guard tier != .syntax || !result.notes.isEmpty else { return }
    page.blank()
    page.blank()
    page.heading([TextRun("references", .strong), TextRun(" · where they come from")], tier.rawValue)
    if !result.notes.isEmpty { page.blank() }
    for note in result.notes { page.line(note, indent: 2, hanging: 2) }
    guard tier == .mixed else { return }
    let modules = result.modules.compactMap { module in
      ReferenceSources(metrics: module.metrics).map { (name: module.name, sources: $0) }
    }.filter { $0.sources.index + $0.sources.syntax > 0 }
    guard !modules.isEmpty else { return }
    var table = TextTable(columns: [.left, .left, .right, .right], flexible: 0)
    table.add(["module", "tier", "index", "syntax"].map { TextRun($0, .dim) })
    // Those with most from syntax first: there findings are the least sure.
    let sorted = modules.sorted { ($1.sources.syntax, $0.name) < ($0.sources.syntax, $1.name) }
    let shown = sorted.prefix(limit ?? sorted.count)
    for module in shown {
      table.add([
        TextRun(module.name, .strong), TextRun(module.sources.tier.rawValue),
        TextRun(FigureFormat.count(module.sources.index)), TextRun(FigureFormat.count(module.sources.syntax)),
      ])
    }
    page.blank()
    table.write(to: &page, indent: 2)
    if shown.count < sorted.count {
      let rest = FigureFormat.count(sorted.count - shown.count)
      page.line("… and \(rest) more (all: --all or --format json)", .dim, indent: 4)
    }
  }
}
