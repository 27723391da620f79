import Facts

/// Records the references that written types and attributes make.
extension ReferenceResolver {
  func visitWrittenType(_ node: Int, role: ReferenceRole) {
    let tree = scope.tree
    switch tree[node].kind {
    case .namedType:
      resolveTypeName(node, role: role)
      for child in tree.children(of: node) { visitWrittenType(child, role: .type) }
    case .memberType: visitMemberType(node, role: role)
    case .attribute: visitAttribute(node, wrapping: -1)
    case .modifier, .secondName: break
    case .compositionType, .attributedType, .someType, .anyType, .optionalType, .suppressedType:
      for child in tree.children(of: node) { visitWrittenType(child, role: role) }
    default:
      for child in tree.children(of: node) { visitWrittenType(child, role: .type) }
    }
  }

  private func resolveTypeName(_ node: Int, role: ReferenceRole) {
    let name = scope.unit.name(of: node)
    guard name >= 0, name != known.selfType else { return }
    switch lookUpType(name, in: scope.unit, context: scope.declaration) {
    case .parameter: break
    case .declaration(let found): record(node, found, adjusted(role, found, node), Confidence.lexical)
    case .none: recordExternal(node, role)
    }
  }

  /// `Self` in a type that is no protocol names that type.
  func recordSelf(_ node: Int) {
    guard scope.declaration >= 0 else { return }
    let nominal = symbols.nominalOf[Int(scope.declaration)]
    guard nominal >= 0, symbols.kinds[Int(nominal)] != .protocol, symbols.isOfRepository(nominal) else { return }
    record(node, nominal, .type, Confidence.lexical)
  }

  /// An inheritance clause's protocol is conformed to, unless a protocol refines it.
  private func adjusted(_ role: ReferenceRole, _ target: Int32, _ node: Int) -> ReferenceRole {
    guard role == .inherit else { return role }
    let behind = nominalBehind(target)
    guard behind >= 0, symbols.kinds[Int(behind)] == .protocol else { return .inherit }
    var owner = node
    while scope.tree[owner].kind != .inheritedType, owner > 0 { owner = Int(scope.tree[owner].parent) }
    let kind = scope.tree[Int(scope.tree[owner].parent)].kind
    return kind == .protocolDeclaration || kind == .associatedtypeDeclaration ? .inherit : .conform
  }

  /// The nominal type that a declaration is or stands for; -1 for none.
  func nominalBehind(_ declaration: Int32) -> Int32 {
    if symbols.kinds[Int(declaration)].isNominalType { return declaration }
    let type = interfaceType(of: declaration)
    guard arena.kind(type) == .metatype else { return -1 }
    return arena.nominal(arena.child(type, 0))
  }

  private func visitMemberType(_ node: Int, role: ReferenceRole) {
    guard let baseNode = scope.tree.firstChild(of: node) else { return }
    var position = 0
    for child in scope.tree.children(of: node) {
      if position > 0 { visitWrittenType(child, role: .type) }
      position += 1
    }
    let name = scope.unit.name(of: node)
    if let found = moduleMember(name, baseNode: baseNode, in: scope.unit, context: scope.declaration) {
      record(node, found, adjusted(role, found, node), Confidence.lexical)
      return
    }
    if scope.tree[baseNode].kind == .namedType, symbols.moduleOfName[scope.unit.name(of: baseNode)] != nil,
      case .none = lookUpType(scope.unit.name(of: baseNode), in: scope.unit, context: scope.declaration)
    {
      recordExternal(node, role)
      return
    }
    visitWrittenType(baseNode, role: .type)
    let base = type(written: baseNode, in: scope.unit, context: scope.declaration)
    if let found = memberTypeDeclaration(ofType: base, name) {
      record(node, found, adjusted(role, found, node), Confidence.member)
    } else {
      recordUnresolved(node, role, base.isKnown ? .external : .unknownBase)
    }
  }

  /// The declaration that `base.name` names as a type.
  func memberTypeDeclaration(ofType base: TypeID, _ name: Int32) -> Int32? {
    switch arena.kind(base) {
    case .nominal: return memberTypeDeclaration(of: arena.head(base), name)
    case .parameter, .dependent:
      if let same = sameType(as: base) { return memberTypeDeclaration(ofType: same, name) }
      for constraint in constraints(of: base) {
        if let found = memberTypeDeclaration(ofType: constraint, name) { return found }
      }
      return nil
    case .metatype: return memberTypeDeclaration(ofType: arena.child(base, 0), name)
    case .composition:
      for part in arena.childList(base) {
        if let found = memberTypeDeclaration(ofType: part, name) { return found }
      }
      return nil
    default: return nil
    }
  }

  /// A property wrapper, result builder, global actor or macro is referred to by its attribute; the language's own
  /// attributes are not looked into.
  func visitAttribute(_ node: Int, wrapping variable: Int32) {
    let tree = scope.tree
    guard let nameNode = tree.firstChild(of: node) else { return }
    let name = scope.unit.name(of: nameNode)
    guard name >= 0 else { return }
    let type = self.type(written: nameNode, in: scope.unit, context: scope.declaration)
    var arguments = CallArguments(
      tree.children(of: node).filter { tree[$0].kind == .argument || tree[$0].kind == .closure }, in: scope.unit)
    if arena.kind(type) == .nominal {
      visitWrittenType(nameNode, role: .attribute)
      if isPropertyWrapper(arena.head(type)) {
        callWrapper(type, &arguments, at: nameNode, wrapping: variable)
      } else if !arguments.items.isEmpty {
        callInitializer(of: type, arguments: arguments, at: nameNode)
      }
      return
    }
    if let macro = declaration(
      named: name, from: scope.unit, world: scope.world, where: { symbols.kinds[Int($0)] == .macro })
    {
      record(nameNode, macro, .attribute, Confidence.lexical)
      inferAll(arguments)
    }
  }

  /// A property wrapper's initialiser takes the variable's initial value as its first argument. A wrapper without
  /// arguments around a variable without value may be initialised later: nothing is called then.
  private func callWrapper(_ type: TypeID, _ arguments: inout CallArguments, at node: Int, wrapping variable: Int32) {
    guard variable >= 0 else {
      inferAll(arguments)
      return
    }
    let tree = scope.tree
    let fact = symbols.fact(variable)
    var wrapped = type
    let value = tree.firstChild(of: Int(fact.node), .initializer).flatMap { tree.firstChild(of: $0) }
    if let value { arguments.prepend(label: known.wrappedValue, expression: value) }
    if value == nil, arguments.items.isEmpty,
      !members(of: type, known.`init`).contains(where: {
        signature(of: $0.declaration).parameters.allSatisfy(\.isOptional)
      })
    {
      return
    }
    let parameters = allParameters(of: arena.head(type))
    if parameters.count == 1, arena.childCount(type) == 0 {
      wrapped = arena.nominal(arena.head(type), [interfaceType(of: variable)])
    }
    let before = isWrapping
    isWrapping = value != nil
    callInitializer(of: wrapped, arguments: arguments, at: node)
    isWrapping = before
  }
}
