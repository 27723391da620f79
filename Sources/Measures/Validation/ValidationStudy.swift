/// The question whether some predictors, measured at a cut-off, say which units were mended after it.
///
/// docs/validate.md defines every figure. The order in which samples are given changes nothing.
package struct ValidationStudy: Sendable, Equatable {
  /// What one sample stands for.
  package enum Unit: String, Sendable, CaseIterable {
    case file
    case declaration
    /// A line on which a token begins; see ``LineStudy``.
    case line
  }

  /// What the effort-aware figures count as found when a unit is inspected.
  package enum Yield: String, Sendable, CaseIterable {
    /// Each bug-fix change of the unit: a unit mended three times counts three.
    case fixes
    /// The unit once, however often it was mended.
    case fixedUnits
  }

  package var unit: Unit
  /// Names of the predictors, in the order of every sample's values.
  package var predictors: [String]
  /// Sorted.
  package let samples: [ValidationSample]
  package var yield: Yield

  package init(unit: Unit, predictors: [String], samples: [ValidationSample], yield: Yield = .fixes) {
    self.unit = unit
    self.predictors = predictors
    self.samples = samples.sorted { $0.precedes($1) }
    self.yield = yield
  }

  /// What a sample adds to the effort-aware figures where it is inspected.
  func yield(of sample: ValidationSample) -> Int { yield == .fixes ? sample.fixes : min(sample.fixes, 1) }

  /// A predictor's values, one for each sample; nil where one is missing or is no finite number.
  func values(ofPredictor index: Int) -> [Double]? {
    var values: [Double] = []
    values.reserveCapacity(samples.count)
    for sample in samples {
      guard sample.values.indices.contains(index), sample.values[index].isFinite else { return nil }
      values.append(sample.values[index])
    }
    return values
  }
}
