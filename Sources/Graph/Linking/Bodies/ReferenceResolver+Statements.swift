import Facts
import Model

/// Walks statements in order and binds the names that they introduce.
extension ReferenceResolver {
  // xtal:disable:next dendrite/overgrown-declaration - one case a kind of statement
  func visitStatement(_ node: Int) {
    let tree = scope.tree
    switch tree[node].kind {
    case .codeBlock: visitBlock(node)
    case .guardStatement:
      // What the conditions bind is not seen where they fail.
      if let otherwise = tree.firstChild(of: node, .codeBlock) { visitBlock(otherwise) }
      for child in tree.children(of: node) where tree[child].kind != .codeBlock { visitCondition(child) }
    case .whileStatement, .repeatStatement:
      scoped { for child in tree.children(of: node) { visitCondition(child) } }
    case .forStatement: scoped { visitFor(node) }
    case .returnStatement:
      guard let value = tree.firstChild(of: node) else { return }
      let type = infer(value, expecting: scope.expectedResult)
      if !scope.returnedType.isKnown { scope.returnedType = type }
    case .throwStatement: if let value = tree.firstChild(of: node) { _ = infer(value, expecting: .unknown) }
    case .deferStatement, .labeledStatement, .yieldStatement, .discardStatement:
      for child in tree.children(of: node) { visitStatement(child) }
    case .ifConfig:
      let mark = scope.mark
      for clause in tree.children(of: node) {
        compiled(clause) {
          for child in tree.children(of: clause) where tree[child].kind != .ifConfigCondition { visitStatement(child) }
        }
      }
      scope.blurBindings(since: mark)
    case .breakStatement, .continueStatement, .fallthroughStatement, .importDeclaration, .operatorDeclaration,
      .precedenceGroupDeclaration, .availabilityCondition, .modifier:
      break
    case .unexpected: for child in tree.children(of: node) { visitStatement(child) }
    // Parts of statements stand alone only where the source is broken.
    case .switchCase: scoped { _ = visitCase(node, .unknown, expecting: .unknown) }
    case .caseItem, .whereClause, .optionalBinding, .matchingCondition, .catchClause, .ifConfigClause:
      inferChildren(of: node)
    default:
      if tree[node].kind.isDeclaration {
        visitPart(node)
      } else {
        _ = infer(node, expecting: .unknown)
      }
    }
  }

  /// Runs `body` in a scope of its own.
  func scoped(_ body: () -> Void) {
    let mark = scope.mark
    body()
    scope.unbind(to: mark)
  }

  func visitBlock(_ block: Int) {
    scoped {
      hoist(from: block)
      for child in scope.tree.children(of: block) { visitStatement(child) }
    }
  }

  /// Local functions and types can be used before they are declared.
  func hoist(from block: Int) {
    let tree = scope.tree
    for child in tree.children(of: block) {
      switch tree[child].kind {
      case .functionDeclaration:
        let declaration = scope.declaration(atNode: child)
        if declaration >= 0 {
          scope.bind(tree[child].name, declaration: declaration, type: interfaceType(of: declaration))
        }
      case .classDeclaration, .structDeclaration, .enumDeclaration, .actorDeclaration, .typealiasDeclaration:
        let declaration = scope.declaration(atNode: child)
        if declaration >= 0 {
          scope.bind(tree[child].name, declaration: declaration, type: interfaceType(of: declaration))
        }
      default: continue
      }
    }
  }

  // MARK: Conditions

  func visitCondition(_ node: Int) {
    let tree = scope.tree
    switch tree[node].kind {
    case .optionalBinding: visitOptionalBinding(node)
    case .matchingCondition:
      var pattern = -1
      var subject = TypeID.unknown
      for child in tree.children(of: node) {
        switch tree[child].kind {
        case .typeAnnotation: visitSignaturePart(child)
        case .initializer:
          if let value = tree.firstChild(of: child) { subject = infer(value, expecting: .unknown) }
        default: pattern = child
        }
      }
      if pattern >= 0 { bindPattern(pattern, subject) }
    case .codeBlock: visitBlock(node)
    case .availabilityCondition: break
    default: _ = infer(node, expecting: .unknown)
    }
  }

  private func visitOptionalBinding(_ node: Int) {
    let tree = scope.tree
    var pattern = -1
    var type = TypeID.unknown
    var hasInitializer = false
    var isFirm = false
    for child in tree.children(of: node) {
      switch tree[child].kind {
      case .typeAnnotation:
        visitSignaturePart(child)
        if let written = tree.firstChild(of: child) {
          type = self.type(written: written, in: scope.unit, context: scope.declaration)
        }
      case .initializer:
        hasInitializer = true
        guard let value = tree.firstChild(of: child) else { continue }
        let inferred = infer(value, expecting: optional(type))
        if !type.isKnown { type = unwrapped(inferred) }
        isFirm = isRecording && self.isFirm(value)
      default: pattern = child
      }
    }
    guard pattern >= 0 else { return }
    if !hasInitializer, tree[pattern].kind == .identifierPattern {
      // `if let x` reads the outer `x`.
      isFirm = scope.lookUp(tree[pattern].name)?.isFirm ?? true
      type = unwrapped(inferReference(pattern, expecting: .unknown))
      // The new name stands for the old one: uses of it are uses of what that names.
      scope.bind(tree[pattern].name, declaration: recordedTarget(at: pattern), type: type, isFirm: isFirm)
      return
    }
    bindsFirmly = isFirm
    bindPattern(pattern, type)
    bindsFirmly = false
  }

  private func visitFor(_ node: Int) {
    let tree = scope.tree
    var pattern = -1
    var element = TypeID.unknown
    var isSequenceSeen = false
    for child in tree.children(of: node) {
      switch tree[child].kind {
      case .typeAnnotation:
        visitSignaturePart(child)
        if let written = tree.firstChild(of: child) {
          element = self.type(written: written, in: scope.unit, context: scope.declaration)
        }
      case .codeBlock: visitBlock(child)
      case .whereClause: for inner in tree.children(of: child) { _ = infer(inner, expecting: .unknown) }
      default:
        guard pattern >= 0 else {
          pattern = child
          continue
        }
        guard !isSequenceSeen else { continue }
        isSequenceSeen = true
        let sequence = infer(child, expecting: .unknown)
        if !element.isKnown { element = elementType(of: sequence) }
        bindPattern(pattern, element)
      }
    }
  }

  /// The type of a sequence's elements.
  func elementType(of sequence: TypeID) -> TypeID {
    guard sequence.isKnown else { return .unknown }
    let element = project(sequence, known.element)
    return element
  }

  // MARK: Branches

  /// `if` as statement and expression: the type of the first branch that has one.
  func visitIf(_ node: Int, expecting expected: TypeID) -> TypeID {
    let tree = scope.tree
    var result = TypeID.unknown
    let mark = scope.mark
    for child in tree.children(of: node) {
      if tree[child].flags.contains(.alternative), tree[child].kind == .codeBlock || tree[child].kind == .ifStatement {
        scope.unbind(to: mark)
        let type =
          tree[child].kind == .ifStatement
          ? visitIf(child, expecting: expected) : visitBranch(child, expecting: expected)
        if !result.isKnown { result = type }
      } else if tree[child].kind == .codeBlock {
        result = visitBranch(child, expecting: expected)
      } else {
        visitCondition(child)
      }
    }
    scope.unbind(to: mark)
    return result
  }

  /// A branch's statements; the type of its only expression.
  private func visitBranch(_ block: Int, expecting expected: TypeID) -> TypeID {
    let tree = scope.tree
    var result = TypeID.unknown
    scoped {
      hoist(from: block)
      if let only = tree.firstChild(of: block), Int(tree[only].end) == Int(tree[block].end),
        tree[only].kind.isExpression
      {
        result = infer(only, expecting: expected)
      } else {
        for child in tree.children(of: block) { visitStatement(child) }
      }
    }
    return result
  }

  func visitSwitch(_ node: Int, expecting expected: TypeID) -> TypeID {
    let tree = scope.tree
    guard let subjectNode = tree.firstChild(of: node) else { return .unknown }
    let subject = infer(subjectNode, expecting: .unknown)
    var result = TypeID.unknown
    var child = Int(tree[subjectNode].end)
    while child < Int(tree[node].end) {
      let type = visitCases(child, subject, expecting: expected)
      if !result.isKnown { result = type }
      child = Int(tree[child].end)
    }
    return result
  }

  /// Runs `body` in the world that compiles a clause of `#if`.
  func compiled(_ clause: Int, _ body: () -> Void) {
    let before = (scope.world, scope.isUncertain)
    if scope.tree[clause].kind == .ifConfigClause, let found = scope.unit.clause(atNode: clause) {
      scope.world = found.worlds.first
      scope.isUncertain = found.isUncertain
    }
    body()
    (scope.world, scope.isUncertain) = before
  }

  private func visitCases(_ node: Int, _ subject: TypeID, expecting expected: TypeID) -> TypeID {
    let tree = scope.tree
    var result = TypeID.unknown
    switch tree[node].kind {
    case .ifConfig, .ifConfigClause:
      compiled(node) {
        for child in tree.children(of: node) where tree[child].kind != .ifConfigCondition {
          let type = visitCases(child, subject, expecting: expected)
          if !result.isKnown { result = type }
        }
      }
    case .switchCase: scoped { result = visitCase(node, subject, expecting: expected) }
    default: visitStatement(node)
    }
    return result
  }

  private func visitCase(_ node: Int, _ subject: TypeID, expecting expected: TypeID) -> TypeID {
    let tree = scope.tree
    hoist(from: node)
    var statements: [Int] = []
    for child in tree.children(of: node) {
      switch tree[child].kind {
      case .caseItem: visitCaseItem(child, subject)
      case .attribute: continue
      default: statements.append(child)
      }
    }
    if statements.count == 1, tree[statements[0]].kind.isExpression {
      return infer(statements[0], expecting: expected)
    }
    for statement in statements { visitStatement(statement) }
    return .unknown
  }

  private func visitCaseItem(_ node: Int, _ subject: TypeID) {
    for child in scope.tree.children(of: node) {
      if scope.tree[child].kind == .whereClause {
        for inner in scope.tree.children(of: child) { _ = infer(inner, expecting: .unknown) }
      } else {
        bindPattern(child, subject)
      }
    }
  }

  func visitDo(_ node: Int, expecting expected: TypeID) -> TypeID {
    let tree = scope.tree
    var result = TypeID.unknown
    for child in tree.children(of: node) {
      switch tree[child].kind {
      case .codeBlock: result = visitBranch(child, expecting: expected)
      case .catchClause:
        scoped {
          let error = arena.nominal(standard.error)
          bindImplicit("error", error)
          for part in tree.children(of: child) {
            if tree[part].kind == .caseItem {
              visitCaseItem(part, error)
            } else if tree[part].kind == .codeBlock {
              _ = visitBranch(part, expecting: expected)
            }
          }
        }
      default: visitSignaturePart(child)
      }
    }
    return result
  }

  // MARK: Patterns

  /// Binds the names of a pattern that is matched against a value of that type.
  func bindPattern(_ node: Int, _ type: TypeID) {
    let tree = scope.tree
    switch tree[node].kind {
    case .identifierPattern:
      scope.bind(
        tree[node].name, declaration: localDeclaration(ofPattern: node), type: type, isFirm: bindsFirmly)
    case .valueBindingPattern, .expressionPattern:
      if let inner = tree.firstChild(of: node) { bindPattern(inner, type) }
    case .tuplePattern:
      var position = 0
      let isTuple = arena.kind(type) == .tuple
      for child in tree.children(of: node) {
        let element = isTuple && position < arena.elementCount(type) ? arena.child(type, position) : .unknown
        bindPattern(child, isTuple ? element : (position == 0 ? type : .unknown))
        position += 1
      }
    case .isPattern: for child in tree.children(of: node) { visitWrittenType(child, role: .type) }
    case .wildcardPattern, .discard: break
    default:
      let before = isMatching
      isMatching = true
      _ = infer(node, expecting: type)
      isMatching = before
    }
  }

  private func localDeclaration(ofPattern node: Int) -> Int32 {
    let own = scope.declaration(atNode: node)
    if own >= 0 { return own }
    let parent = Int(scope.tree[node].parent)
    return scope.tree[parent].kind == .binding ? scope.declaration(atNode: parent) : -1
  }

  /// The type inside an optional; any other type as it is.
  func unwrapped(_ type: TypeID) -> TypeID {
    if standard.optional >= 0, arena.nominal(type) == standard.optional, arena.childCount(type) == 1 {
      return arena.child(type, 0)
    }
    return type
  }

  /// The type inside any number of optionals.
  func unwrappedFully(_ type: TypeID) -> TypeID {
    var current = type
    while standard.optional >= 0, arena.nominal(current) == standard.optional, arena.childCount(current) == 1 {
      current = arena.child(current, 0)
    }
    return current
  }
}

extension NodeKind {
  /// Whether it stands for a value, or for a statement that can be one.
  var isExpression: Bool {
    switch self {
    case .ifStatement, .switchStatement: true
    default: rawValue >= NodeKind.reference.rawValue && rawValue <= NodeKind.ownershipExpression.rawValue
    }
  }

  var isDeclaration: Bool {
    switch self {
    case .classDeclaration, .structDeclaration, .enumDeclaration, .protocolDeclaration, .actorDeclaration,
      .extensionDeclaration, .functionDeclaration, .initializerDeclaration, .deinitializerDeclaration,
      .subscriptDeclaration, .variableDeclaration, .enumCaseDeclaration, .typealiasDeclaration,
      .associatedtypeDeclaration, .macroDeclaration, .macroExpansionDeclaration:
      true
    default: false
    }
  }
}
