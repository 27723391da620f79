import Facts

/// Whether a bare name is bound near its use: by a parameter, a pattern, a capture or a generic parameter.
///
/// The graph records no reference for such names. What it cannot place at all looks alike, so the binding is looked for.
enum LocalNames {
  static func bind(_ node: Int, _ facts: FileFacts) -> Bool {
    let use = facts.tree[node]
    switch use.kind {
    case .reference, .namedType, .identifierPattern, .capture: break
    default: return false
    }
    var around = facts.declaration(aroundNode: node)
    while around >= 0 {
      let declaration = facts.declarations[around]
      if isBound(use.name, in: Int(declaration.outerNode), before: node, facts) { return true }
      // Names bound in one member say nothing in another, but generic parameters of the types around do.
      around = Int(declaration.parent)
    }
    return false
  }

  private static func isBound(_ name: StringID, in outer: Int, before node: Int, _ facts: FileFacts) -> Bool {
    let holdsMembers: Bool
    switch facts.tree[outer].kind {
    case .classDeclaration, .structDeclaration, .enumDeclaration, .actorDeclaration, .protocolDeclaration,
      .extensionDeclaration:
      holdsMembers = true
    default: holdsMembers = false
    }
    if holdsMembers {
      for child in facts.tree.children(of: outer) where facts.tree[child].kind == .genericParameter {
        if facts.tree[child].name == name { return true }
      }
      return false
    }
    for index in min(outer, node)..<node where facts.tree[index].name == name {
      switch facts.tree[index].kind {
      case .parameter, .secondName, .identifierPattern, .capture, .genericParameter, .functionDeclaration: return true
      default: continue
      }
    }
    return false
  }
}
