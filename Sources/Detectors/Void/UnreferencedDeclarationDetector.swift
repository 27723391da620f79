import Facts
package import Graph
package import Model
package import Rules

/// Finds declarations that nothing uses, or only what is itself unused.
///
/// It names none that somebody outside the sources may use. Files that a program wrote or that were read in part only
/// are left out; what they use is used.
package struct UnreferencedDeclarationDetector: GraphDetector {
  package static let rule = RuleID("void/unreferenced-declaration")

  /// Most declarations of a cluster that the evidence names.
  private static let namedMembers = 20

  /// So many unused declarations of one kind side by side are a vocabulary that is kept whole: the tags of a language,
  /// the constants of a header.
  private static let vocabulary = 8
  /// Confidence where the declaration may be there on purpose although nothing uses it.
  private static let doubtful = 0.7

  package init(options: RuleOptions) {}

  package func detect(in graph: CodeGraph, _ tables: SharedTables, report: inout DefectReport) {
    let table = tables.declarations
    let natures = tables.natures
    let witnesses = tables.witnesses
    let states = UseStates(graph, tables).states
    var reachability = Reachability(graph, tables, states)
    let suspects = states.indices.filter { states[$0] == .candidate && !reachability.isAlive[$0] && table.isOwner($0) }
    let possible = PossibleUses(of: suspects, graph, tables)
    reachability.add(possible.uses)
    let confidence = AbsenceConfidence(graph)
    let clusters = DeadClusters(table, reachability, witnesses).clusters.filter { states[$0.root] == .candidate }
    let siblings = siblings(of: clusters, table)
    for cluster in clusters {
      let isShared = ([cluster.root] + cluster.members).contains { possible.shared.contains(Int32($0)) }
      var found = defect(cluster, isShared: isShared, table, confidence, graph)
      if siblings[Sibling(cluster.root, table), default: 0] >= Self.vocabulary {
        found.confidence = min(found.confidence, Self.doubtful)
      }
      report.add(found)
    }
  }

  /// What declarations of one kind side by side in one file have in common.
  private struct Sibling: Hashable {
    var file: Int32
    var parent: Int32
    var kind: DeclarationKind

    init(_ declaration: Int, _ table: DeclarationTable) {
      file = table.fileOf[declaration]
      parent = table.parents[declaration]
      kind = table.kinds[declaration]
    }
  }

  private func siblings(of clusters: [DeadClusters.Cluster], _ table: DeclarationTable) -> [Sibling: Int] {
    clusters.reduce(into: [:]) { $0[Sibling($1.root, table), default: 0] += 1 }
  }

  private func defect(
    _ cluster: DeadClusters.Cluster, isShared: Bool, _ table: DeclarationTable, _ confidence: AbsenceConfidence,
    _ graph: CodeGraph
  ) -> Defect {
    let file = Int(table.fileOf[cluster.root])
    let facts = graph.files[file].facts
    let root = facts.declarations[cluster.root - Int(graph.files[file].firstDeclaration)]
    var message = "the \(root.kind.word) '\(facts.strings[root.fullName])' is never used"
    switch cluster.members.count {
    case 0: break
    case 1: message += ", nor is '\(fullName(cluster.members[0], table, graph))', which only it uses"
    default: message += ", nor are the \(cluster.members.count) declarations that only it uses"
    }
    let lines = ([cluster.root] + cluster.members).reduce(0) { $0 + lineCount(of: $1, table, graph) }
    let value = confidence.value(
      file: file, reach: table.reach[cluster.root], isNameShared: isShared, isConditional: root.condition >= 0)
    let node = facts.tree[Int(root.node)]
    return Defect(
      file: file, offset: facts.tokens.offsets[Int(root.nameToken)],
      endOffset: facts.endOffset(ofToken: Int(node.endToken) - 1), declaration: cluster.root, message: message,
      confidence: isKeptOnPurpose(cluster.root, root, facts, graph) ? min(value, Self.doubtful) : value,
      units: Double(lines),
      evidence: cluster.members.prefix(Self.namedMembers).map { evidence($0, table, graph) })
  }

  private func evidence(_ member: Int, _ table: DeclarationTable, _ graph: CodeGraph) -> Defect.Place {
    let file = Int(table.fileOf[member])
    let local = member - Int(graph.files[file].firstDeclaration)
    let token = Int(graph.files[file].facts.declarations[local].nameToken)
    return Defect.Place(
      file: file, firstToken: token, lastToken: token,
      message: "'\(fullName(member, table, graph))' is used by unused code only")
  }

  private func fullName(_ declaration: Int, _ table: DeclarationTable, _ graph: CodeGraph) -> String {
    let file = graph.files[Int(table.fileOf[declaration])]
    return file.facts.strings[file.facts.declarations[declaration - Int(file.firstDeclaration)].fullName]
  }

  private func lineCount(of declaration: Int, _ table: DeclarationTable, _ graph: CodeGraph) -> Int {
    let file = graph.files[Int(table.fileOf[declaration])]
    let fact = file.facts.declarations[declaration - Int(file.firstDeclaration)]
    return file.facts.lines(ofNode: Int(fact.outerNode)).count
  }

  /// Whether it may be there for something else than to be used.
  private func isKeptOnPurpose(
    _ index: Int, _ declaration: DeclarationFact, _ facts: FileFacts, _ graph: CodeGraph
  ) -> Bool {
    hasEffect(declaration, facts) || isForTheCompiler(index, declaration, graph)
      || KeptMatter.isOfStandIn(declaration, facts, prefixes: KeptMatter.empty)
  }

  /// Whether a type of a test target may be there to show that it compiles: it conforms to something, or wrappers and
  /// macros make its members.
  private func isForTheCompiler(_ index: Int, _ declaration: DeclarationFact, _ graph: CodeGraph) -> Bool {
    let file = graph.files[Int(graph.fileOfDeclaration[index])]
    guard declaration.kind.isNominalType, file.module >= 0, graph.layout.modules[Int(file.module)].kind == .test else {
      return false
    }
    let node = Int(declaration.node)
    if file.facts.tree.firstChild(of: node, .inheritedType) != nil { return true }
    return file.facts.declarations.contains { other in
      other.parent >= 0 && Int(other.parent) == index - Int(file.firstDeclaration)
        && other.traits.contains(.hasCustomAttribute)
    }
  }

  /// Whether an initial value calls something, which may be there for what the call does.
  private func hasEffect(_ declaration: DeclarationFact, _ facts: FileFacts) -> Bool {
    guard declaration.kind == .variable, declaration.traits.isSuperset(of: [.isStored, .hasInitialValue]),
      !declaration.traits.contains(.isStatic)
    else { return false }
    let node = Int(declaration.node)
    return (node..<Int(facts.tree[node].end)).contains { facts.tree[$0].kind == .call }
  }
}
