/// Writes figures for people, the same on every machine: a comma between thousands, a point before decimals.
package enum FigureFormat {
  /// `33,231`.
  package static func count(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var result = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { result.append(",") }
      result.append(digit)
    }
    return result
  }

  /// `3 findings`, `1 finding`.
  package static func count(_ number: Int, _ singular: String, _ plural: String) -> String {
    "\(count(number)) \(number == 1 ? singular : plural)"
  }

  /// One decimal, rounded half away from zero: `105.3`. A dash for what is no number.
  package static func decimal(_ number: Double) -> String {
    guard number.isFinite, abs(number) < 1e15 else { return "–" }
    let tenths = Int((number * 10).rounded())
    let magnitude = tenths.magnitude
    return (tenths < 0 ? "-" : "") + "\(count(Int(magnitude / 10))).\(magnitude % 10)"
  }

  /// A number as short as it is exact enough: no decimal where it is whole, else one.
  package static func short(_ number: Double) -> String {
    guard number.isFinite, abs(number) < 1e15 else { return "–" }
    return number == number.rounded() ? count(Int(number)) : decimal(number)
  }

  /// `58.3 h` from minutes.
  static func hours(minutes: Double) -> String { "\(decimal(minutes / 60)) h" }

  /// Minutes below an hour, hours from there on: `45 min`, `4.0 h`.
  package static func duration(minutes: Double) -> String {
    if minutes > 0, minutes < 0.5 { return "< 1 min" }
    return minutes.rounded() < 60 ? "\(short(minutes.rounded())) min" : hours(minutes: minutes)
  }

  /// `12 %` of a share in [0, 1]. A true share never reads 100 % or 0 % by rounding alone.
  package static func percent(_ share: Double) -> String {
    guard share.isFinite else { return "–" }
    let rounded = Int((min(max(share, 0), 1) * 100).rounded())
    if rounded == 100, share < 1 { return "99 %" }
    if rounded == 0, share > 0 { return "1 %" }
    return "\(rounded) %"
  }
}
