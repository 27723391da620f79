import Graph
import Model

/// How many references there are, and how many of them the compiler's index gave: what ``ReferenceSources`` reads.
struct ReferenceMetrics {
  private var all: [Int]
  private var indexed: [Int]
  private let total: (all: Int, indexed: Int)

  init(graph: CodeGraph) {
    all = [Int](repeating: 0, count: graph.layout.modules.count)
    indexed = all
    let modules = graph.files.map { Int($0.module) }
    var indexedTotal = 0
    for reference in graph.references {
      let module = modules[Int(reference.file)]
      let isIndexed = reference.confidence == IndexTier.confidence
      if isIndexed { indexedTotal += 1 }
      guard module >= 0 else { continue }
      all[module] += 1
      if isIndexed { indexed[module] += 1 }
    }
    total = (graph.references.count, indexedTotal)
  }

  /// Of the whole graph.
  var values: [String: Double] { Self.values(total.all, total.indexed) }

  /// Of the references that stand in a module's files.
  func values(ofModule index: Int) -> [String: Double] { Self.values(all[index], indexed[index]) }

  private static func values(_ all: Int, _ indexed: Int) -> [String: Double] {
    ["graph.references": Double(all), "graph.references.index": Double(indexed)]
  }
}
