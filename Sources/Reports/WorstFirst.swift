package import Model

/// The order in which reports show or cut findings: severity, then weight, then the order in which they came.
package enum WorstFirst {
  private struct Key {
    var severity: Severity
    var weight: Double
    var index: Int
  }

  /// Expected minutes of a finding: its minutes × its confidence; 0 for what is no number.
  package static func weight(_ finding: Finding) -> Double {
    let weight = finding.minutes * finding.confidence
    return weight.isFinite ? weight : 0
  }

  /// The indices of the findings, that of the worst first.
  package static func order(of findings: [Finding]) -> [Int] {
    let keys = findings.indices.map { index in
      Key(severity: findings[index].severity, weight: weight(findings[index]), index: index)
    }
    return keys.sorted { left, right in
      if left.severity != right.severity { return left.severity > right.severity }
      return left.weight == right.weight ? left.index < right.index : left.weight > right.weight
    }.map(\.index)
  }

  /// The `count` worst findings, in the order in which they came.
  package static func worst(_ count: Int, of findings: [Finding]) -> [Finding] {
    guard findings.count > count else { return findings }
    return order(of: findings).prefix(count).sorted().map { findings[$0] }
  }
}
