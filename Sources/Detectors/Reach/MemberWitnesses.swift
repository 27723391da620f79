import Facts
import Graph

/// Which members implement which requirements: what the graph says, and what names alone suggest.
///
/// By name a member of a protocol's extension or of a class may implement any requirement of its full name, since a
/// type elsewhere may inherit both; a member of another type those of the protocols that its type inherits from.
///
/// A class because every rule borrows it.
final class MemberWitnesses: Sendable {
  /// Members by the requirement they may implement, and the other way round. Global indices.
  let membersOf: [Int32: [Int32]]
  let requirementsOf: [Int32: [Int32]]
  /// Members that implement what a module outside the repository declares.
  let outside: Set<Int32>

  init(_ graph: CodeGraph, _ table: DeclarationTable, _ natures: TypeNatures) {
    var pairs = Pairs()
    var outside: Set<Int32> = []
    for witness in graph.witnesses {
      if witness.requirement < 0 {
        outside.insert(witness.member)
      } else {
        pairs.add(witness.member, witness.requirement)
      }
    }
    var requirements: [NameKey: [Int32]] = [:]
    // Most names are no requirement's, which their lowest bits tell.
    var bits = [Bool](repeating: false, count: 1 << 16)
    for index in 0..<table.count where table.traits[index].contains(.isRequirement) && table.isOwner(index) {
      requirements[table.keys[index], default: []].append(Int32(index))
      bits[Int(table.keys[index].value & 0xffff)] = true
    }
    for index in 0..<table.count where bits[Int(table.keys[index].value & 0xffff)] && table.isOwner(index) {
      guard table.kinds[index] != .extension, let named = requirements[table.keys[index]] else { continue }
      for requirement in named
      where requirement != index && Self.mayImplement(index, Int(requirement), graph, table, natures) {
        pairs.add(Int32(index), requirement)
      }
    }
    membersOf = pairs.membersOf
    requirementsOf = pairs.requirementsOf
    self.outside = outside
  }

  private struct Pairs {
    var membersOf: [Int32: [Int32]] = [:]
    var requirementsOf: [Int32: [Int32]] = [:]

    mutating func add(_ member: Int32, _ requirement: Int32) {
      guard requirementsOf[member]?.contains(requirement) != true else { return }
      membersOf[requirement, default: []].append(member)
      requirementsOf[member, default: []].append(requirement)
    }
  }

  private static func mayImplement(
    _ member: Int, _ requirement: Int, _ graph: CodeGraph, _ table: DeclarationTable, _ natures: TypeNatures
  ) -> Bool {
    // A nested type implements an associated type of its name: it is a member of the type around it.
    let isType = table.kinds[member].isNominalType
    guard !isType || table.parents[member] >= 0 else { return false }
    let type = isType ? table.nominalOf[Int(table.parents[member])] : table.nominalOf[member]
    let owner = table.nominalOf[requirement]
    guard owner >= 0 else { return false }
    if type < 0 {
      // An extension of a foreign type or protocol: whatever conforms to it elsewhere takes the member from here.
      guard table.parents[member] >= 0 else { return false }
    } else {
      switch table.kinds[Int(type)] {
      case .protocol, .class: break
      default: guard natures.inherits(type, from: owner) else { return false }
      }
    }
    return table.kinds[requirement] == .associatedtype || fullName(member, graph) == fullName(requirement, graph)
  }

  private static func fullName(_ declaration: Int, _ graph: CodeGraph) -> TextHash {
    let file = Int(graph.fileOfDeclaration[declaration])
    let local = declaration - Int(graph.files[file].firstDeclaration)
    let facts = graph.files[file].facts
    return facts.strings.hash(of: facts.declarations[local].fullName)
  }
}
