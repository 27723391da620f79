import Growth
import Measures
import Model
import Reports

/// How the samples of a validation came about, in sentences for its report.
struct ValidationNotes {
  let line: HistoryLine
  let cutOff: ValidationCutOff
  let messages: FixMessages
  let fixes: FixSteps
  /// Positions of steps that change too many files.
  let bulk: Set<Int>
  let files: StudiedFiles
  let tables: [UnitTable]
  let includesEnergy: Bool

  var sentences: [String] {
    [parts, wording, share, leftOut, units] + tables.compactMap(rare) + (includesEnergy ? [energy] : []) + [hardening]
  }

  private var parts: String {
    let day = TrendPeriod.date(Trend.ascendingTimes(line.steps)[cutOff.position])
    return "Measured after \(commits(cutOff.before)) (\(line.description)), on \(day); fixes are counted in the "
      + "\(commits(cutOff.after)) after it."
  }

  private var wording: String {
    "A commit is a fix where its title has one of the words \(messages.words.joined(separator: ", ")), or a line of its "
      + "message begins with one and names an issue; not where the title has one of "
      + "\(FixMessages.exceptions.joined(separator: ", "))."
  }

  private var share: String {
    let found = fixes.positions.count + fixes.bulk
    return "\(FigureFormat.count(found)) of \(commits(fixes.steps)) after the cut-off count as fixes "
      + "(\(FigureFormat.percent(Double(found) / Double(max(1, fixes.steps)))))."
  }

  private var leftOut: String {
    let before = bulk.count { $0 <= cutOff.position }
    return "Commits of more than \(CoChangeTable.bulkLimit) Swift files say nothing of any of them: "
      + "\(FigureFormat.count(before)) before and \(FigureFormat.count(bulk.count - before)) after the cut-off, "
      + "\(FigureFormat.count(fixes.bulk)) of them fixes, are left out of churn, fixes and hardening."
  }

  private var units: String {
    "Left out of the units: \(FigureFormat.count(files.tests, "file", "files")) of tests, "
      + "\(FigureFormat.count(files.generated)) generated, \(FigureFormat.count(files.withoutModule)) of no module"
      + (tables.contains { $0.unit == .declaration }
        ? ", and declarations of fewer than \(DeclarationUnits.leastLines) lines of code." : ".")
  }

  private func rare(_ table: UnitTable) -> String? {
    guard !table.rareRules.isEmpty else { return nil }
    return "Not asked about, with findings in fewer than \(UnitTable.leastUnits) \(table.unit.rawValue)s: "
      + table.rareRules.map(\.text).joined(separator: ", ") + "."
  }

  private var energy: String {
    "Energy is that of the commit at the cut-off, each file under a model of all others, tests included. A line counts as "
      + "mended where a fix deleted or changed it; lines are followed from there by the hunks of all commits, and one that "
      + "moves, or is changed without a fix, is not followed further. Fixes that only add lines mend none."
  }

  private var hardening: String {
    "Hardening: module-months of at least \(HardeningSampler.leastLines) lines. Modules are those of the layout at the "
      + "month's end, density and size those of then; lines count as gone within \(HardeningSampler.days) days also where "
      + "they only moved, and months whose \(HardeningSampler.days) days are not over are left out of that effort."
  }

  private func commits(_ count: Int) -> String { FigureFormat.count(count, "commit", "commits") }
}
