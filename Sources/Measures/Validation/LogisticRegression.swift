/// Logistic regression with a small L2 penalty, fitted by Newton's method (iteratively reweighted least squares).
///
/// The penalty is ½ · Σ β² over all coefficients but the intercept, on standardised features: little beside some dozen
/// units, but enough that separable classes and collinear features have one finite solution.
struct LogisticRegression<Row: SIMD>: Sendable where Row: Sendable, Row.Scalar == Double {
  static var penalty: Double { 1 }
  private static var steps: Int { 50 }

  /// The penalised negative log-likelihood at some coefficients, and the equations of the next step from there.
  private struct Slope {
    var loss: Double
    var right: Row
    var matrix: [Row]
  }

  /// The intercept, then one for each feature. Those of features that are 0 everywhere stay 0.
  private(set) var coefficients = Row()

  /// `rows` are those of ``FeatureScale/row(_:of:)``, `targets` say which of them are fixed. Where only one kind is
  /// there, the fit ends somewhere finite and means nothing.
  init(rows: [Row], targets: [Bool]) {
    var slope = LogisticRegression.slope(at: coefficients, rows, targets)
    for _ in 0..<LogisticRegression.steps {
      guard let step = LogisticRegression.step(slope) else { return }
      // Full steps converge where the curve is near a parabola; elsewhere a half or a quarter never makes it worse.
      var length = 1.0
      var next = coefficients
      var nextSlope = slope
      repeat {
        next = coefficients + length * step
        nextSlope = LogisticRegression.slope(at: next, rows, targets)
        length /= 2
      } while nextSlope.loss > slope.loss && length > 1e-6
      guard nextSlope.loss < slope.loss else { return }
      let gain = slope.loss - nextSlope.loss
      (coefficients, slope) = (next, nextSlope)
      if gain < 1e-10 * (1 + slope.loss) { return }
    }
  }

  /// The log-odds of a row.
  func score(_ row: Row) -> Double { (coefficients * row).sum() }

  private static func slope(at coefficients: Row, _ rows: [Row], _ targets: [Bool]) -> Slope {
    var penalties = Row(repeating: penalty)
    penalties[0] = 0
    var loss = (penalties * coefficients * coefficients).sum() / 2
    var right = -penalties * coefficients
    var matrix = penalties.indices.map { index in
      var row = Row()
      row[index] = penalties[index]
      return row
    }
    for (row, target) in zip(rows, targets) {
      let odds = (coefficients * row).sum()
      // The smaller of the two probabilities over the larger one: one exponential serves for everything.
      let ratio = RealFunctions.exponential(-abs(odds))
      let probability = (odds >= 0 ? 1 : ratio) / (1 + ratio)
      loss += max(target ? -odds : odds, 0) + RealFunctions.logarithmOfOnePlus(ratio)
      right += ((target ? 1 : 0) - probability) * row
      let weighted = ratio / ((1 + ratio) * (1 + ratio)) * row
      for index in matrix.indices { matrix[index] += weighted[index] * row }
    }
    return Slope(loss: loss, right: right, matrix: matrix)
  }

  private static func step(_ slope: Slope) -> Row? {
    var system = SymmetricSystem(unknowns: slope.matrix.count)
    system.matrix = slope.matrix.flatMap { row in row.indices.map { row[$0] } }
    system.right = slope.right.indices.map { slope.right[$0] }
    guard let solution = system.solved() else { return nil }
    var step = Row()
    for index in step.indices { step[index] = solution[index] }
    return step
  }
}
