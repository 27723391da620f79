/// A directed graph with weighted edges between numbered parts of the code: modules, files, types or declarations.
///
/// Edges are grouped by their source, so that the edges of a part lie side by side.
package struct DependencyGraph: Sendable {
  /// That one part uses another.
  package struct Edge: Sendable, Equatable {
    package var from: Int
    package var to: Int
    /// Number of uses.
    package var weight: Int
    /// What the builder of the graph can show the edge by: an index that it alone understands.
    package var example: Int
    /// How sure it is that the edge exists, in (0, 1].
    package var confidence: Double

    package init(from: Int, to: Int, weight: Int, example: Int, confidence: Double) {
      self.from = from
      self.to = to
      self.weight = weight
      self.example = example
      self.confidence = confidence
    }
  }

  package let nodeCount: Int
  /// Sorted by `from`, then `to`; one edge a pair.
  package let edges: [Edge]
  /// The edges of node `n` are `edges[starts[n] ..< starts[n + 1]]`.
  private let starts: [Int]

  /// Sums the uses of each pair into one edge: weights add up, the surest use and the first of those gives the
  /// example. Uses of a part by itself are left out. Linear but for the sorting of each part's few edges.
  package init(nodeCount: Int, uses: [Edge]) {
    self.nodeCount = nodeCount
    var counts = [Int](repeating: 0, count: nodeCount + 1)
    for use in uses where use.from != use.to { counts[use.from + 1] += 1 }
    for node in 0..<nodeCount { counts[node + 1] += counts[node] }
    var order = [Int](repeating: 0, count: counts[nodeCount])
    var next = counts
    for (index, use) in uses.enumerated() where use.from != use.to {
      order[next[use.from]] = index
      next[use.from] += 1
    }
    var edges: [Edge] = []
    var starts = [0]
    var slotOf = [Int](repeating: -1, count: nodeCount)
    for node in 0..<nodeCount {
      let first = edges.count
      for position in counts[node]..<counts[node + 1] {
        Self.add(uses[order[position]], to: &edges, slotOf: &slotOf)
      }
      for edge in edges[first...] { slotOf[edge.to] = -1 }
      edges[first...].sort { $0.to < $1.to }
      starts.append(edges.count)
    }
    self.edges = edges
    self.starts = starts
  }

  private static func add(_ use: Edge, to edges: inout [Edge], slotOf: inout [Int]) {
    let slot = slotOf[use.to]
    guard slot >= 0 else {
      slotOf[use.to] = edges.count
      edges.append(use)
      return
    }
    edges[slot].weight += use.weight
    if use.confidence > edges[slot].confidence {
      edges[slot].confidence = use.confidence
      edges[slot].example = use.example
    }
  }

  /// The edges that leave a node, by their indices in ``edges``.
  package func outgoing(_ node: Int) -> Range<Int> { starts[node]..<starts[node + 1] }

  /// The graph of some of the nodes, those of one group joined into one, and the edges between the groups.
  ///
  /// The nodes of the new graph are the places of the groups in `groups`, which is sorted.
  package func joined(_ nodes: [Int], by groupOf: (Int) -> Int) -> (graph: DependencyGraph, groups: [Int]) {
    let groups = Set(nodes.map(groupOf)).sorted()
    let numberOfGroup = Dictionary(uniqueKeysWithValues: groups.enumerated().map { ($0.element, $0.offset) })
    var numbers = [Int](repeating: -1, count: nodeCount)
    for node in nodes { numbers[node] = numberOfGroup[groupOf(node)] ?? -1 }
    var kept: [Edge] = []
    for node in nodes {
      for index in outgoing(node) where numbers[edges[index].to] >= 0 {
        var edge = edges[index]
        edge.from = numbers[edge.from]
        edge.to = numbers[edge.to]
        kept.append(edge)
      }
    }
    return (DependencyGraph(nodeCount: groups.count, uses: kept), groups)
  }
}
