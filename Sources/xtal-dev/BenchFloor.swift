import Facts
import Model
import Snapshot
import SwiftParser

/// The parse floor: SwiftParser parsing the bytes that xtal parses, with as many workers, and nothing else.
///
/// Measured in a process of its own that does nothing beside it, so that its memory is as cold as xtal's. Reading the
/// files and finding them is not counted: no analyser can take less than this.
enum BenchFloor {
  /// One measurement, and what was measured.
  struct Measurement: Codable, Sendable {
    /// Swift files of the snapshot, and those of them whose bytes differ from all others': only these are parsed, as
    /// xtal does.
    var files: Int
    var distinctFiles: Int
    /// Of all Swift files; a last line without an end counts.
    var lines: Int
    /// Of the distinct files.
    var bytes: Int
    /// Wall-clock time of parsing and of giving the trees' memory back, in seconds.
    var seconds: Double
    /// The Swift file of median size, manifests left aside; ties by path. Nil where there is none.
    var middleFile: String?
  }

  /// Reads the snapshot of the working tree at `repository` into memory, then parses it once, largest files first,
  /// which is the order that keeps all workers busy to the end.
  static func measure(repository: String, workers: Int) throws -> Measurement {
    let snapshot = try RepositorySnapshot.workingTree(at: repository)
    let files = snapshot.files.filter { $0.kind == .swift || $0.kind == .manifest }
    guard !files.isEmpty else { throw AnalysisError("There is no Swift file under \(repository): nothing to measure.") }
    var (lines, seen, contents) = (0, Set<BlobID>(), [[UInt8]]())
    for file in files {
      let bytes = try snapshot.reader.withBytes(of: file) { Array($0) }
      lines += lineCount(bytes)
      if seen.insert(file.blob).inserted { contents.append(bytes) }
    }
    contents.sort { $0.count > $1.count }
    return Measurement(
      files: files.count, distinctFiles: contents.count, lines: lines, bytes: contents.reduce(0) { $0 + $1.count },
      seconds: secondsToParse(contents, workers: workers), middleFile: middleFile(of: files))
  }

  private static func secondsToParse(_ contents: [[UInt8]], workers: Int) -> Double {
    let nestingLevel = FactsLimits().nestingLevel
    let clock = ContinuousClock()
    let start = clock.now
    parallelFor(count: contents.count, workers: workers) { index in
      contents[index].withUnsafeBufferPointer { bytes in
        withExtendedLifetime(Parser.parse(source: bytes, maximumNestingLevel: nestingLevel)) {}
      }
    }
    return (clock.now - start) / .seconds(1)
  }

  private static func lineCount(_ bytes: [UInt8]) -> Int {
    let ends = bytes.reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
    return ends + (bytes.isEmpty || bytes.last == UInt8(ascii: "\n") ? 0 : 1)
  }

  /// Files whose path reports cannot show as it is are left out: the bench opens it by the path shown.
  static func middleFile(of files: [SourceFile]) -> String? {
    let candidates = files.filter { $0.kind == .swift && $0.rawPath.elementsEqual($0.path.utf8) }
      .sorted { ($0.size, $0.path) < ($1.size, $1.path) }
    return candidates.isEmpty ? nil : candidates[candidates.count / 2].path
  }
}
