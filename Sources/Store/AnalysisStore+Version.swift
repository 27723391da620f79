import GRDBSQLite

extension AnalysisStore {
  /// Version of the SQLite that this process runs with.
  package static var libraryVersion: String { String(cString: sqlite3_libversion()) }
}
