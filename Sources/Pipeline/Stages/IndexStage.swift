import Graph
import IndexStore
import Model
import Snapshot

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Finds the compiler's index of a snapshot and lets its references take the place of the resolver's.
///
/// Nothing here ends a run: where there is no index, or none that can be read, the resolver's references stand, and a
/// note says so.
struct IndexStage: Sendable {
  /// What the index made of a graph.
  struct Outcome {
    var graph: CodeGraph
    /// What the report has to say of it, free of this machine's paths.
    var notes: [String] = []
    /// Why there is none, for the person at the terminal.
    var failure: String?
  }

  private let root: String
  private let revision: String?
  private let request: IndexRequest
  private let paths: [String]
  /// The store's listing or why there is none; nil where none is wanted.
  private let listing: Result<IndexStoreListing, IndexStoreFailure>?
  /// Where libIndexStore lies; nil where it was not found.
  private let library: String?

  /// Finds the store and lists it; reads nothing of it.
  init(_ request: SnapshotRequest, snapshot: RepositorySnapshot) {
    root = Self.resolved(request.path)
    revision = request.revision
    self.request = request.index
    paths = snapshot.files.lazy.filter { $0.kind == .swift }.map(\.path)
    listing = Self.listing(request, root: root, paths: paths)
    library =
      listing == nil
      ? nil
      : request.index.library
        ?? IndexStoreLibrary.firstPath(of: IndexStoreLibrary.candidates(searchPath: request.index.searchPath))
  }

  private static func resolved(_ path: String) -> String {
    guard let resolved = realpath(path.isEmpty ? "." : path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func listing(
    _ request: SnapshotRequest, root: String, paths: [String]
  ) -> Result<IndexStoreListing, IndexStoreFailure>? {
    do throws(IndexStoreFailure) {
      switch request.index.store {
      case .none: return nil
      case .automatic:
        guard request.revision == nil, let store = IndexStoreLocation.stores(under: root).first else { return nil }
        return .success(try IndexStoreListing(store: store, paths: paths))
      case .path(let path):
        let store = try IndexStoreLocation.store(at: path)
        return .success(try IndexStoreListing(store: resolved(store), paths: paths))
      }
    } catch {
      return .failure(error)
    }
  }

  /// Adds what decides the outcome to the key of a run's result.
  func combine(into hash: inout StableHash) {
    switch listing {
    case nil: hash.combine(byte: 0)
    case .failure(let failure):
      hash.combine(byte: 1)
      hash.combine(failure.summary)
    case .success(let listing):
      hash.combine(byte: 2)
      listing.combine(library: library ?? "", root: root, paths: paths, into: &hash)
    }
  }

  /// The graph with the index's references, as far as it covers the graph's files.
  func run(on graph: CodeGraph, workers: Int) -> Outcome {
    guard let listing else { return Outcome(graph: graph) }
    do {
      let listing = try listing.get()
      let store = try openStore(listing.store)
      let paths = graph.files.map(\.path)
      var indexed = IndexedFiles.read(listing, from: store, root: root, paths: paths, workers: workers)
      if revision != nil { distrustOtherContent(in: &indexed, of: graph) }
      let tier = IndexTier(indexed, files: graph.files, workers: workers)
      var outcome = Outcome(graph: IndexSubstitution.graph(graph, taking: tier, workers: workers))
      let place = place(of: listing.store)
      outcome.notes = IndexNotes(place: place, indexed: indexed, tier: tier, files: graph.files).notes
      return outcome
    } catch {
      let failure = error as? IndexStoreFailure
      return Outcome(
        graph: graph,
        notes: [
          "The compiler's index is not used: \(failure?.summary ?? "it cannot be read"). "
            + "References come from syntax alone."
        ],
        failure: "The compiler's index is not used. \(error)")
    }
  }

  private func openStore(_ path: String) throws -> IndexStoreReader {
    guard let library else {
      throw IndexStoreFailure.noLibrary(tried: IndexStoreLibrary.candidates(searchPath: request.searchPath))
    }
    return try IndexStoreReader(library: IndexStoreLibrary(path: library), path: path)
  }

  /// The index is of the working tree: for a commit it speaks of the files that are the same in both.
  private func distrustOtherContent(in indexed: inout IndexedFiles, of graph: CodeGraph) {
    let working = (try? RepositorySnapshot.workingTree(at: root))?.files ?? []
    let blobs = Dictionary(working.map { ($0.path, $0.blob) }, uniquingKeysWith: { first, _ in first })
    for (index, file) in graph.files.enumerated() where blobs[file.path] != file.blob {
      guard case .record = indexed.files[index].content else { continue }
      indexed.files[index].content = .otherContent
    }
  }

  /// The store's path as a report may show it.
  private func place(of store: String) -> String {
    store.hasPrefix(root + "/") ? String(store.dropFirst(root.utf8.count + 1)) : "outside of the repository"
  }
}
