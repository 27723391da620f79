import ArgumentParser
import Foundation
import Graph
import IndexStore
import Model
import Pipeline

/// `xtal-dev truth`: measures the syntactic resolver against the compiler's index.
struct TruthCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "truth",
    abstract: "Compare the resolver's references with the compiler's index, one by one.",
    discussion: """
      A reference is a file, line, column and the declaration named there. Precision is the share of the resolver's \
      references that the index has too, recall the share of the index's that the resolver has. Edges between types, \
      files and modules are compared by their ends. Counted apart: what the compiler made, arguments of macros, clauses \
      of #if that were not compiled, and what the index does not keep.
      """)

  @Argument(help: "Root folder of the repository, as it was compiled.")
  var path = "."

  @Option(help: "Index store, or a folder that holds one; auto looks below .build.")
  var indexStore = "auto"

  @Option(help: "libIndexStore. Default: the one of the toolchain on PATH.")
  var indexStoreLibrary: String?

  @Option(help: "Examples in each class of differences; 0 lists none.")
  var worst = 0

  @Flag(help: "Print JSON instead of tables.")
  var json = false

  @Option(help: "Worker threads (default: one for each processor).")
  var workers: Int?

  func run() throws {
    do {
      let report = try compare(workers: workers ?? ProcessInfo.processInfo.activeProcessorCount)
      if json { try BenchTerminal.printJSON(report) } else { print(TruthTable(report: report).text, terminator: "") }
    } catch let error as AnalysisError {
      BenchTerminal.note("error: \(error.message)")
      throw ExitCode(error.kind == .usage ? 2 : 3)
    } catch let error as IndexStoreFailure {
      BenchTerminal.note("error: \(error)")
      throw ExitCode(2)
    }
  }

  private func compare(workers: Int) throws -> TruthReport {
    let request = SnapshotRequest(path: path, revision: nil, configuration: Configuration(), workers: workers)
    let repository = try LinkedSnapshot.read(request, database: .none)
    let store = try openStore()
    BenchTerminal.note("index store: \(store.path)")
    let graph = repository.graph
    let paths = graph.files.map(\.path)
    let indexed = IndexedFiles.read(
      try IndexStoreListing(store: store.path, paths: paths), from: store, root: path, paths: paths, workers: workers)
    for reason in indexed.unreadableUnits { BenchTerminal.note("note: \(reason)") }
    let tier = IndexTier(indexed, files: graph.files, workers: workers)
    guard tier.files.contains(where: { $0.state == .covered }) else {
      throw AnalysisError(
        """
        None of the \(graph.files.count) files is covered by the index: of its \(indexed.unitCount) units, \
        \(indexed.foreignUnitCount) are of files elsewhere. Build the repository where it lies.
        """)
    }
    var report = TruthComparison.compare(TruthGathering.input(graph: graph, tier: tier), examples: worst)
    report.coverage = Self.coverage(of: tier)
    if worst == 0 { report.problems = [] }
    return report
  }

  private func openStore() throws -> IndexStoreReader {
    let searchPath = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let library =
      try indexStoreLibrary.map { try IndexStoreLibrary(path: $0) }
      ?? IndexStoreLibrary.first(of: IndexStoreLibrary.candidates(searchPath: searchPath))
    let store: String
    if indexStore == "auto" {
      guard let found = IndexStoreLocation.stores(under: path).first else {
        throw AnalysisError("There is no index store below \(path)/.build: build the repository, or name one.")
      }
      store = found
    } else {
      store = try IndexStoreLocation.store(at: indexStore)
    }
    return try IndexStoreReader(library: library, path: store)
  }

  private static func coverage(of tier: IndexTier) -> TruthReport.Coverage {
    var coverage = TruthReport.Coverage(files: tier.files.count)
    var reasons: [String: Int] = [:]
    for file in tier.files {
      switch file.state {
      case .covered: coverage.covered += 1
      case .absent: reasons["not in the index", default: 0] += 1
      case .untrusted(let distrust): reasons[distrust.reason, default: 0] += 1
      }
    }
    coverage.notCovered = reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { TruthReport.Row(name: $0.key, ours: $0.value) }
    return coverage
  }
}
