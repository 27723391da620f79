import Facts
import Graph
import Model
import Snapshot

/// Reads the Swift blocks of a snapshot's documents, in parallel.
///
/// Documents that tell of what was or may be, change logs, migration guides and proposals, are left out: that names in
/// them do not exist is what they are for.
struct DocumentStage {
  /// What was read.
  struct Outcome {
    /// Documents that show Swift.
    var inputs: [DocumentLinker.Input] = []
    /// Documents that could not be read, with the reason.
    var skipped: [Coverage.Gap] = []
    /// What the report has to say of it.
    var notes: [String] = []
  }

  /// Words in the name of a document, or of a folder around it, that tell of other times.
  private static let otherTimes = [
    "changelog", "change-log", "changes", "migrat", "release", "history", "upgrad", "proposal", "rfc", "roadmap",
    "vision", "evolution", "whatsnew", "whats-new", "deprecat", "versions",
  ]

  private enum Document: Sendable {
    case read(DocumentFacts)
    case skipped(String)
  }

  let files: [SourceFile]
  let reader: any SourceReading
  let limits: Configuration.Limits
  let workers: Int

  /// Takes the documents among the files of a snapshot.
  init(_ snapshot: RepositorySnapshot, request: SnapshotRequest) {
    files = snapshot.files.filter { $0.kind == .document && !Self.tellsOfOtherTimes($0.path) }
    reader = snapshot.reader
    limits = request.configuration.limits
    workers = request.workers
  }

  func run() -> Outcome {
    guard !files.isEmpty else { return Outcome() }
    let run = WatchedRun<Document>(count: files.count, secondsPerItem: limits.fileSeconds)
    let documents = run.outcomes(
      workers: workers, onTimeout: .skipped("took longer than \(limits.fileSeconds) s to read: not analysed"),
      onProgress: { _ in }
    ) { index in document(files[index]) }
    var outcome = Outcome()
    var skippedBlocks = 0
    for (file, document) in zip(files, documents) {
      switch document {
      case .skipped(let reason): outcome.skipped.append(Coverage.Gap(path: file.path, reason: reason))
      case .read(let facts):
        skippedBlocks += facts.skippedBlocks
        guard !facts.blocks.isEmpty else { continue }
        outcome.inputs.append(DocumentLinker.Input(path: file.path, facts: facts))
      }
    }
    outcome.notes = Self.notes(outcome.inputs, skippedBlocks: skippedBlocks)
    return outcome
  }

  private func document(_ file: SourceFile) -> Document {
    guard file.size <= limits.fileBytes else {
      return .skipped("larger than \(limits.fileBytes) bytes (limits.fileBytes): not analysed")
    }
    do {
      return try reader.withBytes(of: file) { bytes in
        LFSPointer.isPointer(bytes)
          ? .skipped("Git LFS pointer: the file's content is not here, so it was not analysed")
          : .read(DocumentReader.read(bytes))
      }
    } catch {
      return .skipped("\(error)")
    }
  }

  private static func tellsOfOtherTimes(_ path: String) -> Bool {
    let path = path.lowercased()
    return otherTimes.contains { path.contains($0) }
  }

  private static func notes(_ inputs: [DocumentLinker.Input], skippedBlocks: Int) -> [String] {
    let blocks = inputs.reduce(0) { $0 + $1.facts.blocks.count }
    guard blocks + skippedBlocks > 0 else { return [] }
    let documents = "\(inputs.count) \(inputs.count == 1 ? "document" : "documents")"
    let left = skippedBlocks > 0 ? "; \(skippedBlocks) more are no whole Swift or show what does not hold" : ""
    return ["Swift in \(documents) was held against the code: \(blocks) \(blocks == 1 ? "block" : "blocks")\(left)."]
  }
}
