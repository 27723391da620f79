import Model
import Snapshot

/// Lists what is to be analysed: a revision or the working tree, less what the configuration excludes.
enum SnapshotStage {
  static func snapshot(path: String, revision: String?, configuration: Configuration) throws -> RepositorySnapshot {
    let snapshot: RepositorySnapshot =
      if let revision { try .commit(at: path, revision: revision) } else { try .workingTree(at: path) }
    return excluding(configuration.exclude, from: snapshot)
  }

  private static func excluding(_ patterns: [String], from snapshot: RepositorySnapshot) -> RepositorySnapshot {
    let globs = patterns.map { GlobPattern($0) }
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
