/// What files of a module cost a token, by their size: small ones cost more, because a file teaches what comes later in it.
///
/// A straight line over the logarithm of the size, fitted so that a few odd files do not bend it: its slope is the median
/// of the slopes between files half the ranking by size apart (Theil's incomplete method, 1950), its place the median of
/// what remains, and the spread the median absolute deviation from it × 1.4826, which is the standard deviation where
/// deviations are normal (Rousseeuw, Croux, "Alternatives to the median absolute deviation", 1993).
struct SizeExpectation: Sendable {
  /// Module with files that are all alike: less than so many bits a token is no spread.
  private static let leastSpread = 0.1
  private static let normal = 1.4826
  /// In doublings.
  private static let leastDistance = 0.25

  private let slope: Double
  private let base: Double
  let spread: Double

  /// Nil for fewer than three files.
  init?(_ files: [(tokens: Int, mean: Double)]) {
    guard files.count >= 3 else { return nil }
    let points = files.map { (x: Self.logarithm($0.tokens), y: $0.mean) }.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    let half = points.count / 2
    // Files of nearly one size tell nothing of it; counted as level, they outvote the few that differ.
    let slopes = (0..<(points.count - half)).map { index -> Double in
      let (left, right) = (points[index], points[index + half])
      return right.x - left.x > Self.leastDistance ? (right.y - left.y) / (right.x - left.x) : 0
    }
    // A file of twice the size never costs more for its size alone.
    let slope = min(0, Self.median(slopes))
    let rests = points.map { $0.y - slope * $0.x }
    let base = Self.median(rests)
    self.slope = slope
    self.base = base
    spread = max(Self.leastSpread, Self.normal * Self.median(rests.map { abs($0 - base) }))
  }

  /// Bits a token that a file of so many tokens is expected to cost.
  func value(at tokens: Int) -> Double { base + slope * Self.logarithm(tokens) }

  /// log₂ of a positive number by straight lines between powers of two: the same on every machine.
  private static func logarithm(_ tokens: Int) -> Double {
    let number = Double(max(1, tokens))
    return Double(number.exponent) + number.significand - 1
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}
