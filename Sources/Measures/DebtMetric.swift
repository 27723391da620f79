package import Model

/// Technical debt of a set of findings: D = Σ minutes × confidence, and its relations to size.
package struct DebtMetric: Sendable, Equatable {
  /// Estimated time to write one line of code, in minutes, for the technical-debt ratio.
  ///
  /// The default of the SQALE model as SonarQube applies it ("Cost to develop 1 line of code = 30 min").
  package static let minutesPerLine = 30.0

  /// D in minutes.
  package var minutes: Double
  /// Lines that hold code.
  package var linesOfCode: Int

  package init(findings: some Sequence<Finding>, linesOfCode: Int) {
    // Findings come sorted, so the order of this sum is fixed and so are its bits.
    minutes = findings.reduce(0) { $0 + $1.minutes * $1.confidence }
    self.linesOfCode = linesOfCode
  }

  /// ρ: minutes per 1,000 lines of code; 0 without code.
  package var density: Double { linesOfCode == 0 ? 0 : minutes / Double(linesOfCode) * 1000 }

  /// D ÷ estimated development cost; 0 without code.
  package var ratio: Double { linesOfCode == 0 ? 0 : minutes / (Double(linesOfCode) * Self.minutesPerLine) }
}
