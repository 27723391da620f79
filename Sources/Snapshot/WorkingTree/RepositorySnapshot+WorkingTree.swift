import Git
import Model

extension RepositorySnapshot {
  /// The snapshot of a folder as it lies on the disk: tracked and untracked-not-ignored files where it is in a git
  /// repository, all files otherwise.
  ///
  /// `path` becomes the root of the analysis. A folder below a repository's root lists only what is below it, with
  /// paths from there; its revision is the repository's. A folder that the repository ignores counts as a plain one. A
  /// bare repository has no working tree: the commit of `HEAD` is listed, and a gap says so.
  /// Throws ``AnalysisError`` where there is no such folder, the repository is damaged, or there is no Swift file.
  package static func workingTree(at path: String) throws -> RepositorySnapshot {
    let root = try AnalysisRoot(path)
    guard let repository = try root.openRepository() else { return try FolderLister.list(root) }
    let head = try repository.head()
    guard !repository.isBare else { return try bareHead(repository, root, head) }
    let index = try repository.index()
    return try index.withEntries { entries in
      let prefix = root.prefix
      var lister = WorkingTreeLister(
        repository, root: root.path, prefix: prefix, entries: entries, indexWritten: index.written)
      if try lister.isRootIgnored() { return try FolderLister.list(root) }
      try lister.list(conversionAtRoot: conversion(above: prefix, root, repository))
      var parts = lister.parts
      var revision = ""
      var isDirty = false
      if case .commit(let id) = head {
        revision = id.description
        let changes = HeadComparison(repository, prefix: prefix)
        isDirty = try changes.differs(from: id, listed: lister.committed)
      }
      try parts.finish(place: path)
      return RepositorySnapshot(
        repository: root.name, revision: revision, isDirty: isDirty, files: parts.files, gaps: parts.gaps,
        reader: try FileReader(root: root.path, places: lister.places))
    }
  }

  /// The snapshot of a plain folder, whether or not it is in a git repository. Its revision is empty.
  ///
  /// Hidden folders and those of build products and dependencies are left out with a gap. Throws ``AnalysisError``
  /// where there is no such folder, it is empty, or it holds no Swift file.
  package static func folder(at path: String) throws -> RepositorySnapshot {
    try FolderLister.list(try AnalysisRoot(path))
  }

  private static func bareHead(
    _ repository: GitRepository, _ root: AnalysisRoot, _ head: GitHead
  ) throws -> RepositorySnapshot {
    guard case .commit(let id) = head else {
      throw AnalysisError("The bare repository \(root.given) has no commit yet. Push something to it first.")
    }
    var snapshot = try commit(repository, root, id)
    let reason = "bare repository, which has no working tree: the commit of HEAD is analysed"
    snapshot.gaps = [Coverage.Gap(path: "", reason: reason)] + snapshot.gaps
    return snapshot
  }

  /// What configuration, `info/attributes` and the attribute files above the root let git do to files.
  private static func conversion(
    above prefix: [UInt8], _ root: AnalysisRoot, _ repository: GitRepository
  ) -> GitConversion {
    var strongest = repository.configuredConversion
    if let info = try? OpenFolder(path: repository.commonFolder + "info") {
      strongest = max(
        strongest, ConversionAttributes.conversion(at: Array("attributes".utf8), from: info.descriptor))
    }
    guard !prefix.isEmpty, let location = root.location else { return strongest }
    guard let top = try? OpenFolder(path: location.root) else { return .arbitrary }
    let ends = [0] + prefix.indices.filter { prefix[$0] == UInt8(ascii: "/") }.dropLast().map { $0 + 1 }
    for end in ends {
      let file = prefix[..<end] + ConversionAttributes.fileName
      strongest = max(strongest, ConversionAttributes.conversion(at: Array(file), from: top.descriptor))
    }
    return strongest
  }
}
