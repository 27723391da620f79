package import Model

/// The course of size and debt along a history, gathered by periods.
package struct Trend: Sendable, Equatable {
  /// One period: what it ended with, and what happened in it.
  package struct Row: Sendable, Equatable {
    package var label: String
    /// The last commit of the period.
    package var revision: String
    /// Time of that commit, in seconds since 1970-01-01 UTC.
    package var committed: Int64
    package var commits: Int
    package var linesOfCode: Int
    package var findings: Int
    package var debtMinutes: Double
    /// Findings that appeared and that went, in the period; those that did both in it count in both.
    package var added: Int
    package var fixed: Int
    package var addedLines: Int
    package var deletedLines: Int
    /// The measures that were asked for, at the end of the period; nil where there was none.
    package var values: [Double?]

    /// Debt minutes for each 1,000 lines of code; 0 without code.
    package var density: Double { linesOfCode == 0 ? 0 : debtMinutes / Double(linesOfCode) * 1000 }
  }

  /// Findings of one class along the periods.
  package struct ClassRow: Sendable, Equatable {
    package var name: String
    /// Findings at each period's end.
    package var counts: [Int]
    package var added: Int
    package var fixed: Int
    /// Days after which half of those that appeared along the line are gone; nil where that is not reached.
    package var halfLife: Double?
  }

  package var repository: String
  package var description: String
  package var period: TrendPeriod
  /// Names of the measures in ``Row/values``.
  package var metrics: [String]
  /// Oldest first.
  package var rows: [Row] = []
  /// By class, in the order of ``DefectClass``; classes that never had a finding are left out.
  package var classes: [ClassRow] = []
  /// Of all findings that appeared along the line, those of its opening left out, whose beginning is not known.
  package var survival: SurvivalCurve

  /// `metrics` gives for each measure its name and its values by step. Time stands still where a commit's clock goes
  /// back: a commit belongs to the period of the latest time so far, so that periods follow one another.
  package init(
    _ line: HistoryLine, lifetimes: [HistoryLine.Lifetime],
    metrics: [(name: String, values: [(step: Int, value: Double)])],
    period: TrendPeriod
  ) {
    repository = line.repository
    description = line.description
    self.period = period
    self.metrics = metrics.map(\.name)
    let times = Self.ascendingTimes(line.steps)
    let periodOfStep = Self.periods(line.steps, times, period)
    survival = Self.survival(lifetimes, line.steps, times)
    makeRows(line, times, periodOfStep)
    for (index, metric) in metrics.enumerated() {
      for (step, value) in metric.values where step < periodOfStep.count {
        rows[periodOfStep[step]].values[index] = value
      }
    }
    countFindings(lifetimes, line.steps, times, periodOfStep)
  }

  /// The steps' times with none before an earlier one.
  package static func ascendingTimes(_ steps: [HistoryLine.Step]) -> [Int64] {
    var latest = Int64.min
    return steps.map { step in
      latest = max(latest, step.committed)
      return latest
    }
  }

  private static func periods(_ steps: [HistoryLine.Step], _ times: [Int64], _ period: TrendPeriod) -> [Int] {
    var result: [Int] = []
    result.reserveCapacity(steps.count)
    var last: Int64?
    for index in steps.indices {
      let key = period == .commit ? Int64(index) : period.key(of: times[index])
      result.append(last == key ? result[index - 1] : (result.last ?? -1) + 1)
      last = key
    }
    return result
  }

  private mutating func makeRows(_ line: HistoryLine, _ times: [Int64], _ periodOfStep: [Int]) {
    for (index, step) in line.steps.enumerated() {
      if periodOfStep[index] == rows.count {
        rows.append(
          Row(
            label: period.label(of: times[index]), revision: "", committed: 0, commits: 0, linesOfCode: 0, findings: 0,
            debtMinutes: 0, added: 0, fixed: 0, addedLines: 0, deletedLines: 0, values: metrics.map { _ in nil }))
      }
      let row = periodOfStep[index]
      rows[row].revision = step.revision
      rows[row].committed = step.committed
      rows[row].commits += 1
      rows[row].linesOfCode = step.linesOfCode
      rows[row].findings = step.findings
      rows[row].debtMinutes = step.debtMinutes
      guard step.counts else { continue }
      rows[row].addedLines += step.addedLines
      rows[row].deletedLines += step.deletedLines
    }
  }

  private mutating func countFindings(
    _ lifetimes: [HistoryLine.Lifetime], _ steps: [HistoryLine.Step], _ times: [Int64], _ periodOfStep: [Int]
  ) {
    for defectClass in DefectClass.allCases {
      let own = lifetimes.filter { $0.rule.defectClass == defectClass }
      guard !own.isEmpty else { continue }
      var changes = [Int](repeating: 0, count: rows.count)
      var (added, fixed) = (0, 0)
      for life in own {
        changes[periodOfStep[life.born]] += 1
        if !steps[life.born].isOpening {
          rows[periodOfStep[life.born]].added += 1
          added += 1
        }
        guard let died = life.died else { continue }
        changes[periodOfStep[died]] -= 1
        rows[periodOfStep[died]].fixed += 1
        fixed += 1
      }
      var count = 0
      let counts = changes.map { change in
        count += change
        return count
      }
      classes.append(
        ClassRow(
          name: defectClass.rawValue, counts: counts, added: added, fixed: fixed,
          halfLife: Self.survival(own, steps, times).halfLife))
    }
  }

  private static func survival(
    _ lifetimes: [HistoryLine.Lifetime], _ steps: [HistoryLine.Step], _ times: [Int64]
  ) -> SurvivalCurve {
    let end = times.last ?? 0
    return SurvivalCurve(
      lifetimes.filter { !steps[$0.born].isOpening }.map { life in
        let until = life.died.map { times[$0] } ?? end
        // Clocks may lie; the difference of two of them may not even be a number of its kind.
        let seconds = Double(until) - Double(times[life.born])
        return SurvivalCurve.Life(days: max(0, seconds / 86_400), hasEnded: life.died != nil)
      })
  }
}
