package import Git
package import Model

/// The snapshots of many commits of one repository, listed one after the other.
///
/// A class because it owns a repository's handle, which one thread uses at a time. It remembers the sizes of the blobs of
/// the snapshot listed last.
package final class CommitSnapshots {
  /// The handle that everything about the commits is read with.
  package let repository: GitRepository
  /// The repository's name for reports.
  package let name: String
  /// Where the repository lies; equal for all folders and worktrees that share it.
  package let commonFolder: String
  /// The path from the repository's root to the folder that is looked at, with a slash at its end; empty at the root.
  package let prefix: [UInt8]
  private let pool: GitRepositoryPool
  private var headers: [BlobID: GitBlobHeader] = [:]

  /// `path` is a repository's root, a bare repository, or a folder below a root.
  ///
  /// Throws ``AnalysisError`` where there is no repository or it cannot be read.
  package init(at path: String) throws {
    let root = try AnalysisRoot(path)
    guard let repository = try root.openRepository(), let location = root.location else {
      throw AnalysisError("\(path) is not in a git repository, so it has no history. Give the folder of a repository.")
    }
    self.repository = repository
    name = root.name
    prefix = root.prefix
    commonFolder = repository.commonFolder
    pool = GitRepositoryPool(path: location.root)
  }

  /// Reads files of any commit.
  package var reader: any SourceReading { CommitReader(pool: pool) }

  /// The tree of the folder that is looked at; nil where the commit has no such folder.
  package func tree(of commit: GitCommit) throws -> GitObjectID? {
    guard !prefix.isEmpty else { return commit.tree }
    guard let entry = try repository.entry(at: prefix, below: commit.tree), entry.kind == .folder else { return nil }
    return entry.id
  }

  /// The snapshot of a tree that ``tree(of:)`` gave; an empty one where there is no Swift file in it, or no tree.
  ///
  /// Throws ``AnalysisError`` where a tree is damaged.
  package func snapshot(of commit: GitObjectID, tree: GitObjectID?) throws -> RepositorySnapshot {
    var parts = SnapshotParts()
    if let tree {
      var lister = TreeLister(repository, root: tree, headers: headers)
      try lister.list()
      parts = lister.parts
      parts.settle()
      headers = [:]
      for file in parts.files { headers[file.blob] = .size(file.size) }
    }
    return RepositorySnapshot(
      repository: name, revision: commit.description, isDirty: false, files: parts.files, gaps: parts.gaps,
      reader: reader)
  }
}
