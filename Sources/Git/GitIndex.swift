import CLibgit2
import Model

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// One entry of the index: a path as git last wrote it or was told of it.
package struct GitIndexEntry {
  /// A time as the index keeps it.
  package struct Time: Sendable, Comparable {
    package var seconds: Int64
    package var nanoseconds: Int64

    package init(seconds: Int64, nanoseconds: Int64) {
      self.seconds = seconds
      self.nanoseconds = nanoseconds
    }

    package static func < (left: Time, right: Time) -> Bool {
      (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
  }

  /// From the repository's root; valid during ``GitIndex/withEntries(_:)`` only.
  package let path: UnsafeBufferPointer<UInt8>
  package let kind: GitEntryKind
  package let id: GitObjectID
  /// Whether a merge left several versions of the path.
  package let isConflicted: Bool
  /// Whether a sparse checkout keeps the path out of the working tree.
  package let isSkipped: Bool
  /// Size, inode (each its lowest 32 bits) and times of the file when the entry was written.
  package let size: UInt32
  package let inode: UInt32
  package let modified: Time
  package let changed: Time

  init(_ entry: git_index_entry) {
    let length = strlen(entry.path)
    path = entry.path.withMemoryRebound(to: UInt8.self, capacity: length) {
      UnsafeBufferPointer(start: $0, count: length)
    }
    kind = GitEntryKind(mode: entry.mode)
    id = GitObjectID(entry.id)
    isConflicted = Int32(entry.flags) & GIT_INDEX_ENTRY_STAGEMASK != 0
    isSkipped = UInt32(entry.flags_extended) & GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue != 0
    size = entry.file_size
    inode = entry.ino
    modified = Time(seconds: Int64(entry.mtime.seconds), nanoseconds: Int64(entry.mtime.nanoseconds))
    changed = Time(seconds: Int64(entry.ctime.seconds), nanoseconds: Int64(entry.ctime.nanoseconds))
  }
}

/// The index of a repository as it was when it was read. It is never written.
///
/// A class because it owns libgit2's index, whose memory the paths of the entries point into.
package final class GitIndex {
  private let handle: OpaquePointer
  private let entries: [GitIndexEntry]
  /// When the index file was last written, as its status said before it was read; nil where there is no index file.
  package let written: GitIndexEntry.Time?

  init(handle: OpaquePointer, written: GitIndexEntry.Time?) {
    self.handle = handle
    self.written = written
    var entries = [GitIndexEntry]()
    let count = git_index_entrycount(handle)
    entries.reserveCapacity(count)
    var isSorted = true
    for position in 0..<count {
      guard let entry = git_index_get_byindex(handle, position), entry.pointee.path != nil else { continue }
      let next = GitIndexEntry(entry.pointee)
      if let last = entries.last {
        let order = last.path.ordered(before: next.path)
        // The versions of a conflicted path count as one.
        if order == 0 { continue }
        if order > 0 { isSorted = false }
      }
      entries.append(next)
    }
    // With core.ignorecase, libgit2 sorts without regard to case.
    if !isSorted { entries.sort { $0.path.ordered(before: $1.path) < 0 } }
    self.entries = entries
  }

  deinit { git_index_free(handle) }

  /// Calls `body` with the entries, one a path, sorted by path bytes. They are valid for the call only.
  package func withEntries<Result>(
    _ body: (UnsafeBufferPointer<GitIndexEntry>) throws -> Result
  ) rethrows -> Result {
    try withExtendedLifetime(self) { try entries.withUnsafeBufferPointer(body) }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Negative, zero or positive where these bytes come before, equal or come after the others.
  package func ordered(before other: UnsafeBufferPointer<UInt8>) -> Int {
    if let left = baseAddress, let right = other.baseAddress {
      let order = memcmp(left, right, Swift.min(count, other.count))
      if order != 0 { return Int(order) }
    }
    return count - other.count
  }
}
