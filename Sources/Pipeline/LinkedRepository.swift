package import Graph
package import Model
import Snapshot

/// A repository's graph and nothing else: no rules, no measures, no database.
package struct LinkedRepository: Sendable {
  package var graph: CodeGraph
  /// What was not analysed, or not understood, and why; sorted.
  package var gaps: [Coverage.Gap]

  /// Reads and links the folder at `path`, or that folder at `revision`. Throws ``AnalysisError`` where there is nothing
  /// to read.
  package init(path: String, revision: String?, configuration: Configuration, workers: Int) throws {
    let snapshot = try SnapshotStage.snapshot(path: path, revision: revision, configuration: configuration)
    let layoutTask = LayoutTask(snapshot)
    let sources = snapshot.files.filter { $0.kind != .xcodeProject }
    let stage = FactsStage(
      files: sources, reader: snapshot.reader, limits: configuration.limits, workers: workers, progress: { _ in })
    let outcomes = stage.run(stored: [], encodes: false)
    let linked = LinkInput(files: sources, outcomes: outcomes, layout: layoutTask.value())
    graph = GraphLinker.link(files: linked.inputs, layout: linked.layout, library: LibraryModules.load(workers: workers), workers: workers)
    gaps = Set(snapshot.gaps + linked.skipped + linked.layout.gaps).sorted()
  }
}
