import Facts

/// Tells files that run from top to bottom from those that only declare.
enum ScriptFiles {
  /// Whether a file runs from top to bottom, so that the values of its globals are made for what that does.
  static func hold(_ facts: FileFacts) -> Bool {
    facts.tree.children(of: 0).contains { node in
      switch facts.tree[node].kind {
      case .importDeclaration, .classDeclaration, .structDeclaration, .enumDeclaration, .protocolDeclaration,
        .actorDeclaration, .extensionDeclaration, .functionDeclaration, .variableDeclaration, .typealiasDeclaration,
        .operatorDeclaration, .precedenceGroupDeclaration, .macroDeclaration, .macroExpansionDeclaration, .ifConfig,
        .unexpected:
        false
      default: true
      }
    }
  }
}
