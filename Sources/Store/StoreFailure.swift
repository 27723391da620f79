import GRDB
import Model

/// What SQLite's failures mean to the person who runs xtal.
enum StoreFailure {
  /// Runs `body` and turns a failure of SQLite on the database at `path` into an ``AnalysisError`` that says what to do.
  static func translating<Result>(path: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw AnalysisError(message(for: error, path: path))
    }
  }

  private static func message(for error: DatabaseError, path: String) -> String {
    switch error.resultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      return corrupt(path)
    case .SQLITE_FULL:
      return "The disk is full: nothing of this analysis was kept in \(path), what it held before is unharmed. "
        + "Free some space, or choose another file with --database."
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      return "Another program holds the database \(path). Wait until it has finished, or choose another file with "
        + "--database."
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN, .SQLITE_AUTH:
      return unwritable(path)
    default:
      return "The database \(path) could not be read or written (\(error.message ?? "SQLite error \(error)")). "
        + "Check the disk, or choose another file with --database."
    }
  }

  static func corrupt(_ path: String) -> String {
    "The database \(path) is damaged. Delete it or move it away: the next analysis makes a new one."
  }

  static func unwritable(_ path: String) -> String {
    "The database \(path) cannot be opened for writing. Make its folder writable, or choose another file with "
      + "--database."
  }

  static func foreign(_ path: String) -> String {
    "\(path) is a database, but not one of xtal, and was left alone. Choose another file with --database."
  }

  static func newer(_ path: String, found: Int) -> String {
    "The database \(path) has schema version \(found), made by a newer xtal; this one knows versions up to "
      + "\(Schema.version). Update xtal, or choose another file with --database."
  }
}
