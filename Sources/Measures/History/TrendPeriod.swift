/// How steps of a history are gathered.
package enum TrendPeriod: String, Sendable, CaseIterable {
  case commit
  case week
  case month
  case quarter
  case year

  private static let secondsPerDay: Int64 = 86_400

  /// Tells one period from another; grows with time. Days are UTC, weeks begin on Mondays.
  ///
  /// Civil dates by H. Hinnant's `civil_from_days` ("chrono-Compatible Low-Level Date Algorithms", 2013).
  package func key(of seconds: Int64) -> Int64 {
    let day = Self.floorDivide(seconds, Self.secondsPerDay)
    let (year, month, _) = Self.civil(day)
    switch self {
    case .commit: return 0
    case .week: return Self.floorDivide(day + 3, 7)
    case .month: return year * 12 + month - 1
    case .quarter: return year * 4 + (month - 1) / 3
    case .year: return year
    }
  }

  /// The period's name: `2024-W07` is not used, since few read it; a week bears the date of its Monday.
  package func label(of seconds: Int64) -> String {
    let day = Self.floorDivide(seconds, Self.secondsPerDay)
    let (year, month, _) = Self.civil(day)
    switch self {
    case .commit: return Self.date(seconds)
    case .week: return Self.date((Self.floorDivide(day + 3, 7) * 7 - 3) * Self.secondsPerDay)
    case .month: return "\(Self.padded(year, 4))-\(Self.padded(month, 2))"
    case .quarter: return "\(Self.padded(year, 4)) Q\((month - 1) / 3 + 1)"
    case .year: return Self.padded(year, 4)
    }
  }

  /// `YYYY-MM-DD` in UTC.
  package static func date(_ seconds: Int64) -> String {
    let (year, month, day) = civil(floorDivide(seconds, secondsPerDay))
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  private static func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    // Far beyond any calendar: times that a forged commit may bear.
    let shifted = min(max(days, -4_000_000_000), 4_000_000_000) + 719_468
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  private static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
    value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = "\(abs(number))"
    return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
