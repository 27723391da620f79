package import Facts

/// The regions of a file that the index does not speak of although it covers the file.
package struct IndexRegions {
  /// Why it does not.
  package enum Blindness: Sendable {
    /// What stands in a macro's arguments is compiled where the expansion is.
    case macroArgument
    /// A clause of an `#if` that was not compiled.
    case inactiveClause
  }

  private let facts: FileFacts
  /// Tokens in clauses that were not compiled: sorted, apart from each other.
  private let inactive: [Range<UInt32>]
  /// Tokens at which the index has a use, sorted.
  private let usedTokens: [Int32]

  package init(facts: FileFacts, indexed: IndexTier.File) {
    self.facts = facts
    inactive = Self.inactiveRanges(facts: facts, isActive: indexed.isConditionActive)
    usedTokens = indexed.uses.map(\.token).filter { $0 >= 0 }.sorted()
  }

  /// Why the index may say nothing of what stands at a node; nil where it should.
  package func blindness(ofNode node: Int, token: Int) -> Blindness? {
    var current = node
    while current > 0 {
      let kind = facts.tree[current].kind
      switch kind {
      case .macroExpansion, .macroExpansionDeclaration:
        if token != Int(facts.tree[current].nameToken) { return .macroArgument }
      case .attribute:
        if token != Int(facts.tree[current].nameToken), hasUnusedArguments(current) { return .macroArgument }
      default: break
      }
      current = Int(facts.tree[current].parent)
    }
    return isInactive(token: UInt32(token)) ? .inactiveClause : nil
  }

  private static func inactiveRanges(facts: FileFacts, isActive: [Bool]) -> [Range<UInt32>] {
    let clauses = zip(facts.conditions, isActive).compactMap { condition, isActive -> Range<UInt32>? in
      let clause = facts.tree[Int(condition.node)]
      return isActive || clause.firstToken >= clause.endToken ? nil : clause.firstToken..<clause.endToken
    }
    var ranges: [Range<UInt32>] = []
    for clause in clauses.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = ranges.last, clause.lowerBound <= last.upperBound {
        ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, clause.upperBound)
      } else {
        ranges.append(clause)
      }
    }
    return ranges
  }

  private func isInactive(token: UInt32) -> Bool {
    var low = 0
    var high = inactive.count
    while low < high {
      let middle = (low + high) / 2
      if inactive[middle].upperBound <= token { low = middle + 1 } else { high = middle }
    }
    return low < inactive.count && inactive[low].contains(token)
  }

  /// Whether the index has nothing in an attribute beyond its name: the arguments of an attached macro are not
  /// compiled where they stand.
  private func hasUnusedArguments(_ attribute: Int) -> Bool {
    let node = facts.tree[attribute]
    var low = 0
    var high = usedTokens.count
    while low < high {
      let middle = (low + high) / 2
      if usedTokens[middle] <= Int32(node.nameToken) { low = middle + 1 } else { high = middle }
    }
    return low >= usedTokens.count || usedTokens[low] >= Int32(node.endToken)
  }

  /// Whether a node declares something, so that a reference recorded at it is of the declaration itself.
  package static func isDeclaration(_ kind: NodeKind) -> Bool {
    switch kind {
    case .functionDeclaration, .initializerDeclaration, .subscriptDeclaration, .binding, .identifierPattern,
      .enumCaseElement, .typealiasDeclaration, .associatedtypeDeclaration, .classDeclaration, .structDeclaration,
      .enumDeclaration, .actorDeclaration, .protocolDeclaration, .extensionDeclaration, .variableDeclaration,
      .deinitializerDeclaration:
      true
    default: false
    }
  }
}
