/// One strongly connected set of parts, with the cheapest way to untie it.
struct DependencyCycle {
  /// The parts, as nodes of the whole graph; sorted.
  let members: [Int]
  /// The dependencies between the members, with the nodes of the whole graph.
  let edges: [DependencyGraph.Edge]
  /// Indices in `edges`: the cheapest set whose removal leaves no cycle, fewest uses first.
  let cut: [Int]
  /// Indices in `edges`: a shortest cycle, in the order in which it is walked, from the member that comes first.
  let example: [Int]

  /// All cycles of a graph.
  static func all(in graph: DependencyGraph) -> [DependencyCycle] {
    StrongComponents.cycles(in: graph).map { DependencyCycle(of: $0, in: graph) }
  }

  private init(of members: [Int], in graph: DependencyGraph) {
    let part = graph.restricted(to: members)
    let cut = FeedbackEdges.cheapest(in: part)
    self.members = members
    self.cut = cut.sorted { (part.edges[$0].weight, $0) < (part.edges[$1].weight, $1) }
    var example = ShortestCycle.edges(in: part, through: cut)
    if let first = example.indices.min(by: { part.edges[example[$0]].from < part.edges[example[$1]].from }) {
      example = Array(example[first...] + example[..<first])
    }
    self.example = example
    edges = part.edges.map { edge in
      var edge = edge
      edge.from = members[edge.from]
      edge.to = members[edge.to]
      return edge
    }
  }

  /// How sure it is that the example is a cycle: as sure as its least sure dependency.
  var confidence: Double { example.map { edges[$0].confidence }.min() ?? 1 }

  /// Dependencies worth showing, each once: those of the example, then those of the cut.
  var shown: [Int] { example + cut.filter { !example.contains($0) } }
}
