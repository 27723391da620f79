import ArgumentParser
import Model
import Pipeline

/// The flags that say which commits of a history to analyse.
struct HistoryOptions: ParsableArguments {
  @Argument(help: "The repository or a folder in it; a bare repository will do.")
  var path: String = "."

  @Option(help: "The newest commit: a commit, branch or tag. Default: HEAD.")
  var rev: String?

  @Option(help: "Begin at this commit, branch, tag, or day (YYYY-MM-DD).")
  var since: String?

  @Option(help: "Take each N-th commit, counted from the oldest, and the newest.")
  var every: Int = 1

  @Flag(help: "Take the commits of merged branches too, not first parents only.")
  var all = false

  @Flag(help: "Take only commits that a tag names, and the newest.")
  var tags = false

  var range: HistoryRequest.Range {
    get throws {
      guard every >= 1 else { throw AnalysisError("--every has to be 1 or more.") }
      guard every == 1 || !tags else { throw AnalysisError("--every and --tags do not go together: choose one.") }
      var range = HistoryRequest.Range()
      range.tip = rev
      range.since = since
      range.interval = every
      range.includesMerged = all
      range.onlyTagged = tags
      return range
    }
  }
}
