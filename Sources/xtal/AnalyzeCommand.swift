import ArgumentParser
import Model
import Pipeline
import Reports
import Rules

/// `xtal analyze`: reports the defects of a repository.
struct AnalyzeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze", abstract: "Report the defects of a repository (the default command).")

  @OptionGroup var source: SnapshotOptions

  @OptionGroup var index: IndexOptions

  @Option(help: ArgumentHelp("text, json or sarif; may be repeated, the n-th --output belongs to the n-th --format."))
  var format: [String] = []

  @Option(help: "File for the report; - is standard output.")
  var output: [String] = []

  @Option(help: "Database file. Default: .xtal/xtal.sqlite in the analysed folder; 'none' stores nothing.")
  var database: String?

  @Option(help: "Run only this rule; may be repeated. Preview rules run when named.")
  var rule: [String] = []

  @Flag(help: "Run preview rules too.")
  var preview = false

  @OptionGroup var energy: EnergyOption

  @Option(help: "Exit with 1 if a finding is at least this severe: never, note, warning, error.")
  var failOn: String?

  @Option(help: "Colours: auto, always or never. NO_COLOR and FORCE_COLOR are honoured in auto.")
  var color: String = "auto"

  @Flag(help: "Show every finding in the text report instead of the worst of each rule.")
  var all = false

  @Flag(help: "Print the time of each stage to standard error.")
  var timings = false

  mutating func run() throws {
    AnalysisPipeline.warmUp()
    let outputs = try ReportOutput.pair(formats: format, outputs: output)
    let configuration = try self.configuration()
    let workers = try source.workers()
    let outcome = try source.withProgress { progress in
      try AnalysisPipeline(
        AnalysisRequest(
          path: source.path, revision: source.rev, configuration: configuration,
          database: AnalysisRequest.Database(flag: database), rules: rule.map { RuleID($0) },
          includesPreview: preview, index: index.request, readsCheckouts: index.readsCheckouts,
          workers: workers, analyserBuild: ProcessSetup.buildIdentity, progress: progress)
      ).run()
    }
    try write(outcome, to: outputs)
    report(outcome)
    if let threshold = configuration.failOn, outcome.result.findings.contains(where: { $0.severity >= threshold }) {
      throw ExitCode(1)
    }
  }

  // MARK: Settings

  private func configuration() throws -> Configuration {
    var configuration = try source.configuration()
    energy.apply(to: &configuration)
    guard let failOn else { return configuration }
    if failOn == "never" {
      configuration.failOn = nil
    } else if let severity = Severity(rawValue: failOn) {
      configuration.failOn = severity
    } else {
      throw AnalysisError(
        "--fail-on is one of never, note, warning, error; not '\(TerminalSanitizer.sanitized(failOn))'.")
    }
    return configuration
  }

  // MARK: Output

  private func write(_ outcome: AnalysisOutcome, to outputs: [ReportOutput]) throws {
    guard let policy = ColorPolicy(rawValue: color) else {
      throw AnalysisError("--color is one of auto, always, never; not '\(TerminalSanitizer.sanitized(color))'.")
    }
    for output in outputs {
      let isTerminal = output.path == nil && ProcessSetup.isTerminal(1)
      let options = ReportOptions(
        width: isTerminal ? ProcessSetup.terminalWidth(1) ?? 100 : 100,
        style: ColorPolicy.resolve(
          flag: policy, isTerminal: isTerminal, noColor: ProcessSetup.environment("NO_COLOR"),
          forceColor: ProcessSetup.environment("FORCE_COLOR"), term: ProcessSetup.environment("TERM")),
        findingsPerRule: all ? nil : 10, evidencePerFinding: all ? nil : 3, gapsPerList: all ? nil : 10,
        lineReader: { outcome.lines.line($1, of: $0) })
      let bytes = output.format.reporter.report(outcome.result, rules: RuleCatalogue.all, options: options)
      if let path = output.path { try OutputFile.write(bytes, to: path) } else { StandardOutput.write(bytes) }
    }
  }

  /// What is not part of the report: why it was not stored, and the times where they are asked for.
  private func report(_ outcome: AnalysisOutcome) {
    if let failure = outcome.indexFailure { StandardError.line("xtal: \(TerminalSanitizer.sanitized(failure))") }
    if let failure = outcome.storeFailure {
      StandardError.line(
        "xtal: the report is whole, but its result was not stored. \(TerminalSanitizer.sanitized(failure))")
    }
    guard timings else { return }
    for (stage, milliseconds) in outcome.stageTimes {
      StandardError.line("\(stage): \((milliseconds * 10).rounded() / 10) ms")
    }
  }
}
