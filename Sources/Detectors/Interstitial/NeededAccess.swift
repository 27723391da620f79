import Facts
import Graph
import Model

/// Which declarations other modules need to see: those they name, and those in the interfaces of such.
struct NeededAccess {
  private(set) var isNeeded: [Bool]
  /// For each module whether a file of another one imports it otherwise than with `@testable`.
  private(set) var isImported: [Bool]
  /// For each module whether one that is not for tests imports it.
  private(set) var isImportedByCode: [Bool]

  private let graph: CodeGraph
  private let table: DeclarationTable
  private let witnesses: MemberWitnesses
  private let uses: OwnerUses
  private var pending: [Int32] = []

  init(_ graph: CodeGraph, _ tables: SharedTables, candidates: [Int]) {
    self.graph = graph
    table = tables.declarations
    witnesses = tables.witnesses
    isNeeded = [Bool](repeating: false, count: table.count)
    isImported = [Bool](repeating: false, count: graph.layout.modules.count)
    isImportedByCode = isImported
    uses = tables.uses
    for item in graph.moduleImports {
      let file = graph.files[Int(item.file)]
      if !file.facts.imports[Int(item.importIndex)].isTestable { isImported[Int(item.module)] = true }
      if file.module >= 0, graph.layout.modules[Int(file.module)].kind != .test {
        isImportedByCode[Int(item.module)] = true
      }
    }
    guard !candidates.isEmpty else { return }
    markReferenced()
    markMentioned(candidates, tables)
    spread()
    markInterfaces(besides: candidates)
  }

  private mutating func mark(_ declaration: Int32) {
    let owner = table.owners[Int(declaration)]
    guard !isNeeded[Int(owner)] else { return }
    isNeeded[Int(owner)] = true
    pending.append(owner)
  }

  private mutating func markReferenced() {
    let modules = graph.files.map(\.module)
    for reference in graph.references
    where modules[Int(reference.file)] != modules[Int(table.fileOf[Int(reference.target)])] { mark(reference.target) }
  }

  /// A token of the name in another module's file is taken for a use unless the graph knows better.
  private mutating func markMentioned(_ candidates: [Int], _ tables: SharedTables) {
    var numbers: [NameKey: Int32] = [:]
    var named: [[Int32]] = []
    var texts: [(file: Int, text: StringID)] = []
    for candidate in candidates where isImported[Int(graph.files[Int(table.fileOf[candidate])].module)] {
      let key = table.keys[candidate]
      if numbers[key] == nil {
        numbers[key] = Int32(named.count)
        named.append([])
      }
      named[Int(numbers[key] ?? 0)].append(Int32(candidate))
      let file = Int(table.fileOf[candidate])
      texts.append(
        (file, graph.files[file].facts.declarations[candidate - Int(graph.files[file].firstDeclaration)].name))
    }
    var found: [Mention] = []
    MentionReader(graph, tables, names: numbers, texts: texts).read { mention in
      if mention.meaning == .unknown || mention.meaning == .label { found.append(mention) }
    }
    for mention in found {
      let module = graph.files[Int(mention.file)].module
      for candidate in named[Int(mention.name)]
      where graph.files[Int(table.fileOf[Int(candidate)])].module != module {
        mark(candidate)
      }
    }
  }

  // MARK: Interfaces

  /// Declarations that keep their access, because an attribute may use them or because nothing uses them and another
  /// rule speaks of that, ask for the same of what their interface names, unless a type around them loses its own.
  private mutating func markInterfaces(besides candidates: [Int]) {
    let candidates = Set(candidates)
    var open = (0..<table.count).filter { index in
      table.access[index] >= .package && table.isOwner(index) && !isNeeded[index]
        && (!candidates.contains(index) || !table.isUsed(index, in: graph))
    }
    // Each that is needed may be what another one stands in.
    var hasGrown = true
    while hasGrown {
      hasGrown = false
      var waiting: [Int] = []
      for index in open {
        guard !losesContainer(index, candidates) else {
          waiting.append(index)
          continue
        }
        hasGrown = true
        for position in uses.positions(of: index) {
          let reference = graph.references[Int(position)]
          if !isInBody(reference) { mark(reference.target) }
        }
      }
      spread()
      open = waiting
    }
  }

  /// Whether a type around a declaration loses its access.
  private func losesContainer(_ index: Int, _ candidates: Set<Int>) -> Bool {
    var around = Int(table.containers[index])
    for _ in 0..<64 where around >= 0 {
      if candidates.contains(around), !isNeeded[around] { return true }
      around = Int(table.containers[around])
    }
    return false
  }

  private mutating func spread() {
    while let current = pending.popLast() {
      let index = Int(current)
      if table.parents[index] >= 0 { mark(table.parents[index]) }
      if table.containers[index] >= 0 { mark(table.containers[index]) }
      let isWhole = hasInlinableBody(index)
      for position in uses.positions(of: index) {
        let reference = graph.references[Int(position)]
        if isWhole || !isInBody(reference) { mark(reference.target) }
      }
      guard table.kinds[index].holdsMembers else { continue }
      for member in table.members(of: index) where goesAlong(Int(member)) { mark(member) }
    }
  }

  /// Members that have to be as visible as their type, or that are used without being named.
  private func goesAlong(_ member: Int) -> Bool {
    guard table.isOwner(member) else { return false }
    let traits = table.traits[member]
    if !traits.isDisjoint(with: [.isOverride, .isRequired, .isRequirement]) { return true }
    if witnesses.outside.contains(Int32(member)) || witnesses.requirementsOf[Int32(member)] != nil { return true }
    switch table.kinds[member] {
    case .initializer, .deinitializer, .subscript, .enumCase, .associatedtype, .typealias, .operator, .extension:
      return true
    case .function: return !table.marks[member].contains(.isWord)
    default: return false
    }
  }

  private func hasInlinableBody(_ declaration: Int) -> Bool {
    table.marks[declaration].attributes.contains(.isInlinable)
  }

  /// Whether the reference stands in a body of its owner, which nobody outside sees.
  private func isInBody(_ reference: Reference) -> Bool {
    let file = graph.files[Int(reference.file)]
    let owner = table.owners[Int(reference.source)] - file.firstDeclaration
    guard file.facts.declarations.indices.contains(Int(owner)) else { return false }
    let outer = Int(file.facts.declarations[Int(owner)].outerNode)
    var node = Int(reference.node)
    while node > outer {
      if file.facts.tree[node].kind == .codeBlock { return true }
      node = Int(file.facts.tree[node].parent)
    }
    return false
  }
}
