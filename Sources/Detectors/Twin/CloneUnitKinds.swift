import Facts

/// Which nodes of a tree are units of clones, and which parts of the code are declarative.
enum CloneUnitKinds {
  /// Whether the node's children include units.
  static func holdsUnits(_ kind: NodeKind) -> Bool {
    switch kind {
    case .sourceFile, .classDeclaration, .structDeclaration, .enumDeclaration, .protocolDeclaration,
      .actorDeclaration, .extensionDeclaration, .codeBlock, .closure, .switchStatement, .switchCase, .ifConfigClause:
      true
    default: false
    }
  }

  /// Whether a child of a node that holds units is one of them rather than a part of the holder's head.
  static func isUnit(_ kind: NodeKind, in holder: NodeKind) -> Bool {
    switch holder {
    case .switchStatement: return kind == .switchCase || kind == .ifConfig
    case .switchCase: return kind != .caseItem && kind != .attribute
    case .ifConfigClause: return kind != .ifConfigCondition
    case .closure:
      switch kind {
      case .attribute, .capture, .parameter, .thrownType, .returnType: return false
      default: return true
      }
    case .codeBlock, .sourceFile: return true
    default: return isDeclaration(kind) || kind == .ifConfig || kind == .macroExpansionDeclaration
    }
  }

  /// Whether the node is a declaration.
  static func isDeclaration(_ kind: NodeKind) -> Bool {
    switch kind {
    case .importDeclaration, .classDeclaration, .structDeclaration, .enumDeclaration, .protocolDeclaration,
      .actorDeclaration, .extensionDeclaration, .functionDeclaration, .initializerDeclaration,
      .deinitializerDeclaration, .subscriptDeclaration, .variableDeclaration, .enumCaseDeclaration,
      .typealiasDeclaration, .associatedtypeDeclaration, .operatorDeclaration, .precedenceGroupDeclaration,
      .macroDeclaration:
      true
    default: false
    }
  }

  /// Whether code with this node in it does something, rather than state what is.
  static func isLogic(_ kind: NodeKind) -> Bool {
    switch kind {
    case .codeBlock, .closure, .switchStatement, .ifStatement: true
    default: false
    }
  }

  /// Whether the node is a declaration that without logic in it only states what is: an import, an enum's cases, a
  /// stored property, a requirement of a protocol. `holder` is the kind of the node around it; a local constant is a
  /// statement like any other.
  static func isDeclarative(_ kind: NodeKind, in holder: NodeKind) -> Bool {
    switch kind {
    case .importDeclaration, .enumCaseDeclaration, .typealiasDeclaration, .associatedtypeDeclaration,
      .operatorDeclaration, .precedenceGroupDeclaration, .macroDeclaration, .functionDeclaration,
      .initializerDeclaration, .subscriptDeclaration:
      true
    case .variableDeclaration:
      switch holder {
      case .codeBlock, .closure, .switchCase, .ifConfigClause: false
      default: true
      }
    default: false
    }
  }
}
