import ArgumentParser
import Model
import Pipeline
import Reports

/// `xtal graph`: the dependency graph, drawn or as data.
struct GraphCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph", abstract: "Show which modules, files, types or declarations use which, cycles marked.",
    discussion: """
      Weights are numbers of references; between modules, dashed edges are imported or declared without a reference that \
      could be resolved. What lies outside the repository, and package manifests, are left out. A drawing of more nodes \
      than --limit folds the least connected into their type, folder or module, and says so.
      """)

  @OptionGroup var source: SnapshotOptions

  @OptionGroup var index: IndexOptions

  @Option(help: "module, file, type or declaration.")
  var level: String = "module"

  @Option(help: "dot, mermaid, json or graphml.")
  var format: String = "dot"

  @Option(
    help: ArgumentHelp(
      "Show only what is near this: a module, the end of a file's path, or a qualified name.", valueName: "symbol"))
  var focus: String?

  @Option(help: "With --focus: steps along edges, in either direction. Default: 1.")
  var depth: Int?

  @Option(help: "Most nodes before some are folded; 0 for any number. Default: 300 for dot, 200 for mermaid, else 0.")
  var limit: Int?

  @Option(help: "Count only references resolved with at least this confidence, in percent.")
  var confidence: Int = GraphRequest.usualConfidence

  @Option(help: "File for the document; - is standard output.")
  var output: String = "-"

  @Option(help: "Database to take facts from. Default: .xtal/xtal.sqlite where it is there; 'none' uses none.")
  var database: String?

  mutating func run() throws {
    AnalysisPipeline.warmUp()
    let format = try GraphFormat(named: format)
    let level = try chosenLevel()
    let focus = try chosenFocus()
    if let limit, limit < 0 { throw AnalysisError("--limit has to be 0 or more.") }
    guard (0...100).contains(confidence) else { throw AnalysisError("--confidence is a percentage, 0 to 100.") }
    let workers = try source.workers()
    let configuration = try source.configuration()
    let document = try source.withProgress { progress in
      try GraphPipeline(
        GraphRequest(
          source: SnapshotRequest(
            path: source.path, revision: source.rev, configuration: configuration, index: index.request,
            readsCheckouts: index.readsCheckouts, workers: workers, progress: progress),
          database: AnalysisRequest.Database(flag: database), level: level, focus: focus,
          leastConfidence: confidence,
          nodeLimit: limit == 0 ? nil : limit ?? format.standardNodeLimit,
          edgeLimit: limit == 0 ? nil : format.edgeLimit)
      ).run()
    }
    let bytes = format.writer.write(document)
    if output == "-" { StandardOutput.write(bytes) } else { try OutputFile.write(bytes, to: output) }
    for note in document.notes { StandardError.line("xtal: \(TerminalSanitizer.sanitized(note))") }
  }

  private func chosenLevel() throws -> GraphDocument.Level {
    guard let chosen = GraphDocument.Level(rawValue: level) else {
      let known = GraphDocument.Level.allCases.map(\.rawValue).joined(separator: ", ")
      throw AnalysisError("--level is one of \(known); not '\(TerminalSanitizer.sanitized(level))'.")
    }
    return chosen
  }

  private func chosenFocus() throws -> GraphDocument.Focus? {
    guard let focus else {
      if depth != nil { throw AnalysisError("--depth counts steps from --focus SYMBOL; give that too.") }
      return nil
    }
    guard (0...1000).contains(depth ?? 1) else { throw AnalysisError("--depth has to be between 0 and 1000.") }
    return GraphDocument.Focus(symbol: focus, depth: depth ?? 1)
  }
}
