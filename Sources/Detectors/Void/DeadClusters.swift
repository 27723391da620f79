import Facts

/// Which candidates nothing alive uses, and which of them are dead only because their users are.
///
/// Alive is what is used from a place that belongs to no dead candidate, and whose enclosing candidate is alive: the
/// least fixed point, so that declarations which use only each other stay dead.
struct DeadClusters {
  /// A dead declaration that no other dead one uses, or the first of a cycle, and those that only it keeps in use.
  struct Cluster {
    var root: Int
    /// Local indices, ascending; declarations within the root or within another member are not listed.
    var members: [Int]
  }

  private(set) var clusters: [Cluster] = []

  private let facts: FileFacts
  private let candidates: [Int]
  private let owningType: [Int]
  /// For each declaration its index in ``candidates``, -1 for others.
  private var rank: [Int]
  /// For each candidate the candidates it uses, as ranks; and those used from elsewhere.
  private var used: [[Int]]
  private var isUsedOutside: [Bool]
  /// For each candidate the rank of the candidate around it, -1 for none.
  private var around: [Int]
  /// For each candidate the ranks of those that stand directly inside it.
  private var within: [[Int]]

  init(candidates: PrivateCandidates, uses: NameUses, facts: FileFacts) {
    self.facts = facts
    self.candidates = candidates.declarations
    owningType = candidates.owningType
    rank = [Int](repeating: -1, count: facts.declarations.count)
    for (index, declaration) in candidates.declarations.enumerated() { rank[declaration] = index }
    used = [[Int]](repeating: [], count: candidates.declarations.count)
    isUsedOutside = [Bool](repeating: false, count: candidates.declarations.count)
    around = []
    within = []
    around = candidates.declarations.map { owner(ofDeclaration: enclosing($0)) }
    within = [[Int]](repeating: [], count: around.count)
    for (index, outer) in around.enumerated() where outer >= 0 { within[outer].append(index) }
    for use in uses.uses { add(use, names: uses.names) }
    gather(isAlive: alive())
  }

  // MARK: Who uses whom

  private mutating func add(_ use: NameUses.Use, names: [[Int]]) {
    let user = owner(ofDeclaration: declaration(aroundToken: use.token))
    for target in names[use.name] {
      let targetRank = rank[target]
      if isWithin(use.token, target) || user == targetRank { continue }
      if user < 0 { isUsedOutside[targetRank] = true } else { used[user].append(targetRank) }
    }
  }

  /// Innermost declaration whose own node spans the token, -1 for none.
  private func declaration(aroundToken token: Int) -> Int {
    var current = facts.declaration(aroundToken: token)
    while current >= 0, !isWithin(token, current) { current = Int(facts.declarations[current].parent) }
    return current
  }

  private func isWithin(_ token: Int, _ declaration: Int) -> Bool {
    let node = facts.tree[Int(facts.declarations[declaration].node)]
    return Int(node.firstToken) <= token && token < Int(node.endToken)
  }

  /// The declaration around another one; for an extension of a type of the file that type.
  private func enclosing(_ declaration: Int) -> Int {
    if facts.declarations[declaration].kind == .extension, owningType[declaration] >= 0 {
      return owningType[declaration]
    }
    return Int(facts.declarations[declaration].parent)
  }

  /// Rank of the innermost candidate that is or surrounds the declaration, -1 for none.
  private func owner(ofDeclaration declaration: Int) -> Int {
    var current = declaration
    while current >= 0 {
      if rank[current] >= 0 { return rank[current] }
      current = enclosing(current)
    }
    return -1
  }

  // MARK: Fixed point

  private func alive() -> [Bool] {
    var isUsed = isUsedOutside
    var isAlive = [Bool](repeating: false, count: candidates.count)
    var pending = candidates.indices.filter { isUsed[$0] }
    while let index = pending.popLast() {
      guard !isAlive[index], isUsed[index], around[index] < 0 || isAlive[around[index]] else { continue }
      isAlive[index] = true
      pending.append(contentsOf: within[index])
      for target in used[index] where !isAlive[target] {
        isUsed[target] = true
        pending.append(target)
      }
    }
    return isAlive
  }

  // MARK: Clusters

  private mutating func gather(isAlive: [Bool]) {
    var isCovered = isAlive
    var hasUser = [Bool](repeating: false, count: candidates.count)
    for user in candidates.indices where !isAlive[user] {
      for target in used[user] where !isWithinDead(user, of: target) { hasUser[target] = true }
    }
    // What stands inside a dead declaration goes with it.
    for index in candidates.indices where around[index] >= 0 && !isAlive[around[index]] { isCovered[index] = true }
    let roots = candidates.indices.filter { !isCovered[$0] && !hasUser[$0] }
    let others = candidates.indices.filter { !isCovered[$0] && hasUser[$0] }
    for root in roots + others where !isCovered[root] {
      clusters.append(cluster(from: root, isCovered: &isCovered, isAlive: isAlive))
    }
  }

  /// Whether `inner` stands inside the candidate `outer`.
  private func isWithinDead(_ inner: Int, of outer: Int) -> Bool {
    var current = inner
    while current >= 0 {
      if current == outer { return true }
      current = around[current]
    }
    return false
  }

  private func cluster(from root: Int, isCovered: inout [Bool], isAlive: [Bool]) -> Cluster {
    isCovered[root] = true
    var members: [Int] = []
    var pending = [root]
    while let index = pending.popLast() {
      pending.append(contentsOf: within[index])
      for target in used[index] where !isCovered[target] && !isAlive[target] {
        isCovered[target] = true
        members.append(candidates[target])
        pending.append(target)
      }
    }
    return Cluster(root: candidates[root], members: members.sorted())
  }
}
