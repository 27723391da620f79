package import Git

/// Which commits of a history to look at.
package struct CommitSelection: Sendable, Equatable {
  /// Where history begins.
  package enum Beginning: Sendable, Equatable {
    /// Commits that have this one among their ancestors by first parents, and it itself.
    case commit(GitObjectID)
    /// Commits of that time or later, in seconds since 1970-01-01 UTC by the committer's clock: from the first such
    /// commit on, even where a later one has an earlier time.
    case time(Int64)
  }

  /// The newest commit.
  package var tip: GitObjectID
  /// Whether commits on merged branches are looked at too, or only first parents.
  package var includesMerged = false
  package var beginning: Beginning?
  /// Each so many-th commit, counted from the oldest, and the newest; 1 for all.
  package var interval = 1
  /// Only commits that a tag names, and the newest.
  package var onlyTagged = false

  /// Whether every step is one commit, so that what it changed was changed at once.
  package var isGapless: Bool { interval == 1 && !onlyTagged }
  /// Whether it has every commit of the line, from the first one on.
  package var isWhole: Bool { isGapless && beginning == nil }

  package init(tip: GitObjectID) { self.tip = tip }
}
