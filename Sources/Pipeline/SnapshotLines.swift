import Model
import Snapshot

/// Gives single lines of a snapshot's files, for reports that count columns in other units than bytes.
///
/// The bytes come through the snapshot, so nothing outside the repository is ever read, and a file that has changed
/// meanwhile gives no line. The file that was asked for last is kept, since reports go through findings file by file.
/// A class because copies share what is kept. `@unchecked Sendable`: it is touched under the lock.
package final class SnapshotLines: @unchecked Sendable {
  private let snapshot: RepositorySnapshot
  /// By path; made when a line is first asked for.
  private lazy var files = Dictionary(
    snapshot.files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  private let lock = ThreadLock()
  private var last: (path: String, lines: [[UInt8]])?

  init(_ snapshot: RepositorySnapshot) { self.snapshot = snapshot }

  /// The bytes of a line, counted from 1, without its end; nil where it cannot be had.
  package func line(_ line: Int, of path: String) -> [UInt8]? {
    lock.withLock {
      if last?.path != path {
        guard let file = files[path] else { return nil }
        last = (path, (try? snapshot.reader.withBytes(of: file) { Self.lines(of: $0) }) ?? [])
      }
      guard let lines = last?.lines, lines.indices.contains(line - 1) else { return nil }
      return lines[line - 1]
    }
  }

  /// Lines end with LF, CR LF or CR, as facts count them.
  private static func lines(of bytes: UnsafeBufferPointer<UInt8>) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var start = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") else { continue }
      lines.append(Array(bytes[start..<index - 1]))
      if byte == UInt8(ascii: "\r"), index < bytes.count, bytes[index] == UInt8(ascii: "\n") { index += 1 }
      start = index
    }
    lines.append(Array(bytes[start...]))
    return lines
  }
}
