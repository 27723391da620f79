import Model

/// Scores of units by models that have not seen them: five folds, each scored by a model of the other four.
///
/// A unit's fold follows from its name alone, so other units coming or going do not move it.
struct CrossValidation: Sendable {
  static let foldCount = 5

  private let folds: [Int]
  private let isFixed: [Bool]

  init(samples: [ValidationSample]) {
    folds = samples.map { CrossValidation.fold(ofName: $0.name) }
    isFixed = samples.map(\.isFixed)
  }

  /// One fold and one outcome for each unit.
  init(folds: [Int], isFixed: [Bool]) {
    self.folds = folds
    self.isFixed = isFixed
  }

  static func fold(ofName name: String) -> Int {
    var hash = StableHash()
    hash.combine(name)
    return Int(hash.value % UInt64(foldCount))
  }

  /// A score for each unit from `columns`, one a feature, on the logarithmic scale; at most seven.
  ///
  /// The score is the log-odds minus the log-odds of the share of fixed units that the model learned from. Without
  /// that, a fold with many fixed units, whose model has seen few, would rank below the others for this reason alone.
  /// Where a model sees one kind of unit only, it has learned nothing and scores 0.
  func scores(columns: [[Double]]) -> [Double] {
    columns.count < SIMD4<Double>.scalarCount
      ? scores(columns: columns, as: SIMD4<Double>.self) : scores(columns: columns, as: SIMD8<Double>.self)
  }

  private func scores<Row: SIMD & Sendable>(columns: [[Double]], as _: Row.Type) -> [Double]
  where Row.Scalar == Double {
    var scores = [Double](repeating: 0, count: folds.count)
    for fold in 0..<CrossValidation.foldCount {
      let learned = folds.indices.filter { folds[$0] != fold }
      let fixed = learned.count { isFixed[$0] }
      guard fixed > 0, fixed < learned.count else { continue }
      let scale = FeatureScale(columns: columns, rows: learned)
      let model = LogisticRegression<Row>(
        rows: learned.map { scale.row($0, of: columns) }, targets: learned.map { isFixed[$0] })
      let base = RealFunctions.logarithm(Double(fixed) / Double(learned.count - fixed))
      for unit in folds.indices where folds[unit] == fold {
        scores[unit] = model.score(scale.row(unit, of: columns)) - base
      }
    }
    return scores
  }
}
