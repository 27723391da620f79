import Model

/// The nodes and edges of a document: those of a ``LevelGraph`` that are shown, folded by a plan and put in order.
struct FoldedGraph {
  private(set) var nodes: [GraphDocument.Node] = []
  private(set) var edges: [GraphDocument.Edge] = []

  init(_ graph: CodeGraph, _ view: LevelGraph, plan: FoldPlan, isShown: [Bool], isFocus: [Bool]) {
    let names = NodeNames(graph, level: view.level).nodes(of: view)
    let containers = FoldContainers(graph, view).containers
    var members: [FoldPlan.Group: [Int]] = [:]
    var groups: [FoldPlan.Group] = []
    for node in plan.groupOf.indices where isShown[node] {
      let group = plan.groupOf[node]
      if members[group] == nil { groups.append(group) }
      members[group, default: []].append(node)
    }
    let merged = groups.map { group in
      Self.node(of: group, members[group] ?? [], names, containers, isFocus)
    }
    let order = Self.order(of: merged, groups)
    nodes = order.map { merged[$0] }
    var placeOf: [FoldPlan.Group: Int] = [:]
    for (place, index) in order.enumerated() { placeOf[groups[index]] = place }
    addEdges(of: view, plan, placeOf, isShown)
  }

  /// Modules by name, nodes of no module last; within a module the graph's own order, containers behind.
  private static func order(of nodes: [GraphDocument.Node], _ groups: [FoldPlan.Group]) -> [Int] {
    func rank(_ index: Int) -> (Int, String, Int, Int, String) {
      let node = nodes[index]
      let module = (node.module.isEmpty ? 1 : 0, node.module)
      switch groups[index] {
      case .node(let number): return (module.0, module.1, 0, number, "")
      case .container: return (module.0, module.1, 1, 0, node.id)
      }
    }
    let ranks = nodes.indices.map(rank)
    return nodes.indices.sorted { ranks[$0] < ranks[$1] }
  }

  private static func node(
    of group: FoldPlan.Group, _ members: [Int], _ names: [GraphDocument.Node],
    _ containers: [FoldContainers.Container], _ isFocus: [Bool]
  ) -> GraphDocument.Node {
    var node: GraphDocument.Node
    var others = members
    switch group {
    case .node(let number):
      node = names[number]
      node.inside = 0
      others.removeAll { $0 == number }
    case .container(let number):
      let container = containers[number]
      node = GraphDocument.Node(id: container.id, label: container.label, kind: container.kind)
      let modules = Set(members.map { names[$0].module })
      if modules.count == 1, let module = modules.first, container.kind != "rest" { node.module = module }
    }
    node.inside = members.reduce(0) { $0 + names[$1].inside }
    node.folded = others.count
    node.foldedOnCycles = others.count { names[$0].cycle > 0 }
    node.isFocus = members.contains { isFocus[$0] }
    return node
  }

  private mutating func addEdges(
    of view: LevelGraph, _ plan: FoldPlan, _ placeOf: [FoldPlan.Group: Int], _ isShown: [Bool]
  ) {
    var summed: [Pair: (edge: LevelEdge, cycle: Int)] = [:]
    for edge in view.edges where isShown[edge.from] && isShown[edge.to] {
      guard let from = placeOf[plan.groupOf[edge.from]], let to = placeOf[plan.groupOf[edge.to]] else { continue }
      guard from != to else {
        nodes[from].inside += edge.weight
        continue
      }
      let cycle = view.cycleOfNode[edge.from] == view.cycleOfNode[edge.to] ? view.cycleOfNode[edge.from] : 0
      var sum = summed[Pair(from: from, to: to)] ?? (LevelEdge(from: from, to: to), cycle)
      for use in edge.uses { sum.edge.add(kind: use.kind, count: use.count) }
      if sum.cycle == 0 || (cycle > 0 && cycle < sum.cycle) { sum.cycle = cycle }
      summed[Pair(from: from, to: to)] = sum
    }
    edges = summed.values.map { sum in
      GraphDocument.Edge(
        from: sum.edge.from, to: sum.edge.to, weight: sum.edge.weight,
        uses: sum.edge.uses.map { GraphDocument.Use(kind: UseKind.word($0.kind), count: $0.count) }
          .sorted { $0.kind < $1.kind },
        cycle: sum.cycle)
    }.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
  }

  private struct Pair: Hashable {
    var from: Int
    var to: Int
  }
}
