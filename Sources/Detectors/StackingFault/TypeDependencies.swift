import Facts
import Graph

/// Which types of a repository use which, as far as that says something about layers.
///
/// Left out are: uses that were resolved by a guess at a name, and words of attributes; uses within a file, and between
/// a type and the types nested in it; test code and generated code; back references, where a type holds the other one
/// `weak` or `unowned` and so says itself that it stands below it; and a type's uses of its companions, such as `Parcel`
/// of `ParcelBuilder`, which are made to know each other.
struct TypeDependencies {
  let parts: TypeParts
  /// Nodes are the numbers of `parts`; an edge's example is an index in the graph's references.
  let dependencies: DependencyGraph

  init(graph: CodeGraph) {
    let parts = TypeParts(graph: graph)
    var uses: [DependencyGraph.Edge] = []
    var backward: Set<Pair> = []
    let isLeftOut = graph.files.indices.map { graph.files[$0].facts.isGenerated || graph.isTestCode($0) }
    for (index, reference) in graph.references.enumerated() {
      guard reference.confidence >= TypeParts.leastConfidence, reference.source >= 0 else { continue }
      let from = parts.partOfDeclaration[Int(reference.source)]
      let to = parts.partOfDeclaration[Int(reference.target)]
      let targetFile = graph.fileOfDeclaration[Int(reference.target)]
      guard from != to, from >= 0, to >= 0, reference.file != targetFile, !isLeftOut[Int(reference.file)],
        !isLeftOut[Int(targetFile)], !Self.isAttributeWord(reference, graph)
      else { continue }
      if reference.role == .type, Self.isHeldWeakly(reference, graph) { backward.insert(Pair(from: from, to: to)) }
      uses.append(
        DependencyGraph.Edge(
          from: from, to: to, weight: 1, example: index, confidence: Double(reference.confidence) / 100))
    }
    let all = DependencyGraph(nodeCount: parts.parts.count, uses: uses)
    let names = CompanionNames(graph: graph, parts: parts)
    self.parts = parts
    dependencies = DependencyGraph(
      nodeCount: all.nodeCount,
      uses: all.edges.filter {
        !backward.contains(Pair(from: $0.from, to: $0.to)) && !parts.areNested($0.from, $0.to)
          && !names.isCompanion($0.to, of: $0.from)
      })
  }

  private struct Pair: Hashable {
    var from: Int
    var to: Int
  }

  /// Whether a name is but a word of one of the language's attributes, such as the group in `@_spi(Name)`, that a type
  /// happens to bear too.
  private static func isAttributeWord(_ reference: Reference, _ graph: CodeGraph) -> Bool {
    guard reference.role == .read else { return false }
    let facts = graph.files[Int(reference.file)].facts
    var around = Int(facts.tree[Int(reference.node)].parent)
    if facts.tree[around].kind == .argument { around = Int(facts.tree[around].parent) }
    guard facts.tree[around].kind == .attribute else { return false }
    return KnownAttributes.contains(facts.strings[facts.tree[around].name])
  }

  private static func isHeldWeakly(_ reference: Reference, _ graph: CodeGraph) -> Bool {
    let file = Int(reference.file)
    let source = Int(reference.source - graph.files[file].firstDeclaration)
    return graph.files[file].facts.declarations[source].traits.contains(.isWeakOrUnowned)
  }
}
