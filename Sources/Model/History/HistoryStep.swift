/// One analysed commit of a history: what it is, what it changed, what the analysis came to.
package struct HistoryStep: Sendable {
  /// Who made a commit, as the repository's mailmap names them.
  package struct Person: Sendable, Hashable {
    package var name: String
    package var email: String

    package init(name: String, email: String) {
      self.name = name
      self.email = email
    }
  }

  /// The commit's id.
  package var revision: BlobID
  /// Time by the committer's clock, in seconds since 1970-01-01 UTC; may lie before it, or in the future.
  package var committed: Int64
  /// Time by the author's clock.
  package var authored: Int64
  package var author: Person
  /// First line of the message.
  package var subject: String
  package var isMerge: Bool
  /// Whether earlier history is cut off or was not asked for, so that what this commit has may be older.
  package var isOpening: Bool
  /// Whether its changed lines count.
  package var counts: Bool
  /// What differs from the base, sorted by path; empty for an opening.
  package var files: [ChangedFile]
  package var result: RunResult

  package init(
    revision: BlobID, committed: Int64, authored: Int64, author: Person, subject: String, isMerge: Bool,
    isOpening: Bool, counts: Bool, files: [ChangedFile], result: RunResult
  ) {
    self.revision = revision
    self.committed = committed
    self.authored = authored
    self.author = author
    self.subject = subject
    self.isMerge = isMerge
    self.isOpening = isOpening
    self.counts = counts
    self.files = files
    self.result = result
  }
}
