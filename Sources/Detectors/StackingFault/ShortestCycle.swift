import Graph

/// Finds a shortest cycle of a strongly connected graph, as the example that a reader can follow.
enum ShortestCycle {
  /// Starts tried at most: a component of thousands of parts has a short cycle somewhere near its first edges.
  private static let triedEdges = 64

  /// Indices in `graph.edges` of the edges of a cycle, in the order in which they are walked.
  ///
  /// Every cycle holds an edge of every feedback set, so it is enough to look for the shortest ways back along those
  /// of `cut`; only the first 64 are tried. Breadth-first, O(edges) each. Empty where there is no cycle.
  static func edges(in graph: DependencyGraph, through cut: [Int]) -> [Int] {
    var best: [Int] = []
    for edge in cut.prefix(triedEdges) {
      let start = graph.edges[edge]
      guard let way = shortestWay(from: start.to, to: start.from, in: graph) else { continue }
      if best.isEmpty || way.count + 1 < best.count { best = [edge] + way }
      if best.count == 2 { break }
    }
    return best
  }

  private static func shortestWay(from start: Int, to goal: Int, in graph: DependencyGraph) -> [Int]? {
    var reachedBy = [Int](repeating: -1, count: graph.nodeCount)
    var queue = [start]
    var position = 0
    while position < queue.count, reachedBy[goal] < 0 {
      for index in graph.outgoing(queue[position]) {
        let target = graph.edges[index].to
        guard target != start, reachedBy[target] < 0 else { continue }
        reachedBy[target] = index
        queue.append(target)
      }
      position += 1
    }
    var way: [Int] = []
    var node = goal
    while node != start {
      guard reachedBy[node] >= 0 else { return nil }
      way.append(reachedBy[node])
      node = graph.edges[reachedBy[node]].from
    }
    return way.reversed()
  }
}
