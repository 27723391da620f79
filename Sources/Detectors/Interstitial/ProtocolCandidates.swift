import Facts
import Graph
import Model

/// The protocols of a repository that nobody outside it can see and that are there for code alone: not for a run time, a
/// macro or a tool that writes test doubles.
struct ProtocolCandidates {
  /// Global indices by name.
  let protocols: [String: Int]

  private static let doubleTools = ["Mock", "Cuckoo", "Spy", "Stub", "Sourcery"].map { ByteMark($0) }

  init(of graph: CodeGraph, _ tables: SharedTables) {
    var found: [String: Int] = [:]
    let usesTools = graph.layout.modules.contains { module in
      module.externalDependencies.contains { name in Self.doubleTools.contains { $0.isPart(of: name) } }
    }
    guard !usesTools else {
      protocols = [:]
      return
    }
    let isKept = tables.isKept
    for (index, notes) in tables.notes.enumerated() {
      let names = notes.protocols
      guard !names.plain.isEmpty, !names.asksForDoubles, !isKept[index], Self.isJudged(graph.files[index]),
        !graph.isTestCode(index)
      else { continue }
      for candidate in names.plain
      where Self.isInside(notes.facts.declarations[candidate.declaration], graph.files[index], graph) {
        found[candidate.name] = Int(graph.files[index].firstDeclaration) + candidate.declaration
      }
    }
    for name in Self.ambiguous(found, in: graph, tables.notes) { found[name] = nil }
    protocols = found
  }

  private static func isJudged(_ file: CodeGraph.File) -> Bool {
    file.module >= 0 && !file.isManifest && !file.facts.isGenerated && file.facts.gaps.isEmpty
  }

  /// Whether only the repository can name it.
  private static func isInside(_ declaration: DeclarationFact, _ file: CodeGraph.File, _ graph: CodeGraph) -> Bool {
    let module = graph.layout.modules[Int(file.module)]
    return declaration.access < .public || (!module.isProduct && module.kind != .folder)
  }

  /// Names that other types bear too, so that a mention may mean those.
  private static func ambiguous(_ found: [String: Int], in graph: CodeGraph, _ notes: [FileNotes]) -> [String] {
    var protocols: [TextHash: (name: String, declaration: Int)] = [:]
    for (name, declaration) in found { protocols[TextHash(name)] = (name, declaration) }
    let wanted = TextHashSet(protocols.keys)
    var names: Set<TextHash> = []
    for (index, notes) in notes.enumerated() {
      let first = Int(graph.files[index].firstDeclaration)
      for type in notes.protocols.types where wanted.contains(type.name) {
        if protocols[type.name]?.declaration != first + type.declaration { names.insert(type.name) }
      }
      for name in notes.protocols.generics where wanted.contains(name) { names.insert(name) }
    }
    return names.compactMap { protocols[$0]?.name }
  }
}
