import Model
import Snapshot
import Store

/// The second stage: reads the facts of a snapshot's files and, beside them, the project's layout.
struct ReadingStage {
  let request: SnapshotRequest
  /// Whether the Swift of documents is wanted as well.
  var readsDocuments = false

  /// `store` gives the facts it has; `encodes` says whether new ones are wanted in their coded form as well.
  func run(_ snapshot: RepositorySnapshot, store: AnalysisStore?, encodes: Bool) throws -> ReadSnapshot {
    let layoutTask = LayoutTask(snapshot)
    let sources = snapshot.files.filter { $0.kind.isSource }
    let stored = try store?.facts(for: sources.map(\.blob)) ?? []
    let stage = FactsStage(
      files: sources, reader: snapshot.reader, limits: request.configuration.limits, workers: request.workers,
      progress: request.progress)
    let outcomes = stage.run(stored: stored, encodes: encodes)
    let documents = readsDocuments ? DocumentStage(snapshot, request: request).run() : DocumentStage.Outcome()
    return ReadSnapshot(
      snapshot: snapshot, sources: sources, outcomes: outcomes, documents: documents, layout: layoutTask.value())
  }
}

/// A snapshot whose files have been read one by one, and are not yet joined.
struct ReadSnapshot {
  let snapshot: RepositorySnapshot
  /// The Swift files of the snapshot.
  let sources: [SourceFile]
  /// One for each of `sources`.
  let outcomes: [FactsStage.Outcome]
  let documents: DocumentStage.Outcome
  let layout: ProjectLayout

  /// The files that have facts, with their modules.
  var input: LinkInput { LinkInput(files: sources, outcomes: outcomes, layout: layout) }
}
