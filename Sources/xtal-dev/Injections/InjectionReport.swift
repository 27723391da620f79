import Foundation
import Reports

/// The shares that a run of trials came to, for people to read.
struct InjectionReport {
  let outcomes: [InjectionTrials.Outcome]
  let paths: [String]
  /// How many misses of each reason to list.
  let worst: Int

  /// Several lines, each ended.
  var text: String {
    var lines = [row("", "trials", "found", "right kind", "near names", "right name")]
    for subject in Injection.Subject.allCases {
      let part = outcomes.filter { $0.injection.subject == subject }
      if !part.isEmpty { lines.append(row(subject.rawValue, part)) }
    }
    lines.append(row("all", outcomes))
    lines += ["", row("by mutation", "trials", "found", "right kind", "near names", "right name")]
    for mutation in Set(outcomes.map(\.injection.mutation)).sorted() {
      lines.append(row(mutation, outcomes.filter { $0.injection.mutation == mutation }))
    }
    if worst > 0 { lines += misses }
    return lines.map { "\(TerminalSanitizer.sanitized($0))\n" }.joined()
  }

  private var misses: [String] {
    var groups: [String: [InjectionTrials.Outcome]] = [:]
    for outcome in outcomes {
      if !outcome.isFound {
        let reason = outcome.reason.hasPrefix("resolved to") ? "resolved to something" : outcome.reason
        groups["not found: \(outcome.injection.subject.rawValue), \(reason)", default: []].append(outcome)
      } else if !outcome.hasRightKind {
        groups["other kind", default: []].append(outcome)
      } else if outcome.injection.isNear, !outcome.namesOriginal {
        groups["other name", default: []].append(outcome)
      }
    }
    var lines: [String] = []
    for (title, group) in groups.sorted(by: { (-$0.value.count, $0.key) < (-$1.value.count, $1.key) }) {
      lines += ["", "\(title): \(group.count)"]
      lines += group.prefix(worst).map { outcome in
        let fault = outcome.injection
        let place = "\(paths[fault.file]) at byte \(fault.offset)"
        let said = outcome.isFound ? outcome.message : outcome.reason
        return "  \(place): '\(fault.original)', \(fault.mutation) '\(fault.replacement)': \(said)"
      }
    }
    return lines
  }

  private func row(_ title: String, _ part: [InjectionTrials.Outcome]) -> String {
    let near = part.filter { $0.injection.isNear && $0.hasRightKind }
    return row(
      title, "\(part.count)", Self.percent(part.filter(\.isFound).count, of: part.count),
      Self.percent(part.filter(\.hasRightKind).count, of: part.count), "\(near.count)",
      Self.percent(near.filter(\.namesOriginal).count, of: near.count))
  }

  private func row(_ cells: String...) -> String {
    var line = cells[0].padding(toLength: max(28, cells[0].count), withPad: " ", startingAt: 0)
    for cell in cells.dropFirst() { line += String(repeating: " ", count: max(1, 12 - cell.count)) + cell }
    return line
  }

  static func percent(_ part: Int, of whole: Int) -> String {
    whole == 0 ? "–" : String(format: "%.1f %%", 100 * Double(part) / Double(whole))
  }
}
