import TokenEnergy

/// Bits a token against tokens learned from, fitted with L∞ + A·N^−α.
package struct LearningCurve: Sendable, Equatable {
  package struct Point: Sendable, Equatable {
    package var tokens: Int
    package var bits: Double

    package init(tokens: Int, bits: Double) {
      self.tokens = tokens
      self.bits = bits
    }
  }

  package var points: [Point]
  /// Bits a token that an endless repository of this kind would leave; at least 0.
  package var limit = 0.0
  package var amplitude = 0.0
  package var exponent = 0.0
  /// Root of the mean squared distance of the points, in bits.
  package var error = 0.0

  /// Fits points with tokens; with fewer than three distinct numbers of tokens there is no fit, and all stays 0.
  ///
  /// For each α of a grid the other two follow by least squares; the best α counts.
  package init(_ points: [Point]) {
    self.points = points
    let used = points.filter { $0.tokens > 0 && $0.bits.isFinite }
    guard Set(used.map(\.tokens)).count >= 3 else { return }
    var best = Double.infinity
    for step in 1...200 {
      let alpha = Double(step) / 100
      let powers = used.map { ExactMath.exp2(-alpha * ExactMath.log2(Double($0.tokens))) }
      let (limit, amplitude) = Self.line(powers, used.map(\.bits))
      guard limit >= 0 else { continue }
      var sum = 0.0
      for (power, point) in zip(powers, used) {
        let distance = limit + amplitude * power - point.bits
        sum += distance * distance
      }
      if sum < best {
        best = sum
        (self.limit, self.amplitude, exponent) = (limit, amplitude, alpha)
        error = (sum / Double(used.count)).squareRoot()
      }
    }
  }

  /// The least-squares line through (x, y): intercept and slope.
  private static func line(_ xs: [Double], _ ys: [Double]) -> (Double, Double) {
    let count = Double(xs.count)
    let meanX = xs.reduce(0, +) / count
    let meanY = ys.reduce(0, +) / count
    var covariance = 0.0
    var variance = 0.0
    for (x, y) in zip(xs, ys) {
      covariance += (x - meanX) * (y - meanY)
      variance += (x - meanX) * (x - meanX)
    }
    let slope = variance > 0 ? covariance / variance : 0
    return (meanY - slope * meanX, slope)
  }
}
