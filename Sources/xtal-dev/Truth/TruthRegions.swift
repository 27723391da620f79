import Facts
import Graph

/// The regions of a file where the index and the resolver see different code.
struct TruthRegions {
  private let facts: FileFacts
  private let isConditionActive: [Bool]
  /// Tokens at which the index has a use, sorted.
  private let usedTokens: [Int32]

  init(facts: FileFacts, indexed: IndexTier.File) {
    self.facts = facts
    isConditionActive = indexed.isConditionActive
    usedTokens = indexed.uses.map(\.token).filter { $0 >= 0 }.sorted()
  }

  /// Why what stands at a node is counted apart; nil where it is not.
  func apart(ofNode node: Int, token: Int) -> TruthApart? {
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
    for (index, condition) in facts.conditions.enumerated() where !isConditionActive[index] {
      let clause = facts.tree[Int(condition.node)]
      if Int(clause.firstToken) <= token, token < Int(clause.endToken) { return .inactive }
    }
    return nil
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
  static func isDeclaration(_ kind: NodeKind) -> Bool {
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
