/// Answers a study: ranks its units by every baseline and predictor and measures all rankings on the same resamples.
package struct ValidationEvaluation: Sendable {
  private let study: ValidationStudy
  private let panel: RankingPanel

  /// Fits the models. `workers` change the time, here and in ``result(resamples:)``, and nothing else.
  package init(_ study: ValidationStudy, workers: Int = 1) {
    self.study = study
    let samples = study.samples
    let lines = samples.map { Double($0.linesOfCode) }
    let churn = samples.map(\.churn)
    panel = RankingPanel(
      units: samples.map { UnitMass(isFixed: $0.isFixed, lines: $0.linesOfCode, yield: study.yield(of: $0)) },
      controls: RankingPanel.Controls(
        baselines: [(.linesOfCode, lines), (.fewestLines, lines.map { -$0 }), (.churn, churn)], size: .linesOfCode,
        columns: [FeatureScale.logarithmic(lines), FeatureScale.logarithmic(churn)], model: .linesAndChurn),
      predictors: study.predictors.enumerated().map { ($1, study.values(ofPredictor: $0)) },
      models: CrossValidation(samples: samples), workers: workers)
  }

  /// `resamples` below 2 give no intervals, so no verdict finds a difference.
  package func result(resamples: Int = Bootstrap.standardResamples) -> ValidationResult {
    let fixedUnits = study.samples.count(where: \.isFixed)
    let figures = panel.figures(resamples: resamples) { difference in
      ValidationVerdict(difference: difference, fixed: fixedUnits, unfixed: study.samples.count - fixedUnits)
    }
    return ValidationResult(
      unit: study.unit, yield: study.yield, units: study.samples.count, fixedUnits: fixedUnits,
      fixes: study.samples.reduce(0) { $0 &+ $1.fixes },
      linesOfCode: study.samples.reduce(0) { $0 &+ $1.linesOfCode }, resamples: max(0, resamples),
      baselines: figures.baselines, predictors: figures.predictors)
  }
}
