import ArgumentParser
import Graph
import Model
import Pipeline

/// `xtal references`: every reference with its target, or the reason why it has none.
struct ReferencesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "references", abstract: "Write every reference as tab-separated values.",
    discussion: """
      Columns: path, line, column, name, role, confidence (percent), target path, target line, target column, reason. \
      The reason is empty where the reference has a target: external, ambiguous, unknown base, no member, no fitting \
      arguments. Columns of a line count UTF-8 bytes from 1.
      """)

  @Argument(help: "The repository, a folder in it, or a plain folder.")
  var path: String = "."

  @Option(help: "Read this commit, branch or tag from the object database instead of the working tree.")
  var rev: String?

  @Option(help: "File for the table; - is standard output.")
  var output: String?

  @Option(help: "Configuration file. Default: .xtal.yml, found upwards from the folder.")
  var config: String?

  @Flag(help: "Use no configuration file.")
  var noConfig = false

  @Option(help: "Number of worker threads. Default: the number of cores.")
  var jobs: Int?

  mutating func run() throws {
    if let jobs, jobs < 1 || jobs > 256 { throw AnalysisError("--jobs has to be between 1 and 256.") }
    var configuration = Configuration()
    if let file = config ?? (noConfig ? nil : ConfigurationReader.find(from: path)) {
      configuration = try ConfigurationReader.read(path: file)
    }
    let repository = try LinkedRepository(
      path: path, revision: rev, configuration: configuration, workers: jobs ?? ProcessSetup.availableCores)
    let table = ReferenceTable(graph: repository.graph)
    let file = output.flatMap { $0 == "-" ? nil : $0 }
    try OutputFile.writing(to: file) { write in
      try write(Array(ReferenceTable.header.utf8))
      for index in repository.graph.files.indices { try write(Array(table.rows(ofFile: index).utf8)) }
    }
  }
}
