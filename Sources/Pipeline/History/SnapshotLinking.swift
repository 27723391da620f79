import Detectors
import Facts
import Git
import Graph
import Model
import Rules
import Snapshot

/// A commit's files, linked: what everything else of its analysis is made from.
struct LinkedCommit: Sendable {
  var snapshot: RepositorySnapshot
  var graph: CodeGraph
  var gaps: [Coverage.Gap]
  var notes: [String]
}

/// Reads and links one commit after another, each from what the one before it came to.
///
/// The graph of a commit is the same as a fresh one without an index and without checked-out packages.
struct SnapshotLinking {
  private let request: SnapshotRequest
  private let readsDocuments: Bool
  private let commits: CommitSnapshots
  private let cache: FactsCache
  private var linker: IncrementalLinker?
  private var layout: (ProjectLayout, key: [SourceFile])?
  private var library: (names: Set<String>, modules: [LibraryModule])?
  private var last: (tree: GitObjectID?, snapshot: RepositorySnapshot)?

  /// `commits` must be this thread's own; `cache` may be shared.
  init(_ request: SnapshotRequest, rules: [RuleActivation], commits: CommitSnapshots, cache: FactsCache) {
    self.request = request
    self.commits = commits
    self.cache = cache
    readsDocuments = rules.contains { $0.rule.id.text.hasPrefix("imaginary/") }
  }

  /// A commit's files, linked; nil where they are those of the commit before it.
  ///
  /// Throws ``AnalysisError`` where a tree of it is damaged.
  mutating func next(_ commit: GitCommit) throws -> LinkedCommit? {
    let tree = try commits.tree(of: commit)
    if let last, last.tree == tree { return nil }
    let snapshot = ListingStage.excluding(try commits.snapshot(of: commit.id, tree: tree), request.configuration)
    if let last, last.snapshot.files == snapshot.files, last.snapshot.gaps == snapshot.gaps {
      self.last?.tree = tree
      return nil
    }
    let linked = linked(snapshot)
    last = (tree, snapshot)
    return linked
  }

  private mutating func linked(_ snapshot: RepositorySnapshot) -> LinkedCommit {
    let sources = snapshot.files.filter { $0.kind.isSource }
    let outcomes = outcomes(of: sources, reader: snapshot.reader)
    let documents =
      readsDocuments ? DocumentStage(snapshot, request: request).run() : DocumentStage.Outcome()
    let layout = layout(of: snapshot)
    let input = LinkInput(files: sources, outcomes: outcomes, layout: layout)
    return LinkedCommit(
      snapshot: snapshot, graph: graph(of: input, documents: documents.inputs),
      gaps: snapshot.gaps + input.skipped + documents.skipped + layout.gaps, notes: documents.notes)
  }

  /// The facts of a snapshot's files, from the cache where it has them.
  private func outcomes(of files: [SourceFile], reader: any SourceReading) -> [FactsStage.Outcome] {
    var known = cache.outcomes(of: files)
    let missing = known.indices.filter { known[$0] == nil }
    if !missing.isEmpty {
      let wanted = missing.map { files[$0] }
      let read = FactsStage(
        files: wanted, reader: reader, limits: request.configuration.limits, workers: request.workers,
        progress: { _ in }
      ).run(stored: [], encodes: false)
      cache.keep(read, of: wanted)
      for (index, outcome) in zip(missing, read) { known[index] = outcome }
    }
    return known.map { $0 ?? .skipped("not read") }
  }

  /// The layout, which stays while paths and what describes the build stay.
  private mutating func layout(of snapshot: RepositorySnapshot) -> ProjectLayout {
    let key = snapshot.files.map { file in
      var key = file
      if file.kind == .swift || file.kind == .document {
        key.blob = .zero
        key.size = 0
      }
      return key
    }
    if let layout, layout.key == key { return layout.0 }
    let read = LayoutReader.read(files: snapshot.files, reader: snapshot.reader)
    layout = (read, key)
    return read
  }

  /// The library's modules that the files see, which stay while they see the same.
  private mutating func library(for files: [GraphLinker.Input]) -> [LibraryModule] {
    let names = LibraryModules.names(importedBy: files.map(\.facts))
    if let library, library.names == names { return library.modules }
    let modules = LibraryModules.load(names: names, workers: request.workers)
    library = (names, modules)
    return modules
  }

  private mutating func graph(of input: LinkInput, documents: [DocumentLinker.Input]) -> CodeGraph {
    let library = library(for: input.inputs)
    guard var next = linker else {
      let first = IncrementalLinker(
        files: input.inputs, layout: input.layout, library: library, workers: request.workers)
      linker = first
      return first.graph(with: documents)
    }
    // Held once, it is changed in place.
    linker = nil
    next.link(files: input.inputs, layout: input.layout, library: library)
    linker = next
    return next.graph(with: documents)
  }
}
