package import Model
package import Rules

/// A rule that takes part in a run, with its settings for that run.
package struct ActiveRule: Sendable {
  package var rule: Rule
  package var options: RuleOptions
  /// Severity of all its findings as the configuration asks for it; nil leaves it to the detector and the catalogue.
  package var severity: Severity?

  /// Takes the catalogue's options where none are given.
  package init(_ rule: Rule, options: RuleOptions? = nil, severity: Severity? = nil) {
    self.rule = rule
    self.options = options ?? RuleOptions(rule: rule)
    self.severity = severity
  }
}
