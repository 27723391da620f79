import Git

/// The sorted entries of the index, searched by path while a walk goes down the folders.
///
/// Valid only as long as the index entries it was made from.
struct TrackedPaths {
  let entries: UnsafeBufferPointer<GitIndexEntry>

  /// The entries below a folder, whose path ends with a slash, within the range of its parent.
  func range(below folder: [UInt8], in parent: Range<Int>) -> Range<Int> {
    folder.withUnsafeBufferPointer { prefix in
      let start = partition(parent) { $0.path.ordered(before: prefix) >= 0 }
      let end = partition(start..<parent.upperBound) { entry in
        entry.path.count < prefix.count
          || UnsafeBufferPointer(rebasing: entry.path[..<prefix.count]).ordered(before: prefix) != 0
      }
      return start..<end
    }
  }

  /// The position of the entry with exactly this path.
  func position(of path: [UInt8], in range: Range<Int>) -> Int? {
    path.withUnsafeBufferPointer { path in
      let found = partition(range) { $0.path.ordered(before: path) >= 0 }
      return found < range.upperBound && entries[found].path.ordered(before: path) == 0 ? found : nil
    }
  }

  /// The first position from which on `belongs` holds; it must hold for an upper part of the range only.
  private func partition(_ range: Range<Int>, _ belongs: (GitIndexEntry) -> Bool) -> Int {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if belongs(entries[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
