import Graph

/// Finds the cheapest set of edges whose removal leaves a graph without cycles: a minimum feedback arc set.
///
/// Every order of the nodes gives such a set, the edges that point backward in it, and the cheapest set is that of the
/// best order. For up to ``exactLimit`` nodes the best order is found exactly, by dynamic programming over the sets of
/// nodes that stand first (Held, Karp 1962; Lawler 1964). For more nodes the order is the greedy one of Eades, Lin and
/// Smyth (IPL 1993), with weights, improved by moving single nodes as long as that lowers the cost: not always the
/// cheapest.
struct FeedbackEdges {
  /// Most nodes for which the answer is exact: 2^12 sets take well below a millisecond.
  static let exactLimit = 12

  /// Rounds of improvement, each quadratic in the nodes; few change anything.
  private static let improvementRounds = 8

  /// Indices in `graph.edges` of the edges to remove, in their order there.
  static func cheapest(in graph: DependencyGraph) -> [Int] {
    let order = graph.nodeCount <= exactLimit ? bestOrder(of: graph) : improved(greedyOrder(of: graph), in: graph)
    var place = [Int](repeating: 0, count: graph.nodeCount)
    for (position, node) in order.enumerated() { place[node] = position }
    return graph.edges.indices.filter { place[graph.edges[$0].from] > place[graph.edges[$0].to] }
  }

  /// What it costs to remove an edge: its weight, and a little for being one more edge, so that of two sets with the
  /// same weight the one with fewer edges is the cheaper.
  private static func cost(_ edge: DependencyGraph.Edge) -> Int { edge.weight * 1024 + 1 }

  // MARK: Exact

  private static func bestOrder(of graph: DependencyGraph) -> [Int] {
    let count = graph.nodeCount
    var costs = [[Int]](repeating: [Int](repeating: 0, count: count), count: count)
    for edge in graph.edges { costs[edge.from][edge.to] = cost(edge) }
    let full = (1 << count) - 1
    // best[set]: cheapest order of the nodes of `set`, standing before all others; last[set]: its last node.
    var best = [Int](repeating: .max, count: full + 1)
    var last = [Int](repeating: -1, count: full + 1)
    best[0] = 0
    for set in 0..<full {
      for node in 0..<count where set & (1 << node) == 0 {
        var total = best[set]
        for earlier in 0..<count where set & (1 << earlier) != 0 { total += costs[node][earlier] }
        let next = set | (1 << node)
        if total < best[next] {
          best[next] = total
          last[next] = node
        }
      }
    }
    var order: [Int] = []
    var set = full
    while set != 0 {
      order.append(last[set])
      set &= ~(1 << last[set])
    }
    return order.reversed()
  }

  // MARK: Greedy

  /// Takes nodes without incoming edges to the front and those without outgoing ones to the back; where there is
  /// neither, the node with the greatest surplus of outgoing cost goes to the front. Quadratic in the nodes.
  private static func greedyOrder(of graph: DependencyGraph) -> [Int] {
    var surplus = [Int](repeating: 0, count: graph.nodeCount)
    var outgoing = surplus
    let incoming = incomingEdges(of: graph)
    var incomingCount = incoming.map(\.count)
    for edge in graph.edges {
      surplus[edge.from] += cost(edge)
      surplus[edge.to] -= cost(edge)
      outgoing[edge.from] += 1
    }
    var left = Array(0..<graph.nodeCount)
    var isLeft = [Bool](repeating: true, count: graph.nodeCount)
    var front: [Int] = []
    var back: [Int] = []
    while let first = left.first {
      var next = first
      for node in left where outgoing[node] == 0 || incomingCount[node] == 0 || surplus[node] > surplus[next] {
        next = node
        if outgoing[node] == 0 || incomingCount[node] == 0 { break }
      }
      if outgoing[next] == 0 { back.append(next) } else { front.append(next) }
      isLeft[next] = false
      left.removeAll { $0 == next }
      for index in graph.outgoing(next) where isLeft[graph.edges[index].to] {
        incomingCount[graph.edges[index].to] -= 1
        surplus[graph.edges[index].to] += cost(graph.edges[index])
      }
      for index in incoming[next] where isLeft[graph.edges[index].from] {
        outgoing[graph.edges[index].from] -= 1
        surplus[graph.edges[index].from] -= cost(graph.edges[index])
      }
    }
    return front + back.reversed()
  }

  private static func incomingEdges(of graph: DependencyGraph) -> [[Int]] {
    var incoming = [[Int]](repeating: [], count: graph.nodeCount)
    for (index, edge) in graph.edges.enumerated() { incoming[edge.to].append(index) }
    return incoming
  }

  /// Moves one node after the other to its cheapest place, until a round changes nothing.
  private static func improved(_ start: [Int], in graph: DependencyGraph) -> [Int] {
    let incoming = incomingEdges(of: graph)
    var order = start
    for _ in 0..<improvementRounds {
      var hasChanged = false
      for node in 0..<graph.nodeCount {
        guard let place = order.firstIndex(of: node) else { continue }
        let better = cheapestPlace(of: node, at: place, in: order, graph: graph, incoming: incoming[node])
        guard better != place else { continue }
        order.remove(at: place)
        order.insert(node, at: better)
        hasChanged = true
      }
      if !hasChanged { break }
    }
    return order
  }

  /// Walks the node along the order: to the right of a node it uses, that edge points backward; to the right of a
  /// node that uses it, that one no longer does. Of equally cheap places the present one stays.
  private static func cheapestPlace(
    of node: Int, at place: Int, in order: [Int], graph: DependencyGraph, incoming: [Int]
  ) -> Int {
    // change[p]: what the cost changes by when the node moves from before to behind the node at place p.
    var change = [Int](repeating: 0, count: order.count)
    var placeOf = [Int](repeating: 0, count: order.count)
    for (position, other) in order.enumerated() { placeOf[other] = position }
    for index in graph.outgoing(node) { change[placeOf[graph.edges[index].to]] += cost(graph.edges[index]) }
    for index in incoming { change[placeOf[graph.edges[index].from]] -= cost(graph.edges[index]) }
    var best = (place: place, cost: 0)
    var cost = 0
    for position in stride(from: place - 1, through: 0, by: -1) {
      cost -= change[position]
      if cost < best.cost { best = (position, cost) }
    }
    cost = 0
    for position in stride(from: place + 1, to: order.count, by: 1) {
      cost += change[position]
      if cost < best.cost { best = (position, cost) }
    }
    return best.place
  }
}
