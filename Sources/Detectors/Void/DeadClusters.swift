import Graph

/// Groups what is dead: each dead declaration that no other dead one uses, or the first of a cycle, with those that only
/// it keeps in use.
struct DeadClusters {
  struct Cluster {
    var root: Int
    /// Ascending; declarations within the root or within another member are not listed.
    var members: [Int]
  }

  private(set) var clusters: [Cluster] = []

  private let table: DeclarationTable
  private let isAlive: [Bool]

  init(_ table: DeclarationTable, _ reachability: Reachability, _ witnesses: MemberWitnesses) {
    self.table = table
    isAlive = reachability.isAlive
    var edges: [Int: [Int]] = [:]
    var isUsed: Set<Int> = []
    var units: [Int] = []
    func connect(_ user: Int, _ target: Int) {
      guard user >= 0, target >= 0, user != target else { return }
      edges[user, default: []].append(target)
      isUsed.insert(target)
    }
    for index in 0..<table.count where !isAlive[index] && table.isOwner(index) {
      let unit = unit(of: index)
      if unit == index { units.append(index) }
      let requirements = witnesses.requirementsOf[Int32(index)] ?? []
      for target in reachability.uses(of: index) where !isAlive[Int(target)] && !requirements.contains(target) {
        connect(unit, self.unit(of: Int(target)))
      }
      for target in reachability.suggested[Int32(index)] ?? [] where !isAlive[Int(target)] {
        connect(unit, self.unit(of: Int(target)))
      }
      // A requirement that nobody uses takes its implementations with it.
      for requirement in requirements where !isAlive[Int(requirement)] {
        connect(self.unit(of: Int(requirement)), unit)
      }
    }
    gather(units, edges, isUsed)
  }

  /// The outermost dead declaration around one, -1 for none.
  private func unit(of declaration: Int) -> Int {
    var current = declaration
    for _ in 0..<64 {
      let container = Int(table.containers[current])
      guard container >= 0, !isAlive[container] else { return current }
      current = container
    }
    return current
  }

  private mutating func gather(_ units: [Int], _ edges: [Int: [Int]], _ isUsed: Set<Int>) {
    var isCovered: Set<Int> = []
    for root in units.filter({ !isUsed.contains($0) }) + units.filter({ isUsed.contains($0) }) {
      guard isCovered.insert(root).inserted else { continue }
      var members: [Int] = []
      var pending = [root]
      while let unit = pending.popLast() {
        for target in edges[unit] ?? [] where isCovered.insert(target).inserted {
          members.append(target)
          pending.append(target)
        }
      }
      clusters.append(Cluster(root: root, members: members.sorted()))
    }
  }
}
