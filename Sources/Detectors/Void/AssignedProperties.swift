import Facts
import Graph

/// The stored properties that are of no use unless somebody reads them.
struct AssignedProperties {
  /// Global indices, ascending.
  private(set) var candidates: [Int32] = []

  private let table: DeclarationTable
  private let natures: TypeNatures
  private let witnesses: MemberWitnesses
  private let offered: OfferedModules

  init(_ graph: CodeGraph, _ tables: SharedTables) {
    table = tables.declarations
    natures = tables.natures
    witnesses = tables.witnesses
    offered = tables.offered
    var plain = PlainTypes(graph, table)
    let copies = UseStates.copies(in: graph)
    let isJudged = tables.isJudged
    for (index, file) in graph.files.enumerated()
    where isJudged[index] && file.module >= 0 && !copies.contains(file.blob) {
      for local in file.facts.declarations.indices {
        let global = Int(file.firstDeclaration) + local
        guard table.kinds[global] == .variable, table.traits[global].contains(.isStored),
          isCandidate(
            global, file.facts.declarations[local], file.facts, isOffered: offered.isOffered[Int(file.module)]),
          plain.isPlain(variable: global)
        else { continue }
        candidates.append(Int32(global))
      }
    }
  }

  private func isCandidate(_ index: Int, _ fact: DeclarationFact, _ facts: FileFacts, isOffered: Bool) -> Bool {
    let traits = fact.traits
    guard table.isOwner(index), fact.parent >= 0,
      traits.isDisjoint(with: [
        .isLocal, .hasObservers, .hasCustomAttribute, .isOverride, .isDynamic, .isWeakOrUnowned, .isRequirement,
        .isLazy,
      ])
    else { return false }
    if isOffered, table.reach[index] >= .public { return false }
    let type = table.nominalOf[index]
    guard type >= 0, table.kinds[Int(type)] != .protocol else { return false }
    let nature = natures.nature(of: type)
    // Static properties belong to no value that the compiler could compare or code.
    let isRead =
      traits.contains(.isStatic) ? nature.contains(.isOpen) : !nature.isDisjoint(with: [.isOpen, .isSynthesized])
    guard !isRead, !natures.isAsked(type, for: table.keys[index]) else { return false }
    guard !witnesses.outside.contains(Int32(index)), witnesses.requirementsOf[Int32(index)] == nil else { return false }
    let isUnderscored = facts.strings.withBytes(of: fact.name) { $0.first == UInt8(ascii: "_") }
    guard !isUnderscored, !HeldResources.isNamed(in: Int(fact.node), facts) else { return false }
    return hasPlainAttributes(fact, facts)
  }

  /// Whether neither it nor a type around it has an attribute that may read it or fixes the layout in memory.
  private func hasPlainAttributes(_ fact: DeclarationFact, _ facts: FileFacts) -> Bool {
    if !WrittenAttributes(of: Int(fact.outerNode), in: facts).isEmpty { return false }
    var current = Int(fact.parent)
    while current >= 0 {
      let outer = facts.declarations[current]
      if !WrittenAttributes(of: Int(outer.outerNode), in: facts).isEmpty { return false }
      current = Int(outer.parent)
    }
    return true
  }
}
