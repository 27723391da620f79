import Detectors
import Facts
import Git
import Graph
import Model
import Rules
import Snapshot

/// The analysis of one snapshot after another, each from what the one before it came to.
///
/// The result of a snapshot is the same as that of a fresh analysis of its commit without an index and without checked-out
/// packages; tests hold that against real and made-up histories. One worker has one of these.
struct SnapshotGrowth {
  private let request: SnapshotRequest
  private let detection: DetectionRun
  private let readsDocuments: Bool
  private let commits: CommitSnapshots
  private let cache: FactsCache
  private var linker: IncrementalLinker?
  private var layout: (ProjectLayout, key: [SourceFile])?
  private var library: (names: Set<String>, modules: [LibraryModule])?
  private var last: (tree: GitObjectID?, snapshot: RepositorySnapshot, result: RunResult)?

  /// `commits` must be this worker's own; `cache` may be shared.
  init(
    _ request: SnapshotRequest, rules: [RuleActivation], commits: CommitSnapshots, cache: FactsCache
  ) {
    self.request = request
    self.commits = commits
    self.cache = cache
    readsDocuments = rules.contains { $0.rule.id.text.hasPrefix("imaginary/") }
    detection = DetectionRun(
      rules: rules.map { ActiveRule($0.rule, options: $0.options, severity: $0.severity) }, workers: request.workers)
  }

  /// The result of a commit; `changes` is what changed together up to it, nil where that is not to be looked at.
  ///
  /// Throws ``AnalysisError`` where a tree of it is damaged.
  mutating func result(of commit: GitCommit, changes: CoChangeTable? = nil) throws -> RunResult {
    let tree = try commits.tree(of: commit)
    // The same files may have another history.
    if let last, last.tree == tree, changes == nil { return Self.renamed(last.result, commit) }
    let snapshot = ListingStage.excluding(try commits.snapshot(of: commit.id, tree: tree), request.configuration)
    if let last, changes == nil, last.snapshot.files == snapshot.files, last.snapshot.gaps == snapshot.gaps {
      self.last?.tree = tree
      return Self.renamed(last.result, commit)
    }
    let result = analysis(of: snapshot, changes: changes).result
    last = (tree, snapshot, result)
    return result
  }

  private static func renamed(_ result: RunResult, _ commit: GitCommit) -> RunResult {
    var result = result
    result.snapshot.revision = commit.id.description
    return result
  }

  /// The result of a commit with the graph that it was read from, always made anew; else as ``result(of:changes:)``.
  mutating func analysis(of commit: GitCommit, changes: CoChangeTable?) throws -> (graph: CodeGraph, result: RunResult)
  {
    let snapshot = try commits.snapshot(of: commit.id, tree: try commits.tree(of: commit))
    return analysis(of: ListingStage.excluding(snapshot, request.configuration), changes: changes)
  }

  private mutating func analysis(
    of snapshot: RepositorySnapshot, changes: CoChangeTable?
  ) -> (graph: CodeGraph, result: RunResult) {
    let sources = snapshot.files.filter { $0.kind.isSource }
    let outcomes = outcomes(of: sources, reader: snapshot.reader)
    let documents =
      readsDocuments ? DocumentStage(snapshot, request: request).run() : DocumentStage.Outcome()
    let layout = layout(of: snapshot)
    let input = LinkInput(files: sources, outcomes: outcomes, layout: layout)
    let graph = graph(of: input, documents: documents.inputs)
    let gaps = snapshot.gaps + input.skipped + documents.skipped + layout.gaps
    let result = ResultAssembly.result(
      of: snapshot, graph: graph, coverage: ResultAssembly.coverage(of: graph, gaps: gaps), notes: documents.notes,
      detection: detection.run(on: graph, changes: changes))
    return (graph, result)
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
    next.link(files: input.inputs, layout: input.layout, library: library)
    linker = next
    return next.graph(with: documents)
  }
}
