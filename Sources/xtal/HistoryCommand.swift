import ArgumentParser
import Pipeline

/// `xtal history`: analyses commit after commit.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Analyse commit after commit into the database.",
    discussion: """
      Every commit gets its measures and findings, read from the object database without a checkout. Commits that are in \
      the database already are not analysed again, so a run that was ended goes on where it stopped, and a later one \
      adds what is new. `xtal trend` and `xtal blame` show what came of it.
      """)

  @OptionGroup var history: HistoryOptions

  @Option(help: "Configuration file. Default: .xtal.yml, found upwards from the folder.")
  var config: String?

  @Flag(help: "Use no configuration file.")
  var noConfig = false

  @Option(help: "Database file. Default: .xtal/xtal.sqlite in the folder.")
  var database: String?

  @Flag(help: "Run preview rules too.")
  var preview = false

  @Option(help: "Number of worker threads. Default: the number of cores.")
  var jobs: Int?

  @Option(help: "Progress line on standard error: auto (where it is a terminal) or never.")
  var progress: SnapshotOptions.ProgressMode = .auto

  @Flag(help: "Print the time of each stage to standard error.")
  var timings = false

  mutating func run() throws {
    AnalysisPipeline.warmUp()
    var source = SnapshotOptions()
    source.path = history.path
    source.config = config
    source.noConfig = noConfig
    source.jobs = jobs
    source.progress = progress
    let configuration = try source.configuration()
    let workers = try source.workers()
    let range = try history.range
    ProcessSetup.catchInterrupts()
    let outcome = try source.withProgress { progress in
      try HistoryPipeline(
        HistoryRequest(
          path: history.path, range: range, configuration: configuration,
          database: AnalysisRequest.Database(flag: database), includesPreview: preview, workers: workers,
          analyserBuild: ProcessSetup.buildIdentity, progress: progress,
          isCancelled: { ProcessSetup.isInterrupted })
      ).run()
    }
    StandardOutput.write(HistorySummary.text(outcome))
    if timings {
      for (stage, milliseconds) in outcome.stageTimes {
        StandardError.line("\(stage): \((milliseconds * 10).rounded() / 10) ms")
      }
      StandardError.line("files read: \(outcome.blobsRead)")
    }
    if outcome.isCancelled { throw ExitCode(130) }
  }
}
