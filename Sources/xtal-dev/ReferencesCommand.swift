import ArgumentParser
import Foundation
import Graph
import Model
import Pipeline

/// `xtal-dev references`: the table of `xtal references`, for comparing resolvers while working on one.
struct ReferencesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "references", abstract: "Write every reference as tab-separated values, as `xtal references` does.")

  @Argument(help: "Root folder of the repository.")
  var path = "."

  @Option(help: "Worker threads (default: one for each processor).")
  var workers: Int?

  func run() throws {
    do {
      let request = SnapshotRequest(
        path: path, revision: nil, configuration: Configuration(),
        workers: workers ?? ProcessInfo.processInfo.activeProcessorCount)
      let repository = try LinkedSnapshot.read(request, database: .none)
      let table = ReferenceTable(graph: repository.graph)
      print(ReferenceTable.header, terminator: "")
      for index in repository.graph.files.indices { print(table.rows(ofFile: index), terminator: "") }
    } catch let error as AnalysisError {
      BenchTerminal.note("error: \(error.message)")
      throw ExitCode(error.kind == .usage ? 2 : 3)
    }
  }
}
