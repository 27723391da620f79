import Detectors
package import Git
package import Growth
package import Model
package import Snapshot

/// Holds the analysis that goes from commit to commit against fresh analyses of the same commits.
package struct GrowthProbe {
  /// One commit's comparison.
  package struct Comparison: Sendable {
    package var revision: String
    /// What differs, in words; empty where both are equal.
    package var differences: [String]
    /// Findings of the fresh analysis.
    package var findings: Int
    /// Wall time of both, in seconds.
    package var grown: Double
    package var fresh: Double
  }

  private var request: HistoryRequest

  /// Rules that look at history are left out: a single analysis has none.
  package init(_ request: HistoryRequest) {
    self.request = request
    // Along a history it is measured in another way.
    self.request.configuration.measuresEnergy = false
    for detector in DetectorRegistry.historyDetectors {
      var setting = Configuration.RuleSetting()
      setting.isEnabled = false
      self.request.configuration.rules[detector.rule] = setting
    }
  }

  /// The commits by first parents, oldest first.
  package func revisions() throws -> [GitCommit] {
    let commits = try CommitSnapshots(at: request.path)
    let tip = try commits.repository.resolve(request.range.tip ?? "HEAD")
    return try CommitWalk(CommitSelection(tip: tip), in: commits.repository).steps.map(\.commit)
  }

  /// Goes along the commits in the given order, which may be any, and compares at each that `isChecked`.
  package func compare(
    _ revisions: [GitCommit], checking isChecked: (Int) -> Bool, report: (Comparison) -> Void
  ) throws {
    let rules = try request.configuration.activeRules(only: [], includesPreview: request.includesPreview)
    let cache = FactsCache(byteLimit: 64 << 20)
    var growth = SnapshotGrowth(
      request.source(workers: request.workers), rules: rules, commits: try CommitSnapshots(at: request.path),
      cache: cache)
    let clock = ContinuousClock()
    for (index, commit) in revisions.enumerated() {
      var grown: RunResult?
      let grownTime = try clock.measure { grown = try growth.result(of: commit) }
      guard isChecked(index), let grown else { continue }
      var fresh: RunResult?
      let freshTime = try clock.measure { fresh = try self.fresh(commit, rules: rules) }
      guard let fresh else { continue }
      report(
        Comparison(
          revision: commit.id.description, differences: Self.differences(grown, fresh), findings: fresh.findings.count,
          grown: grownTime / .seconds(1), fresh: freshTime / .seconds(1)))
    }
  }

  private func fresh(_ commit: GitCommit, rules: [RuleActivation]) throws -> RunResult {
    let commits = try CommitSnapshots(at: request.path)
    guard let tree = try commits.tree(of: commit),
      try commits.snapshot(of: commit.id, tree: tree).files.contains(where: { $0.kind.isSource })
    else {
      // There is no other analysis of a commit without sources.
      var growth = SnapshotGrowth(
        request.source(workers: 1), rules: rules, commits: commits, cache: FactsCache(byteLimit: 1))
      return try growth.result(of: commit)
    }
    return try AnalysisPipeline(
      AnalysisRequest(
        path: request.path, revision: commit.id.description, configuration: request.configuration, database: .none,
        rules: [], includesPreview: request.includesPreview, readsCheckouts: false, workers: request.workers,
        analyserBuild: "")
    ).run().result
  }

  private static func differences(_ left: RunResult, _ right: RunResult) -> [String] {
    guard left != right else { return [] }
    var result: [String] = []
    if left.snapshot != right.snapshot { result.append("snapshot \(left.snapshot) instead of \(right.snapshot)") }
    if left.coverage != right.coverage { result.append("coverage") }
    if left.notes != right.notes { result.append("notes \(left.notes) instead of \(right.notes)") }
    for name in Set(left.metrics.keys).union(right.metrics.keys).sorted()
    where left.metrics[name] != right.metrics[name] {
      result.append("\(name) \(left.metrics[name] ?? .nan) instead of \(right.metrics[name] ?? .nan)")
    }
    if left.modules != right.modules { result.append("modules") }
    for finding in Set(left.findings).subtracting(right.findings).sorted() {
      result.append("too much: \(finding.rule) \(finding.path):\(finding.line) \(finding.message)")
    }
    for finding in Set(right.findings).subtracting(left.findings).sorted() {
      result.append("missing: \(finding.rule) \(finding.path):\(finding.line) \(finding.message)")
    }
    return result.isEmpty ? ["order"] : result
  }
}
