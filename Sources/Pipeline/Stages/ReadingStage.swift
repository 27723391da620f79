import Model
import Snapshot
import Store

/// The second stage: reads the facts of a snapshot's files and, beside them, the project's layout.
struct ReadingStage {
  let request: SnapshotRequest

  /// `store` gives the facts it has; `encodes` says whether new ones are wanted in their coded form as well.
  func run(_ snapshot: RepositorySnapshot, store: AnalysisStore?, encodes: Bool) throws -> ReadSnapshot {
    let layoutTask = LayoutTask(snapshot)
    let sources = snapshot.files.filter { $0.kind != .xcodeProject }
    let stored = try store?.facts(for: sources.map(\.blob)) ?? []
    let stage = FactsStage(
      files: sources, reader: snapshot.reader, limits: request.configuration.limits, workers: request.workers,
      progress: request.progress)
    let outcomes = stage.run(stored: stored, encodes: encodes)
    return ReadSnapshot(snapshot: snapshot, sources: sources, outcomes: outcomes, layout: layoutTask.value())
  }
}

/// A snapshot whose files have been read one by one, and are not yet joined.
struct ReadSnapshot {
  let snapshot: RepositorySnapshot
  /// The Swift files of the snapshot.
  let sources: [SourceFile]
  /// One for each of `sources`.
  let outcomes: [FactsStage.Outcome]
  let layout: ProjectLayout
}
