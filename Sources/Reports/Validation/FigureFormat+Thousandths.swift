import Measures

extension FigureFormat {
  /// Three decimals, rounded half away from zero: `0.713`. A dash for what is no number.
  static func thousandths(_ number: Double) -> String {
    guard number.isFinite, abs(number) < 1e12 else { return "–" }
    let thousandths = Int((number * 1000).rounded())
    let digits = String(thousandths.magnitude % 1000)
    let padding = String(repeating: "0", count: 3 - digits.count)
    return (thousandths < 0 ? "-" : "") + "\(count(Int(thousandths.magnitude / 1000))).\(padding)\(digits)"
  }

  /// The same with a sign in front of what is above 0, for differences: `+0.031`.
  static func signedThousandths(_ number: Double) -> String {
    let text = thousandths(number)
    return number > 0 && text != thousandths(0) ? "+\(text)" : text
  }

  /// `0.012 to 0.050`.
  static func interval(_ interval: ConfidenceInterval) -> String {
    "\(thousandths(interval.low)) to \(thousandths(interval.high))"
  }

  /// `0.713 (0.630 to 0.784)`; a dash where there is no figure.
  static func estimate(_ estimate: Estimate?, _ format: (Double) -> String = FigureFormat.thousandths) -> String {
    guard let estimate else { return "–" }
    return format(estimate.value) + (estimate.interval.map { " (\(interval($0)))" } ?? "")
  }
}
