import Model

/// Carries a number for each line of each file along a line of commits, by the hunks of each commit alone: a line that
/// moves within a file or to another one is gone and new.
struct FollowedLines: Sendable {
  /// For each file the numbers of its lines. An array may be shorter than its file: what lies beyond it is not known.
  private(set) var numbers: [String: [Int32]]

  /// What of a line is not known.
  static let unknown: Int32 = -1

  init(_ numbers: [String: [Int32]] = [:]) { self.numbers = numbers }

  /// Applies what a commit changed.
  ///
  /// - Parameters:
  ///   - added: The number of the lines that a file gained; asked once for each file that gained any.
  ///   - deleted: Told the number of each line that a file lost, unknown ones left out.
  mutating func apply(
    _ files: [ChangedFile], added: (ChangedFile) -> Int32, deleted: (ChangedFile, Int32) -> Void
  ) {
    // All leave their old paths before any takes a new one: files may swap names.
    let earlier = files.map { file in
      file.oldBlob == nil ? [] : numbers.removeValue(forKey: file.oldPath ?? file.path) ?? []
    }
    for (file, old) in zip(files, earlier) {
      let isUnknown = file.hunks.isEmpty && file.oldBlob != file.newBlob
      guard !isUnknown else {
        numbers[file.path] = nil
        continue
      }
      let gains = file.hunks.contains { $0.newCount > 0 }
      let new = Self.applied(file.hunks, to: old, added: gains ? added(file) : Self.unknown) { deleted(file, $0) }
      numbers[file.path] = file.newBlob == nil ? nil : new
    }
  }

  private static func applied(
    _ hunks: [LineHunk], to old: [Int32], added: Int32, deleted: (Int32) -> Void
  ) -> [Int32] {
    guard !hunks.isEmpty else { return old }
    var new: [Int32] = []
    new.reserveCapacity(old.count + hunks.reduce(0) { $0 + $1.newCount })
    var next = 0
    for hunk in hunks {
      // Where nothing is replaced, the start is the line before the place.
      let first = hunk.oldCount == 0 ? hunk.oldStart : hunk.oldStart - 1
      while next < first {
        new.append(next < old.count ? old[next] : unknown)
        next += 1
      }
      for index in first..<(first + hunk.oldCount) where index < old.count && old[index] != unknown {
        deleted(old[index])
      }
      next = first + hunk.oldCount
      new.append(contentsOf: repeatElement(added, count: hunk.newCount))
    }
    if next < old.count { new.append(contentsOf: old[next...]) }
    return new
  }
}
