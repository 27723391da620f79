package import Model

/// What a ``DetectionRun`` found in one graph.
package struct DetectionResult: Sendable, Equatable {
  /// Sorted; without the suppressed ones.
  package var findings: [Finding]
  /// Measures that detectors found on their way, added up by name.
  package var metrics: [String: Double]
  /// Number of findings that suppression comments kept out of `findings`.
  package var suppressed: Int

  package init(findings: [Finding], metrics: [String: Double], suppressed: Int) {
    self.findings = findings
    self.metrics = metrics
    self.suppressed = suppressed
  }
}
