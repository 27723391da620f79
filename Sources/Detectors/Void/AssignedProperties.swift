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
    var plain = PlainTypes(graph, tables)
    let isJudged = tables.isJudged
    let isCopied = tables.isCopied
    for (file, notes) in tables.notes.enumerated() where isJudged[file] && !isCopied[file] {
      let module = Int(graph.files[file].module)
      guard module >= 0 else { continue }
      let first = Int(graph.files[file].firstDeclaration)
      for index in first..<first + notes.facts.declarations.count {
        guard table.kinds[index] == .variable, table.traits[index].contains(.isStored),
          isCandidate(index, isOffered: offered.isOffered[module]), plain.isPlain(variable: index)
        else { continue }
        candidates.append(Int32(index))
      }
    }
  }

  private func isCandidate(_ index: Int, isOffered: Bool) -> Bool {
    let traits = table.traits[index]
    guard table.isOwner(index), table.parents[index] >= 0,
      traits.isDisjoint(with: [
        .isLocal, .hasObservers, .hasCustomAttribute, .isOverride, .isDynamic, .isWeakOrUnowned, .isRequirement,
        .isLazy,
      ])
    else { return false }
    // Attributes of it or of a type around it may read it or fix the layout in memory.
    guard table.marks[index].isDisjoint(with: [.isUnderscored, .isHeldResource, .isAttributed]) else { return false }
    if isOffered, table.reach[index] >= .public { return false }
    let type = table.nominalOf[index]
    guard type >= 0, table.kinds[Int(type)] != .protocol else { return false }
    let nature = natures.nature(of: type)
    // Static properties belong to no value that the compiler could compare or code.
    let isRead =
      traits.contains(.isStatic) ? nature.contains(.isOpen) : !nature.isDisjoint(with: [.isOpen, .isSynthesized])
    guard !isRead, !natures.isAsked(type, for: table.keys[index]) else { return false }
    return !witnesses.outside.contains(Int32(index)) && witnesses.requirementsOf[Int32(index)] == nil
  }
}
