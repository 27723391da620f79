/// One line that says how far a run is, for standard error of a terminal.
///
/// Only its text: the executable decides whether and how often to print it and how to take it back.
package enum ProgressLine {
  private static let maximumBar = 24

  /// At most `width` columns; no newline, no colour. `total` is 0 where it is not known; `elapsed` is in seconds since
  /// the run began. What does not fit goes first: the bar, then the time, then the count.
  ///
  /// `rate` is the number done in a second; where it is given, the time that is left takes the place of that which has
  /// passed.
  package static func text(
    stage: String, done: Int, total: Int, elapsed: Double, rate: Double? = nil, width: Int
  ) -> String {
    let stage = TerminalSanitizer.sanitized(stage)
    let time = rate.map { left(total - done, rate: $0) } ?? duration(elapsed)
    guard total > 0 else {
      let count = done > 0 ? FigureFormat.count(done) : ""
      return firstFitting([[stage, count, time], [stage, count], [stage]], width: width)
    }
    let share = min(1, max(0, Double(done) / Double(total)))
    let goal = FigureFormat.count(total)
    let current = FigureFormat.count(done)
    // The count keeps its width while it grows, so that the line does not dance.
    let count = String(repeating: " ", count: max(0, goal.utf8.count - current.utf8.count)) + "\(current)/\(goal)"
    let texts = [stage, count, time]
    let free = width - texts.reduce(0) { $0 + DisplayWidth.columns(of: $1) + 2 }
    let bar = free >= 8 ? self.bar(share: share, width: min(maximumBar, free)) : ""
    return firstFitting([[stage, bar, count, time], [stage, count, time], [stage, count], [stage]], width: width)
  }

  private static func bar(share: Double, width: Int) -> String {
    let full = Int((share * Double(width)).rounded(.down))
    return String(repeating: "━", count: full) + String(repeating: "╌", count: width - full)
  }

  /// The first list whose texts, two spaces apart, fit; the last one is cut where even that is too long.
  private static func firstFitting(_ candidates: [[String]], width: Int) -> String {
    var text = ""
    for parts in candidates {
      text = parts.filter { !$0.isEmpty }.joined(separator: "  ")
      if DisplayWidth.columns(of: text) <= width { return text }
    }
    guard width > 0 else { return "" }
    while DisplayWidth.columns(of: text) >= width, !text.isEmpty { text.removeLast() }
    return text + "…"
  }

  /// `38/s, 1 min 05 s left`.
  private static func left(_ count: Int, rate: Double) -> String {
    guard rate > 0, rate.isFinite else { return "" }
    let pace = rate < 9.95 ? FigureFormat.decimal(rate) : FigureFormat.count(Int(rate.rounded()))
    return "\(pace)/s, \(duration(Double(max(0, count)) / rate)) left"
  }

  /// `0.4 s`, `12 s`, `3 min 05 s`.
  private static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e9 else { return "–" }
    if seconds < 9.95 { return "\(FigureFormat.decimal(max(0, seconds))) s" }
    let whole = Int(seconds.rounded())
    if whole < 60 { return "\(whole) s" }
    let rest = whole % 60
    return "\(FigureFormat.count(whole / 60)) min \(rest < 10 ? "0" : "")\(rest) s"
  }
}
