import GRDB

/// The shape of the database: its marks in the file's head, and the steps that make it.
enum Schema {
  /// `application_id` of a database of xtal: `xtal` in ASCII.
  static let applicationID: Int32 = 0x7874_616c

  /// Every step, in order. Steps that a release has shipped are frozen.
  static let migrations = [
    SchemaVersion1.migration, SchemaVersion2.migration, SchemaVersion3.migration, SchemaVersion4.migration,
  ]

  /// The version this program writes.
  static var version: Int { migrations.last?.version ?? 0 }

  /// Brings an empty or older database to ``version``, each step in a transaction of its own.
  static func migrate(_ database: Database) throws {
    let present = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    for migration in migrations where migration.version > present {
      try database.inTransaction(.immediate) {
        for statement in migration.statements { try database.execute(sql: statement) }
        try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        try database.execute(sql: "PRAGMA user_version = \(migration.version)")
        return .commit
      }
    }
  }

  /// What a database of the present version consists of: every object with its SQL text, by name.
  static func objects(in database: Database) throws -> [String] {
    let sql = "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY type, name"
    return try String.fetchAll(database, sql: sql)
  }

  /// As ``objects(in:)``, of a database that was just made.
  static func expectedObjects() throws -> [String] {
    let fresh = try DatabaseQueue()
    return try fresh.writeWithoutTransaction { database in
      try migrate(database)
      return try objects(in: database)
    }
  }
}
