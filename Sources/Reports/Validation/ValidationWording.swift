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
    case .line: (one: "line", many: "lines")
    }
  }

  /// What a predictor alone is compared with.
  private var size: String { unit == .line ? "length" : "lines of code" }

  /// What a predictor may add to.
  var controls: String { unit == .line ? "length, age and churn" : "lines of code and churn" }

  static func name(of baseline: ValidationResult.Baseline.Kind) -> String {
    switch baseline {
    case .random: "random, as expected"
    case .linesOfCode: "most lines of code first"
    case .fewestLines: "fewest lines of code first"
    case .churn: "most churn first"
    case .linesAndChurn: "model of lines and churn"
    case .tokens: "most tokens first"
    case .youngest: "youngest first"
    case .fileChurn: "most churn of the file first"
    case .lengthAgeAndChurn: "model of length, age, churn"
    }
  }

  /// What a predictor says by itself.
  func alone(_ comparison: ValidationResult.Comparison) -> String {
    switch comparison.verdict {
    case .better: "beats \(size)" + detail(comparison)
    case .noDifferenceShown: "no better than \(size) here: no difference shown" + detail(comparison)
    case .worse: "worse than \(size) here" + detail(comparison)
    default: reason(comparison.verdict)
    }
  }

  /// What a predictor says beyond what its unit's size and churn say.
  func beside(_ comparison: ValidationResult.Comparison) -> String {
    let nothing = "adds nothing beyond \(controls) here"
    return switch comparison.verdict {
    case .better: "adds to \(controls)" + detail(comparison)
    case .noDifferenceShown: "\(nothing): no difference shown" + detail(comparison)
    case .worse: "\(nothing): worse with it" + detail(comparison)
    default: reason(comparison.verdict)
    }
  }

  /// The reason why nothing is said of the whole study; nil where something is.
  func silence(_ result: ValidationResult) -> String? {
    if let verdict = ValidationVerdict.shortage(fixed: result.fixedUnits, unfixed: result.units - result.fixedUnits) {
      return reason(verdict)
    }
    guard let files = result.fixedFiles, files < LineEvaluation.leastFixedFiles else { return nil }
    return reason(.tooFewFiles(files))
  }

  private func reason(_ verdict: ValidationVerdict) -> String {
    switch verdict {
    case .tooFewFixed(let count): "too few fixed \(units.many) to say (\(FigureFormat.count(count)))"
    case .tooFewUnfixed(let count): "too few \(units.many) without a fix to say (\(FigureFormat.count(count)))"
    case .tooFewFiles(let count): "fixed lines in too few files to say (\(FigureFormat.count(count)))"
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
