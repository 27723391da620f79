import Model
import Snapshot

/// The first stage: lists the files of the working tree or of a commit, without those that the configuration excludes.
struct ListingStage {
  let request: SnapshotRequest

  /// Throws ``AnalysisError`` where there is no such folder or revision, or nothing to read in it.
  func run() throws -> RepositorySnapshot {
    request.progress(ProgressEvent(stage: "Listing", done: 0, total: 0))
    if let revision = request.revision {
      return Self.excluding(try .commit(at: request.path, revision: revision), request.configuration)
    }
    return Self.excluding(try .workingTree(at: request.path), request.configuration)
  }

  /// The snapshot without the files that a configuration excludes, and with a line that says so.
  static func excluding(_ snapshot: RepositorySnapshot, _ configuration: Configuration) -> RepositorySnapshot {
    let globs = configuration.exclude.map { GlobPattern($0) }
    guard !globs.isEmpty else { return snapshot }
    var kept = snapshot
    kept.files.removeAll { file in globs.contains { $0.matches(file.path) } }
    kept.gaps.removeAll { gap in !gap.path.isEmpty && globs.contains { $0.matches(gap.path) } }
    let count = snapshot.files.count - kept.files.count
    if count > 0 {
      let reason = "\(count) \(count == 1 ? "file" : "files") left out by 'exclude' in the configuration"
      kept.gaps = (kept.gaps + [Coverage.Gap(path: "", reason: reason)]).sorted()
    }
    return kept
  }
}
