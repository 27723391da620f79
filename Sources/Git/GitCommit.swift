/// What a commit object says. Values only; nothing here reaches back into the repository.
package struct GitCommit: Sendable, Equatable {
  /// Who did something and when.
  package struct Signature: Sendable, Equatable {
    /// As written in the commit; invalid UTF-8 is repaired. No mailmap is applied.
    package var name: String
    /// As written in the commit; invalid UTF-8 is repaired.
    package var email: String
    /// Seconds since 1970-01-01 00:00 UTC.
    package var seconds: Int64
    /// Offset of the author's clock from UTC, in minutes.
    package var offsetMinutes: Int
  }

  package var id: GitObjectID
  package var tree: GitObjectID
  /// In the commit's order; empty for a root. A shallow clone names parents that it does not hold.
  package var parents: [GitObjectID]
  package var author: Signature
  package var committer: Signature
  /// The whole message; invalid UTF-8 is repaired.
  package var message: String
}
