@testable import Measures
@testable import Reports

/// A made-up validation that every verdict occurs in.
enum SampleValidation {
  static func estimate(_ value: Double, _ low: Double, _ high: Double) -> Estimate {
    func rounded(_ number: Double) -> Double { (number * 1000).rounded() / 1000 }
    return Estimate(value: value, interval: ConfidenceInterval(low: rounded(low), high: rounded(high)))
  }

  private static func figures(_ auc: Double, _ spread: Double = 0.06) -> RankingFigures {
    RankingFigures(
      auc: estimate(auc, auc - spread, auc + spread), popt: estimate(0.41, 0.352, 0.48),
      recall: estimate(0.18, 0.095, 0.262))
  }

  private static func comparison(
    _ auc: Double, _ low: Double, _ high: Double, _ verdict: ValidationVerdict
  ) -> ValidationResult.Comparison {
    ValidationResult.Comparison(
      figures: figures(0.7), difference: RankingFigures(auc: estimate(auc, low, high), popt: estimate(0, -0.02, 0.02)),
      verdict: verdict)
  }

  private static func silent(_ verdict: ValidationVerdict) -> ValidationResult.Comparison {
    ValidationResult.Comparison(figures: RankingFigures(), difference: RankingFigures(), verdict: verdict)
  }

  static let files = ValidationResult(
    unit: .file, yield: .fixes, units: 1214, fixedUnits: 131, fixes: 252, linesOfCode: 134_120, resamples: 1000,
    baselines: [
      ValidationResult.Baseline(
        kind: .random,
        figures: RankingFigures(
          auc: Estimate(value: 0.5, interval: nil), popt: Estimate(value: 0.5, interval: nil),
          recall: Estimate(value: 0.2, interval: nil))),
      ValidationResult.Baseline(kind: .linesOfCode, figures: figures(0.71)),
      ValidationResult.Baseline(kind: .fewestLines, figures: figures(0.29)),
      ValidationResult.Baseline(kind: .churn, figures: figures(0.74)),
      ValidationResult.Baseline(kind: .linesAndChurn, figures: figures(0.76)),
    ],
    predictors: [
      ValidationResult.Predictor(
        name: "debt density", alone: comparison(-0.09, -0.16, -0.02, .worse),
        beside: comparison(0.031, 0.012, 0.05, .better)),
      ValidationResult.Predictor(
        name: "debt minutes", alone: comparison(0.053, 0.012, 0.091, .better),
        beside: comparison(0.004, -0.01, 0.02, .noDifferenceShown)),
      ValidationResult.Predictor(
        name: "twin/duplicate-code", alone: comparison(0.02, -0.04, 0.08, .noDifferenceShown),
        beside: comparison(-0.003, -0.005, -0.001, .worse)),
      ValidationResult.Predictor(
        name: "void/unreachable-file", alone: comparison(-0.2, -0.3, -0.1, .constant),
        beside: comparison(0, 0, 0, .constant)),
      ValidationResult.Predictor(name: "energy", alone: silent(.valuesMissing), beside: silent(.valuesMissing)),
    ])

  static let declarations = ValidationResult(
    unit: .declaration, yield: .fixedUnits, units: 90, fixedUnits: 7, fixes: 7, linesOfCode: 900, resamples: 1000,
    baselines: [ValidationResult.Baseline(kind: .random, figures: RankingFigures())],
    predictors: [
      ValidationResult.Predictor(name: "valence", alone: silent(.tooFewFixed(7)), beside: silent(.tooFewFixed(7)))
    ])

  private static func lineFigures(_ auc: Double) -> RankingFigures {
    RankingFigures(
      auc: estimate(auc, auc - 0.04, auc + 0.05), recall: estimate(0.31, 0.27, 0.352),
      earlyRecall: estimate(0.09, 0.061, 0.118))
  }

  static let lines = ValidationResult(
    unit: .line, yield: .fixedUnits, units: 60_214, fixedUnits: 814, fixes: 814, linesOfCode: 60_214, resamples: 1000,
    baselines: [
      ValidationResult.Baseline(
        kind: .random,
        figures: RankingFigures(
          auc: Estimate(value: 0.5, interval: nil), recall: Estimate(value: 0.2, interval: nil),
          earlyRecall: Estimate(value: 0.05, interval: nil))),
      ValidationResult.Baseline(kind: .tokens, figures: lineFigures(0.63)),
      ValidationResult.Baseline(kind: .youngest, figures: lineFigures(0.58)),
      ValidationResult.Baseline(kind: .fileChurn, figures: lineFigures(0.66)),
      ValidationResult.Baseline(kind: .lengthAgeAndChurn, figures: lineFigures(0.69)),
    ],
    predictors: [
      ValidationResult.Predictor(
        name: "energy per token",
        alone: ValidationResult.Comparison(
          figures: lineFigures(0.57),
          difference: RankingFigures(auc: estimate(-0.06, -0.09, -0.03), earlyRecall: estimate(-0.01, -0.03, 0.01)),
          verdict: .worse),
        beside: ValidationResult.Comparison(
          figures: lineFigures(0.7),
          difference: RankingFigures(
            auc: estimate(0.01, 0.004, 0.02), recall: estimate(0.02, 0, 0.03), earlyRecall: estimate(0, -0.01, 0.01)),
          verdict: .better))
    ], fixedFiles: 91)

  static let hardening = [
    HardeningResult(
      effort: "hunks per 100 changed lines", rows: 1140, modules: 12, leftOut: 31, drawn: .modules, resamples: 1000,
      fit: HardeningResult.Fit(exponent: estimate(0.47, 0.31, 0.62), sizeExponent: -0.081, determination: 0.214),
      verdict: .halfInside),
    HardeningResult(
      effort: "share of lines rewritten within 30 days", rows: 8, modules: 2, leftOut: 0, drawn: .rows, resamples: 1000,
      fit: nil, verdict: .tooFewRows(8)),
  ]

  static let report = ValidationReport(
    repository: "bakery", cutOff: "1f2e3d4c5b6a79880a1b2c3d4e5f60718293a4b5",
    revision: "a4b5c6d7e8f90a1b2c3d4e5f60718293a4b51f2e", studies: [files, declarations, lines], hardening: hardening,
    notes: ["A change counts as a fix where its message names a bug."])

  static func hostile(_ text: String) -> ValidationReport {
    var report = report
    (report.repository, report.cutOff, report.revision, report.notes) = (text, text, text, [text])
    report.studies[0].predictors[0].name = text
    report.studies[0].predictors[1].name = String(repeating: text, count: 9)
    report.hardening[0].effort = text
    return report
  }
}
