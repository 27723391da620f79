package import Model

/// The formats of `--format`: the registry of reporters by name.
package enum ReportFormat: String, Sendable, CaseIterable {
  /// For a person at a terminal.
  case text
  /// Stable, versioned; its shape stands in docs/output.schema.json.
  case json
  /// SARIF 2.1.0, for code scanning services.
  case sarif

  /// Finds a format by the name a person typed. Throws a usage error that lists the known names.
  package init(named name: String) throws(AnalysisError) {
    guard let format = ReportFormat(rawValue: name) else {
      let known = ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")
      throw AnalysisError("There is no report format “\(TerminalSanitizer.sanitized(name))”. Use one of: \(known).")
    }
    self = format
  }

  /// What the format is for, in a few words, as the help of `--format` shows it.
  package var summary: String {
    switch self {
    case .text: "for a person at a terminal"
    case .json: "everything, stable and versioned, for programs"
    case .sarif: "SARIF 2.1.0, for code scanning services"
    }
  }

  package var reporter: any Reporter {
    switch self {
    case .text: TextReporter()
    case .json: JSONReporter()
    case .sarif: SARIFReporter()
    }
  }
}
