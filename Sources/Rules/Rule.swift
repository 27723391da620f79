package import Model

/// One rule of the catalogue: its wording, defaults and price, as `rules/<class>/<name>.yml` states them.
///
/// The catalogue is generated from those files into this module; the binary reads no YAML for it.
package struct Rule: Sendable, Equatable {
  /// Where a rule is in its life.
  package enum Status: String, Sendable, CaseIterable {
    /// Off unless asked for: not yet proven on enough repositories.
    case preview
    case stable
    /// Still runs, will go away; `explain` says what replaces it.
    case deprecated
    /// Known by name only, so that a configuration that names it gets a helpful message.
    case removed
  }

  /// A setting of a rule. All settings are numbers, switches, texts or lists of texts.
  package struct Option: Sendable, Equatable {
    package enum Value: Sendable, Equatable {
      case integer(Int)
      case number(Double)
      case boolean(Bool)
      case text(String)
      case list([String])
    }

    package var name: String
    package var summary: String
    /// Unit of a number, `tokens` or `lines`; empty where it has none.
    package var unit: String
    package var defaultValue: Value

    package init(name: String, summary: String, unit: String, defaultValue: Value) {
      self.name = name
      self.summary = summary
      self.unit = unit
      self.defaultValue = defaultValue
    }
  }

  /// Remediation cost of one finding: `base + perUnit × units` minutes.
  package struct Cost: Sendable, Equatable {
    package var baseMinutes: Double
    package var minutesPerUnit: Double
    /// What a unit is, in the plural: `duplicated lines`; empty where the cost is fixed.
    package var unit: String

    package init(baseMinutes: Double, minutesPerUnit: Double, unit: String) {
      self.baseMinutes = baseMinutes
      self.minutesPerUnit = minutesPerUnit
      self.unit = unit
    }
  }

  package var id: RuleID
  package var title: String
  package var severity: Severity
  package var status: Status
  /// First version of xtal that has it.
  package var since: String
  /// Why it matters, in engineering words.
  package var rationale: String
  /// The same in crystal words.
  package var crystal: String
  /// How it is found, with every definition and limit.
  package var detection: String
  package var options: [Option]
  package var cost: Cost
  package var references: [String]
  /// Swift source on which the rule fires; executed by the tests.
  package var badExample: String
  /// Swift source on which it stays silent; executed by the tests.
  package var goodExample: String

  package init(
    id: RuleID, title: String, severity: Severity, status: Status, since: String, rationale: String, crystal: String,
    detection: String, options: [Option], cost: Cost, references: [String], badExample: String, goodExample: String
  ) {
    self.id = id
    self.title = title
    self.severity = severity
    self.status = status
    self.since = since
    self.rationale = rationale
    self.crystal = crystal
    self.detection = detection
    self.options = options
    self.cost = cost
    self.references = references
    self.badExample = badExample
    self.goodExample = goodExample
  }
}
