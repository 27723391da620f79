import Detectors
import Facts
import Graph
import Measures
import Model
import Snapshot

/// Puts together what the stages came to.
enum ResultAssembly {
  /// The result of a snapshot; `notes` say how it came about, without those about detection.
  static func result(
    of snapshot: RepositorySnapshot, graph: CodeGraph, coverage: Coverage, notes: [String], detection: DetectionResult
  ) -> RunResult {
    let measures = MeasureSet.compute(graph: graph, findings: detection.findings)
    let metrics = measures.snapshot.merging(detection.metrics) { first, _ in first }
    return RunResult(
      repository: snapshot.repository,
      snapshot: RunResult.SnapshotSummary(
        revision: snapshot.revision, isDirty: snapshot.isDirty, files: graph.files.count,
        linesOfCode: graph.files.reduce(0) { $0 + Int($1.facts.linesOfCode) }),
      coverage: coverage, metrics: metrics, modules: measures.modules, findings: detection.findings,
      notes: notes + Self.notes(suppressed: detection.suppressed))
  }

  /// What was read wholly, in part, and not at all.
  static func coverage(of graph: CodeGraph, gaps: [Coverage.Gap]) -> Coverage {
    var coverage = Coverage(skipped: Set(gaps).sorted())
    for file in graph.files {
      if file.facts.gaps.isEmpty {
        coverage.analysed += 1
      } else {
        coverage.partial += file.facts.gaps.map { Coverage.Gap(path: file.path, reason: $0.reason) }
      }
    }
    coverage.partial.sort()
    return coverage
  }

  private static func notes(suppressed: Int) -> [String] {
    guard suppressed > 0 else { return [] }
    return ["\(suppressed) \(suppressed == 1 ? "finding is" : "findings are") suppressed by comments."]
  }
}
