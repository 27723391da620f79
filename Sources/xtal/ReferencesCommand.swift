import ArgumentParser
import Graph
import Pipeline
import Reports

/// `xtal references`: every reference with its target, or the reason why it has none.
struct ReferencesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "references", abstract: "Write every reference as tab-separated values.",
    discussion: """
      Columns: path, line, column, name, role, confidence (percent), target path, target line, target column, reason. \
      The reason is empty where the reference has a target: external, ambiguous, unknown base, no member, no fitting \
      arguments. Columns of a line count UTF-8 bytes from 1.
      """)

  @OptionGroup var options: SnapshotOptions

  @OptionGroup var index: IndexOptions

  @Option(help: "File for the table; - is standard output.")
  var output: String?

  mutating func run() throws {
    let configuration = try options.configuration()
    let workers = try options.workers()
    let repository = try options.withProgress { progress in
      let request = SnapshotRequest(
        path: options.path, revision: options.rev, configuration: configuration, index: index.request,
        readsCheckouts: index.readsCheckouts, workers: workers, progress: progress)
      return try LinkedSnapshot.read(request, database: .standard)
    }
    for note in repository.notes { StandardError.line("xtal: \(TerminalSanitizer.sanitized(note))") }
    let table = ReferenceTable(graph: repository.graph)
    let file = output.flatMap { $0 == "-" ? nil : $0 }
    try OutputFile.writing(to: file) { write in
      try write(Array(ReferenceTable.header.utf8))
      for index in repository.graph.files.indices { try write(Array(table.rows(ofFile: index).utf8)) }
    }
  }
}
