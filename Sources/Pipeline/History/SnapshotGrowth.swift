import Detectors
import Git
import Graph
import Model
import Snapshot

/// The analysis of one commit after another, each from what the one before it came to.
///
/// The result of a commit is the same as that of a fresh analysis without an index and without checked-out packages; tests
/// hold that against real and made-up histories. It is done in two stages, which two threads may do: ``SnapshotLinking``
/// and ``SnapshotDetection``.
struct SnapshotGrowth {
  private var linking: SnapshotLinking
  private var detection: SnapshotDetection

  /// `commits` must be this thread's own; `cache` may be shared.
  init(_ request: SnapshotRequest, rules: [RuleActivation], commits: CommitSnapshots, cache: FactsCache) {
    linking = SnapshotLinking(request, rules: rules, commits: commits, cache: cache)
    detection = SnapshotDetection(rules: rules, workers: request.workers)
  }

  /// The result of a commit; `changes` is what changed together up to it, nil where that is not to be looked at.
  ///
  /// Throws ``AnalysisError`` where a tree of it is damaged.
  mutating func result(of commit: GitCommit, changes: CoChangeTable? = nil) throws -> RunResult {
    detection.result(of: commit, try linking.next(commit), changes: changes)
  }

  /// The result of a commit with the graph that it was read from, for the first commit that is asked for.
  mutating func analysis(of commit: GitCommit, changes: CoChangeTable?) throws -> (graph: CodeGraph, result: RunResult)
  {
    guard let linked = try linking.next(commit) else { throw AnalysisError("The commit was analysed before.") }
    return (linked.graph, detection.result(of: commit, linked, changes: changes))
  }
}

/// Looks for defects in one linked commit after another, and measures them.
struct SnapshotDetection {
  private let detection: DetectionRun
  private let memory = DetectionMemory()
  /// What does not run, as an analysis without energy says it too.
  private let notes: [String]
  private var last: (linked: LinkedCommit, result: RunResult)?

  init(rules: [RuleActivation], workers: Int) {
    notes = EnergyStage.notes(rules, isMeasured: false)
    detection = DetectionRun(
      rules: rules.map { ActiveRule($0.rule, options: $0.options, severity: $0.severity) }, workers: workers)
  }

  /// The result of a commit; `linked` is nil where its files are those of the commit before it. `changes` is what changed
  /// together up to it, nil where that is not to be looked at.
  mutating func result(of commit: GitCommit, _ linked: LinkedCommit?, changes: CoChangeTable?) -> RunResult {
    // The same files may have another history.
    if linked == nil, changes == nil, let last { return Self.renamed(last.result, commit) }
    guard let current = linked ?? last?.linked else { preconditionFailure("the first commit is always linked") }
    let result = ResultAssembly.result(
      of: current.snapshot, graph: current.graph,
      coverage: ResultAssembly.coverage(of: current.graph, gaps: current.gaps), notes: current.notes + notes,
      detection: detection.run(on: current.graph, changes: changes, memory: memory))
    last = (current, result)
    return Self.renamed(result, commit)
  }

  private static func renamed(_ result: RunResult, _ commit: GitCommit) -> RunResult {
    var result = result
    result.snapshot.revision = commit.id.description
    return result
  }
}
