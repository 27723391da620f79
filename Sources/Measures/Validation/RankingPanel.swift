import Model

/// Rankings of the same units by baselines, by predictors alone, and by models with a predictor beside what is known
/// without it; all measured on the same resamples.
///
/// Models are fitted once, on the real units; a resample counts units several times but fits nothing anew. So intervals
/// tell what the choice of units does to the figures, not what it does to the models, and are a little too narrow.
/// Cost: models O(units) each, resamples O(resamples × rankings × units).
struct RankingPanel: Sendable {
  /// What predictors are held against.
  struct Controls: Sendable {
    /// Scores of the orders that need no model.
    var baselines: [(kind: ValidationResult.Baseline.Kind, scores: [Double])]
    /// Which of them a predictor alone is compared with.
    var size: ValidationResult.Baseline.Kind
    /// What the models are made from, on the logarithmic scale, and what the model of these alone is called.
    var columns: [[Double]]
    var model: ValidationResult.Baseline.Kind
  }

  private let units: [UnitMass]
  /// See ``MeasureSeries``.
  private let groups: [Int]?
  private let optimal: Ranking
  private let baselines: [(kind: ValidationResult.Baseline.Kind, ranking: Ranking)]
  private let size: ValidationResult.Baseline.Kind
  private let model: ValidationResult.Baseline.Kind
  /// Rankings by a predictor alone and beside the controls; nil where units have no value of it.
  private let predictors: [(name: String, rankings: (alone: Ranking, beside: Ranking)?)]
  private let workers: Int

  /// Fits the models. `predictors` have a value for each unit, or nil; `workers` change the time and nothing else.
  init(
    units: [UnitMass], groups: [Int]? = nil, controls: Controls, predictors: [(name: String, values: [Double]?)],
    models: CrossValidation, workers: Int
  ) {
    self.units = units
    self.groups = groups
    self.workers = workers
    optimal = Ranking(optimalFor: units)
    baselines =
      controls.baselines.map { ($0.kind, Ranking(scores: $0.scores)) }
      + [(controls.model, Ranking(scores: models.scores(columns: controls.columns)))]
    (size, model) = (controls.size, controls.model)
    self.predictors = parallelMap(count: predictors.count, workers: workers) { index in
      let (name, values) = predictors[index]
      guard let values else { return (name, nil) }
      let columns = controls.columns + [FeatureScale.logarithmic(values)]
      return (name, (alone: Ranking(scores: values), beside: Ranking(scores: models.scores(columns: columns))))
    }
  }

  /// The figures of all rankings; `verdict` words a difference in AUC. `resamples` below 2 give no intervals.
  func figures(
    resamples: Int, verdict: (Estimate?) -> ValidationVerdict
  ) -> (baselines: [ValidationResult.Baseline], predictors: [ValidationResult.Predictor]) {
    let rankings = baselines.map(\.ranking) + predictors.flatMap { $0.rankings.map { [$0.alone, $0.beside] } ?? [] }
    let series = MeasureSeries(
      units: units, groups: groups, optimal: optimal, rankings: rankings, resamples: resamples, workers: workers)
    let random = Ranking(scores: units.map { _ in 0 }).measures(
      of: units, in: EffortFrame(units: units, optimal: optimal))
    var results = [ValidationResult.Baseline(kind: .random, figures: RankingFigures(random, resamples: []))]
    for (index, baseline) in baselines.enumerated() {
      results.append(ValidationResult.Baseline(kind: baseline.kind, figures: series.figures(of: index)))
    }
    return (results, compared(series, verdict))
  }

  private func compared(
    _ series: MeasureSeries, _ verdict: (Estimate?) -> ValidationVerdict
  ) -> [ValidationResult.Predictor] {
    // The places of the rankings in the series: baselines first, then two for each predictor that has any.
    let sizePlace = baselines.firstIndex { $0.kind == size } ?? 0
    let modelPlace = baselines.firstIndex { $0.kind == model } ?? 0
    var next = baselines.count
    return predictors.map { name, rankings in
      guard let rankings else {
        let none = ValidationResult.Comparison(
          figures: RankingFigures(), difference: RankingFigures(), verdict: .valuesMissing)
        return ValidationResult.Predictor(name: name, alone: none, beside: none)
      }
      defer { next += 2 }
      func comparison(of index: Int, with other: Int) -> ValidationResult.Comparison {
        let difference = series.difference(of: index, minus: other)
        var found = verdict(difference.auc)
        switch found {
        case .better, .worse, .noDifferenceShown: if rankings.alone.isConstant { found = .constant }
        default: break
        }
        return ValidationResult.Comparison(
          figures: series.figures(of: index), difference: difference, verdict: found)
      }
      return ValidationResult.Predictor(
        name: name, alone: comparison(of: next, with: sizePlace), beside: comparison(of: next + 1, with: modelPlace))
    }
  }
}
