import GRDB

/// docs/schema.md: the database for people who query it by hand, made from the comments in the schema's own SQL.
package enum SchemaDocument {
  /// A table or view with what its comments say.
  struct Entry {
    var name: String
    var isView: Bool
    var summary: String
    /// Column, its type (empty in a view) and its description.
    var columns: [(name: String, type: String, summary: String)]
  }

  /// The whole document. Throws ``AnalysisError`` only where SQLite itself fails.
  package static func markdown() throws -> String {
    let entries = try StoreFailure.translating(path: ":memory:") { try self.entries() }
    var text = """
      # The database

      <!-- Made by `xtal-dev generate` from the comments in Sources/Store/Schema. Do not edit. -->

      `xtal analyze` keeps its results in a SQLite database, by default `.xtal/xtal.sqlite` under the repository's root.
      Any SQLite client may read it at any time; nothing but xtal should write it. Schema version \(Schema.version)
      (`PRAGMA user_version`), application id 0x\(String(Schema.applicationID, radix: 16)).

      Start with the views: they have words where the tables have numbers. Findings and measures are kept of every
      snapshot; files, modules, declarations and edges of the snapshot of each repository that was saved last.

          sqlite3 .xtal/xtal.sqlite "SELECT * FROM findings_by_class"
          sqlite3 .xtal/xtal.sqlite "SELECT * FROM declaration_details ORDER BY cognitive DESC LIMIT 20"
          sqlite3 .xtal/xtal.sqlite "SELECT * FROM density_per_snapshot"

      """
    for (title, isView) in [("Views", true), ("Tables", false)] {
      text += "\n## \(title)\n"
      for entry in entries where entry.isView == isView { text += markdown(of: entry) }
    }
    return text
  }

  private static func markdown(of entry: Entry) -> String {
    var text = "\n### `\(entry.name)`\n\n\(entry.summary)\n\n"
    text += entry.isView ? "| column | meaning |\n|---|---|\n" : "| column | type | meaning |\n|---|---|---|\n"
    for column in entry.columns {
      let type = entry.isView ? "" : " \(column.type) |"
      text += "| `\(column.name)` |\(type) \(column.summary) |\n"
    }
    return text
  }

  /// Every table and view in the order of the migrations.
  static func entries() throws -> [Entry] {
    let fresh = try DatabaseQueue()
    return try fresh.writeWithoutTransaction { database in
      try Schema.migrate(database)
      let sql = "SELECT name, type, sql FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY rowid"
      return try Row.fetchAll(database, sql: sql).map { row in
        try entry(name: row["name"], isView: row["type"] == "view", sql: row["sql"], in: database)
      }
    }
  }

  private static func entry(name: String, isView: Bool, sql: String, in database: Database) throws -> Entry {
    let comments = self.comments(in: sql)
    let columns = try Row.fetchAll(database, sql: "SELECT name, type FROM pragma_table_info(?)", arguments: [name])
    return Entry(
      name: name, isView: isView, summary: comments.summary,
      columns: columns.map { row in
        let column: String = row["name"]
        return (column, row["type"], comments.columns[column] ?? usualMeanings[column] ?? "")
      })
  }

  /// Reads `---` lines as the summary and `--` lines as said of the column on the next line: the first word of a
  /// table's line, the last word of a view's.
  private static func comments(in sql: String) -> (summary: String, columns: [String: String]) {
    var summary = [String]()
    var pending = [String]()
    var columns = [String: String]()
    for line in sql.split(separator: "\n") {
      let text = line.drop { $0 == " " }
      if text.hasPrefix("--- ") {
        summary.append(String(text.dropFirst(4)))
      } else if text.hasPrefix("-- ") {
        pending.append(String(text.dropFirst(3)))
      } else if !pending.isEmpty {
        let words = text.split { $0 == " " || $0 == "," }
        let isRenamed = words.dropLast().last == "AS"
        if let word = isRenamed ? words.last : words.first { columns[String(word)] = pending.joined(separator: " ") }
        pending = []
      }
    }
    return (summary.joined(separator: " "), columns)
  }

  /// Columns that mean the same wherever nothing else is said.
  private static let usualMeanings = [
    "access": "Access level, as written or implied in the file.",
    "added_lines": "Lines that are new.",
    "author": "Who wrote it.",
    "authored": "Time by the author's clock.",
    "bits": "Energy of the tokens in bits.",
    "bits_per_token": "Bits for each token; NULL without tokens.",
    "body_lines": "Lines of code of its bodies; NULL without a body.",
    "born": "Commit that brought it.",
    "born_at": "Time of that commit, UTC.",
    "born_by": "Author of that commit.",
    "class": "Class of the rule.",
    "code_bits": "Energy of those tokens in bits.",
    "code_bits_per_token": "Bits for each token that is no literal; NULL without such.",
    "code_tokens": "Tokens that are no literals.",
    "cognitive": "Cognitive complexity of its bodies; NULL without a body.",
    "column": "First column in UTF-8 bytes, from 1.",
    "committed": "Time of the commit, UTC.",
    "confidence": "How sure the rule is, above 0 and at most 1.",
    "cyclomatic": "Cyclomatic complexity of its bodies; NULL without a body.",
    "debt_minutes": "Sum of minutes times confidence.",
    "deleted_lines": "Lines that are gone.",
    "died_at": "Time of the commit with which it went, UTC.",
    "died_by": "Author of the commit with which it went.",
    "email": "Address.",
    "end_line": "Last line, from 1.",
    "file": "The file.",
    "files": "Number of Swift files.",
    "finding": "The finding.",
    "findings": "Number of findings.",
    "fingerprint": "Sixteen hexadecimal digits that survive moved lines and renamed files.",
    "id": "Key.",
    "identifier_bits": "Energy of the names in bits.",
    "identifier_bits_per_token": "Bits for each name; NULL without names.",
    "identifier_tokens": "Tokens that are names.",
    "is_dirty": "1 where the working tree differed from the commit.",
    "kind": "Kind of declaration.",
    "lifetime": "Key in lifetimes.",
    "line": "First line, from 1.",
    "lines_of_code": "Lines that hold code.",
    "message": "What is wrong, in one sentence.",
    "metric": "The measure.",
    "minutes": "Estimated time to mend it, in minutes.",
    "module": "Name of the module; empty where the file belongs to none.",
    "name": "The name.",
    "pack": "The pack.",
    "path": "Path relative to the root.",
    "position": "Place on the line, from 0.",
    "reason": "Why, in plain words.",
    "repository": "The repository.",
    "revision": "Full id of the commit; empty without history.",
    "role": "The way of using.",
    "rule": "Class and name of the rule.",
    "series": "Key in series.",
    "severity": "note, warning or error.",
    "snapshot": "The snapshot.",
    "source_line": "First line of the declaration that uses.",
    "source_path": "Path of the file of the declaration that uses.",
    "step": "Key in steps.",
    "subject": "First line of the commit's message.",
    "symbol": "Qualified name of the declaration; empty where there is none.",
    "target_line": "First line of the declaration that is used.",
    "target_path": "Path of the file of the declaration that is used.",
    "tokens": "Number of tokens.",
    "value": "The number.",
    "word": "The word.",
  ]
}
