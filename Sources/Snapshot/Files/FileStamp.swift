import Git

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What the file system says of a file's identity and last change: a file with the same stamp is the same, unchanged.
struct FileStamp: Equatable, Sendable {
  let device: UInt64
  let inode: UInt64
  /// In bytes.
  let size: Int
  let modified: GitIndexEntry.Time
  let changed: GitIndexEntry.Time

  init(_ status: stat) {
    device = UInt64(truncatingIfNeeded: status.st_dev)
    inode = UInt64(truncatingIfNeeded: status.st_ino)
    size = Int(status.st_size)
    modified = GitIndexEntry.Time(modificationOf: status)
    changed = GitIndexEntry.Time(statusChangeOf: status)
  }
}
