package import Graph
package import Model
package import Snapshot
import Store

/// A snapshot with its dependency graph: listing, reading and linking, one after the other.
///
/// What `analyze` and every command that shows the graph itself begin with.
package struct LinkedSnapshot: Sendable {
  package let snapshot: RepositorySnapshot
  package let graph: CodeGraph
  /// What was read wholly, in part, and not at all.
  package let coverage: Coverage
  /// What there is to say of the compiler's index, for reports.
  package let notes: [String]
  /// Facts of checked-out packages that the store does not have.
  let newFacts: [CodedFacts]
  /// Why the compiler's index is not used although there is one, with places of this machine.
  let indexFailure: String?

  /// Lists, reads and links. Facts come from the database where it has them; nothing is written anywhere.
  ///
  /// Throws ``AnalysisError`` where there is nothing to read, or the database that was named cannot be used. A standard
  /// database that is absent or of another version is passed over: everything can be read without it.
  package static func read(
    _ request: SnapshotRequest, database: AnalysisRequest.Database
  ) throws -> LinkedSnapshot {
    let snapshot = try ListingStage(request: request).run()
    let store = try factsStore(database, path: request.path)
    let read: ReadSnapshot
    if case .standard = database {
      // A database that turns out to be damaged is no obstacle either.
      let stage = ReadingStage(request: request)
      read =
        try (try? stage.run(snapshot, store: store, encodes: false))
        ?? stage.run(snapshot, store: nil, encodes: false)
    } else {
      read = try ReadingStage(request: request).run(snapshot, store: store, encodes: false)
    }
    return LinkedSnapshot(
      linking: read, index: IndexStage(request, snapshot: snapshot), checkouts: CheckoutStage(request), store: store,
      workers: request.workers)
  }

  /// Joins the facts of a snapshot's files, and takes from the compiler's index what that knows better.
  ///
  /// Facts of checked-out packages come from `store` where it has them; `keepsNewFacts` says whether those that it has
  /// not are wanted for it.
  init(
    linking read: ReadSnapshot, index: IndexStage, checkouts: CheckoutStage, store: AnalysisStore?,
    keepsNewFacts: Bool = false, workers: Int
  ) {
    let input = read.input
    snapshot = read.snapshot
    let outside = checkouts.run(for: input.inputs, layout: input.layout, store: store, encodes: keepsNewFacts)
    let library = LibraryModules.load(for: input.inputs, and: outside.modules, workers: workers)
    let linked = GraphLinker.link(
      files: input.inputs, documents: read.documents.inputs, layout: input.layout, library: library + outside.modules,
      workers: workers)
    let indexed = index.run(on: linked, workers: workers)
    newFacts = outside.coded
    (graph, indexFailure) = (indexed.graph, indexed.failure)
    notes = outside.notes + indexed.notes + read.documents.notes
    let gaps = read.snapshot.gaps + input.skipped + read.documents.skipped + read.layout.gaps
    coverage = ResultAssembly.coverage(of: graph, gaps: gaps)
  }

  private static func factsStore(_ database: AnalysisRequest.Database, path: String) throws -> AnalysisStore? {
    switch database {
    case .none: nil
    case .file(let file): try AnalysisStore(path: file, access: .reading)
    case .standard: try? AnalysisStore(path: DatabaseLocation.standard(under: path), access: .reading)
    }
  }
}
