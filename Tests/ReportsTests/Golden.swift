import Foundation
import Testing

/// Compares an output with a file that is checked in beside the tests.
///
/// A missing file is recorded and fails the test, so that a new output is read by a person before it counts. To
/// record anew, delete the file.
enum Golden {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  static func expect(
    _ output: some Sequence<UInt8>, matches name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = folder.appending(path: name)
    let output = Array(output)
    guard FileManager.default.fileExists(atPath: file.path) else {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(output).write(to: file)
      Issue.record("recorded \(name): read it, then run the tests again", sourceLocation: sourceLocation)
      return
    }
    let expected = try [UInt8](Data(contentsOf: file))
    guard expected != output else { return }
    let pairs = zip(lines(expected), lines(output)).enumerated()
    let (line, texts) = pairs.first { $1.0 != $1.1 } ?? (min(lines(expected).count, lines(output).count), ("", ""))
    Issue.record(
      """
      \(name) differs from line \(line + 1) on; delete it to record anew
        expected: \(texts.0)
        output:   \(texts.1)
      """, sourceLocation: sourceLocation)
  }

  private static func lines(_ bytes: [UInt8]) -> [String] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
