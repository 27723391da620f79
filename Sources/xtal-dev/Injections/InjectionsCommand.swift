import ArgumentParser
import Foundation
import Graph
import Model
import Pipeline

/// `xtal-dev injections`: how many faults the rules about imaginary bonds find.
struct InjectionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "injections",
    abstract: "Put faults into a repository's code, in memory, and count those that the rules find.",
    discussion: """
      The repository has to compile. At places where the resolver is sure of what a member or a call means, a name is \
      changed into one that nothing declares, or a label is renamed, dropped or added. Each fault is linked and looked \
      for by the rules imaginary/unresolved-member and imaginary/unresolved-argument. Nothing is written.
      """)

  @Argument(help: "Root folder of the repository.")
  var path = "."

  @Option(help: "How many faults.")
  var count = 300

  @Option(help: "Where chance begins.")
  var seed: UInt64 = 1

  @Option(help: "Misses of each reason to list.")
  var worst = 0

  @Option(help: "Worker threads (default: one for each processor).")
  var workers: Int?

  func run() throws {
    do {
      let workers = workers ?? ProcessInfo.processInfo.activeProcessorCount
      let request = SnapshotRequest(path: path, revision: nil, configuration: Configuration(), workers: workers)
      let snapshot = try LinkableSnapshot(request)
      let library = LibraryModules.load(for: snapshot.files, workers: workers)
      let linker = IncrementalLinker(
        files: snapshot.files, layout: snapshot.layout, library: library, workers: workers)
      var chooser = InjectionChooser(graph: linker.graph, library: library, seed: seed)
      let injections = chooser.choose(count)
      guard !injections.isEmpty else { throw AnalysisError("There is no place that the resolver is sure of.") }
      let root = URL(fileURLWithPath: path)
      let used = Set(injections.map(\.file))
      let contents = try snapshot.files.enumerated().map { index, file in
        used.contains(index) ? Array(try Data(contentsOf: root.appendingPathComponent(file.path))) : []
      }
      let trials = InjectionTrials(
        files: snapshot.files, contents: contents, layout: snapshot.layout, library: library, workers: workers)
      let report = InjectionReport(
        outcomes: trials.run(injections, linker: linker), paths: snapshot.files.map(\.path), worst: worst)
      print(report.text, terminator: "")
    } catch let error as AnalysisError {
      BenchTerminal.note("error: \(error.message)")
      throw ExitCode(error.kind == .usage ? 2 : 3)
    }
  }
}
