import Facts
import Snapshot
import Store

/// The facts of a snapshot's files: from the store where it has them, else read from the bytes, in parallel.
///
/// A file that cannot be read is left out with a gap. One that takes longer than the time cap is given up: its thread
/// is left behind and another takes its place, since a parser cannot be interrupted.
struct FactsStage {
  /// One file's facts, or why there are none.
  enum Outcome: Sendable {
    case facts(FileFacts, coded: CodedFacts?)
    case skipped(String)
  }

  let files: [SourceFile]
  let reader: any SourceReading
  let limits: Configuration.Limits
  let workers: Int
  let progress: @Sendable (ProgressEvent) -> Void

  /// One outcome a file, in order. `stored` holds coded facts from the store by file, nil where it has none.
  func run(stored: [[UInt8]?], encodes: Bool) -> [Outcome] {
    let run = WatchedRun<Outcome>(count: files.count, secondsPerItem: limits.fileSeconds)
    let progress = self.progress
    let total = files.count
    return run.outcomes(
      workers: workers, onTimeout: .skipped("took longer than \(limits.fileSeconds) s to read: not analysed"),
      onProgress: { progress(ProgressEvent(stage: "Reading", done: $0, total: total)) }
    ) { index in
      outcome(of: files[index], stored: stored.isEmpty ? nil : stored[index], encodes: encodes)
    }
  }

  private func outcome(of file: SourceFile, stored: [UInt8]?, encodes: Bool) -> Outcome {
    if let stored, let facts = FactsCoder.decode(stored) { return .facts(facts, coded: nil) }
    guard file.size <= limits.fileBytes else {
      return .skipped("larger than \(limits.fileBytes) bytes (limits.fileBytes): not analysed")
    }
    do {
      return try reader.withBytes(of: file) { bytes -> Outcome in
        if LFSPointer.isPointer(bytes) {
          return .skipped("Git LFS pointer: the file's content is not here, so it was not analysed")
        }
        let facts = FactsReader.read(bytes)
        return .facts(facts, coded: encodes ? CodedFacts(blob: file.blob, bytes: FactsCoder.encode(facts)) : nil)
      }
    } catch {
      return .skipped("\(error)")
    }
  }
}
