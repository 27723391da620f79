import ArgumentParser
import Pipeline
import Reports

/// `xtal blame`: who brought findings, and when.
struct BlameCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "blame", abstract: "Show who brought findings and when, from the stored history.",
    discussion: """
      The subject is a rule (vacancy/unfinished-work), a class (vacancy), or the path of a file or folder in the \
      repository. A date with ≤ before it is where the stored history begins: such a finding may be older.
      """)

  @Argument(help: "A rule, a class, or a path from the repository's root; . is everything.")
  var subject: String

  @Argument(help: "The repository, or the folder in it, whose history was analysed.")
  var path: String = "."

  @OptionGroup var stored: StoredHistoryOptions

  @Flag(help: "Show findings that are gone, too.")
  var gone = false

  @Flag(help: "Show every finding instead of the newest thirty.")
  var all = false

  @Option(help: "table, csv or json.")
  var format: String = "table"

  mutating func run() throws {
    let format = try StoredHistoryOptions.choice(self.format, of: "--format", as: BlameReporter.Format.self)
    let entries = try stored.history(at: path).blame(subject, includesGone: gone)
    try stored.write(
      BlameReporter.report(
        entries, subject: subject, format: format, limit: all ? nil : 30, options: stored.report))
  }
}
