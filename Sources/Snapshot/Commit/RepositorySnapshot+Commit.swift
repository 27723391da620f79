import Git
import Model

extension RepositorySnapshot {
  /// The snapshot of a commit, read from the object database with no checkout; a bare or shallow repository will do.
  ///
  /// `path` is a repository's root, a bare repository, or a folder below a root: then only what the commit holds below
  /// that folder is listed, with paths from there. `revision` is what a person typed: see ``RevisionText``.
  /// Throws ``AnalysisError`` where there is no repository, no such commit, or no Swift file in it.
  package static func commit(at path: String, revision: String) throws -> RepositorySnapshot {
    let root = try AnalysisRoot(path)
    guard let repository = try root.openRepository() else {
      throw AnalysisError(
        "\(path) is not in a git repository, so it has no revision '\(revision)'. Analyse it without --rev.")
    }
    return try commit(repository, root, try repository.resolve(revision))
  }

  /// The snapshot of a commit that is known.
  static func commit(
    _ repository: GitRepository, _ root: AnalysisRoot, _ id: GitObjectID
  ) throws -> RepositorySnapshot {
    let prefix = root.prefix
    var tree = try repository.commit(id).tree
    if !prefix.isEmpty {
      guard let entry = try repository.entry(at: prefix, below: tree), entry.kind == .folder else {
        throw AnalysisError("The commit \(id) has no folder \(PathText.display(prefix.dropLast())). Check the path.")
      }
      tree = entry.id
    }
    var lister = TreeLister(repository, root: tree)
    try lister.list()
    var parts = lister.parts
    try parts.finish(place: "commit \(id)")
    let pool = GitRepositoryPool(path: root.location?.root ?? root.path)
    return RepositorySnapshot(
      repository: root.name, revision: id.description, isDirty: false, files: parts.files, gaps: parts.gaps,
      reader: CommitReader(pool: pool))
  }
}
