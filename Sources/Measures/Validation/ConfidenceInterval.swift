/// An interval of a figure, from the percentiles of its resamples.
package struct ConfidenceInterval: Sendable, Equatable {
  /// Share of the resamples that lie inside.
  package static let level = 0.95

  package var low: Double
  package var high: Double

  package init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  /// The percentile interval of a bootstrap (Efron, "Bootstrap Methods: Another Look at the Jackknife", 1979), with
  /// straight lines between the sorted values. Resamples that do not define the figure are nil; where those are more
  /// than half, there is no interval.
  init?(resamples: some Collection<Double?>) {
    let values = resamples.compactMap { $0 }.filter(\.isFinite).sorted()
    guard values.count > 1, values.count * 2 >= resamples.count else { return nil }
    func percentile(_ share: Double) -> Double {
      let place = share * Double(values.count - 1)
      let below = min(Int(place), values.count - 2)
      return values[below] + (values[below + 1] - values[below]) * (place - Double(below))
    }
    let tail = (1 - ConfidenceInterval.level) / 2
    self.init(low: percentile(tail), high: percentile(1 - tail))
  }

  package func contains(_ value: Double) -> Bool { low <= value && value <= high }
}
