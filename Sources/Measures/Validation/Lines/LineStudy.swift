/// The question whether some predictors, measured at a cut-off, say which lines a fix changed or deleted after it.
///
/// docs/validate.md defines every figure.
package struct LineStudy: Sendable, Equatable {
  /// One line on which a token begins.
  package struct Sample: Sendable, Equatable {
    /// Index in ``LineStudy/paths``.
    package var file: Int
    package var tokens: Int
    /// Days since it was changed last, never negative.
    package var age: Double
    /// One finite value for each predictor.
    package var values: [Double]
    package var isFixed: Bool

    package init(file: Int, tokens: Int, age: Double, values: [Double], isFixed: Bool) {
      self.file = file
      self.tokens = tokens
      self.age = age.isFinite ? max(0, age) : 0
      self.values = values
      self.isFixed = isFixed
    }
  }

  /// The files, and for each its churn before the cut-off.
  package var paths: [String]
  package var churn: [Double]
  package var predictors: [String]
  /// By file, then by line.
  package var samples: [Sample]

  package init(paths: [String], churn: [Double], predictors: [String], samples: [Sample]) {
    self.paths = paths
    self.churn = churn
    self.predictors = predictors
    self.samples = samples
  }
}
