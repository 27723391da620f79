import Model

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The right to write one database: a lock on `<database>.lock` that the system takes back when the process ends,
/// however it ends. Given up when the value goes.
///
/// The file also remembers which database file was checked (its *stamp*), so that one that came from elsewhere is told
/// from our own.
struct WriterLock: ~Copyable, Sendable {
  private let descriptor: Int32

  /// Waits up to `seconds` for the lock.
  ///
  /// Throws ``AnalysisError`` where another process keeps it longer, or where the file cannot be made.
  init(database: String, waiting seconds: Int) throws {
    let path = Self.path(of: database)
    let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard opened >= 0 else { throw AnalysisError(StoreFailure.unwritable(database)) }
    let intervals = max(seconds, 0) * 50
    var taken = flock(opened, LOCK_EX | LOCK_NB) == 0
    for _ in 0..<intervals where !taken {
      usleep(20_000)
      taken = flock(opened, LOCK_EX | LOCK_NB) == 0
    }
    guard taken else {
      close(opened)
      throw AnalysisError(
        "Another xtal is writing \(database), and has not finished within \(seconds) seconds. Wait for it, or choose "
          + "another file with --database.")
    }
    descriptor = opened
  }

  deinit { close(descriptor) }

  /// Remembers that the database file as it is now has been checked.
  func stamp(database: String) {
    guard let stamp = Self.identity(of: database) else { return }
    let bytes = Array(stamp.utf8)
    guard ftruncate(descriptor, 0) == 0 else { return }
    _ = pwrite(descriptor, bytes, bytes.count, 0)
  }

  /// Whether the database file is the one last stamped: a copy, a restored or a checked-out one is not.
  static func isStamped(database: String) -> Bool {
    guard let expected = identity(of: database) else { return false }
    let descriptor = open(path(of: database), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 128)
    let count = read(descriptor, &buffer, buffer.count)
    return count > 0 && buffer.prefix(count).elementsEqual(expected.utf8)
  }

  private static func path(of database: String) -> String { database + ".lock" }

  private static func identity(of database: String) -> String? {
    var status = stat()
    guard stat(database, &status) == 0 else { return nil }
    return "checked \(status.st_dev) \(status.st_ino)\n"
  }
}
