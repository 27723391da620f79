import Facts
import Graph

/// What is alive: reached from a root by uses, or there because what it stands in is.
///
/// A least fixed point: declarations that use only each other stay dead. Costs one pass over the references for the
/// index by user, and then every declaration and reference once.
struct Reachability {
  private(set) var isAlive: [Bool]

  private let table: DeclarationTable
  private let states: [UseState]
  private let witnesses: MemberWitnesses
  private let references: [Reference]
  private let usesOfOwner: OwnerUses
  /// Uses that names alone suggest, by owner.
  private(set) var suggested: [Int32: [Int32]] = [:]
  private var pending: [Int32] = []

  init(_ graph: CodeGraph, _ tables: SharedTables, _ states: [UseState]) {
    table = tables.declarations
    witnesses = tables.witnesses
    usesOfOwner = tables.uses
    references = graph.references
    self.states = states
    isAlive = [Bool](repeating: false, count: table.count)
    for index in states.indices where states[index] == .root { mark(table.owners[index]) }
    for reference in references where reference.source < 0 { mark(table.owners[Int(reference.target)]) }
    spread()
  }

  /// Owners that an owner uses, by the graph.
  func uses(of owner: Int) -> [Int32] {
    usesOfOwner.positions(of: owner).map { table.owners[Int(references[Int($0)].target)] }
  }

  /// Adds uses that may be: pairs of the owner that uses, -1 for top-level code, and what it may use.
  mutating func add(_ uses: [(user: Int32, target: Int32)]) {
    for use in uses {
      let target = table.owners[Int(use.target)]
      if use.user < 0 || isAlive[Int(table.owners[Int(use.user)])] {
        mark(target)
      } else {
        suggested[table.owners[Int(use.user)], default: []].append(target)
      }
    }
    spread()
  }

  private mutating func mark(_ owner: Int32) {
    guard !isAlive[Int(owner)] else { return }
    isAlive[Int(owner)] = true
    pending.append(owner)
  }

  private mutating func spread() {
    while let current = pending.popLast() {
      let index = Int(current)
      if table.containers[index] >= 0 { mark(table.owners[Int(table.containers[index])]) }
      if table.parents[index] >= 0 { mark(table.owners[Int(table.parents[index])]) }
      for position in usesOfOwner.positions(of: index) {
        mark(table.owners[Int(references[Int(position)].target)])
      }
      for target in suggested[current] ?? [] { mark(target) }
      if table.kinds[index].holdsMembers {
        for member in table.members(of: index) where isPresent(member) { mark(member) }
      }
      // A requirement is implemented wherever its type lives; one that is implemented directly is there to be used.
      for member in witnesses.membersOf[current] ?? [] where isContainerAlive(member) { mark(member) }
      for requirement in witnesses.requirementsOf[current] ?? [] { mark(requirement) }
    }
  }

  private func isContainerAlive(_ member: Int32) -> Bool {
    let container = table.containers[Int(member)]
    return container < 0 || isAlive[Int(table.owners[Int(container)])]
  }

  /// Whether a member is alive as soon as what it stands in is.
  private func isPresent(_ member: Int32) -> Bool {
    guard table.isOwner(Int(member)) else { return false }
    if states[Int(member)] != .candidate || witnesses.outside.contains(member) { return true }
    return (witnesses.requirementsOf[member] ?? []).contains { isAlive[Int($0)] }
  }
}
