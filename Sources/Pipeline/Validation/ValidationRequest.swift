package import Measures

/// What to ask of a repository's past, and how.
package struct ValidationRequest: Sendable {
  package var path: String
  /// The database that `xtal history` has filled.
  package var database: AnalysisRequest.Database
  /// A day (`YYYY-MM-DD`), or how the id of a commit on the stored line begins; nil for two thirds of the line.
  package var cutOff: String?
  /// Nil for those of the configuration, and else the standard ones.
  package var fixWords: [String]?
  /// Of files and declarations.
  package var units: [ValidationStudy.Unit]
  /// Whether token energy is asked about: of files, and of lines, which are then units of their own.
  package var includesEnergy: Bool
  package var configuration: Configuration
  /// Whether preview rules are asked about too.
  package var includesPreview: Bool
  package var workers: Int
  package var resamples: Int
  package var progress: @Sendable (ProgressEvent) -> Void

  package init(
    path: String, database: AnalysisRequest.Database, cutOff: String? = nil, fixWords: [String]? = nil,
    units: [ValidationStudy.Unit] = [.file, .declaration], includesEnergy: Bool = false, configuration: Configuration,
    includesPreview: Bool, workers: Int, resamples: Int = Bootstrap.standardResamples,
    progress: @escaping @Sendable (ProgressEvent) -> Void = { _ in }
  ) {
    self.path = path
    self.database = database
    self.cutOff = cutOff
    self.fixWords = fixWords
    self.units = units
    self.includesEnergy = includesEnergy
    self.configuration = configuration
    self.includesPreview = includesPreview
    self.workers = workers
    self.resamples = resamples
    self.progress = progress
  }

  /// How the snapshot at the cut-off is analysed: as a step of the history is.
  var source: SnapshotRequest {
    SnapshotRequest(
      path: path, revision: nil, configuration: configuration, index: .none, readsCheckouts: false, workers: workers)
  }
}
