package import Model

/// Follows every line of every file along a line of commits, and counts which lines are gone again soon after they came.
///
/// Lines are told apart by the hunks of each commit alone: a line that moves within a file or to another one is gone and
/// new. What was there before the first commit that is applied is of unknown age and never counts.
package struct LineAges: Sendable {
  /// What became of the lines of one group.
  package struct Fate: Sendable, Equatable {
    /// Lines that came.
    package var added = 0
    /// Those of them that were gone again within the limit.
    package var rewritten = 0

    package init(added: Int = 0, rewritten: Int = 0) {
      self.added = added
      self.rewritten = rewritten
    }
  }

  /// Lines that came together.
  private struct Origin {
    var group: Int
    var time: Int64
  }

  private let seconds: Int64
  private var origins: [Origin] = []
  /// For each file the origin of each of its lines; -1 for a line that does not count. An array may be shorter than its
  /// file: what lies beyond it does not count.
  private var lines: [String: [Int32]] = [:]
  /// By group.
  package private(set) var fates: [Int: Fate] = [:]

  /// A line that is gone so many days after it came, or earlier, counts as rewritten.
  package init(days: Int) { seconds = Int64(days) * 86_400 }

  /// Applies what a commit changed. `time` is in seconds and never less than that of the commit before.
  ///
  /// `group` says where the lines that a file gained are counted; nil for not at all. `countsDeletions` says whether
  /// lines that this commit deletes count as rewritten.
  package mutating func apply(
    _ files: [ChangedFile], at time: Int64, countsDeletions: Bool = true, group: (ChangedFile) -> Int?
  ) {
    // All leave their old paths before any takes a new one: files may swap names.
    let earlier = files.map { file in
      file.oldBlob == nil ? [] : lines.removeValue(forKey: file.oldPath ?? file.path) ?? []
    }
    for (file, old) in zip(files, earlier) {
      let isUnknown = file.hunks.isEmpty && file.oldBlob != file.newBlob
      guard !isUnknown else {
        lines[file.path] = nil
        continue
      }
      let new = applied(file, to: old, at: time, countsDeletions: countsDeletions, group: group(file))
      lines[file.path] = file.newBlob == nil ? nil : new
    }
  }

  private mutating func applied(
    _ file: ChangedFile, to old: [Int32], at time: Int64, countsDeletions: Bool, group: Int?
  ) -> [Int32] {
    guard !file.hunks.isEmpty else { return old }
    let added = file.hunks.reduce(0) { $0 + $1.newCount }
    var origin: Int32 = -1
    if let group, added > 0 {
      origin = Int32(clamping: origins.count)
      origins.append(Origin(group: group, time: time))
      fates[group, default: Fate()].added += added
    }
    var new: [Int32] = []
    new.reserveCapacity(old.count + added)
    var next = 0
    for hunk in file.hunks {
      // Where nothing is replaced, the start is the line before the place.
      let first = hunk.oldCount == 0 ? hunk.oldStart : hunk.oldStart - 1
      while next < first {
        new.append(next < old.count ? old[next] : -1)
        next += 1
      }
      for index in first..<(first + hunk.oldCount) where countsDeletions && index < old.count {
        count(deleted: old[index], at: time)
      }
      next = first + hunk.oldCount
      new.append(contentsOf: repeatElement(origin, count: hunk.newCount))
    }
    if next < old.count { new.append(contentsOf: old[next...]) }
    return new
  }

  private mutating func count(deleted origin: Int32, at time: Int64) {
    guard origin >= 0 else { return }
    let born = origins[Int(origin)]
    // Clocks may lie so far that the difference is no number of its kind.
    guard Double(time) - Double(born.time) <= Double(seconds) else { return }
    fates[born.group, default: Fate()].rewritten += 1
  }
}
