/// The sums from which a regression of one figure on two others is computed, so that rows can be drawn in bulk.
///
/// Points have to be given about a common centre near their mean, else digits cancel.
struct RegressionMoments: Sendable {
  /// Slopes of the fit, and the share of the variance that it explains: R², 0…1, nil where there is none to explain.
  struct Fit {
    var density: Double
    var size: Double
    var determination: Double?
  }

  private var count = 0.0
  /// Sums of x, density; y, size; z, effort.
  private var sum = SIMD3<Double>.zero
  /// Sums of x², y², z².
  private var squares = SIMD3<Double>.zero
  /// Sums of xy, xz, yz.
  private var products = SIMD3<Double>.zero

  init() {}

  /// Of one point.
  init(density: Double, size: Double, effort: Double) {
    count = 1
    sum = SIMD3(density, size, effort)
    squares = sum * sum
    products = SIMD3(density * size, density * effort, size * effort)
  }

  static func += (left: inout RegressionMoments, right: RegressionMoments) {
    left.count += right.count
    left.sum += right.sum
    left.squares += right.squares
    left.products += right.products
  }

  func copied(_ copies: UInt32) -> RegressionMoments {
    var result = self
    result.count *= Double(copies)
    result.sum *= Double(copies)
    result.squares *= Double(copies)
    result.products *= Double(copies)
    return result
  }

  /// Least squares with an intercept. Nil with fewer than four rows, where density or size is the same in all, or where
  /// one follows from the other.
  var fit: Fit? {
    guard count >= 4 else { return nil }
    let mean = sum / count
    let variances = squares / count - mean * mean
    let covariances = products / count - SIMD3(mean.x * mean.y, mean.x * mean.z, mean.y * mean.z)
    // What rounding leaves of a variance of nothing is far below a millionth of a typical square.
    let floor = 1e-12 * (1 + squares / count)
    guard variances.x > floor.x, variances.y > floor.y else { return nil }
    let determinant = variances.x * variances.y - covariances.x * covariances.x
    guard determinant > 1e-9 * variances.x * variances.y else { return nil }
    let density = (covariances.y * variances.y - covariances.z * covariances.x) / determinant
    let size = (covariances.z * variances.x - covariances.y * covariances.x) / determinant
    guard density.isFinite, size.isFinite else { return nil }
    let explained = density * covariances.y + size * covariances.z
    return Fit(
      density: density, size: size,
      determination: variances.z > floor.z ? min(1, max(0, explained / variances.z)) : nil)
  }
}
