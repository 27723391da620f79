/// The settings of one rule for one run: the catalogue's defaults with the configuration's values over them.
///
/// Asking for an option that the rule's file does not declare with that type is a fault of the detector; it traps in
/// the tests of the catalogue (`RuleOptions.validate`) and gives the type's zero value otherwise.
package struct RuleOptions: Sendable, Equatable {
  private var values: [String: Rule.Option.Value]

  /// The rule's defaults, overridden by `overrides`, whose names and types have been checked before.
  package init(rule: Rule, overrides: [String: Rule.Option.Value] = [:]) {
    values = [:]
    for option in rule.options { values[option.name] = overrides[option.name] ?? option.defaultValue }
  }

  package func integer(_ name: String) -> Int {
    if case .integer(let value)? = values[name] { return value }
    assertionFailure("no integer option \(name)")
    return 0
  }

  package func number(_ name: String) -> Double {
    switch values[name] {
    case .number(let value)?: return value
    case .integer(let value)?: return Double(value)
    default:
      assertionFailure("no number option \(name)")
      return 0
    }
  }

  package func text(_ name: String) -> String {
    if case .text(let value)? = values[name] { return value }
    assertionFailure("no text option \(name)")
    return ""
  }

  package func list(_ name: String) -> [String] {
    if case .list(let value)? = values[name] { return value }
    assertionFailure("no list option \(name)")
    return []
  }
}
