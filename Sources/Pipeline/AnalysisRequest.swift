package import Model

/// What a run is asked to do, resolved from flags and configuration.
package struct AnalysisRequest: Sendable {
  /// Where results are kept.
  package enum Database: Sendable, Equatable {
    /// `.xtal/xtal.sqlite` under the root. Where that cannot be made, the run goes on without and says so.
    case standard
    /// That file. Where it cannot be used, the run fails.
    case file(String)
    /// Nowhere.
    case none
  }

  /// A folder: the root of a repository, a folder in it, or a plain folder.
  package var path: String
  /// A revision as a person types it; nil for the working tree.
  package var revision: String?
  package var configuration: Configuration
  package var database: Database
  package var rules: [RuleID]
  package var includesPreview: Bool
  package var index: IndexRequest
  /// Whether packages in `.build/checkouts` are read for the types they declare.
  package var readsCheckouts: Bool
  package var workers: Int
  /// What beside the version tells one build of the analyser from another, so that a changed analyser does not find
  /// its predecessor's results.
  package var analyserBuild: String
  package var progress: @Sendable (ProgressEvent) -> Void

  package init(
    path: String, revision: String?, configuration: Configuration, database: Database, rules: [RuleID],
    includesPreview: Bool, index: IndexRequest = .none, readsCheckouts: Bool = true, workers: Int,
    analyserBuild: String,
    progress: @escaping @Sendable (ProgressEvent) -> Void = { _ in }
  ) {
    self.path = path
    self.revision = revision
    self.configuration = configuration
    self.database = database
    self.rules = rules
    self.includesPreview = includesPreview
    self.index = index
    self.readsCheckouts = readsCheckouts
    self.workers = workers
    self.analyserBuild = analyserBuild
    self.progress = progress
  }

  /// The part of the request that says what to read.
  var source: SnapshotRequest {
    SnapshotRequest(
      path: path, revision: revision, configuration: configuration, index: index, readsCheckouts: readsCheckouts,
      workers: workers, progress: progress)
  }
}

/// How far a run is.
package struct ProgressEvent: Sendable {
  package var stage: String
  package var done: Int
  /// 0 where it is not known.
  package var total: Int
  /// Whether it goes on so evenly, and so long, that its rate tells how much time is left.
  package var showsRate = false
}

/// What a run comes to.
package struct AnalysisOutcome: Sendable {
  package var result: RunResult
  /// Lines of the files that were analysed, for reports that need them.
  package var lines: SnapshotLines
  /// Whether the result came from the database without analysing anything.
  package var isReused: Bool
  /// Why the compiler's index that was asked for, or found, is not used; nil where it is, or where there is none.
  package var indexFailure: String?
  /// Why the result was not stored; nil where it was, or was not asked to be.
  package var storeFailure: String?
  /// Wall time of each stage in milliseconds, in order; never part of a result.
  package var stageTimes: [(stage: String, milliseconds: Double)]
}
