import GRDB

/// Inserts rows of integers many at a time: one run of a statement for 64 rows costs half of 64 runs for one.
struct BatchInsert {
  private static let rowsPerRun = 64

  private let table: String
  private let columns: Int
  private let database: Database
  private let statement: BoundStatement
  private var values = [Int]()

  /// For a table of `columns` integer columns; rows ought to come in the order of its key.
  init(table: String, columns: Int, in database: Database) throws {
    self.table = table
    self.columns = columns
    self.database = database
    statement = try Self.statement(table: table, columns: columns, rows: Self.rowsPerRun, in: database)
    values.reserveCapacity(columns * Self.rowsPerRun)
  }

  /// Adds one row, of as many values as the table has columns.
  mutating func append(_ row: [Int]) throws {
    values.append(contentsOf: row)
    if values.count == columns * Self.rowsPerRun { try flush(with: statement) }
  }

  /// Inserts the rows that have not made a full run.
  mutating func finish() throws {
    guard !values.isEmpty else { return }
    try flush(
      with: Self.statement(table: table, columns: columns, rows: values.count / columns, in: database))
  }

  private mutating func flush(with statement: BoundStatement) throws {
    for (index, value) in values.enumerated() { statement.bind(value, at: Int32(index + 1)) }
    try statement.run()
    values.removeAll(keepingCapacity: true)
  }

  private static func statement(table: String, columns: Int, rows: Int, in database: Database) throws -> BoundStatement
  {
    let row = "(" + Array(repeating: "?", count: columns).joined(separator: ", ") + ")"
    let all = Array(repeating: row, count: rows).joined(separator: ", ")
    return try BoundStatement("INSERT INTO \(table) VALUES \(all)", in: database)
  }
}
