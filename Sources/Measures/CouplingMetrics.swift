import Graph
import Model

/// Coupling between modules: Martin's afferent and efferent couplings and instability, and cohesion by references.
///
/// Source: R. C. Martin, "OO Design Quality Metrics", 1994. Couplings count modules, not classes.
struct CouplingMetrics {
  private var afferent: [Int]
  private var efferent: [Int]
  private var inner: [Int]
  private var crossing: [Int]

  init(graph: CodeGraph) {
    let count = graph.layout.modules.count
    afferent = [Int](repeating: 0, count: count)
    efferent = [Int](repeating: 0, count: count)
    inner = [Int](repeating: 0, count: count)
    crossing = [Int](repeating: 0, count: count)
    for edge in graph.moduleEdges {
      efferent[Int(edge.from)] += 1
      afferent[Int(edge.to)] += 1
      crossing[Int(edge.from)] += Int(edge.weight)
      crossing[Int(edge.to)] += Int(edge.weight)
    }
    let modules = graph.files.map { Int($0.module) }
    for reference in graph.references {
      let from = modules[Int(reference.file)]
      if from >= 0, from == modules[Int(graph.fileOfDeclaration[Int(reference.target)])] { inner[from] += 1 }
    }
  }

  func values(ofModule index: Int) -> [String: Double] {
    let couplings = afferent[index] + efferent[index]
    let references = inner[index] + crossing[index]
    return [
      "coupling.afferent": Double(afferent[index]), "coupling.efferent": Double(efferent[index]),
      "coupling.instability":
        couplings == 0 ? 0 : MetricRounding.rounded(Double(efferent[index]) / Double(couplings)),
      "cohesion.references": references == 0 ? 1 : MetricRounding.rounded(Double(inner[index]) / Double(references)),
    ]
  }
}
