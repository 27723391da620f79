/// What of a repository's history to analyse, and how.
package struct HistoryRequest: Sendable {
  /// Which commits, as a person says it.
  package struct Range: Sendable {
    /// The newest commit; nil for `HEAD`.
    package var tip: String?
    /// A revision, or a date as `YYYY-MM-DD`; nil for the whole history.
    package var since: String?
    /// Each so many-th commit.
    package var interval = 1
    /// Whether commits on merged branches are steps too.
    package var includesMerged = false
    package var onlyTagged = false

    package init() {}
  }

  package var path: String
  package var range: Range
  package var configuration: Configuration
  /// The database; there is no history without one.
  package var database: AnalysisRequest.Database
  package var includesPreview: Bool
  package var workers: Int
  /// What beside the version tells one build of the analyser from another.
  package var analyserBuild: String
  package var progress: @Sendable (ProgressEvent) -> Void
  /// Whether the person wants it to end; asked between commits.
  package var isCancelled: @Sendable () -> Bool

  package init(
    path: String, range: Range, configuration: Configuration, database: AnalysisRequest.Database,
    includesPreview: Bool, workers: Int, analyserBuild: String,
    progress: @escaping @Sendable (ProgressEvent) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.path = path
    self.range = range
    self.configuration = configuration
    self.database = database
    self.includesPreview = includesPreview
    self.workers = workers
    self.analyserBuild = analyserBuild
    self.progress = progress
    self.isCancelled = isCancelled
  }

  /// How each commit is analysed: from the commit alone, as no index and no resolved packages of its time are here.
  func source(workers: Int) -> SnapshotRequest {
    SnapshotRequest(
      path: path, revision: nil, configuration: configuration, index: .none, readsCheckouts: false, workers: workers)
  }
}

/// What a run over a history came to.
package struct HistoryOutcome: Sendable {
  /// Commits that the walk selected, and those of them that were analysed in this run.
  package var selected = 0
  package var analysed = 0
  /// Commits that could not be read, with the reason.
  package var failed: [(revision: String, reason: String)] = []
  /// Commits at which history is cut off.
  package var cuts = 0
  /// Whether the person ended it before the last commit.
  package var isCancelled = false
  /// Whether what was there had to be measured anew, because earlier commits have come.
  package var isRestarted = false
  /// Blobs that were read.
  package var blobsRead = 0
  /// Wall time of each stage in milliseconds, in order.
  package var stageTimes: [(stage: String, milliseconds: Double)] = []
}
