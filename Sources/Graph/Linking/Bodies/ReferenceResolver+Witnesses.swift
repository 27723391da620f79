import Facts
import Model

/// Which members implement requirements or override members.
extension ReferenceResolver {
  /// Records the witnesses of every type that the file at hand declares, and of types of the library that it extends,
  /// and which of its types inherit from the unknown.
  func recordWitnesses() {
    let unit = scope.unit
    for (index, fact) in unit.declarations.enumerated() {
      let id = unit.firstDeclaration + Int32(index)
      if fact.kind.isNominalType {
        if isOpen(id) { outcome.openTypes.append(id) }
        recordWitnesses(of: id)
      } else if fact.kind == .extension {
        let extended = symbols.nominalOf[Int(id)]
        guard extended >= 0, !symbols.isOfRepository(extended) else { continue }
        // Elsewhere nobody asks for its witnesses; the same type may be extended twice, which sorting mends.
        recordWitnesses(of: extended)
      }
    }
  }

  private func recordWitnesses(of type: Int32) {
    let ancestors = ancestors(of: type)
    guard !ancestors.isEmpty else { return }
    let holders = [type] + ancestors.map(\.nominal).filter { symbols.isOfRepository($0) }
    for ancestor in ancestors {
      let isProtocol = symbols.kinds[Int(ancestor.nominal)] == .protocol
      let isOfRepository = symbols.isOfRepository(ancestor.nominal)
      guard isOfRepository || symbols.isOfRepository(type) else { continue }
      if isProtocol {
        forEachMember(of: ancestor.nominal) { requirement in
          for holder in holders where holder != ancestor.nominal {
            recordMembers(of: holder, matching: requirement)
          }
        }
      } else if symbols.kinds[Int(type)] == .class {
        recordOverrides(in: type, of: ancestor.nominal)
      }
    }
  }

  /// The declarations written directly inside a nominal type's own braces.
  private func forEachMember(of nominal: Int32, _ body: (Int32) -> Void) {
    log?.note(nominal, Lookup.everything)
    let unit = symbols.unit(of: nominal)
    let end = unit.firstDeclaration + Int32(unit.declarations.count)
    var member = nominal + 1
    while member < end {
      let parent = symbols.parents[Int(member)]
      if parent < nominal { return }
      if parent == nominal { body(member) }
      member += 1
    }
  }

  private func recordMembers(of holder: Int32, matching requirement: Int32) {
    for member in members(named: symbols.nameOf[Int(requirement)], of: holder)
    where member != requirement && symbols.isOfRepository(member) && canStandFor(member, requirement) {
      let target = symbols.isOfRepository(requirement) ? requirement : -1
      outcome.witnesses.append(CodeGraph.Witness(member: member, requirement: target))
    }
  }

  private func recordOverrides(in type: Int32, of superclass: Int32) {
    let unit = symbols.unit(of: type)
    let end = unit.firstDeclaration + Int32(unit.declarations.count)
    var member = type + 1
    while member < end, symbols.parents[Int(member)] >= type {
      defer { member += 1 }
      guard symbols.parents[Int(member)] == type, symbols.fact(member).traits.contains(.isOverride) else { continue }
      for overridden in members(named: symbols.nameOf[Int(member)], of: superclass)
      where canStandFor(member, overridden) {
        let target = symbols.isOfRepository(overridden) ? overridden : -1
        outcome.witnesses.append(CodeGraph.Witness(member: member, requirement: target))
      }
    }
  }

  /// Whether a member has the full name and the kind that a requirement asks for.
  private func canStandFor(_ member: Int32, _ requirement: Int32) -> Bool {
    let (fact, wanted) = (symbols.fact(member), symbols.fact(requirement))
    switch (fact.kind, wanted.kind) {
    case (.enumCase, .function), (.enumCase, .variable): return true
    case (let kind, .associatedtype): return kind.isTypeLike
    case (let kind, let other) where kind == other: break
    default: return false
    }
    guard fact.traits.contains(.isStatic) == wanted.traits.contains(.isStatic) else { return false }
    let owner = symbols.unit(of: requirement)
    return symbols.unit(of: member).strings.withBytes(of: fact.fullName) { bytes in
      owner.strings.withBytes(of: wanted.fullName) { $0.elementsEqual(bytes) }
    }
  }
}
