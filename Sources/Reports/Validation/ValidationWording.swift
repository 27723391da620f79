import Measures

/// Words a study's verdicts as plain sentences, without a stop at their end.
///
/// "Here" stands in every sentence that says no: another repository, or more of this one, may say otherwise.
struct ValidationWording {
  let unit: ValidationStudy.Unit

  /// `file` and its like, for one and for many.
  var units: (one: String, many: String) {
    switch unit {
    case .file: (one: "file", many: "files")
    case .declaration: (one: "declaration", many: "declarations")
    }
  }

  static func name(of baseline: ValidationResult.Baseline.Kind) -> String {
    switch baseline {
    case .random: "random, as expected"
    case .linesOfCode: "most lines of code first"
    case .fewestLines: "fewest lines of code first"
    case .churn: "most churn first"
    case .linesAndChurn: "model of lines and churn"
    }
  }

  /// What a predictor says by itself.
  func alone(_ comparison: ValidationResult.Comparison) -> String {
    switch comparison.verdict {
    case .better: "beats lines of code" + detail(comparison)
    case .noDifferenceShown: "no better than lines of code here: no difference shown" + detail(comparison)
    case .worse: "worse than lines of code here" + detail(comparison)
    default: reason(comparison.verdict)
    }
  }

  /// What a predictor says beyond lines of code and churn.
  func beside(_ comparison: ValidationResult.Comparison) -> String {
    let nothing = "adds nothing beyond lines of code and churn here"
    return switch comparison.verdict {
    case .better: "adds to lines of code and churn" + detail(comparison)
    case .noDifferenceShown: "\(nothing): no difference shown" + detail(comparison)
    case .worse: "\(nothing): worse with it" + detail(comparison)
    default: reason(comparison.verdict)
    }
  }

  /// The reason why nothing is said of the whole study; nil where something is.
  func silence(_ result: ValidationResult) -> String? {
    ValidationVerdict.shortage(fixed: result.fixedUnits, unfixed: result.units - result.fixedUnits).map(reason)
  }

  private func reason(_ verdict: ValidationVerdict) -> String {
    switch verdict {
    case .tooFewFixed(let count): "too few fixed \(units.many) to say (\(FigureFormat.count(count)))"
    case .tooFewUnfixed(let count): "too few \(units.many) without a fix to say (\(FigureFormat.count(count)))"
    case .constant: "the same for every \(units.one): it ranks nothing"
    case .valuesMissing: "not judged: some \(units.many) have no value of it"
    case .better, .noDifferenceShown, .worse: ""
    }
  }

  private func detail(_ comparison: ValidationResult.Comparison) -> String {
    guard let difference = comparison.difference.auc else { return "" }
    let value = FigureFormat.signedThousandths(difference.value)
    return " (ΔAUC \(value)" + (difference.interval.map { ", interval \(FigureFormat.interval($0))" } ?? "") + ")"
  }
}
