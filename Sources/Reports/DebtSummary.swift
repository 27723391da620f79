package import Model

/// The debt of a list of findings: what it would take to mend them all.
///
/// Each finding counts its minutes × its confidence, so that a doubtful one weighs less.
package struct DebtSummary: Sendable, Equatable {
  package private(set) var findings = 0
  /// Sum of minutes × confidence.
  package private(set) var minutes = 0.0
  package private(set) var errors = 0
  private(set) var warnings = 0
  package private(set) var notes = 0
  private let linesOfCode: Int

  /// `linesOfCode` is the size of the whole snapshot, which densities refer to.
  package init(of findings: some Sequence<Finding>, linesOfCode: Int) {
    self.linesOfCode = linesOfCode
    for finding in findings {
      self.findings += 1
      minutes += WorstFirst.weight(finding)
      switch finding.severity {
      case .error: errors += 1
      case .warning: warnings += 1
      case .note: notes += 1
      }
    }
  }

  /// Minutes per 1,000 lines of code; not a number where there is no line.
  var minutesPerThousandLines: Double { density(of: minutes) }

  /// Findings per 1,000 lines of code; not a number where there is no line.
  var findingsPerThousandLines: Double { density(of: Double(findings)) }

  private func density(of amount: Double) -> Double {
    linesOfCode > 0 ? amount * 1000 / Double(linesOfCode) : .nan
  }
}
