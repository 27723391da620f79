package import Model
import Rules

/// What the names in suppression comments mean, and whether a run can judge that one suppresses nothing.
package struct SuppressionScope: Sendable {
  /// The rule that the run reports by itself: suppression comments that suppress nothing.
  package static let unusedRule = RuleID("interstitial/unused-suppression")

  /// What a name in a suppression comment stands for.
  enum Meaning: Sendable, Equatable {
    case everything
    case ofClass(DefectClass)
    case rule(RuleID)

    /// Reads a name, without asking whether there is such a rule; nil where it cannot be one.
    init?(_ name: String) {
      if name == "all" {
        self = .everything
      } else if let defectClass = DefectClass(rawValue: name) {
        self = .ofClass(defectClass)
      } else if name.utf8.contains(UInt8(ascii: "/")), !name.utf8.contains(UInt8(ascii: " ")) {
        self = .rule(RuleID(name))
      } else {
        return nil
      }
    }

    /// Whether findings of that rule are meant. The rule about suppressions is meant by its full name alone, so that
    /// a comment can never silence the complaint about itself.
    func covers(_ id: RuleID) -> Bool {
      switch self {
      case .everything: id != SuppressionScope.unusedRule
      case .ofClass(let defectClass): id.defectClass == defectClass && id != SuppressionScope.unusedRule
      case .rule(let rule): id == rule
      }
    }
  }

  /// The rules that the run looked for.
  let active: [RuleID]

  /// Whether the catalogue or the run has what the name stands for.
  func knows(_ meaning: Meaning) -> Bool {
    guard case .rule(let id) = meaning else { return true }
    return active.contains(id) || RuleCatalogue.rule(id) != nil
  }

  /// Whether the run would have found all that the name could suppress: its rule was active, or for a class and `all`
  /// every rule was that runs unless it is switched off.
  func judges(_ meaning: Meaning) -> Bool {
    if case .rule(let id) = meaning, RuleCatalogue.rule(id)?.status != .removed { return active.contains(id) }
    return RuleCatalogue.all.allSatisfy { rule in
      let runs = rule.status == .stable || rule.status == .deprecated
      return !runs || !meaning.covers(rule.id) || active.contains(rule.id)
    }
  }
}
