import Model

/// Answers a study: ranks its units by every baseline and predictor and measures all rankings on the same resamples.
///
/// Models are fitted once, on the real units; a resample counts units several times but fits nothing anew. So intervals
/// tell what the choice of units does to the figures, not what it does to the models, and are a little too narrow.
/// Cost: models O(units) each, resamples O(resamples × rankings × units).
package struct ValidationEvaluation: Sendable {
  private let study: ValidationStudy
  private let units: [UnitMass]
  private let optimal: Ranking
  private let baselines: [(kind: ValidationResult.Baseline.Kind, ranking: Ranking)]
  /// Rankings by a predictor alone and beside lines of code and churn; nil where units have no value of it.
  private let predictors: [(alone: Ranking, beside: Ranking)?]

  private let workers: Int

  /// Fits the models. `workers` change the time, here and in ``result(resamples:)``, and nothing else.
  package init(_ study: ValidationStudy, workers: Int = 1) {
    self.study = study
    self.workers = workers
    let samples = study.samples
    units = samples.map { UnitMass(isFixed: $0.isFixed, lines: $0.linesOfCode, yield: study.yield(of: $0)) }
    optimal = Ranking(optimalFor: units)
    let lines = samples.map { Double($0.linesOfCode) }
    let churn = samples.map(\.churn)
    let models = CrossValidation(samples: samples)
    let controls = [FeatureScale.logarithmic(lines), FeatureScale.logarithmic(churn)]
    baselines = [
      (.linesOfCode, Ranking(scores: lines)), (.fewestLines, Ranking(scores: lines.map { -$0 })),
      (.churn, Ranking(scores: churn)), (.linesAndChurn, Ranking(scores: models.scores(columns: controls))),
    ]
    predictors = parallelMap(count: study.predictors.count, workers: workers) { index in
      guard let values = study.values(ofPredictor: index) else { return nil }
      let columns = controls + [FeatureScale.logarithmic(values)]
      return (alone: Ranking(scores: values), beside: Ranking(scores: models.scores(columns: columns)))
    }
  }

  /// `resamples` below 2 give no intervals, so no verdict finds a difference.
  package func result(resamples: Int = Bootstrap.standardResamples) -> ValidationResult {
    let rankings = baselines.map(\.ranking) + predictors.flatMap { $0.map { [$0.alone, $0.beside] } ?? [] }
    let series = MeasureSeries(
      units: units, optimal: optimal, rankings: rankings, resamples: resamples, workers: workers)
    let random = Ranking(scores: units.map { _ in 0 }).measures(
      of: units, in: EffortFrame(units: units, optimal: optimal))
    var results = [ValidationResult.Baseline(kind: .random, figures: RankingFigures(random, resamples: []))]
    for (index, baseline) in baselines.enumerated() {
      results.append(ValidationResult.Baseline(kind: baseline.kind, figures: series.figures(of: index)))
    }
    return ValidationResult(
      unit: study.unit, yield: study.yield, units: study.samples.count, fixedUnits: fixedUnits,
      fixes: study.samples.reduce(0) { $0 &+ $1.fixes },
      linesOfCode: study.samples.reduce(0) { $0 &+ $1.linesOfCode }, resamples: max(0, resamples), baselines: results,
      predictors: compared(series))
  }

  private var fixedUnits: Int { study.samples.count(where: \.isFixed) }

  private func compared(_ series: MeasureSeries) -> [ValidationResult.Predictor] {
    // The places of the rankings in the series: baselines first, then two for each predictor that has any.
    let lines = baselines.firstIndex { $0.kind == .linesOfCode } ?? 0
    let controls = baselines.firstIndex { $0.kind == .linesAndChurn } ?? 0
    var next = baselines.count
    return zip(study.predictors, predictors).map { name, rankings in
      guard let rankings else {
        let none = ValidationResult.Comparison(
          figures: RankingFigures(), difference: RankingFigures(), verdict: .valuesMissing)
        return ValidationResult.Predictor(name: name, alone: none, beside: none)
      }
      defer { next += 2 }
      let isConstant = rankings.alone.isConstant
      return ValidationResult.Predictor(
        name: name, alone: comparison(of: next, with: lines, in: series, isConstant: isConstant),
        beside: comparison(of: next + 1, with: controls, in: series, isConstant: isConstant))
    }
  }

  private func comparison(
    of index: Int, with other: Int, in series: MeasureSeries, isConstant: Bool
  ) -> ValidationResult.Comparison {
    let difference = series.difference(of: index, minus: other)
    var verdict = ValidationVerdict(
      difference: difference.auc, fixed: fixedUnits, unfixed: study.samples.count - fixedUnits)
    switch verdict {
    case .better, .worse, .noDifferenceShown: if isConstant { verdict = .constant }
    default: break
    }
    return ValidationResult.Comparison(figures: series.figures(of: index), difference: difference, verdict: verdict)
  }
}
