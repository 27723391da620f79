package import Git
package import Model
import Snapshot

/// What differs between two commits of a repository, as far as an analysis sees it.
package struct TreeChanges: Sendable, Equatable {
  /// The Swift files that differ, sorted by path bytes; lines are not compared yet. Renamed files are one entry.
  package var files: [ChangedFile] = []
  /// Whether anything differs that a snapshot may hold: sources, documents, projects, links, submodules.
  package private(set) var touchesSnapshot = false
  /// Whether the two differ in which paths they have, in links, or in what describes the build.
  package private(set) var touchesLayout = false

  /// Compares two trees; nil is the empty one. Renames are found among the Swift files that are new and gone.
  ///
  /// Throws ``AnalysisError`` for damaged trees.
  package init(from old: GitObjectID?, to new: GitObjectID?, in repository: GitRepository, renames: RenameLimit) throws
  {
    var gone: [ChangedFile] = []
    var added: [ChangedFile] = []
    for change in try repository.changes(from: old, to: new) {
      note(change)
      guard let kind = SourceFile.Kind(path: change.path), kind.isSource else { continue }
      let (before, after) = (Self.blob(change.old), Self.blob(change.new))
      let file = ChangedFile(path: PathText.display(change.path), oldBlob: before, newBlob: after)
      switch (before, after) {
      case (nil, nil): break
      case (_?, nil): gone.append(file)
      case (nil, _?): added.append(file)
      case (let before?, let after?): if before != after { files.append(file) }
      }
    }
    files += RenameFinder(limit: renames).paired(gone: gone, added: added, in: repository)
    files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private mutating func note(_ change: GitTreeChange) {
    let isOrdinary = [change.old, change.new].allSatisfy { $0.map { $0.kind == .file } ?? true }
    let kind = SourceFile.Kind(path: change.path)
    if !isOrdinary {
      touchesSnapshot = true
      touchesLayout = true
    } else if let kind {
      touchesSnapshot = true
      if kind == .manifest || kind == .xcodeProject { touchesLayout = true }
      if kind.isSource, (change.old == nil) != (change.new == nil) { touchesLayout = true }
    }
  }

  private static func blob(_ side: GitTreeChange.Side?) -> BlobID? {
    guard let side, side.kind == .file else { return nil }
    return side.id.blob
  }
}
