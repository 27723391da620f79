/// A figure with its interval.
///
/// Both are rounded to thousandths, and every verdict is made from the rounded figures: what is read is what was
/// judged, and less than a thousandth is no difference.
package struct Estimate: Sendable, Equatable {
  package var value: Double
  /// Nil where the resamples define none.
  package var interval: ConfidenceInterval?

  package init(value: Double, interval: ConfidenceInterval?) {
    self.value = value
    self.interval = interval
  }

  /// Nil where the figure itself is nil or not finite.
  init?(rounding value: Double?, interval: ConfidenceInterval?) {
    guard let value, value.isFinite else { return nil }
    self.value = Estimate.rounded(value)
    self.interval = interval.map { ConfidenceInterval(low: Estimate.rounded($0.low), high: Estimate.rounded($0.high)) }
  }

  /// Adding 0 turns the negative zero into 0.
  private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 + 0 }
}
