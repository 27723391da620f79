import ArgumentParser
import Pipeline
import Reports

/// `xtal hotspots`: files that carry debt and keep changing.
struct HotspotsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hotspots", abstract: "Show the files where debt and change meet, from the stored history.")

  @Argument(help: "The repository, or the folder in it, whose history was analysed.")
  var path: String = "."

  @OptionGroup var stored: StoredHistoryOptions

  @Option(help: "Count changes from this commit or day (YYYY-MM-DD) on. Default: all of the history.")
  var since: String?

  @Flag(help: "Show every file instead of the first twenty.")
  var all = false

  @Option(help: "table, csv or json.")
  var format: String = "table"

  mutating func run() throws {
    let format = try StoredHistoryOptions.choice(self.format, of: "--format", as: BlameReporter.Format.self)
    let hotspots = try stored.history(at: path).hotspots(since: since)
    try stored.write(
      HotspotReporter.report(hotspots, format: format, limit: all ? nil : 20, options: stored.report))
  }
}
