package import Model

/// The dependency graph at one level of detail, whole and not yet worded.
///
/// Every file but the manifests is in it. At the level of types, code outside the repository's types (global functions,
/// extensions of foreign types) is a node of its file; at the level of declarations, local declarations count as the
/// one around them, an extension of a type of the repository as that type, and code at a file's top level as a node of
/// that file.
package struct LevelGraph: Sendable {
  package let level: GraphDocument.Level
  /// In the order of modules, or of files and the declarations in them.
  let subjects: [LevelSubject]
  /// For each declaration its node, -1 for none.
  let nodeOfDeclaration: [Int32]
  /// For each file the node of what stands in none of its declarations, -1 for none.
  let nodeOfFile: [Int32]
  /// For each node the number of references within it.
  let inside: [Int]
  /// Sorted by `from`, then `to`.
  let edges: [LevelEdge]
  /// For each node the number of its strongly connected set, counted from 1; 0 for none.
  let cycleOfNode: [Int]
  let cycleCount: Int
  /// Number of references left out because they are resolved with too little confidence.
  package let uncertain: Int

  /// Linear in the size of the graph, but for the sorting of its references. Those below `leastConfidence`, in percent,
  /// do not count.
  package init(_ graph: CodeGraph, level: GraphDocument.Level, leastConfidence: Int = 0) {
    let nodes = LevelNodes(graph, level: level)
    var uses = LevelUses(nodeCount: nodes.subjects.count)
    var uncertain = 0
    for reference in graph.references {
      guard reference.confidence >= leastConfidence else {
        uncertain += 1
        continue
      }
      let from =
        reference.source >= 0
        ? nodes.ofDeclaration[Int(reference.source)] : nodes.ofFile[Int(reference.file)]
      uses.add(from: from, to: nodes.ofDeclaration[Int(reference.target)], kind: reference.role.rawValue)
    }
    if level == .module { uses.addModuleDependencies(of: graph) }
    self.uncertain = uncertain
    self.level = level
    subjects = nodes.subjects
    nodeOfDeclaration = nodes.ofDeclaration
    nodeOfFile = nodes.ofFile
    edges = uses.edges()
    inside = uses.inside
    let cycles = StrongComponents.cycles(in: Self.structure(nodeCount: nodes.subjects.count, edges: edges))
    var numbers = [Int](repeating: 0, count: nodes.subjects.count)
    for (index, members) in cycles.enumerated() {
      for member in members { numbers[member] = index + 1 }
    }
    cycleOfNode = numbers
    cycleCount = cycles.count
  }

  private static func structure(nodeCount: Int, edges: [LevelEdge]) -> DependencyGraph {
    DependencyGraph(
      nodeCount: nodeCount,
      uses: edges.enumerated().map { index, edge in
        DependencyGraph.Edge(from: edge.from, to: edge.to, weight: edge.weight, example: index, confidence: 1)
      })
  }
}
