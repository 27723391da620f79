import GRDB
import GRDBSQLite
package import Model

/// The SQLite database of analyses: facts by blob id, the results of every snapshot, the graph of the latest one.
///
/// Any number of processes may read, one may write (``beginSave(_:waiting:)``). A process that ends at any moment, also
/// by force, leaves a sound database that has lost at most the batch in flight. The journal is a rollback journal, never
/// a write-ahead log: SQLite up to 3.51.2 can corrupt the latter, and network file systems cannot share it.
///
/// Every function throws ``AnalysisError`` with what to do. Safe to use from several threads; calls wait for each other.
package final class AnalysisStore: Sendable {
  // A class because it owns a connection and lends it to its writer.

  /// What a store is opened for.
  package enum Access: Sendable {
    /// Reads what is there; makes and changes nothing.
    case reading
    /// Makes the database, its folder and its newest schema where they are missing.
    case writing
  }

  /// The database file.
  package let path: String
  let queue: DatabaseQueue

  /// Opens the database at `path`.
  ///
  /// A database that is not the one this program last checked there (restored from a cache, copied, checked out) is
  /// first examined as a whole, which takes some milliseconds for each 10 MB.
  package init(path: String, access: Access, waiting seconds: Int = 10) throws {
    self.path = path
    switch access {
    case .writing: try DatabaseFolder.prepare(for: path)
    case .reading:
      try DatabaseFolder.checkLinks(for: path)
      guard DatabaseFolder.exists(path) else {
        throw AnalysisError("There is no database at \(path). Run `xtal analyze` first.")
      }
    }
    queue = try StoreFailure.translating(path: path) {
      try DatabaseQueue(path: path, configuration: Self.configuration(for: access))
    }
    try StoreFailure.translating(path: path) {
      try queue.writeWithoutTransaction { database in
        try Self.admit(database, path: path, access: access, waiting: seconds)
      }
    }
  }

  private static func configuration(for access: Access) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = access == .reading
    configuration.busyMode = .timeout(5)
    // A save is one transaction over several calls.
    configuration.allowsUnsafeTransactions = true
    // Checking keys costs a look-up a reference, a third of the time of a save; the tests check the rows instead.
    configuration.foreignKeysEnabled = false
    configuration.prepareDatabase { database in
      try database.execute(
        sql: """
          PRAGMA trusted_schema = OFF;
          PRAGMA cell_size_check = ON;
          PRAGMA synchronous = NORMAL;
          PRAGMA temp_store = MEMORY;
          PRAGMA cache_size = -16384;
          """)
    }
    return configuration
  }

  // MARK: Admission

  /// Makes sure that the database is one of ours, sound and of the present schema.
  private static func admit(_ database: Database, path: String, access: Access, waiting seconds: Int) throws {
    let isEmpty = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0
    let application = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    let isNew = isEmpty && application == 0 && version == 0
    guard isNew || application == Schema.applicationID else { throw AnalysisError(StoreFailure.foreign(path)) }
    guard version <= Schema.version else { throw AnalysisError(StoreFailure.newer(path, found: version)) }
    if access == .reading {
      guard version == Schema.version else {
        throw AnalysisError("The database \(path) is of an older xtal. Run `xtal analyze` to bring it up to date.")
      }
      if !WriterLock.isStamped(database: path) { try examine(database, path: path) }
      return
    }
    if version == Schema.version, WriterLock.isStamped(database: path) { return }
    try establish(database, path: path, version: version, waiting: seconds)
  }

  /// Examines a database that came from elsewhere, makes or mends its schema, and remembers it as ours.
  private static func establish(_ database: Database, path: String, version: Int, waiting seconds: Int) throws {
    if version == Schema.version { try examine(database, path: path) }
    // In a folder that cannot be written, what is there can still be read.
    if version == Schema.version, !isWritable(database, path: path) { return }
    let lock = try WriterLock(database: path, waiting: seconds)
    if version < Schema.version {
      if version > 0 { try checkPages(database, path: path) } else { try database.execute(sql: layout) }
      try Schema.migrate(database)
    }
    lock.stamp(database: path)
  }

  /// Whether both the file and its folder, where the journal goes, can be written.
  private static func isWritable(_ database: Database, path: String) -> Bool {
    sqlite3_db_readonly(database.sqliteConnection, "main") == 0 && DatabaseFolder.isWritable(for: path)
  }

  /// Settings of a database's head that hold for good once the first table is made.
  private static let layout = "PRAGMA page_size = 8192; PRAGMA auto_vacuum = NONE; PRAGMA encoding = 'UTF-8'"

  private static func examine(_ database: Database, path: String) throws {
    try checkPages(database, path: path)
    // A trigger or a view of another's making could change what our statements do.
    guard try Schema.objects(in: database) == Schema.expectedObjects() else {
      throw AnalysisError(StoreFailure.foreign(path))
    }
  }

  private static func checkPages(_ database: Database, path: String) throws {
    guard try String.fetchOne(database, sql: "PRAGMA quick_check(1)") == "ok" else {
      throw AnalysisError(StoreFailure.corrupt(path))
    }
  }

  // MARK: Reading

  /// The stored facts of the blobs, in their order: coded bytes of the present version of their form, nil where there
  /// are none. Decoding is left to the caller, who can do it on several threads, and has to allow for bytes that do not
  /// decode.
  package func facts(for blobs: [BlobID]) throws -> [[UInt8]?] {
    try accessing { try FactRows(database: $0).read(blobs) }
  }

  /// The result of an earlier analysis of the same key; nil where there is none.
  package func result(for key: AnalysisKey) throws -> RunResult? {
    try accessing { database in
      // One transaction, so that a writer cannot change rows between two statements.
      var result: RunResult?
      try database.inTransaction(.deferred) {
        result = try ResultReader(database: database).result(for: key)
        return .commit
      }
      return result
    }
  }

  /// Whether the graph tables hold the snapshot of that key: whether it was saved last of its repository.
  package func isLatest(_ key: AnalysisKey) throws -> Bool {
    try accessing { database in
      let statement = try BoundStatement(
        """
        SELECT s.key FROM snapshots s JOIN repositories r ON r.id = s.repository WHERE r.name = ?
        ORDER BY s.id DESC LIMIT 1
        """, in: database)
      statement.bind(key.repository, at: 1)
      guard try statement.step() else { return false }
      defer { statement.reset() }
      return statement.text(0) == key.text
    }
  }

  /// Examines the whole database, for `xtal doctor`; throws where it is damaged.
  package func check() throws {
    try accessing { try Self.examine($0, path: path) }
  }

  /// One access to the database, with its failures in words. Calls wait for each other.
  func accessing<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try StoreFailure.translating(path: path) { try queue.writeWithoutTransaction(body) }
  }

  // MARK: Writing

  /// Takes the writer's lock, waiting up to `seconds` for another process, and begins a save.
  package func beginSave(_ key: AnalysisKey, waiting seconds: Int = 10) throws -> AnalysisWriter {
    try AnalysisWriter(store: self, key: key, lock: WriterLock(database: path, waiting: seconds))
  }

  /// Saves a whole analysis. An earlier one of the same key is replaced.
  package func save(_ analysis: SavedAnalysis, waiting seconds: Int = 10) throws {
    let writer = try beginSave(analysis.key, waiting: seconds)
    try writer.write(facts: analysis.newFacts)
    try writer.write(graph: analysis.graph)
    try writer.finish(result: analysis.result)
  }
}
