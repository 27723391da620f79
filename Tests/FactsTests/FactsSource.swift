import Facts
import Model

/// Reads facts of a source text on a thread with a large stack, as a run does.
func facts(of source: String, limits: FactsLimits = FactsLimits()) -> FileFacts {
  facts(ofBytes: Array(source.utf8), limits: limits)
}

func facts(ofBytes bytes: [UInt8], limits: FactsLimits = FactsLimits()) -> FileFacts {
  parallelMap(count: 1, workers: 1) { _ in
    bytes.withUnsafeBufferPointer { FactsReader.read($0, limits: limits) }
  }[0]
}

extension FileFacts {
  func declaration(named name: String) -> DeclarationFact? {
    declarations.indices.first { qualifiedName(of: $0) == name }.map { declarations[$0] }
  }

  var qualifiedNames: [String] { declarations.indices.map { qualifiedName(of: $0) } }
}
