import Measures
import Model

/// The validation report for programs. Its shape stands in docs/validate.schema.json; keys are sorted, and a figure
/// that there is none of is left out.
package struct ValidationJSONReporter: Sendable {
  package init() {}

  /// The whole document, with a newline at its end.
  package func report(_ report: ValidationReport) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { root in
      root.member("cutOff", report.cutOff)
      root.member("hardening", objects: report.hardening) { write($1, to: &$0) }
      root.member("intervalLevel", ConfidenceInterval.level)
      root.member("notes", report.notes)
      root.member("repository", report.repository)
      root.member("revision", report.revision)
      root.member("schemaVersion", ValidationReport.schemaVersion)
      root.member("studies", objects: report.studies) { write($1, to: &$0) }
      root.member("tool") { JSONReporter.writeTool(to: &$0) }
    }
    return writer.finished()
  }

  private func write(_ result: ValidationResult, to object: inout JSONWriter) {
    let wording = ValidationWording(unit: result.unit)
    object.member("baselines", objects: result.baselines) { object, baseline in
      object.member("figures") { write(baseline.figures, to: &$0) }
      object.member("name", baseline.kind.rawValue)
    }
    if let files = result.fixedFiles { object.member("fixedFiles", files) }
    object.member("fixedUnits", result.fixedUnits)
    object.member("fixes", result.fixes)
    object.member("linesOfCode", result.linesOfCode)
    object.member("luckyGains", result.luckyGains)
    object.member("predictors", objects: result.predictors) { object, predictor in
      object.member("alone") { write(predictor.alone, wording.alone(predictor.alone), to: &$0) }
      object.member("beside") { write(predictor.beside, wording.beside(predictor.beside), to: &$0) }
      object.member("name", predictor.name)
    }
    object.member("resamples", result.resamples)
    object.member("unit", result.unit.rawValue)
    object.member("units", result.units)
    object.member("yield", result.yield.rawValue)
  }

  private func write(
    _ comparison: ValidationResult.Comparison, _ sentence: String, to object: inout JSONWriter
  ) {
    object.member("difference") { write(comparison.difference, to: &$0) }
    object.member("figures") { write(comparison.figures, to: &$0) }
    object.member("sentence", sentence)
    object.member("verdict", name(of: comparison.verdict))
  }

  private func write(_ figures: RankingFigures, to object: inout JSONWriter) {
    if let auc = figures.auc { object.member("auc") { write(auc, to: &$0) } }
    if let recall = figures.earlyRecall { object.member("earlyRecall") { write(recall, to: &$0) } }
    if let popt = figures.popt { object.member("popt") { write(popt, to: &$0) } }
    if let recall = figures.recall { object.member("recall") { write(recall, to: &$0) } }
  }

  private func write(_ estimate: Estimate, to object: inout JSONWriter) {
    if let interval = estimate.interval {
      object.member("high", interval.high)
      object.member("low", interval.low)
    }
    object.member("value", estimate.value)
  }

  private func name(of verdict: ValidationVerdict) -> String {
    switch verdict {
    case .better: "better"
    case .noDifferenceShown: "noDifferenceShown"
    case .worse: "worse"
    case .tooFewFixed: "tooFewFixed"
    case .tooFewUnfixed: "tooFewUnfixed"
    case .tooFewFiles: "tooFewFiles"
    case .constant: "constant"
    case .valuesMissing: "valuesMissing"
    }
  }

  private func write(_ result: HardeningResult, to object: inout JSONWriter) {
    object.member("drawn", result.drawn.rawValue)
    object.member("effort", result.effort)
    if let fit = result.fit { object.member("exponent") { write(fit.exponent, to: &$0) } }
    object.member("leftOut", result.leftOut)
    object.member("modules", result.modules)
    if let determination = result.fit?.determination { object.member("r2", determination) }
    object.member("resamples", result.resamples)
    object.member("rows", result.rows)
    object.member("sentence", result.sentence)
    if let fit = result.fit { object.member("sizeExponent", fit.sizeExponent) }
    object.member("verdict", result.verdictName)
  }
}
