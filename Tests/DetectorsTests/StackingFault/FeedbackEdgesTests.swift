import Graph
import Testing

@testable import Detectors

/// The cheapest edges to remove: exact on small graphs, and always enough.
@Suite struct FeedbackEdgesTests {
  /// A pseudo-random graph, the same in every run.
  private func graph(nodes: Int, edges: Int, seed: UInt64) -> DependencyGraph {
    var state = seed &* 0x9e37_79b9_7f4a_7c15 | 1
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    return DependencyGraph(
      nodeCount: nodes,
      uses: (0..<edges).map {
        DependencyGraph.Edge(from: next(nodes), to: next(nodes), weight: 1 + next(9), example: $0, confidence: 1)
      })
  }

  private func graph(_ pairs: [(Int, Int, Int)]) -> DependencyGraph {
    DependencyGraph(
      nodeCount: (pairs.flatMap { [$0.0, $0.1] }.max() ?? 0) + 1,
      uses: pairs.map { DependencyGraph.Edge(from: $0.0, to: $0.1, weight: $0.2, example: 0, confidence: 1) })
  }

  private func weight(_ cut: [Int], of graph: DependencyGraph) -> Int {
    cut.reduce(0) { $0 + graph.edges[$1].weight }
  }

  private func isAcyclic(_ graph: DependencyGraph, without cut: [Int]) -> Bool {
    let kept = graph.edges.indices.filter { !cut.contains($0) }.map { graph.edges[$0] }
    return StrongComponents.cycles(in: DependencyGraph(nodeCount: graph.nodeCount, uses: kept)).isEmpty
  }

  /// The weight of the cheapest set, by trying every order.
  private func leastWeight(of graph: DependencyGraph) -> Int {
    func search(_ order: [Int], _ rest: [Int]) -> Int {
      guard !rest.isEmpty else {
        var place = [Int](repeating: 0, count: graph.nodeCount)
        for (position, node) in order.enumerated() { place[node] = position }
        return graph.edges.reduce(0) { $0 + (place[$1.from] > place[$1.to] ? $1.weight : 0) }
      }
      return rest.map { node in search(order + [node], rest.filter { $0 != node }) }.min() ?? 0
    }
    return search([], Array(0..<graph.nodeCount))
  }

  @Test(arguments: 1...40)
  func smallGraphsAreExact(seed: Int) {
    let graph = graph(nodes: 3 + seed % 4, edges: 4 + seed % 12, seed: UInt64(seed))
    let cut = FeedbackEdges.cheapest(in: graph)
    #expect(isAcyclic(graph, without: cut))
    #expect(weight(cut, of: graph) == leastWeight(of: graph))
  }

  @Test(arguments: 1...20)
  func largeGraphsAreUntied(seed: Int) {
    let graph = graph(nodes: FeedbackEdges.exactLimit + 1 + seed, edges: 60 + 3 * seed, seed: UInt64(seed))
    let cut = FeedbackEdges.cheapest(in: graph)
    #expect(isAcyclic(graph, without: cut))
    #expect(2 * weight(cut, of: graph) <= weight(Array(graph.edges.indices), of: graph))
  }

  /// A ring with one light edge, too large for the exact search.
  @Test func theLightestEdgeOfARingIsCut() {
    let ring = graph((0..<30).map { ($0, ($0 + 1) % 30, $0 == 17 ? 1 : 5) })
    #expect(FeedbackEdges.cheapest(in: ring).map { ring.edges[$0].from } == [17])
  }

  /// Of two sets of one weight the one with fewer edges is cheaper.
  @Test func fewerEdgesAreCheaper() {
    let graph = graph([(0, 1, 2), (1, 2, 9), (2, 0, 1), (1, 3, 9), (3, 0, 1)])
    #expect(FeedbackEdges.cheapest(in: graph).map { graph.edges[$0].weight } == [2])
  }

  @Test func aGraphWithoutCyclesKeepsAll() {
    #expect(FeedbackEdges.cheapest(in: graph([(0, 1, 1), (0, 2, 1), (1, 2, 1)])).isEmpty)
    #expect(FeedbackEdges.cheapest(in: graph((0..<40).map { ($0, $0 + 1, 1) })).isEmpty)
  }
}
