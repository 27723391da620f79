package import Model

/// Findings by class and file, the worst first, each rule cut to a limit: what the text report shows.
package struct FindingGroups: Sendable {
  /// What of one rule is not shown.
  package struct LeftOut: Sendable, Equatable {
    package var rule: RuleID
    package var count: Int
  }

  /// The findings of one class.
  package struct ClassGroup: Sendable {
    /// The crystal word.
    package var name: String
    /// The engineering word; empty for a class this version does not know.
    package var meaning: String
    package var summary: DebtSummary
    /// Shown findings, those of one file together; the file with the worst finding first.
    package var files: [[Finding]]
    /// Sorted by rule.
    var leftOut: [LeftOut]
    /// The worst of them.
    package var severity: Severity
  }

  /// The class with the worst severity first; of equal ones that with the most debt.
  package let classes: [ClassGroup]

  /// Groups sorted findings. `limit` is the number of findings shown of each rule; nil shows all.
  package init(_ findings: [Finding], limit: Int?, linesOfCode: Int) {
    let classes = ClassNames(of: findings)
    let byClass = Dictionary(grouping: WorstFirst.order(of: findings)) { classes.name(of: findings[$0].rule) }
    self.classes = byClass.map { name, ranked in
      FindingGroups.group(name, ranked, of: findings, limit: limit, linesOfCode: linesOfCode)
    }
    .sorted { left, right in
      if left.severity != right.severity { return left.severity > right.severity }
      if left.summary.minutes != right.summary.minutes { return left.summary.minutes > right.summary.minutes }
      return left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
    }
  }

  /// The part of a rule's identifier before the slash.
  static func className(of rule: RuleID) -> String {
    String(rule.text.utf8.prefix { $0 != UInt8(ascii: "/") }) ?? ""
  }

  /// Groups the findings of one class; `ranked` are their indices, the worst first, at least one.
  private static func group(
    _ name: String, _ ranked: [Int], of findings: [Finding], limit: Int?, linesOfCode: Int
  ) -> ClassGroup {
    var countOfRule: [RuleID: Int] = [:]
    var order: [String] = []
    var files: [String: [Finding]] = [:]
    for index in ranked {
      let finding = findings[index]
      countOfRule[finding.rule, default: 0] += 1
      if let limit, countOfRule[finding.rule, default: 0] > limit { continue }
      if files[finding.path] == nil { order.append(finding.path) }
      files[finding.path, default: []].append(finding)
    }
    let leftOut = countOfRule.sorted { $0.key < $1.key }.compactMap { rule, count -> LeftOut? in
      guard let limit, count > limit else { return nil }
      return LeftOut(rule: rule, count: count - limit)
    }
    // Summed in the findings' own order, so that the last digit does not depend on the ranking.
    let inOrder = ranked.sorted().lazy.map { findings[$0] }
    return ClassGroup(
      name: name, meaning: DefectClass(rawValue: name)?.engineeringName ?? "",
      summary: DebtSummary(of: inOrder, linesOfCode: linesOfCode), files: order.map { files[$0, default: []] },
      leftOut: leftOut, severity: findings[ranked[0]].severity)
  }
}

/// The class of each rule that occurs, cut from its identifier once.
private struct ClassNames {
  private let names: [RuleID: String]

  init(of findings: [Finding]) {
    var names: [RuleID: String] = [:]
    for finding in findings where names[finding.rule] == nil {
      names[finding.rule] = FindingGroups.className(of: finding.rule)
    }
    self.names = names
  }

  func name(of rule: RuleID) -> String { names[rule, default: ""] }
}
