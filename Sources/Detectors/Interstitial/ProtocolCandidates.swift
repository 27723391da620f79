import Facts
import Graph
import Model

/// The protocols of a repository that nobody outside it can see and that are there for code alone: not for a run time, a
/// macro or a tool that writes test doubles.
struct ProtocolCandidates {
  /// Global indices by name.
  let protocols: [String: Int]

  private static let roles = ["Delegate", "DataSource", "Observer", "Listener"]
  private static let doubleTools = ["Mock", "Cuckoo", "Spy", "Stub", "Sourcery"]
  private static let doubleMarks = ["sourcery:", "@mockable", "MARK: AutoMockable"].map { ByteMark($0) }

  /// `isKept` tells of each file whether it is kept as it is.
  init(of graph: CodeGraph, isKept: [Bool]) {
    var found: [String: Int] = [:]
    let usesTools = graph.layout.modules.contains { module in
      module.externalDependencies.contains { name in Self.doubleTools.contains(where: name.contains) }
    }
    guard !usesTools else {
      protocols = [:]
      return
    }
    for (index, file) in graph.files.enumerated()
    where !isKept[index] && Self.isJudged(file) && !graph.isTestCode(index) {
      var own: [String: Int] = [:]
      for (local, declaration) in file.facts.declarations.enumerated() where declaration.kind == .protocol {
        let name = file.facts.strings[declaration.name]
        guard Self.isInside(declaration, file, graph), Self.isPlain(local, name, file.facts) else { continue }
        own[name] = Int(file.firstDeclaration) + local
      }
      // Comments are many and few files have a candidate.
      if !own.isEmpty, !Self.asksForDoubles(file.facts) { found.merge(own) { $1 } }
    }
    for name in Self.ambiguous(found, in: graph) { found[name] = nil }
    protocols = found
  }

  private static func isJudged(_ file: CodeGraph.File) -> Bool {
    file.module >= 0 && !file.isManifest && !file.facts.isGenerated && file.facts.gaps.isEmpty
  }

  /// Whether a comment tells a tool to write test doubles.
  private static func asksForDoubles(_ facts: FileFacts) -> Bool {
    facts.comments.contains { comment in
      facts.strings.withBytes(of: comment.text) { bytes in doubleMarks.contains { $0.isPart(of: bytes) } }
    }
  }

  /// Whether only the repository can name it.
  private static func isInside(_ declaration: DeclarationFact, _ file: CodeGraph.File, _ graph: CodeGraph) -> Bool {
    let module = graph.layout.modules[Int(file.module)]
    return declaration.access < .public || (!module.isProduct && module.kind != .folder)
  }

  /// Whether it asks for something, in every build, and no attribute or role speaks for others.
  private static func isPlain(_ local: Int, _ name: String, _ facts: FileFacts) -> Bool {
    let declaration = facts.declarations[local]
    guard declaration.condition < 0, declaration.parent < 0, !declaration.traits.contains(.hasCustomAttribute),
      !roles.contains(where: name.hasSuffix)
    else { return false }
    let hasObjectiveC = facts.tree.children(of: Int(declaration.node)).contains {
      facts.tree[$0].kind == .attribute && facts.strings[facts.tree[$0].name] == "objc"
    }
    return !hasObjectiveC && facts.declarations.contains { Int($0.parent) == local }
  }

  /// Names that other types bear too, so that a mention may mean those.
  private static func ambiguous(_ found: [String: Int], in graph: CodeGraph) -> Set<String> {
    let filter = NameFilter(Set(found.keys))
    var names: Set<String> = []
    for file in graph.files {
      guard let isWanted = filter.matches(in: file.facts.strings) else { continue }
      for (local, declaration) in file.facts.declarations.enumerated() where isWanted[Int(declaration.name.index)] {
        let isType =
          declaration.kind.isNominalType || declaration.kind == .typealias || declaration.kind == .associatedtype
        let name = file.facts.strings[declaration.name]
        if isType, found[name] != Int(file.firstDeclaration) + local { names.insert(name) }
      }
      for node in file.facts.tree.nodes where node.kind == .genericParameter && isWanted[Int(node.name.index)] {
        names.insert(file.facts.strings[node.name])
      }
    }
    return names
  }
}
