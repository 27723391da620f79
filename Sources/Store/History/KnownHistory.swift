import GRDB
package import Model

/// What a stored history knows of one commit: what changed together up to it, how old its findings are, what grew.
package struct KnownHistory: Sendable {
  /// Since when a finding is there.
  package struct Birth: Sendable, Equatable {
    /// Seconds since 1970-01-01 UTC.
    package var committed: Int64
    /// Whether history begins there, so that it may be older.
    package var isOpening: Bool
  }

  /// Time of the commit, in seconds since 1970-01-01 UTC.
  package var committed: Int64
  /// By fingerprint; of several findings with one fingerprint the oldest.
  package var births: [String: Birth]
  /// Lines added less lines deleted within each declaration, by path and qualified name, in the year up to the commit.
  package var growth: [String: Int]
  package var changes: CoChangeTable

  /// Seconds that ``growth`` looks back.
  static let growthSeconds: Int64 = 365 * 86_400

  /// The key of a declaration in ``growth``.
  package static func growthKey(path: String, symbol: String) -> String { "\(path)\n\(symbol)" }
}

extension AnalysisStore {
  /// The key of the newest series of a repository that has a step for a commit; nil where none has.
  package func historySeries(of repository: String, at revision: BlobID) throws -> String? {
    try accessing { database in
      try Self.step(of: repository, at: revision, in: database)?.key
    }
  }

  /// What the newest series of a repository knows of a commit; nil where it has no step for it.
  package func knownHistory(of repository: String, at revision: BlobID) throws -> KnownHistory? {
    try accessing { database in
      guard let step = try Self.step(of: repository, at: revision, in: database) else { return nil }
      let rows = HistoryQueries(database: database)
      return KnownHistory(
        committed: Int64(step.committed), births: try rows.births(at: step.id),
        growth: try rows.growth(upTo: step.id, since: Int64(step.committed) - KnownHistory.growthSeconds),
        changes: try rows.changes(upTo: step.id))
    }
  }

  private static func step(
    of repository: String, at revision: BlobID, in database: Database
  ) throws -> (id: Int, key: String, committed: Int)? {
    let statement = try BoundStatement(
      """
      SELECT p.id, s.key, p.committed FROM series s JOIN repositories r ON r.id = s.repository
        JOIN steps p ON p.series = s.id
      WHERE r.name = ? AND p.revision = ? AND s.last_run > 0 AND s.is_whole = 1 ORDER BY s.last_run DESC LIMIT 1
      """, in: database)
    statement.bind(repository, at: 1)
    statement.bind(copied: revision.bytes, at: 2)
    guard try statement.step() else { return nil }
    defer { statement.reset() }
    return (statement.integer(0), statement.text(1), statement.integer(2))
  }
}
