package import Model

/// Counts which lines of a line of commits are gone again soon after they came, following them as ``FollowedLines`` does.
///
/// What was there before the first commit that is applied is of unknown age and never counts.
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
  /// The number of a line is its origin's.
  private var lines = FollowedLines()
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
    var origins = self.origins
    var fates = self.fates
    self.origins = []
    self.fates = [:]
    lines.apply(files) { file in
      guard let group = group(file) else { return FollowedLines.unknown }
      origins.append(Origin(group: group, time: time))
      fates[group, default: Fate()].added += file.hunks.reduce(0) { $0 + $1.newCount }
      return Int32(clamping: origins.count - 1)
    } deleted: { _, origin in
      guard countsDeletions else { return }
      let born = origins[Int(origin)]
      // Clocks may lie so far that the difference is no number of its kind.
      guard Double(time) - Double(born.time) <= Double(seconds) else { return }
      fates[born.group, default: Fate()].rewritten += 1
    }
    (self.origins, self.fates) = (origins, fates)
  }
}
