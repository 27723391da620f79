import Model

/// Answers a line study: as ``ValidationEvaluation`` does for larger units, but for three things. Every line costs the
/// same to inspect. A file's lines are all in one fold. Resamples draw whole files, because lines of one file are alike.
package struct LineEvaluation: Sendable {
  /// Files with fixed lines fewer than this, and nothing is said: they are what is drawn.
  package static let leastFixedFiles = 10

  private let study: LineStudy
  private let panel: RankingPanel

  /// Fits the models. `workers` change the time, here and in ``result(resamples:)``, and nothing else.
  package init(_ study: LineStudy, workers: Int = 1) {
    self.study = study
    let samples = study.samples
    let tokens = samples.map { Double($0.tokens) }
    let age = samples.map(\.age)
    let churn = samples.map { study.churn[$0.file] }
    let folds = study.paths.map { CrossValidation.fold(ofName: $0) }
    panel = RankingPanel(
      units: samples.map { UnitMass(isFixed: $0.isFixed, lines: 1, yield: $0.isFixed ? 1 : 0) },
      groups: samples.map(\.file),
      controls: RankingPanel.Controls(
        baselines: [(.tokens, tokens), (.youngest, age.map { -$0 }), (.fileChurn, churn)], size: .tokens,
        columns: [tokens, age, churn].map { FeatureScale.logarithmic($0) }, model: .lengthAgeAndChurn),
      predictors: study.predictors.enumerated().map { index, name in (name, samples.map { $0.values[index] }) },
      models: CrossValidation(folds: samples.map { folds[$0.file] }, isFixed: samples.map(\.isFixed)),
      workers: workers)
  }

  /// `resamples` below 2 give no intervals, so no verdict finds a difference. There is no Popt: where all lines cost the
  /// same it is the AUC.
  package func result(resamples: Int = Bootstrap.standardResamples) -> ValidationResult {
    let fixed = study.samples.count(where: \.isFixed)
    let fixedFiles = Set(study.samples.filter(\.isFixed).map(\.file)).count
    var figures = panel.figures(resamples: resamples) { difference in
      let verdict = ValidationVerdict(difference: difference, fixed: fixed, unfixed: study.samples.count - fixed)
      if case .tooFewFixed = verdict { return verdict }
      return fixedFiles < LineEvaluation.leastFixedFiles ? .tooFewFiles(fixedFiles) : verdict
    }
    for index in figures.baselines.indices { figures.baselines[index].figures.popt = nil }
    for index in figures.predictors.indices {
      figures.predictors[index].alone = Self.withoutPopt(figures.predictors[index].alone)
      figures.predictors[index].beside = Self.withoutPopt(figures.predictors[index].beside)
    }
    return ValidationResult(
      unit: .line, yield: .fixedUnits, units: study.samples.count, fixedUnits: fixed, fixes: fixed,
      linesOfCode: study.samples.count, resamples: max(0, resamples), baselines: figures.baselines,
      predictors: figures.predictors, fixedFiles: fixedFiles)
  }

  private static func withoutPopt(_ comparison: ValidationResult.Comparison) -> ValidationResult.Comparison {
    var comparison = comparison
    comparison.figures.popt = nil
    comparison.difference.popt = nil
    return comparison
  }
}
