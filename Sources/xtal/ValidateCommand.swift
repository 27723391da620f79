import ArgumentParser
import Measures
import Pipeline
import Reports

/// `xtal validate`: whether the figures said, in this repository's past, what would be mended.
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Test on the repository's own past whether debt and rules predict bug fixes.",
    discussion: """
      Reads what `xtal history` has stored. Files and declarations are measured at a cut-off commit; then the bug fixes \
      after it are counted, and every figure is held against lines of code and churn. docs/validate.md says how, and what \
      the figures do not mean.
      """)

  enum Units: String, CaseIterable {
    case file
    case declaration
    case both
  }

  enum Format: String, CaseIterable {
    case text
    case json
  }

  @Argument(help: "The repository, or the folder in it, whose history was analysed.")
  var path: String = "."

  @OptionGroup var stored: StoredHistoryOptions

  @Option(help: "Measure at this commit on the line, or at the end of this day (YYYY-MM-DD). Default: two thirds.")
  var cutOff: String?

  @Option(help: "A word in a commit's title that makes it a bug fix; may be repeated. Replaces the usual words.")
  var fixWord: [String] = []

  @Option(help: "file, declaration or both.")
  var unit: String = "both"

  @Option(help: "text or json.")
  var format: String = "text"

  @Option(help: "Configuration file. Default: .xtal.yml, found upwards from the folder.")
  var config: String?

  @Flag(help: "Use no configuration file.")
  var noConfig = false

  @Flag(help: "Ask about preview rules too.")
  var preview = false

  @Option(help: "Number of worker threads. Default: the number of cores.")
  var jobs: Int?

  @Option(help: "Progress line on standard error: auto (where it is a terminal) or never.")
  var progress: SnapshotOptions.ProgressMode = .auto

  mutating func run() throws {
    AnalysisPipeline.warmUp()
    let units = try StoredHistoryOptions.choice(unit, of: "--unit", as: Units.self)
    let format = try StoredHistoryOptions.choice(self.format, of: "--format", as: Format.self)
    let options = try stored.report
    var source = SnapshotOptions()
    source.path = path
    source.config = config
    source.noConfig = noConfig
    source.jobs = jobs
    source.progress = progress
    let configuration = try source.configuration()
    let workers = try source.workers()
    let report = try source.withProgress { progress in
      try ValidationPipeline(
        ValidationRequest(
          path: path, database: AnalysisRequest.Database(flag: stored.database), cutOff: cutOff,
          fixWords: fixWord.isEmpty ? nil : fixWord, units: units.studied, configuration: configuration,
          includesPreview: preview, workers: workers, progress: progress)
      ).run()
    }
    switch format {
    case .text: try stored.write(ValidationTextReporter().report(report, options: options))
    case .json: try stored.write(ValidationJSONReporter().report(report))
    }
  }
}

extension ValidateCommand.Units {
  fileprivate var studied: [ValidationStudy.Unit] {
    switch self {
    case .file: [.file]
    case .declaration: [.declaration]
    case .both: [.file, .declaration]
    }
  }
}
