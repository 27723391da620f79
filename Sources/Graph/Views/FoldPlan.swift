/// Chooses which nodes of a graph to fold into what contains them, so that what is left can be drawn.
///
/// The least connected nodes are folded first, as few as it takes. Where folding all of them into their nearest
/// containers is not enough, the next larger containers are used instead.
struct FoldPlan {
  /// A node of the folded graph.
  enum Group: Hashable {
    /// A node of the graph as it was.
    case node(Int)
    /// What contains nodes, by the number that the caller gave it.
    case container(Int)
  }

  /// For each node the group that it is part of.
  private(set) var groupOf: [Group]
  private(set) var groupCount: Int

  /// - Parameters:
  ///   - order: the nodes that may be folded, the least connected first.
  ///   - stages: for each size of container, from small to large, the container of each node. A node that contains
  ///     itself stays.
  ///   - limit: the most groups that are wanted. There may be more, where `order` leaves out more nodes than that.
  init(nodeCount: Int, order: [Int], stages: [[Group]], limit: Int) {
    groupOf = (0..<nodeCount).map { .node($0) }
    groupCount = nodeCount
    for stage in stages where groupCount > limit {
      groupOf = (0..<nodeCount).map { .node($0) }
      var sizes = [Group: Int](uniqueKeysWithValues: groupOf.map { ($0, 1) })
      for node in order where sizes.count > limit { move(node, to: stage[node], &sizes) }
      groupCount = sizes.count
    }
    unfoldSingles()
  }

  private mutating func move(_ node: Int, to group: Group, _ sizes: inout [Group: Int]) {
    let old = groupOf[node]
    guard group != old else { return }
    sizes[group, default: 0] += 1
    groupOf[node] = group
    let left = (sizes[old] ?? 1) - 1
    sizes[old] = left == 0 ? nil : left
  }

  /// A container of one node says less than the node.
  private mutating func unfoldSingles() {
    var members: [Group: [Int]] = [:]
    for (node, group) in groupOf.enumerated() { members[group, default: []].append(node) }
    for (group, nodes) in members {
      if case .container = group, nodes.count == 1 { groupOf[nodes[0]] = .node(nodes[0]) }
    }
  }
}
