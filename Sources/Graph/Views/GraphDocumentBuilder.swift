import Facts
package import Model

/// Turns a ``LevelGraph`` into a ``GraphDocument``: cuts it down to a focus, folds what is too much to draw, and words it.
package struct GraphDocumentBuilder {
  /// What part of the graph to show.
  package struct Options: Sendable {
    /// Nodes to look at, and the steps from them; nil shows all.
    package var focus: (nodes: [Int], symbol: String, depth: Int)?
    /// The most nodes and edges to show before nodes are folded; nil for any number.
    package var nodeLimit: Int?
    package var edgeLimit: Int?

    package init(
      focus: (nodes: [Int], symbol: String, depth: Int)? = nil, nodeLimit: Int? = nil, edgeLimit: Int? = nil
    ) {
      self.focus = focus
      self.nodeLimit = nodeLimit
      self.edgeLimit = edgeLimit
    }
  }

  private let graph: CodeGraph
  private let view: LevelGraph
  private let options: Options
  /// Indices of the nodes in focus or near it.
  private let shown: [Int]
  /// For each node whether it is in `shown`.
  private let isShown: [Bool]
  private let isFocus: [Bool]

  package init(_ graph: CodeGraph, _ view: LevelGraph, options: Options) {
    self.graph = graph
    self.view = view
    self.options = options
    isShown = Self.neighbourhood(in: view, options.focus.map { ($0.nodes, $0.depth) })
    shown = isShown.indices.filter { [isShown] in isShown[$0] }
    var isFocus = [Bool](repeating: false, count: view.subjects.count)
    for node in options.focus?.nodes ?? [] { isFocus[node] = true }
    self.isFocus = isFocus
  }

  /// The document, without what only the caller knows: the snapshot's names and its coverage.
  package func document() -> GraphDocument {
    var folded = FoldedGraph(graph, view, plan: plan(limit: options.nodeLimit), isShown: isShown, isFocus: isFocus)
    if let edgeLimit = options.edgeLimit {
      var limit = min(options.nodeLimit ?? .max, folded.nodes.count)
      while folded.edges.count > edgeLimit, limit > 8 {
        limit = limit * 3 / 4
        folded = FoldedGraph(graph, view, plan: plan(limit: limit), isShown: isShown, isFocus: isFocus)
      }
    }
    return GraphDocument(
      level: view.level, repository: "", revision: "", isDirty: false,
      focus: options.focus.map { GraphDocument.Focus(symbol: $0.symbol, depth: $0.depth) }, nodes: folded.nodes,
      edges: folded.edges, cycles: view.cycleCount, notes: notes(folded))
  }

  // MARK: Focus

  /// For each node whether it lies within some steps of the focus, along edges in either direction.
  private static func neighbourhood(in view: LevelGraph, _ focus: (nodes: [Int], depth: Int)?) -> [Bool] {
    guard let focus else { return [Bool](repeating: true, count: view.subjects.count) }
    var isNear = [Bool](repeating: false, count: view.subjects.count)
    for node in focus.nodes { isNear[node] = true }
    var reached = focus.nodes.count
    for _ in 0..<max(0, focus.depth) {
      var next = isNear
      for edge in view.edges {
        if isNear[edge.from] { next[edge.to] = true }
        if isNear[edge.to] { next[edge.from] = true }
      }
      isNear = next
      let count = isNear.count { $0 }
      if count == reached { break }
      reached = count
    }
    return isNear
  }

  // MARK: Folding

  /// Folds among the shown nodes only: the others are numbered along and never counted.
  private func plan(limit: Int?) -> FoldPlan {
    let hidden = view.subjects.count - shown.count
    guard let limit, shown.count > limit else {
      return FoldPlan(nodeCount: view.subjects.count, order: [], stages: [], limit: .max)
    }
    return FoldPlan(
      nodeCount: view.subjects.count, order: leastConnectedFirst(), stages: FoldContainers(graph, view).stages,
      limit: hidden + limit)
  }

  /// The shown nodes but those in focus, by number of neighbours, then references, then from the last to the first.
  private func leastConnectedFirst() -> [Int] {
    var neighbours = [Int](repeating: 0, count: view.subjects.count)
    var weights = neighbours
    for edge in view.edges where isShown[edge.from] && isShown[edge.to] {
      for node in [edge.from, edge.to] {
        neighbours[node] += 1
        weights[node] += edge.weight
      }
    }
    return shown.filter { !isFocus[$0] }.sorted {
      (neighbours[$0], weights[$0], $1) < (neighbours[$1], weights[$1], $0)
    }
  }

  // MARK: Notes

  private func notes(_ folded: FoldedGraph) -> [String] {
    var notes: [String] = []
    let all = view.level.count(view.subjects.count)
    if let focus = options.focus, shown.count < view.subjects.count {
      let steps = focus.depth == 1 ? "1 step" : "\(focus.depth) steps"
      notes.append("\(shown.count) of \(all) lie within \(steps) of the focus; the others are not shown.")
    }
    let inside = folded.nodes.reduce(0) { $0 + $1.folded }
    if inside > 0 {
      let holders = folded.nodes.count { $0.folded > 0 }
      notes.append(
        "\(view.level.count(inside)), the least connected, \(inside == 1 ? "is" : "are") folded into "
          + "\(holders) \(holders == 1 ? "node" : "nodes"); --limit 0 shows each.")
    }
    let homeless = graph.files.count { $0.module < 0 && !$0.isManifest }
    if view.level == .module, homeless > 0 {
      notes.append("\(GraphDocument.Level.file.count(homeless)) of no module cannot be shown at this level.")
    }
    return notes
  }
}
