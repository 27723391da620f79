/// One defect in one place of one snapshot.
///
/// Findings sort by path, place in the file, and rule, so that no order of discovery reaches an output.
package struct Finding: Sendable, Hashable {
  /// A further place that proves the finding.
  package struct Evidence: Sendable, Hashable {
    /// Path relative to the repository root, with `/` between its parts.
    package var path: String
    /// First line, counted from 1.
    package var line: Int
    /// Last line, counted from 1, at least `line`.
    package var endLine: Int
    /// What there is to see at that place.
    package var message: String

    package init(path: String, line: Int, endLine: Int, message: String) {
      self.path = path
      self.line = line
      self.endLine = endLine
      self.message = message
    }
  }

  package var rule: RuleID
  package var severity: Severity
  /// How sure the rule is that this finding is true, in (0, 1].
  package var confidence: Double
  /// Path relative to the repository root, with `/` between its parts.
  package var path: String
  /// First line, counted from 1.
  package var line: Int
  /// First column in UTF-8 bytes, counted from 1.
  package var column: Int
  /// Last line, counted from 1, at least `line`.
  package var endLine: Int
  /// The qualified name of the declaration at that place, empty where there is none.
  package var symbol: String
  /// The module the file belongs to, empty where it belongs to none.
  package var module: String
  /// What is wrong here, in one sentence.
  package var message: String
  /// Estimated time to mend it, in minutes.
  package var minutes: Double
  /// 16 lower-case hexadecimal digits that survive moved lines, renamed files and changed numbers in the message.
  package var fingerprint: String
  package var evidence: [Evidence]

  package init(
    rule: RuleID, severity: Severity, confidence: Double, path: String, line: Int, column: Int, endLine: Int,
    symbol: String, module: String, message: String, minutes: Double, fingerprint: String, evidence: [Evidence]
  ) {
    self.rule = rule
    self.severity = severity
    self.confidence = confidence
    self.path = path
    self.line = line
    self.column = column
    self.endLine = endLine
    self.symbol = symbol
    self.module = module
    self.message = message
    self.minutes = minutes
    self.fingerprint = fingerprint
    self.evidence = evidence
  }
}

extension Finding: Comparable {
  package static func < (left: Finding, right: Finding) -> Bool {
    if left.path != right.path { return left.path.utf8.lexicographicallyPrecedes(right.path.utf8) }
    if left.line != right.line { return left.line < right.line }
    if left.column != right.column { return left.column < right.column }
    if left.rule != right.rule { return left.rule < right.rule }
    if left.symbol != right.symbol { return left.symbol < right.symbol }
    if left.message != right.message { return left.message < right.message }
    return left.fingerprint < right.fingerprint
  }
}
