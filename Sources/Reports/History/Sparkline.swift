/// A course of numbers as a row of small bars.
package enum Sparkline {
  private static let bars = Array("▁▂▃▄▅▆▇█")

  /// At most `width` bars; where there are more numbers, each bar is the last of its share of them. The lowest number is
  /// the lowest bar, a course that does not change stays in the middle. Numbers that are not finite leave a space.
  package static func text(_ numbers: [Double], width: Int) -> String {
    guard !numbers.isEmpty, width > 0 else { return "" }
    let shown =
      numbers.count <= width
      ? numbers : (0..<width).map { numbers[($0 + 1) * numbers.count / width - 1] }
    let finite = shown.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return "" }
    return String(
      shown.map { number in
        guard number.isFinite else { return " " }
        guard high > low else { return bars[bars.count / 2] }
        return bars[min(bars.count - 1, Int((number - low) / (high - low) * Double(bars.count)))]
      })
  }
}
