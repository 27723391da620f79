import Git
import Model

/// Says whether listed files differ from those of a commit.
struct HeadComparison {
  private let repository: GitRepository
  private let prefix: [UInt8]

  /// `prefix` is the path of the listed folder from the repository's root, with a slash at its end, or empty.
  init(_ repository: GitRepository, prefix: [UInt8]) {
    self.repository = repository
    self.prefix = prefix
  }

  /// Whether the files of interest in the commit are other than these, by path or content. Symbolic links and
  /// permissions do not count. A folder whose tree the repository does not hold counts as different.
  func differs(from commit: GitObjectID, listed: [(path: [UInt8], blob: BlobID)]) throws -> Bool {
    let sorted = listed.sorted { SnapshotParts.isBefore($0.path, $1.path) }
    var tree = try repository.commit(commit).tree
    if !prefix.isEmpty {
      guard let entry = try repository.entry(at: prefix, below: tree), entry.kind == .folder else {
        return !listed.isEmpty
      }
      tree = entry.id
    }
    var position = 0
    var isDifferent = false
    try repository.walkTree(tree) { _ in
      isDifferent = true
    } visit: { entry in
      guard entry.kind == .file, SourceFile.Kind(path: entry.path) != nil else { return .proceed }
      let isSame =
        position < sorted.count && sorted[position].blob == entry.id.blob
        && sorted[position].path.elementsEqual(entry.path)
      position += 1
      isDifferent = isDifferent || !isSame
      return isDifferent ? .stop : .proceed
    }
    return isDifferent || position != sorted.count
  }
}
