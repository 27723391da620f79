import GRDB
import GRDBSQLite

/// A prepared statement that is bound and run many times through SQLite's own calls, without GRDB's values in between:
/// a row costs its bindings and one step.
///
/// It belongs to the connection, and to the access or the transaction it was made in, and must not outlive these.
struct BoundStatement {
  private let statement: Statement
  private let database: OpaquePointer?
  private var pointer: OpaquePointer { statement.sqliteStatement }

  init(_ sql: String, in database: Database) throws {
    statement = try database.makeStatement(sql: sql)
    self.database = database.sqliteConnection
  }

  // MARK: Binding, by position from 1

  func bind(_ value: Int, at position: Int32) { sqlite3_bind_int64(pointer, position, Int64(value)) }

  func bind(_ value: Int32, at position: Int32) { sqlite3_bind_int(pointer, position, value) }

  /// Binds a number, or NULL for nil.
  func bind(_ value: Int?, at position: Int32) {
    if let value { bind(value, at: position) } else { sqlite3_bind_null(pointer, position) }
  }

  /// Binds a text with every byte it has, NULs included. SQLite copies it.
  func bind(_ text: String, at position: Int32) {
    var text = text
    text.withUTF8 { bind(text: $0, at: position) }
  }

  /// Binds UTF-8 bytes as a text. SQLite copies them.
  func bind(text bytes: UnsafeBufferPointer<UInt8>, at position: Int32) {
    guard let base = bytes.baseAddress else {
      sqlite3_bind_text(pointer, position, "", 0, nil)
      return
    }
    base.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
      _ = sqlite3_bind_text(pointer, position, $0, Int32(clamping: bytes.count), Self.copying)
    }
  }

  /// Binds bytes that stay valid and unchanged until the statement has run; they are not copied.
  func bind(blob bytes: UnsafeRawBufferPointer, at position: Int32) {
    sqlite3_bind_blob64(pointer, position, bytes.baseAddress, UInt64(bytes.count), nil)
  }

  /// Binds a small blob. SQLite copies it.
  func bind(copied bytes: [UInt8], at position: Int32) {
    sqlite3_bind_blob64(pointer, position, bytes, UInt64(bytes.count), Self.copying)
  }

  /// Binds a number so that every bit comes back: what SQLite would change (-0.0, NaN) goes as its eight bytes.
  func bind(_ value: Double, at position: Int32) {
    if value.isNaN || (value == 0 && value.sign == .minus) {
      bind(copied: withUnsafeBytes(of: value.bitPattern.bigEndian) { Array($0) }, at: position)
    } else {
      sqlite3_bind_double(pointer, position, value)
    }
  }

  // MARK: Running

  /// Runs a statement that gives no rows, and makes it ready for the next bindings.
  func run() throws {
    let code = sqlite3_step(pointer)
    sqlite3_reset(pointer)
    guard code == SQLITE_DONE || code == SQLITE_ROW else { throw failure(code) }
  }

  /// Goes to the next row; false, and ready for the next bindings, behind the last one.
  func step() throws -> Bool {
    let code = sqlite3_step(pointer)
    if code == SQLITE_ROW { return true }
    sqlite3_reset(pointer)
    guard code == SQLITE_DONE else { throw failure(code) }
    return false
  }

  /// Leaves the rows that are left unread.
  func reset() { sqlite3_reset(pointer) }

  private func failure(_ code: Int32) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: code), message: sqlite3_errmsg(database).map { String(cString: $0) })
  }

  // MARK: Columns of the present row, from 0

  func integer(_ column: Int32) -> Int { Int(sqlite3_column_int64(pointer, column)) }

  func text(_ column: Int32) -> String {
    guard let base = sqlite3_column_text(pointer, column) else { return "" }
    let count = Int(sqlite3_column_bytes(pointer, column))
    return String(decoding: UnsafeBufferPointer(start: base, count: count), as: UTF8.self)
  }

  func number(_ column: Int32) -> Double {
    guard sqlite3_column_type(pointer, column) == SQLITE_BLOB else { return sqlite3_column_double(pointer, column) }
    return withBlob(column) { bytes in
      bytes.count == 8 ? Double(bitPattern: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))) : 0
    }
  }

  /// Calls `body` with the bytes of a blob, valid for the call only.
  func withBlob<Result>(_ column: Int32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let base = sqlite3_column_blob(pointer, column)
    return body(
      UnsafeRawBufferPointer(start: base, count: base == nil ? 0 : Int(sqlite3_column_bytes(pointer, column))))
  }

  /// SQLite's mark for "copy these bytes now", the pointer -1.
  private static var copying: sqlite3_destructor_type {
    unsafeBitCast(OpaquePointer(bitPattern: -1), to: sqlite3_destructor_type.self)
  }
}
