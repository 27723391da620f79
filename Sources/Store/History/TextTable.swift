import GRDB
import Model

/// The numbers that a table of texts gives them; what is asked for and not there is added.
final class TextTable {
  // A class because it remembers what it has looked up.

  private let find: BoundStatement
  private let add: BoundStatement
  private var known: [ExactText: Int] = [:]

  /// `table` has the columns `id` and `column`.
  init(table: String, column: String, in database: Database) throws {
    find = try BoundStatement("SELECT id FROM \(table) WHERE \(column) = ?", in: database)
    add = try BoundStatement("INSERT INTO \(table) (\(column)) VALUES (?) RETURNING id", in: database)
  }

  func id(of text: String) throws -> Int {
    let key = ExactText(text)
    if let id = known[key] { return id }
    for statement in [find, add] {
      statement.bind(text, at: 1)
      guard try statement.step() else { continue }
      let id = statement.integer(0)
      statement.reset()
      known[key] = id
      return id
    }
    throw DatabaseError(resultCode: .SQLITE_INTERNAL, message: "a text was not added")
  }
}
