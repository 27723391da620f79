/// What the analysis could read, and what not: nothing is skipped silently.
package struct Coverage: Sendable, Equatable {
  /// A path that was not, or not wholly, analysed.
  package struct Gap: Sendable, Hashable, Comparable {
    /// Path relative to the repository root; empty for something said of the whole repository.
    package var path: String
    /// Why, in plain words.
    package var reason: String

    package init(path: String, reason: String) {
      self.path = path
      self.reason = reason
    }

    package static func < (left: Gap, right: Gap) -> Bool {
      left.path == right.path
        ? left.reason < right.reason : left.path.utf8.lexicographicallyPrecedes(right.path.utf8)
    }
  }

  /// Number of files read wholly.
  package var analysed: Int
  /// Files whose facts are incomplete, because the file is broken or too deep; sorted.
  package var partial: [Gap]
  /// Files not analysed at all, and other things that were not understood; sorted.
  package var skipped: [Gap]

  package init(analysed: Int = 0, partial: [Gap] = [], skipped: [Gap] = []) {
    self.analysed = analysed
    self.partial = partial
    self.skipped = skipped
  }
}
