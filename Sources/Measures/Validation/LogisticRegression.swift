/// Logistic regression with a small L2 penalty, fitted by Newton's method (iteratively reweighted least squares).
///
/// The penalty is ½ · Σ β² over all coefficients but the intercept, on standardised features: little beside some dozen
/// units, but enough that separable classes and collinear features have one finite solution.
struct LogisticRegression: Sendable {
  static let penalty = 1.0
  private static let steps = 50

  /// The penalised negative log-likelihood at some coefficients, and the equations of the next step from there.
  private struct Slope {
    var loss: Double
    var right: SIMD4<Double>
    var matrix: (SIMD4<Double>, SIMD4<Double>, SIMD4<Double>, SIMD4<Double>)
  }

  /// The intercept, then one for each feature. Those of features that are 0 everywhere stay 0.
  private(set) var coefficients = SIMD4<Double>.zero

  /// `rows` are those of ``FeatureScale/row(_:of:)``, `targets` say which of them are fixed. Where only one kind is
  /// there, the fit ends somewhere finite and means nothing.
  init(rows: [SIMD4<Double>], targets: [Bool]) {
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
  func score(_ row: SIMD4<Double>) -> Double { (coefficients * row).sum() }

  private static func slope(at coefficients: SIMD4<Double>, _ rows: [SIMD4<Double>], _ targets: [Bool]) -> Slope {
    let penalties = SIMD4(0, penalty, penalty, penalty)
    var loss = (penalties * coefficients * coefficients).sum() / 2
    var right = -penalties * coefficients
    var (first, second, third, fourth) = (
      SIMD4<Double>.zero, SIMD4(0, penalty, 0, 0), SIMD4(0, 0, penalty, 0), SIMD4(0, 0, 0, penalty)
    )
    for (row, target) in zip(rows, targets) {
      let odds = (coefficients * row).sum()
      // The smaller of the two probabilities over the larger one: one exponential serves for everything.
      let ratio = RealFunctions.exponential(-abs(odds))
      let probability = (odds >= 0 ? 1 : ratio) / (1 + ratio)
      loss += max(target ? -odds : odds, 0) + RealFunctions.logarithmOfOnePlus(ratio)
      right += ((target ? 1 : 0) - probability) * row
      let weighted = ratio / ((1 + ratio) * (1 + ratio)) * row
      first += weighted[0] * row
      second += weighted[1] * row
      third += weighted[2] * row
      fourth += weighted[3] * row
    }
    return Slope(loss: loss, right: right, matrix: (first, second, third, fourth))
  }

  private static func step(_ slope: Slope) -> SIMD4<Double>? {
    var system = SymmetricSystem(unknowns: 4)
    let rows = [slope.matrix.0, slope.matrix.1, slope.matrix.2, slope.matrix.3]
    system.matrix = rows.flatMap { row in (0..<4).map { row[$0] } }
    system.right = (0..<4).map { slope.right[$0] }
    return system.solved().map { SIMD4($0[0], $0[1], $0[2], $0[3]) }
  }
}
