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

  @OptionGroup var settings: RunOptions

  @Flag(help: "Ask about token energy too: of files, and of lines.")
  var energy = false

  @Flag(help: "Ask about preview rules too.")
  var preview = false

  mutating func run() throws {
    AnalysisPipeline.warmUp()
    let units = try StoredHistoryOptions.choice(unit, of: "--unit", as: Units.self)
    let format = try StoredHistoryOptions.choice(self.format, of: "--format", as: Format.self)
    let options = try stored.report
    let configuration = try settings.configuration(for: path)
    let workers = try settings.workers()
    let report = try settings.withProgress { progress in
      try ValidationPipeline(
        ValidationRequest(
          path: path, database: AnalysisRequest.Database(flag: stored.database), cutOff: cutOff,
          fixWords: fixWord.isEmpty ? nil : fixWord, units: units.studied, includesEnergy: energy,
          configuration: configuration,
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
