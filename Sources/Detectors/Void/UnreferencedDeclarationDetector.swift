import Facts
package import Graph
package import Model
package import Rules

/// Finds private declarations that nothing uses, or only what is itself unused.
///
/// Never names a declaration of wider access: other files and other repositories may use it. Files that a program wrote
/// or that were read in part only are left out.
package struct UnreferencedDeclarationDetector: GraphDetector {
  package static let rule = RuleID("void/unreferenced-declaration")

  /// Most declarations of a cluster that the evidence names.
  private static let namedMembers = 20

  package init(options: RuleOptions) {}

  package func detect(in graph: CodeGraph, report: inout DefectReport) {
    let requirements = InheritedRequirements(graph: graph)
    for file in graph.files.indices {
      let facts = graph.files[file].facts
      guard !facts.isGenerated, facts.gaps.isEmpty || facts.gaps == [.nulBytes] else { continue }
      let candidates = PrivateCandidates(file: file, graph: graph, requirements: requirements)
      guard !candidates.declarations.isEmpty else { continue }
      let uses = NameUses(of: candidates.declarations, inFile: file, graph: graph)
      for cluster in DeadClusters(candidates: candidates, uses: uses, facts: facts).clusters {
        report.add(defect(cluster, inFile: file, of: graph))
      }
    }
  }

  private func defect(_ cluster: DeadClusters.Cluster, inFile file: Int, of graph: CodeGraph) -> Defect {
    let facts = graph.files[file].facts
    let root = facts.declarations[cluster.root]
    let name = facts.strings[root.fullName]
    var message = "the \(root.kind.word) '\(name)' is never used"
    switch cluster.members.count {
    case 0: break
    case 1:
      message += ", nor is '\(facts.strings[facts.declarations[cluster.members[0]].fullName])', which only it uses"
    default: message += ", nor are the \(cluster.members.count) declarations that only it uses"
    }
    let lines = ([cluster.root] + cluster.members).reduce(0) { $0 + facts.lines(ofNode: outerNode($1, facts)).count }
    let node = facts.tree[Int(root.node)]
    return Defect(
      file: file, offset: facts.tokens.offsets[Int(root.nameToken)],
      endOffset: facts.endOffset(ofToken: Int(node.endToken) - 1),
      declaration: Int(graph.files[file].firstDeclaration) + cluster.root, message: message,
      confidence: confidence(of: root, facts), units: Double(lines),
      evidence: cluster.members.prefix(Self.namedMembers).map { member in
        let token = Int(facts.declarations[member].nameToken)
        return Defect.Place(
          file: file, firstToken: token, lastToken: token,
          message: "'\(facts.strings[facts.declarations[member].fullName])' is used by unused code only")
      })
  }

  private func outerNode(_ declaration: Int, _ facts: FileFacts) -> Int {
    Int(facts.declarations[declaration].outerNode)
  }

  /// An initial value that calls something may be there for what the call does.
  private func confidence(of declaration: DeclarationFact, _ facts: FileFacts) -> Double {
    guard declaration.kind == .variable, declaration.traits.isSuperset(of: [.isStored, .hasInitialValue]),
      !declaration.traits.contains(.isStatic)
    else { return 0.95 }
    let node = Int(declaration.node)
    let calls = (node..<Int(facts.tree[node].end)).contains { facts.tree[$0].kind == .call }
    return calls ? 0.7 : 0.95
  }
}
