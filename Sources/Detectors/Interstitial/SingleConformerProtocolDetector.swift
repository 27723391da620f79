import Facts
package import Graph
package import Model
package import Rules

/// Finds protocols that exactly one type conforms to and that nothing needs to be protocols.
///
/// Looks at protocols that only the repository can see, by all places that bear their names, in tests and in every branch
/// of an `#if` too. Silent wherever a place may need the abstraction.
package struct SingleConformerProtocolDetector: GraphDetector {
  package static let rule = RuleID("interstitial/single-conformer-protocol")

  /// Confidence for a protocol that nothing but its conforming type names; where values of it are held; and where the type
  /// conforms to other protocols of the repository, so that each may show but a part of it.
  private static let unnamed = 0.9
  private static let held = 0.8
  private static let partial = 0.6
  /// Most places that the evidence names.
  private static let namedPlaces = 10

  package init(options: RuleOptions) {}

  package func detect(in graph: CodeGraph, _ tables: SharedTables, report: inout DefectReport) {
    let candidates = ProtocolCandidates(of: graph, tables)
    guard !candidates.protocols.isEmpty else { return }
    let mentions = ProtocolMentions(of: candidates.protocols, in: graph)
    for (name, declaration) in candidates.protocols.sorted(by: { $0.value < $1.value }) {
      guard let mentioned = mentions.found[name], !mentioned.isBound,
        let conformer = mentioned.singleConformer, isOrdinary(conformer, for: declaration, in: graph)
      else { continue }
      report.add(defect(of: declaration, name: name, conformer: conformer, mentioned, in: graph))
    }
  }

  /// Whether the conforming type lies where the protocol's users could name it as well, and is one type only.
  private func isOrdinary(_ conformer: Int, for declaration: Int, in graph: CodeGraph) -> Bool {
    let file = graph.file(ofDeclaration: conformer)
    guard file.module == graph.file(ofDeclaration: declaration).module, !file.facts.isGenerated else { return false }
    var around = conformer
    // A type that its own extension declares again would lead round.
    var seen: Set<Int> = []
    while around >= 0 {
      guard seen.insert(around).inserted else { return false }
      let facts = graph.file(ofDeclaration: around).facts
      let fact = graph.declaration(around)
      // A generic type is as many types as it is used with.
      guard facts.tree.firstChild(of: Int(fact.node), .genericParameter) == nil, fact.condition < 0,
        !fact.traits.contains(.isLocal)
      else { return false }
      around = graph.parent(around)
      // Within an extension, the extended type's parameters count.
      if around >= 0, graph.declaration(around).kind == .extension {
        guard graph.typeOfDeclaration[around] >= 0 else { return false }
        around = Int(graph.typeOfDeclaration[around])
      }
    }
    let isInherited = graph.references(to: conformer).contains { graph.references[Int($0)].role == .inherit }
    return !isInherited
  }

  private func defect(
    of declaration: Int, name: String, conformer: Int, _ mentioned: ProtocolMentions.Mentions, in graph: CodeGraph
  ) -> Defect {
    let file = Int(graph.fileOfDeclaration[declaration])
    let facts = graph.files[file].facts
    let token = Int(graph.declaration(declaration).nameToken)
    let type = graph.file(ofDeclaration: conformer).facts.strings[graph.declaration(conformer).name]
    var places = mentioned.conformances.map { place in
      Defect.Place(
        file: place.file, firstToken: place.token, lastToken: place.token, message: "'\(type)' conforms here")
    }
    places += mentioned.existentials.map { place in
      Defect.Place(
        file: place.file, firstToken: place.token, lastToken: place.token, message: "could name '\(type)' itself")
    }
    let confidence =
      mentioned.existentials.isEmpty
      ? Self.unnamed : conformsToOthers(conformer, than: declaration, in: graph) ? Self.partial : Self.held
    return Defect(
      file: file, offset: facts.tokens.offsets[token], endOffset: facts.endOffset(ofToken: token),
      declaration: declaration, message: "only '\(type)' conforms to the protocol '\(name)'", confidence: confidence,
      evidence: Array(places.prefix(Self.namedPlaces)))
  }

  private func conformsToOthers(_ conformer: Int, than declaration: Int, in graph: CodeGraph) -> Bool {
    graph.references.contains { reference in
      reference.role == .conform && Int(reference.target) != declaration && reference.source >= 0
        && Int(graph.typeOfDeclaration[Int(reference.source)]) == conformer
    }
  }
}
