package import Facts

/// Where references stand in a file: from a reference's node to the token that names it, and back.
package struct ReferenceSites: Sendable {
  private let tree: CompactTree
  /// For each token the node it names, `UInt32.max` for none.
  private var nodeOfToken: [UInt32]

  package init(facts: FileFacts) {
    tree = facts.tree
    nodeOfToken = [UInt32](repeating: .max, count: facts.tokens.count)
    for index in facts.tree.nodes.indices where Self.canRefer(facts.tree.nodes[index]) {
      guard let token = Self.token(ofNode: index, tree: tree), token < nodeOfToken.count else { continue }
      // An attribute and its type share a name; the outer one is what is written.
      if nodeOfToken[token] == .max { nodeOfToken[token] = UInt32(index) }
    }
  }

  /// The node that a token names, else the innermost node around it.
  package func node(ofToken token: Int) -> Int {
    if token < nodeOfToken.count, nodeOfToken[token] != .max { return Int(nodeOfToken[token]) }
    var current = 0
    search: while true {
      for child in tree.children(of: current)
      where Int(tree[child].firstToken) <= token && token < Int(tree[child].endToken) {
        current = child
        continue search
      }
      return current
    }
  }

  /// The token that a reference at `node` is known by: its name, or the bracket of a subscript.
  package static func token(ofNode node: Int, tree: CompactTree) -> Int? {
    var current = node
    while true {
      switch tree[current].kind {
      case .subscriptCall: return tree.firstChild(of: current).map { Int(tree[$0].endToken) }
      case .call, .specialization, .typeExpression, .optionalChain, .forceUnwrap:
        guard let first = tree.firstChild(of: current) else { return nil }
        current = first
      default:
        return tree[current].nameToken < tree[current].endToken ? Int(tree[current].nameToken) : nil
      }
    }
  }

  private static func canRefer(_ node: Node) -> Bool {
    switch node.kind {
    case .reference, .member, .namedType, .memberType, .binaryOperator, .prefixOperator, .postfixOperator,
      .keyPathComponent, .attribute, .subscriptCall, .macroExpansion, .macroExpansionDeclaration, .importPath:
      true
    // A label that is not written has the argument's first token for its name.
    case .argument, .argumentLabel: !node.name.isEmpty
    default: false
    }
  }
}
