import Facts
import Model
import Snapshot

/// Facts by blob that several workers share while they go along a history: a blob that is in the snapshots of many
/// commits is read once.
///
/// What was asked for longest ago goes first once the sources behind it exceed the limit; a snapshot that still has it
/// keeps it alive meanwhile. A class because workers share it. `@unchecked Sendable`: its state is touched under the lock.
final class FactsCache: @unchecked Sendable {
  private struct Entry {
    var outcome: FactsStage.Outcome
    var bytes: Int
    var lastUse: Int
  }

  private let lock = ThreadLock()
  private let byteLimit: Int
  private var entries: [BlobID: Entry] = [:]
  private var bytes = 0
  private var clock = 0
  private var readCount = 0

  /// `byteLimit` bounds the bytes of source behind the facts that are kept; the facts are some ten times as large.
  init(byteLimit: Int) { self.byteLimit = byteLimit }

  /// Number of blobs that were read, those read again included.
  var blobsRead: Int { lock.withLock { readCount } }

  /// What is known of each file, nil where nothing is.
  func outcomes(of files: [SourceFile]) -> [FactsStage.Outcome?] {
    lock.withLock {
      clock += 1
      return files.map { file in
        entries[file.blob]?.lastUse = clock
        return entries[file.blob]?.outcome
      }
    }
  }

  /// The facts of a blob where they are still known.
  func facts(of blob: BlobID?) -> FileFacts? {
    guard let blob else { return nil }
    return lock.withLock {
      if case .facts(let facts, _)? = entries[blob]?.outcome { facts } else { nil }
    }
  }

  /// Keeps what was read of some files. Only for outcomes that depend on nothing but the content.
  func keep(_ outcomes: [FactsStage.Outcome], of files: [SourceFile]) {
    lock.withLock {
      clock += 1
      readCount += files.count
      for (file, outcome) in zip(files, outcomes) {
        if let earlier = entries[file.blob] { bytes -= earlier.bytes }
        entries[file.blob] = Entry(outcome: outcome, bytes: file.size, lastUse: clock)
        bytes += file.size
      }
      if bytes > byteLimit { evict() }
    }
  }

  /// Down to three quarters of the limit, so that it is rarely done.
  private func evict() {
    for (blob, entry) in entries.sorted(by: { $0.value.lastUse < $1.value.lastUse }) {
      guard bytes > byteLimit / 4 * 3, entry.lastUse < clock else { return }
      entries[blob] = nil
      bytes -= entry.bytes
    }
  }
}
