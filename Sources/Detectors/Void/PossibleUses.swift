import Facts
import Graph
import Model

/// Uses of seemingly dead declarations that the graph does not show and their names do: a token that nothing resolves,
/// or resolves to an overload, may mean any declaration of the name that it can see.
struct PossibleUses {
  /// Owner that uses, -1 for top-level code, and what it may use.
  private(set) var uses: [(user: Int32, target: Int32)] = []
  /// Declarations whose name is spelled elsewhere, meaning something else.
  private(set) var shared: Set<Int32> = []

  private let graph: CodeGraph
  private let table: DeclarationTable
  private let natures: TypeNatures
  private let candidates: [[Int32]]
  /// For each file whether it sees internal declarations of other modules.
  private let isTestable: [Bool]

  init(of dead: [Int], _ graph: CodeGraph, _ tables: SharedTables) {
    self.graph = graph
    table = tables.declarations
    natures = tables.natures
    isTestable = graph.files.map { file in file.facts.imports.contains { $0.isTestable } }
    var numbers: [NameKey: Int32] = [:]
    var candidates: [[Int32]] = []
    var texts: [(file: Int, text: StringID)] = []
    for declaration in dead {
      let key = table.keys[declaration]
      if numbers[key] == nil {
        numbers[key] = Int32(candidates.count)
        candidates.append([])
      }
      candidates[Int(numbers[key] ?? 0)].append(Int32(declaration))
      let file = Int(table.fileOf[declaration])
      let local = declaration - Int(graph.files[file].firstDeclaration)
      texts.append((file, graph.files[file].facts.declarations[local].name))
    }
    self.candidates = candidates
    var found: [Mention] = []
    MentionReader(graph, tables, names: numbers, texts: texts).read { mention in
      if mention.meaning != .local { found.append(mention) }
    }
    for mention in found { add(mention) }
  }

  private mutating func add(_ mention: Mention) {
    let file = Int(mention.file)
    for candidate in candidates[Int(mention.name)] {
      guard candidate != mention.target, sees(candidate, from: file) else { continue }
      if mayMean(candidate, mention) {
        uses.append((user(of: mention), candidate))
      } else if mention.meaning > .label, mention.target < 0 || table.isOwner(Int(mention.target)) {
        shared.insert(candidate)
      }
    }
  }

  private func mayMean(_ candidate: Int32, _ mention: Mention) -> Bool {
    switch mention.meaning {
    case .nothing, .local: return false
    case .external:
      // A type from elsewhere may have the member from an extension of it, or of a protocol, in this repository.
      let type = table.nominalOf[Int(candidate)]
      let isForeign = table.parents[Int(candidate)] >= 0 && (type < 0 || table.kinds[Int(type)] == .protocol)
      return (isForeign || isShared(candidate)) && fits(candidate, mention)
    case .label:
      return table.kinds[Int(candidate)] == .variable && table.traits[Int(candidate)].contains(.isStored)
    case .unknown: return fits(candidate, mention)
    case .resolved:
      guard table.isOwner(Int(mention.target)) else { return false }
      let (own, other) = (scope(of: candidate), scope(of: mention.target))
      let isRelated =
        own == other
        || own >= 0 && other >= 0 && (natures.inherits(own, from: other) || natures.inherits(other, from: own))
      return isRelated && fits(candidate, mention)
    }
  }

  /// The type that a declaration is a member of, -1 for none. Two of a name in one scope are overloads, or stand in
  /// different branches of `#if`.
  private func scope(of declaration: Int32) -> Int32 {
    guard table.kinds[Int(declaration)].isNominalType else { return table.nominalOf[Int(declaration)] }
    let parent = table.parents[Int(declaration)]
    return parent < 0 ? -1 : table.nominalOf[Int(parent)]
  }

  /// Whether the labels of a call leave the candidate possible.
  private func fits(_ candidate: Int32, _ mention: Mention) -> Bool {
    guard mention.node >= 0, table.kinds[Int(candidate)] == .function else { return true }
    guard let call = CallLabels(calling: Int(mention.node), graph.files[Int(mention.file)].facts) else { return true }
    let file = graph.files[Int(table.fileOf[Int(candidate)])]
    let declaration = file.facts.declarations[Int(candidate - file.firstDeclaration)]
    return call.fit(file.facts.strings[declaration.fullName], required: Int(declaration.requiredParameterCount))
  }

  private func sees(_ candidate: Int32, from file: Int) -> Bool {
    let home = Int(table.fileOf[Int(candidate)])
    let reach = table.reach[Int(candidate)]
    if reach <= .fileprivate { return home == file }
    if reach >= .package || isTestable[file] || graph.layout.isShared(file: home) { return true }
    let (own, other) = (graph.files[home].module, graph.files[file].module)
    guard own != other, own >= 0, other >= 0 else { return true }
    return graph.layout.modules[Int(own)].kind == .folder || graph.layout.modules[Int(other)].kind == .folder
  }

  /// Whether other modules compile the candidate's file too: there the graph knows nothing of it, and may take a use of
  /// it for something from elsewhere.
  private func isShared(_ candidate: Int32) -> Bool {
    table.reach[Int(candidate)] > .fileprivate && graph.layout.isShared(file: Int(table.fileOf[Int(candidate)]))
  }

  private func user(of mention: Mention) -> Int32 {
    let file = graph.files[Int(mention.file)]
    let local =
      mention.node >= 0
      ? file.facts.declaration(aroundNode: Int(mention.node)) : around(token: Int(mention.token), file.facts)
    return local < 0 ? -1 : table.owners[Int(file.firstDeclaration) + local]
  }

  private func around(token: Int, _ facts: FileFacts) -> Int {
    var current = facts.declaration(aroundToken: token)
    while current >= 0 {
      let node = facts.tree[Int(facts.declarations[current].outerNode)]
      if Int(node.firstToken) <= token, token < Int(node.endToken) { return current }
      current = Int(facts.declarations[current].parent)
    }
    return -1
  }
}
