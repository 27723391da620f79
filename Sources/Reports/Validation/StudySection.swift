import Measures

/// One study of a validation report: every ranking alone, what each predictor adds, and the verdicts in words.
///
/// Where too few units are fixed, or too few are not, it says so and shows no figure: it would be read all the same.
struct StudySection {
  let result: ValidationResult

  /// Columns of the narrowest page whose tables show intervals.
  private static let leastWidth = 100

  private var wording: ValidationWording { ValidationWording(unit: result.unit) }
  private var isOfLines: Bool { result.unit == .line }

  func write(to page: inout TerminalPage) {
    let (one, many) = wording.units
    page.heading(
      [
        TextRun(FigureFormat.count(result.units, one, many), .strong),
        TextRun(" · \(FigureFormat.count(result.fixedUnits)) mended after the cut-off"),
      ],
      result.fixedFiles.map { "in " + FigureFormat.count($0, "file", "files") }
        ?? FigureFormat.count(result.linesOfCode, "line of code", "lines of code"))
    page.blank()
    if let silence = wording.silence(result) {
      let least = FigureFormat.count(ValidationVerdict.leastUnitsOfAKind)
      return page.line(
        [TextRun(silence, .strong), TextRun(": at least \(least) of either kind are needed", .dim)], indent: 2)
    }
    writeRankings(to: &page)
    guard !result.predictors.isEmpty else { return }
    page.blank()
    writeGains(to: &page)
    page.blank()
    writeVerdicts(to: &page)
    page.blank()
    page.line(note(withIntervals: page.width >= StudySection.leastWidth), .dim, indent: 2)
  }

  private func writeRankings(to page: inout TerminalPage) {
    var table = StudySection.table(
      ["ranking", "AUC"] + (isOfLines ? ["at 5 %", "at 20 %"] : ["Popt", "recall at 20 %"]))
    for baseline in result.baselines {
      table.add(row(TextRun(ValidationWording.name(of: baseline.kind), .dim), baseline.figures, on: page))
    }
    for predictor in result.predictors {
      table.add(row(TextRun(predictor.name, .strong), predictor.alone.figures, on: page))
    }
    table.write(to: &page, indent: 2)
  }

  private func writeGains(to page: inout TerminalPage) {
    var table = StudySection.table(
      ["added to \(wording.controls)", "ΔAUC"] + (isOfLines ? ["Δ at 5 %", "Δ at 20 %"] : ["ΔPopt", "Δrecall"]))
    for predictor in result.predictors {
      let name = TextRun(predictor.name, .strong)
      table.add(row(name, predictor.beside.difference, on: page, FigureFormat.signedThousandths))
    }
    table.write(to: &page, indent: 2)
  }

  /// Two sentences a predictor; one where both would give the same reason for saying nothing.
  private func writeVerdicts(to page: inout TerminalPage) {
    for predictor in result.predictors {
      let alone = wording.alone(predictor.alone)
      let beside = wording.beside(predictor.beside)
      page.line(
        [TextRun(predictor.name, .strong), TextRun(": " + (alone == beside ? alone : "\(alone); \(beside)") + ".")],
        indent: 2, hanging: 2)
    }
  }

  private func note(withIntervals: Bool) -> String {
    let resamples = FigureFormat.count(result.resamples, "resample", "resamples")
    let counted = result.yield == .fixes ? "bug-fix changes" : "mended \(wording.units.many)"
    let level = FigureFormat.percent(ConfidenceInterval.level)
    let brackets =
      withIntervals ? "In brackets: where" : "The intervals of the figures, which wider pages show, are where"
    let lucky = FigureFormat.decimal(result.luckyGains)
    let shares =
      isOfLines
      ? "Shares are of the mended lines, within the first 5 % and 20 % of all; resamples draw whole files."
      : "Popt, and recall at 20 % of the lines, count \(counted)."
    return
      "\(brackets) \(level) of \(resamples) lie. Verdicts go by the AUC. \(shares) "
      + "By luck alone at most \(lucky) of these predictors may be expected to seem to add something."
  }

  private static func table(_ titles: [String]) -> TextTable {
    var table = TextTable(columns: [.left, .left, .left, .left], flexible: 0)
    table.add(titles.map { TextRun($0, .dim) })
    return table
  }

  /// Without the intervals where the page has no room for them.
  private func row(
    _ name: TextRun, _ figures: RankingFigures, on page: TerminalPage,
    _ format: (Double) -> String = FigureFormat.thousandths
  ) -> [TextRun] {
    [name]
      + [figures.auc, isOfLines ? figures.earlyRecall : figures.popt, figures.recall].map { estimate in
        var shown = estimate
        if page.width < StudySection.leastWidth { shown?.interval = nil }
        return TextRun(FigureFormat.estimate(shown, format))
      }
  }
}
