import ArgumentParser
import Measures
import Pipeline
import Reports

/// `xtal trend`: the course of debt along the stored history.
struct TrendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trend", abstract: "Show how debt and its density went along the history.",
    discussion: """
      Reads what `xtal history` has stored. Density is debt minutes per 1,000 lines of code. Half-life is the time after \
      which half of the findings that appeared along the line are gone, by the Kaplan–Meier estimate.
      """)

  @Argument(help: "The repository, or the folder in it, whose history was analysed.")
  var path: String = "."

  @OptionGroup var stored: StoredHistoryOptions

  @Option(help: "Show this measure too (docs/metrics.md lists them); may be repeated.")
  var metric: [String] = []

  @Option(help: "Gather by commit, week, month, quarter or year. Default: so that some two dozen rows come of it.")
  var by: String?

  @Option(help: "table, sparkline, csv or json.")
  var format: String = "table"

  mutating func run() throws {
    let period = try by.map { try StoredHistoryOptions.choice($0, of: "--by", as: TrendPeriod.self) }
    let format = try StoredHistoryOptions.choice(self.format, of: "--format", as: TrendReporter.Format.self)
    let trend = try stored.history(at: path).trend(metrics: metric, period: period)
    try stored.write(TrendReporter.report(trend, format: format, options: stored.report))
  }
}
