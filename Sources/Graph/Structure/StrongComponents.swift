/// Finds the strongly connected components of a graph: the largest sets of nodes that all reach each other.
///
/// Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1972, with a stack of its own
/// instead of recursion, since chains of dependencies can be long. O(nodes + edges).
package struct StrongComponents {
  /// A node whose edges are being followed.
  private struct Visit {
    var node: Int
    /// Index of the next edge to follow.
    var edge: Int
  }

  private let graph: DependencyGraph
  private var visits: [Visit] = []
  /// Nodes that no component has yet, in the order in which they were met.
  private var open: [Int] = []
  private var isOpen: [Bool]
  /// The order in which nodes were met, from 1; 0 for those not met yet.
  private var number: [Int]
  /// The lowest number that a node is known to reach among the open ones.
  private var low: [Int]
  private var met = 0
  private var cycles: [[Int]] = []

  /// The components of at least two nodes, each sorted, in the order of their first nodes.
  package static func cycles(in graph: DependencyGraph) -> [[Int]] {
    var search = StrongComponents(graph)
    for node in 0..<graph.nodeCount where search.number[node] == 0 { search.visit(from: node) }
    return search.cycles.sorted { $0[0] < $1[0] }
  }

  private init(_ graph: DependencyGraph) {
    self.graph = graph
    isOpen = [Bool](repeating: false, count: graph.nodeCount)
    number = [Int](repeating: 0, count: graph.nodeCount)
    low = number
  }

  private mutating func visit(from root: Int) {
    meet(root)
    while let visit = visits.last {
      if visit.edge < graph.outgoing(visit.node).upperBound {
        visits[visits.count - 1].edge += 1
        let target = graph.edges[visit.edge].to
        if number[target] == 0 {
          meet(target)
        } else if isOpen[target] {
          low[visit.node] = min(low[visit.node], number[target])
        }
      } else {
        visits.removeLast()
        if let parent = visits.last?.node { low[parent] = min(low[parent], low[visit.node]) }
        if low[visit.node] == number[visit.node] { close(visit.node) }
      }
    }
  }

  private mutating func meet(_ node: Int) {
    met += 1
    number[node] = met
    low[node] = met
    open.append(node)
    isOpen[node] = true
    visits.append(Visit(node: node, edge: graph.outgoing(node).lowerBound))
  }

  /// All that was met since `root`, and is still open, is one component.
  private mutating func close(_ root: Int) {
    var members: [Int] = []
    while let node = open.popLast() {
      isOpen[node] = false
      members.append(node)
      if node == root { break }
    }
    if members.count > 1 { cycles.append(members.sorted()) }
  }
}
