package import Graph
package import Model

/// The coded facts of one file content, as ``FactsCoder`` wrote them.
package struct CodedFacts: Sendable, Equatable {
  package var blob: BlobID
  package var bytes: [UInt8]

  package init(blob: BlobID, bytes: [UInt8]) {
    self.blob = blob
    self.bytes = bytes
  }
}

/// What was analysed, as far as it tells one analysis from another.
package struct AnalysisKey: Sendable, Hashable {
  /// The name of the repository's root folder.
  package var repository: String
  /// Any text that is equal only where the result has to be equal: made of the blob ids, the paths, the configuration
  /// and the analyser's version.
  package var text: String
  /// Time of the commit in seconds since 1970-01-01 UTC, where the snapshot is a commit. Not part of the identity.
  package var committed: Int?

  package init(repository: String, text: String, committed: Int? = nil) {
    self.repository = repository
    self.text = text
    self.committed = committed
  }
}

/// Everything of one analysis that the store keeps.
package struct SavedAnalysis: Sendable {
  package var key: AnalysisKey
  package var result: RunResult
  package var graph: CodeGraph
  /// Facts of the blobs that the store did not have.
  package var newFacts: [CodedFacts]

  package init(key: AnalysisKey, result: RunResult, graph: CodeGraph, newFacts: [CodedFacts]) {
    self.key = key
    self.result = result
    self.graph = graph
    self.newFacts = newFacts
  }
}
