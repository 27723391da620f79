import Facts
import Graph

/// The stored properties that are of no use unless somebody reads them.
struct AssignedProperties {
  /// Global indices, ascending.
  let candidates: [Int32]

  init(_ graph: CodeGraph, _ tables: SharedTables) {
    let filter = Filter(tables)
    let table = filter.table
    let offered = tables.offered
    var candidates: [Int32] = []
    var plain = PlainTypes(graph, tables)
    let isJudged = tables.isJudged
    let isCopied = tables.isCopied
    for (file, notes) in tables.notes.enumerated() where isJudged[file] && !isCopied[file] {
      let module = Int(graph.files[file].module)
      guard module >= 0 else { continue }
      let first = Int(graph.files[file].firstDeclaration)
      for index in first..<first + notes.facts.declarations.count {
        guard table.kinds[index] == .variable, table.traits[index].contains(.isStored),
          filter.isCandidate(index, isOffered: offered.isOffered[module]), plain.isPlain(variable: index)
        else { continue }
        candidates.append(Int32(index))
      }
    }
    self.candidates = candidates
  }
}

/// Tells of one property whether it is of no use unless somebody reads it.
private struct Filter {
  let table: DeclarationTable
  private let natures: TypeNatures
  private let witnesses: MemberWitnesses

  init(_ tables: SharedTables) {
    table = tables.declarations
    natures = tables.natures
    witnesses = tables.witnesses
  }

  func isCandidate(_ index: Int, isOffered: Bool) -> Bool {
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
