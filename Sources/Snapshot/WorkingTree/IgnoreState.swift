import Git

/// Which of the folders on the way to the current one are ignored, asked of git only where it matters.
///
/// A folder with tracked files may be ignored: its tracked files count, its untracked ones do not. Most folders hold no
/// untracked source, and then nobody asks.
struct IgnoreState {
  /// For each folder from the repository's root down to the current one, the length of its path and what is known.
  private var folders: [(length: Int, isIgnored: Bool?)] = [(0, false)]

  /// Goes down into a folder whose path, slash included, has this length.
  mutating func push(length: Int) { folders.append((length, nil)) }

  mutating func pop() { folders.removeLast() }

  /// Whether git ignores `path`, which lies in the current folder or is that folder itself: because it, or a folder
  /// above it, is ignored. An ignored folder's content cannot be taken back in, as in git.
  mutating func isIgnored(_ path: [UInt8], _ repository: GitRepository) throws -> Bool {
    for position in folders.indices {
      let known = folders[position].isIgnored
      let isIgnored = try known ?? repository.isIgnored(path.prefix(folders[position].length))
      folders[position].isIgnored = isIgnored
      if isIgnored { return true }
    }
    return folders.last?.length == path.count ? false : try repository.isIgnored(path)
  }
}
