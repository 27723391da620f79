import Facts
import Model

/// Walks declarations: their attributes, signatures and bodies.
extension ReferenceResolver {
  func visitDeclaration(_ node: Int) {
    let tree = scope.tree
    switch tree[node].kind {
    case .classDeclaration, .structDeclaration, .enumDeclaration, .protocolDeclaration, .actorDeclaration,
      .extensionDeclaration:
      within(node) { visitType(declaration: node) }
    case .functionDeclaration, .initializerDeclaration, .deinitializerDeclaration, .subscriptDeclaration,
      .macroDeclaration:
      within(node) { visitCallable(node) }
    case .enumCaseDeclaration:
      for child in tree.children(of: node) {
        if tree[child].kind == .enumCaseElement {
          within(child) { visitCallable(child) }
        } else if tree[child].kind == .attribute {
          visitAttribute(child, wrapping: -1)
        }
      }
    case .typealiasDeclaration, .associatedtypeDeclaration:
      within(node) {
        for child in tree.children(of: node) { visitSignaturePart(child) }
      }
    case .variableDeclaration: visitVariables(node)
    case .macroExpansionDeclaration: _ = inferMacroExpansion(node)
    default: break
    }
  }

  /// Runs `body` with the declaration at a node as the enclosing one; names bound inside are gone afterwards.
  func within(_ node: Int, _ body: () -> Void) {
    let declaration = scope.declaration(atNode: node)
    let before = (scope.declaration, scope.expectedResult, scope.returnedType, scope.isStaticContext)
    let mark = scope.mark
    if declaration >= 0 { scope.declaration = declaration }
    if declaration >= 0, symbols.fact(declaration).traits.contains(.isStatic) { scope.isStaticContext = true }
    if scope.tree[node].kind == .extensionDeclaration || symbols.kinds[Int(max(0, declaration))].isNominalType {
      scope.isStaticContext = false
    }
    body()
    (scope.declaration, scope.expectedResult, scope.returnedType, scope.isStaticContext) = before
    scope.unbind(to: mark)
  }

  private func visitType(declaration node: Int) {
    for child in scope.tree.children(of: node) {
      switch scope.tree[child].kind {
      case .attribute: visitAttribute(child, wrapping: -1)
      case .modifier, .secondName: continue
      case .genericParameter, .requirement: visitSignaturePart(child)
      case .inheritedType: visitInherited(child)
      case .extendedType:
        if let type = scope.tree.firstChild(of: child) { visitWrittenType(type, role: .extend) }
      default: visitStatement(child)
      }
    }
  }

  private func visitInherited(_ node: Int) {
    guard let type = scope.tree.firstChild(of: node) else { return }
    visitWrittenType(type, role: .inherit)
  }

  /// Generic parameters, requirements, initial types: everything in a signature that holds types.
  func visitSignaturePart(_ node: Int) {
    let tree = scope.tree
    switch tree[node].kind {
    case .attribute: visitAttribute(node, wrapping: -1)
    case .modifier, .secondName: break
    case .genericParameter, .requirement, .returnType, .thrownType, .typeAnnotation, .initializer:
      for child in tree.children(of: node) { visitWrittenType(child, role: .type) }
    case .inheritedType:
      for child in tree.children(of: node) { visitWrittenType(child, role: .inherit) }
    default: break
    }
  }

  // MARK: Callables

  private func visitCallable(_ node: Int) {
    let tree = scope.tree
    let declaration = scope.declaration(atNode: node)
    var result = TypeID.unknown
    if declaration >= 0, tree[node].kind != .deinitializerDeclaration {
      recordOverrides(of: declaration, at: node)
      switch tree[node].kind {
      case .functionDeclaration, .subscriptDeclaration: result = signature(of: declaration).result
      default: break
      }
    }
    for child in tree.children(of: node) {
      switch tree[child].kind {
      case .parameter: visitParameter(child)
      case .codeBlock: visitBody(child, expecting: result)
      case .accessor: visitAccessor(child, valueType: result)
      case .initializer where tree[node].kind == .enumCaseElement || tree[node].kind == .macroDeclaration:
        if let value = tree.firstChild(of: child) { _ = infer(value, expecting: .unknown) }
      default: visitSignaturePart(child)
      }
    }
  }

  private func visitParameter(_ node: Int) {
    let tree = scope.tree
    var name = tree[node].name
    var type = TypeID.unknown
    for child in tree.children(of: node) {
      switch tree[child].kind {
      case .secondName: name = tree[child].name
      case .attribute: visitAttribute(child, wrapping: -1)
      case .modifier: continue
      case .initializer:
        if let value = tree.firstChild(of: child) { _ = infer(value, expecting: type) }
      default:
        visitWrittenType(child, role: .type)
        type = self.type(written: child, in: scope.unit, context: scope.declaration)
      }
    }
    if tree[node].flags.contains(.variadic) { type = arena.nominal(standard.array, [type]) }
    scope.bind(name, type: type, isFirm: true)
  }

  /// A body's statements; where it is one expression, that is what the body gives back.
  func visitBody(_ block: Int, expecting result: TypeID) {
    let before = (scope.expectedResult, scope.returnedType)
    // An attribute may be a result builder, which makes the result of something else.
    let mayBeBuilt = scope.declaration >= 0 && symbols.fact(scope.declaration).traits.contains(.hasCustomAttribute)
    if mayBeBuilt { doubts += 1 }
    defer { if mayBeBuilt { doubts -= 1 } }
    let mark = scope.mark
    scope.expectedResult = result
    hoist(from: block)
    if let only = scope.tree.firstChild(of: block), Int(scope.tree[only].end) == Int(scope.tree[block].end),
      scope.tree[only].kind.isExpression
    {
      _ = infer(only, expecting: result)
    } else {
      for child in scope.tree.children(of: block) { visitStatement(child) }
    }
    scope.unbind(to: mark)
    (scope.expectedResult, scope.returnedType) = before
  }

  private func visitAccessor(_ node: Int, valueType: TypeID) {
    let tree = scope.tree
    let mark = scope.mark
    defer { scope.unbind(to: mark) }
    let isGetter =
      scope.unit.isNamed(node, "get") || scope.unit.isNamed(node, "_read") || scope.unit.isNamed(node, "read")
    bindImplicit("newValue", valueType)
    bindImplicit("oldValue", valueType)
    for child in tree.children(of: node) {
      switch tree[child].kind {
      case .parameter: scope.bind(tree[child].name, type: valueType, isFirm: true)
      case .codeBlock: visitBody(child, expecting: isGetter ? valueType : .unknown)
      case .attribute: visitAttribute(child, wrapping: -1)
      default: continue
      }
    }
  }

  /// Binds a name that the language gives without it being written, where the file mentions it at all.
  func bindImplicit(_ text: StaticString, _ type: TypeID) {
    guard let name = scope.implicitName(text) else { return }
    scope.bind(name, type: type, isFirm: true)
  }

  // MARK: Variables

  private func visitVariables(_ node: Int) {
    let tree = scope.tree
    var attributes: [Int] = []
    for child in tree.children(of: node) {
      switch tree[child].kind {
      case .attribute: attributes.append(child)
      case .binding:
        let first = firstDeclaration(inBinding: child)
        for attribute in attributes { visitAttribute(attribute, wrapping: first) }
        attributes = []
        visitBinding(child, declaration: first)
      default: continue
      }
    }
  }

  /// The declaration of a binding's first name, -1 for none.
  private func firstDeclaration(inBinding node: Int) -> Int32 {
    let own = scope.declaration(atNode: node)
    if own >= 0 { return own }
    guard let pattern = scope.tree.firstChild(of: node) else { return -1 }
    for candidate in pattern..<Int(scope.tree[pattern].end) {
      let declaration = scope.declaration(atNode: candidate)
      if declaration >= 0 { return declaration }
    }
    return -1
  }

  private func visitBinding(_ node: Int, declaration: Int32) {
    let tree = scope.tree
    let isLocal = declaration < 0 || symbols.fact(declaration).traits.contains(.isLocal)
    let before = (scope.declaration, scope.isStaticContext)
    if declaration >= 0 {
      scope.declaration = declaration
      if symbols.fact(declaration).traits.contains(.isStatic) { scope.isStaticContext = true }
      if !isLocal { recordOverrides(of: declaration, at: node) }
    }
    var type = TypeID.unknown
    var pattern = -1
    var isFirm = false
    for child in tree.children(of: node) {
      switch tree[child].kind {
      case .typeAnnotation:
        visitSignaturePart(child)
        isFirm = true
        if let written = tree.firstChild(of: child) {
          type = self.type(written: written, in: scope.unit, context: scope.declaration)
        }
      case .initializer:
        guard let value = tree.firstChild(of: child) else { continue }
        let inferred = infer(value, expecting: type)
        if !type.isKnown { type = inferred }
        isFirm = isFirm || isLocal && isRecording && self.isFirm(value)
      case .codeBlock: visitBody(child, expecting: type)
      case .accessor: visitAccessor(child, valueType: type)
      default: pattern = child
      }
    }
    (scope.declaration, scope.isStaticContext) = before
    if isLocal, pattern >= 0 {
      if declaration >= 0, !type.isKnown {
        type = propertyWrappers(of: declaration).first.map { memberValueType(of: $0, known.wrappedValue) } ?? .unknown
      }
      bindsFirmly = isFirm
      bindPattern(pattern, type)
      bindsFirmly = false
    }
  }

  // MARK: Overrides

  /// Records which members of superclasses and protocols a member overrides or satisfies: those of the same kind, name
  /// and labels.
  private func recordOverrides(of declaration: Int32, at node: Int) {
    let fact = symbols.fact(declaration)
    guard isRecording, !fact.traits.contains(.isLocal), fact.kind != .enumCase || fact.access > .fileprivate else {
      return
    }
    let parent = symbols.parents[Int(declaration)]
    guard parent >= 0, symbols.kinds[Int(parent)].holdsMembers else { return }
    let nominal = symbols.nominalOf[Int(parent)]
    guard nominal >= 0 else { return }
    var owners = ancestors(of: nominal).map(\.nominal)
    if symbols.kinds[Int(parent)] == .extension, symbols.kinds[Int(nominal)] == .protocol { owners.append(nominal) }
    for owner in owners where symbols.isOfRepository(owner) {
      let isClass = symbols.kinds[Int(owner)] == .class
      if isClass, !fact.traits.contains(.isOverride), fact.kind != .initializer { continue }
      for member in members(named: symbols.nameOf[Int(declaration)], of: owner)
      where member != declaration && corresponds(fact, declaration, to: member, isClass: isClass) {
        record(node, member, .override, Confidence.override)
        if isClass { return }
      }
    }
  }

  private func corresponds(_ fact: DeclarationFact, _ declaration: Int32, to member: Int32, isClass: Bool) -> Bool {
    let other = symbols.fact(member)
    guard isClass || other.traits.contains(.isRequirement) else { return false }
    guard fact.kind == other.kind || fact.kind == .enumCase && (other.kind == .function || other.kind == .variable)
    else { return false }
    guard fact.traits.contains(.isStatic) == other.traits.contains(.isStatic) || fact.kind == .enumCase else {
      return false
    }
    guard fact.kind != .variable, fact.kind != .enumCase || other.kind == .function else { return true }
    let own = signature(of: declaration).parameters
    let theirs = signature(of: member).parameters
    guard own.count == theirs.count else { return false }
    return zip(own, theirs).allSatisfy { $0.label == $1.label && typesMayCorrespond($0.type, $1.type) }
  }

  /// Two concrete types of different declarations do not correspond; anything with a parameter may.
  private func typesMayCorrespond(_ left: TypeID, _ right: TypeID) -> Bool {
    guard arena.kind(left) == .nominal, arena.kind(right) == .nominal else { return true }
    return arena.head(left) == arena.head(right) || symbols.kinds[Int(arena.head(right))] == .protocol
      || conformance(of: right, toNominal: arena.head(left)) != .no
  }
}
