import Graph

/// Modules or types that all depend on each other, with the cheapest way to untie them.
struct DependencyCycle {
  /// The modules or types; sorted, at least two.
  let members: [Int]
  /// The nodes of the graph that the members consist of.
  let nodes: [Int]
  /// The dependencies between the members.
  let edges: [DependencyGraph.Edge]
  /// Indices in `edges`: the cheapest set whose removal leaves no cycle, fewest uses first.
  let cut: [Int]
  /// Indices in `edges`: a shortest cycle, in the order in which it is walked, from the member that comes first.
  let example: [Int]

  /// All cycles of a graph between different members; `memberOf` says which member a node is a part of.
  static func all(in graph: DependencyGraph, memberOf: (Int) -> Int) -> [DependencyCycle] {
    StrongComponents.cycles(in: graph).compactMap { DependencyCycle(of: $0, in: graph, memberOf: memberOf) }
  }

  /// Nil where all nodes are parts of one member.
  private init?(of nodes: [Int], in graph: DependencyGraph, memberOf: (Int) -> Int) {
    let (part, members) = graph.joined(nodes, by: memberOf)
    guard members.count > 1 else { return nil }
    let cut = FeedbackEdges.cheapest(in: part)
    var example = ShortestCycle.edges(in: part, through: cut)
    if let first = example.indices.min(by: { part.edges[example[$0]].from < part.edges[example[$1]].from }) {
      example = Array(example[first...] + example[..<first])
    }
    self.nodes = nodes
    self.members = members
    self.cut = cut.sorted { (part.edges[$0].weight, $0) < (part.edges[$1].weight, $1) }
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
