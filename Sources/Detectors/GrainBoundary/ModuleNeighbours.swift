import Graph
import Model

/// The pairs of modules between which conventions are compared.
struct ModuleNeighbours {
  /// Two modules of which the first uses the second.
  struct Pair {
    var user: Int
    var used: Int
    /// Number of resolved references between them, in both directions.
    var bonds: Int
    /// The dependency, as ``ModuleDependencies`` has it.
    fileprivate var edge: DependencyGraph.Edge
  }

  /// Sorted by user, then used; modules that use each other are one pair. A dependency that is declared but never
  /// imported makes no neighbours.
  let pairs: [Pair]
  private let modules: ModuleDependencies

  init(graph: CodeGraph) {
    modules = ModuleDependencies(graph: graph)
    var bonds: [Set<Int>: Int] = [:]
    for edge in graph.moduleEdges { bonds[[Int(edge.from), Int(edge.to)], default: 0] += Int(edge.weight) }
    var seen: Set<Set<Int>> = []
    var pairs: [Pair] = []
    for edge in modules.dependencies.edges {
      guard edge.weight > 0,
        Self.areComparable(graph.layout.modules[edge.from].kind, graph.layout.modules[edge.to].kind),
        seen.insert([edge.from, edge.to]).inserted
      else { continue }
      pairs.append(Pair(user: edge.from, used: edge.to, bonds: bonds[[edge.from, edge.to]] ?? 0, edge: edge))
    }
    self.pairs = pairs
  }

  private static func areComparable(_ left: ProjectLayout.ModuleKind, _ right: ProjectLayout.ModuleKind) -> Bool {
    func isOrdinary(_ kind: ProjectLayout.ModuleKind) -> Bool {
      kind == .library || kind == .executable || kind == .folder
    }
    return isOrdinary(left) && isOrdinary(right) || left == .test && right == .test
  }

  /// Where the dependency is seen: an import, or the manifest.
  func place(of pair: Pair, in graph: CodeGraph) -> EdgePlace? { modules.place(of: pair.edge, in: graph) }
}
