import Pipeline
import Reports

/// What `xtal history` says at its end.
enum HistorySummary {
  private static let listedFailures = 5

  static func text(_ outcome: HistoryOutcome) -> String {
    let known = outcome.selected - outcome.analysed - outcome.failed.count
    var lines: [String] = []
    if outcome.isRestarted {
      lines.append("Earlier commits have come to this repository: its history was measured anew.")
    }
    if outcome.isCancelled {
      lines.append(
        "Ended after \(count(outcome.analysed, "commit")). What was analysed is stored; the same command goes on from there."
      )
    } else {
      lines.append(
        "\(count(outcome.analysed, "commit")) analysed" + (known > 0 ? ", \(known) known already." : "."))
    }
    if outcome.cuts > 0 {
      lines.append(
        "History is cut off at \(count(outcome.cuts, "commit")) (a shallow clone, or missing objects): what those changed "
          + "is not known. Fetch the rest with `git fetch --unshallow`.")
    }
    if !outcome.failed.isEmpty {
      lines.append("\(count(outcome.failed.count, "commit")) could not be read:")
      for failure in outcome.failed.prefix(listedFailures) {
        lines.append("  \(failure.revision.prefix(12)): \(TerminalSanitizer.sanitized(failure.reason))")
      }
      if outcome.failed.count > listedFailures { lines.append("  and \(outcome.failed.count - listedFailures) more") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
