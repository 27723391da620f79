/// One unit of a validation study: what was known of it at the cut-off, and how often it was mended afterwards.
package struct ValidationSample: Sendable, Equatable {
  /// What tells the unit from others and puts it into a fold: a path, or a path and a declaration.
  package var name: String
  /// Lines that hold code, at the cut-off. Never negative.
  package private(set) var linesOfCode: Int
  /// How much the unit changed before the cut-off, in whatever unit the study has for all its samples. Finite, never
  /// negative.
  package private(set) var churn: Double
  /// One value for each predictor of the study, in its order. A predictor is judged only where every sample has a
  /// finite value of it.
  package var values: [Double]
  /// Bug-fix changes after the cut-off. Never negative.
  package private(set) var fixes: Int

  /// Negative sizes and counts, and a churn that is no finite number, count as 0.
  package init(name: String, linesOfCode: Int, churn: Double, values: [Double], fixes: Int) {
    self.name = name
    self.linesOfCode = max(0, linesOfCode)
    self.churn = churn.isFinite ? max(0, churn) : 0
    self.values = values
    self.fixes = max(0, fixes)
  }

  /// Whether there was at least one bug-fix change after the cut-off.
  package var isFixed: Bool { fixes > 0 }
}

extension ValidationSample {
  /// An order that depends on the samples alone: by name, then by everything else.
  func precedes(_ other: ValidationSample) -> Bool {
    if name != other.name { return name.utf8.lexicographicallyPrecedes(other.name.utf8) }
    if linesOfCode != other.linesOfCode { return linesOfCode < other.linesOfCode }
    if churn != other.churn { return churn < other.churn }
    if fixes != other.fixes { return fixes < other.fixes }
    return values.lexicographicallyPrecedes(other.values)
  }
}
