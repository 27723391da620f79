import GRDB
import Model

extension AnalysisStore {
  /// A hash over all that is stored of histories, row by row: equal for databases whose histories are the same. For tests
  /// and tools.
  package func historyDigest() throws -> String {
    try accessing { database in
      var hash = StableHash()
      let tables = [
        "series", "people", "paths", "symbols", "steps", "series_steps", "step_metrics", "module_names",
        "step_module_metrics", "lifetimes", "lifetime_events", "changed_files", "changed_declarations",
      ]
      for table in tables {
        hash.combine(table)
        let columns = try String.fetchAll(database, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table])
        let quoted = columns.map { "quote(\($0))" }.joined(separator: " || '|' || ")
        let rows = try String.fetchCursor(database, sql: "SELECT \(quoted) FROM \(table) ORDER BY 1")
        while let row = try rows.next() { hash.combine(row) }
      }
      return hash.hexadecimal
    }
  }

  /// Runs SQLite's own full check of the database's pages and indices. Throws where it finds anything.
  package func checkIntegrity() throws {
    let found = try accessing { try String.fetchAll($0, sql: "PRAGMA integrity_check(3)") }
    guard found == ["ok"] else { throw AnalysisError("The database is damaged: \(found.joined(separator: "; "))") }
  }
}
