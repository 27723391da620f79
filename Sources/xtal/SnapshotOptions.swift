import ArgumentParser
import Pipeline

/// The flags of every command that reads a repository's code: what to read, and how.
struct SnapshotOptions: ParsableArguments {
  @Argument(help: "The repository, a folder in it, or a plain folder.")
  var path: String = "."

  @Option(help: "Read this commit, branch or tag from the object database instead of the working tree.")
  var rev: String?

  @OptionGroup var settings: RunOptions

  func configuration() throws -> Configuration { try settings.configuration(for: path) }

  func workers() throws -> Int { try settings.workers() }

  /// See ``RunOptions/withProgress(_:)``.
  func withProgress<Result>(_ body: (@escaping @Sendable (ProgressEvent) -> Void) throws -> Result) throws -> Result {
    try settings.withProgress(body)
  }
}

extension AnalysisRequest.Database {
  /// What `--database` says: a file, `none`, or nothing for the standard place.
  init(flag: String?) {
    switch flag {
    case nil: self = .standard
    case "none": self = .none
    case let file?: self = .file(file)
    }
  }
}
