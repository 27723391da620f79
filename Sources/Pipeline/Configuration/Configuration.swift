package import Model
package import Rules

/// The settings of a run, as `.xtal.yml` gives them and the flags complete them; every default is here.
package struct Configuration: Sendable, Equatable {
  /// What the configuration says of one rule.
  package struct RuleSetting: Sendable, Equatable {
    /// Nil leaves the rule's own status to decide: stable rules are on, preview rules are off.
    var isEnabled: Bool?
    package var severity: Severity?
    package var options: [String: Rule.Option.Value] = [:]

    package init() {}
  }

  /// Bounds on what is read of one file.
  package struct Limits: Sendable, Equatable {
    /// Larger files are not analysed, in bytes.
    package var fileBytes = 10_000_000
    /// A file that takes longer to read is given up, in seconds.
    package var fileSeconds = 20

    package init() {}
  }

  /// What tells bug fixes from other commits.
  package struct Validation: Sendable, Equatable {
    /// Nil for ``FixMessages/standardWords``.
    package var fixWords: [String]?

    package init() {}
  }

  /// Paths that are not analysed, as globs from the root: `*` within a name, `**` across folders, `?` one character.
  package var exclude: [String] = []
  /// By rule identifier.
  package var rules: [RuleID: RuleSetting] = [:]
  /// Findings of at least this severity fail the run; nil lets none fail it.
  package var failOn: Severity?
  package var limits = Limits()
  /// Whether analyses measure token energy.
  package var measuresEnergy = false
  package var validation = Validation()

  package init() {}

  /// The rules that take part, with their settings. `only` restricts them to those identifiers and switches them on;
  /// `includesPreview` switches preview rules on. Throws for unknown and removed rules.
  package func activeRules(only: [RuleID], includesPreview: Bool) throws -> [RuleActivation] {
    for id in only + rules.keys.sorted() { try Self.check(id) }
    return try RuleCatalogue.all.filter { rule in
      if !only.isEmpty { return only.contains(rule.id) }
      if let isEnabled = rules[rule.id]?.isEnabled { return isEnabled && rule.status != .removed }
      return rule.status == .stable || rule.status == .deprecated || (rule.status == .preview && includesPreview)
    }.map { rule in
      let setting = rules[rule.id] ?? RuleSetting()
      return RuleActivation(
        rule: rule, options: try rule.options(overriding: setting.options), severity: setting.severity,
        overrides: setting.options)
    }
  }

  private static func check(_ id: RuleID) throws {
    guard let rule = RuleCatalogue.rule(id) else {
      let hint = RuleCatalogue.nearest(to: id.text).map { " Did you mean \($0)?" } ?? ""
      throw AnalysisError("There is no rule \(id).\(hint) `xtal rules` lists them.")
    }
    if rule.status == .removed { throw AnalysisError("The rule \(id) was removed: \(rule.rationale)") }
  }
}

/// A rule that takes part in a run, with what the configuration changed of it.
package struct RuleActivation: Sendable {
  package var rule: Rule
  package var options: RuleOptions
  package var severity: Severity?
  package var overrides: [String: Rule.Option.Value]
}
