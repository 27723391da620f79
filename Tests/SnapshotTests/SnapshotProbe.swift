import Model
import Testing

@testable import Snapshot

extension RepositorySnapshot {
  var paths: [String] { files.map(\.path) }

  /// `path: reason` of every gap.
  var gapLines: [String] { gaps.map { "\($0.path): \($0.reason)" } }

  func text(_ path: String) throws -> String {
    let file = try #require(files.first { $0.path == path })
    return try reader.withBytes(of: file) { String(decoding: $0, as: UTF8.self) }
  }

  func blob(_ path: String) throws -> String { try #require(files.first { $0.path == path }).blob.description }
}

/// The message of the usage error that `body` must throw.
func usageMessage(
  sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
) throws -> String {
  let error = try #require(throws: AnalysisError.self, sourceLocation: sourceLocation, performing: body)
  #expect(error.kind == .usage, sourceLocation: sourceLocation)
  return error.message
}
