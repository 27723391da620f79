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

  @OptionGroup var settings: RunOptions

  @OptionGroup var energy: EnergyOption

  @Option(help: "Database file. Default: .xtal/xtal.sqlite in the folder.")
  var database: String?

  @Flag(help: "Run preview rules too.")
  var preview = false

  @Flag(help: "Print the time of each stage to standard error.")
  var timings = false

  mutating func run() throws {
    AnalysisPipeline.warmUp()
    var configuration = try settings.configuration(for: history.path)
    energy.apply(to: &configuration)
    let settled = configuration
    let workers = try settings.workers()
    let range = try history.range
    ProcessSetup.catchInterrupts()
    let outcome = try settings.withProgress { progress in
      try HistoryPipeline(
        HistoryRequest(
          path: history.path, range: range, configuration: settled,
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
