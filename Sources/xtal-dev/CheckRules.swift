import Detectors
import Foundation
import Rules

/// Whether every rule is whole: a rule file, a detector, and fixtures on which it fires and stays silent.
struct CheckRules {
  /// One line for each thing that is missing or left over.
  let problems: [String]

  init(root: URL) throws {
    let rules = try RuleFileFolder(root: root).rules.filter { $0.status != .removed }
    let detected =
      DetectorRegistry.fileDetectors.map { $0.rule } + DetectorRegistry.graphDetectors.map { $0.rule }
      + DetectorRegistry.historyDetectors.map { $0.rule } + DetectorRegistry.energyDetectors.map { $0.rule }
      + [SuppressionScope.unusedRule]
    var problems = [String]()
    for rule in rules where !detected.contains(rule.id) {
      problems.append("\(rule.id) has a rule file but no detector; 'xtal-dev new' shows where it belongs")
    }
    for id in detected where !rules.contains(where: { $0.id == id }) {
      problems.append("\(id) has a detector but no file rules/\(id).yml")
    }
    for id in Set(detected) where detected.count(where: { $0 == id }) > 1 {
      problems.append("\(id) has more than one detector")
    }
    for rule in rules {
      let folder = root.appending(path: "fixtures/\(rule.id)")
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
      for prefix in ["fires", "silent"] where !names.contains(where: { $0.hasPrefix(prefix) }) {
        problems.append("\(rule.id) has no fixture fixtures/\(rule.id)/\(prefix).swift")
      }
    }
    self.problems = problems.sorted()
  }
}
