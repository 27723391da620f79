import Facts

/// Turns written types into structures.
extension ReferenceResolver {
  /// What a type's name means at a place.
  enum TypeName {
    case declaration(Int32)
    case parameter(Int32)
    case none
  }

  /// The type that a type node writes, as code inside the declaration `context` means it; unknown where a name in it is
  /// not known.
  func type(written node: Int, in unit: SourceUnit, context: Int32) -> TypeID {
    let tree = unit.tree
    switch tree[node].kind {
    case .namedType: return namedType(node, in: unit, context: context)
    case .memberType: return memberType(node, in: unit, context: context)
    case .optionalType, .implicitlyUnwrappedType:
      return optional(firstType(in: node, unit, context))
    case .arrayType: return arena.nominal(standard.array, [firstType(in: node, unit, context)])
    case .dictionaryType:
      let parts = tree.children(of: node).map { type(written: $0, in: unit, context: context) }
      return parts.count == 2 ? arena.nominal(standard.dictionary, parts) : .unknown
    case .someType, .anyType, .attributedType, .suppressedType, .packType, .typeExpression:
      return firstType(in: node, unit, context)
    case .tupleType: return tupleType(node, in: unit, context: context)
    case .functionType: return functionType(node, in: unit, context: context)
    case .metatype: return arena.metatype(firstType(in: node, unit, context))
    case .compositionType:
      let parts = tree.children(of: node).map { type(written: $0, in: unit, context: context) }
      return arena.composition(parts.filter(\.isKnown))
    default: return .unknown
    }
  }

  func optional(_ type: TypeID) -> TypeID { type.isKnown ? arena.nominal(standard.optional, [type]) : .unknown }

  /// The first child that is a type, attributes and specifiers aside.
  private func firstType(in node: Int, _ unit: SourceUnit, _ context: Int32) -> TypeID {
    for child in unit.tree.children(of: node)
    where unit.tree[child].kind != .attribute && unit.tree[child].kind != .modifier {
      return type(written: child, in: unit, context: context)
    }
    return .unknown
  }

  private func tupleType(_ node: Int, in unit: SourceUnit, context: Int32) -> TypeID {
    var elements: [TypeID] = []
    var labels: [Int32] = []
    for child in unit.tree.children(of: node) where unit.tree[child].kind == .tupleTypeElement {
      elements.append(firstType(in: child, unit, context))
      labels.append(max(0, unit.name(of: child)))
    }
    return arena.tuple(elements, labels: labels)
  }

  private func functionType(_ node: Int, in unit: SourceUnit, context: Int32) -> TypeID {
    var parameters: [TypeID] = []
    var result = arena.void
    for child in unit.tree.children(of: node) {
      switch unit.tree[child].kind {
      case .tupleTypeElement: parameters.append(firstType(in: child, unit, context))
      case .returnType: result = firstType(in: child, unit, context)
      default: break
      }
    }
    return arena.function(parameters, result)
  }

  private func namedType(_ node: Int, in unit: SourceUnit, context: Int32) -> TypeID {
    let name = unit.name(of: node)
    guard name >= 0 else { return .unknown }
    if name == known.selfType { return selfType(of: context) }
    switch lookUpType(name, in: unit, context: context) {
    case .parameter(let number): return arena.parameter(number)
    case .declaration(let found):
      let arguments = genericArguments(of: node, skipping: 0, in: unit, context: context)
      return instantiate(found, outer: .unknown, arguments, context: context)
    case .none:
      let text = symbols.names.withBytes(name) { $0.count == 3 ? Array($0) : [] }
      return text == Array("Any".utf8) ? arena.any : .unknown
    }
  }

  private func memberType(_ node: Int, in unit: SourceUnit, context: Int32) -> TypeID {
    guard let baseNode = unit.tree.firstChild(of: node) else { return .unknown }
    let name = unit.name(of: node)
    if let found = moduleMember(name, baseNode: baseNode, in: unit, context: context) {
      let arguments = genericArguments(of: node, skipping: 1, in: unit, context: context)
      return instantiate(found, outer: .unknown, arguments, context: context)
    }
    let base = type(written: baseNode, in: unit, context: context)
    guard base.isKnown else { return .unknown }
    if arena.kind(base) == .nominal, let found = memberTypeDeclaration(of: arena.head(base), name) {
      if symbols.kinds[Int(found)].isNominalType {
        let arguments = genericArguments(of: node, skipping: 1, in: unit, context: context)
        return instantiate(found, outer: base, arguments, context: context)
      }
    }
    return project(base, name)
  }

  /// `Module.Type`: the declaration, where the base names a module and no type in reach.
  func moduleMember(_ name: Int32, baseNode: Int, in unit: SourceUnit, context: Int32) -> Int32? {
    guard unit.tree[baseNode].kind == .namedType, let module = symbols.moduleOfName[unit.name(of: baseNode)] else {
      return nil
    }
    if case .declaration = lookUpType(unit.name(of: baseNode), in: unit, context: context) { return nil }
    return declarations(named: name, in: module).first { symbols.kinds[Int($0)].isTypeLike }
      ?? reexported(name, by: module)
  }

  private func reexported(_ name: Int32, by module: Int32) -> Int32? {
    for other in symbols.visibleModules[Int(module)] {
      if let found = declarations(named: name, in: other).first(where: {
        symbols.kinds[Int($0)].isTypeLike
      }) {
        return found
      }
    }
    return nil
  }

  private func genericArguments(of node: Int, skipping count: Int, in unit: SourceUnit, context: Int32) -> [TypeID] {
    var arguments: [TypeID] = []
    var position = 0
    for child in unit.tree.children(of: node) {
      defer { position += 1 }
      if position >= count { arguments.append(type(written: child, in: unit, context: context)) }
    }
    return arguments
  }

  /// The type that a declaration names with these generic arguments: an alias gives what it stands for.
  func instantiate(_ declaration: Int32, outer: TypeID, _ arguments: [TypeID], context: Int32) -> TypeID {
    switch symbols.kinds[Int(declaration)] {
    case .class, .struct, .enum, .actor:
      let parameters = allParameters(of: declaration)
      guard !parameters.isEmpty else { return arena.nominal(declaration) }
      let own = symbols.generics.range(of: declaration)
      if arguments.isEmpty, isInside(context, declaration) {
        return arena.nominal(declaration, parameters.map { arena.parameter($0) })
      }
      guard arguments.count == own.count else { return arena.nominal(declaration) }
      let outerParameters = parameters.prefix(parameters.count - own.count)
      let outerArguments =
        arena.childCount(outer) == outerParameters.count
        ? arena.childList(outer) : outerParameters.map { arena.parameter($0) }
      return arena.nominal(declaration, outerArguments + arguments)
    case .protocol: return arena.nominal(declaration)
    case .typealias:
      let aliased = interfaceType(of: declaration)
      guard arena.kind(aliased) == .metatype else { return .unknown }
      var bindings = TypeBindings()
      for (parameter, argument) in zip(symbols.generics.range(of: declaration), arguments) {
        bindings.bind(parameter, argument)
      }
      if arena.kind(outer) == .nominal { bind(&bindings, parametersOf: arena.head(outer), from: outer) }
      let target = arena.child(aliased, 0)
      return bindings.isEmpty ? target : substitute(target, bindings)
    case .associatedtype:
      let owner = symbols.nominalOf[Int(declaration)]
      guard owner >= 0 else { return .unknown }
      let name = symbols.nameOf[Int(declaration)]
      let current = context >= 0 ? selfType(of: context) : .unknown
      return project(current.isKnown ? current : selfType(ofNominal: owner), name)
    default: return .unknown
    }
  }

  /// Whether `context` lies within the nominal type `declaration` or an extension of it.
  private func isInside(_ context: Int32, _ declaration: Int32) -> Bool {
    var current = context
    while current >= 0 {
      if symbols.kinds[Int(current)].holdsMembers, symbols.nominalOf[Int(current)] == declaration { return true }
      current = symbols.parents[Int(current)]
    }
    return false
  }

  // xtal:disable:next dendrite/overgrown-declaration - one climb outwards: parameters, members, local types, modules
  /// What a type's name means inside `context`: generic parameters, member types of the enclosing types and of what
  /// they inherit from, types of enclosing bodies, then types at file scope.
  func lookUpType(_ name: Int32, in unit: SourceUnit, context: Int32) -> TypeName {
    var enclosing = context
    while enclosing >= 0 {
      if let parameter = symbols.generics.parameter(named: name, of: enclosing) { return .parameter(parameter) }
      if symbols.kinds[Int(enclosing)].holdsMembers {
        let nominal = symbols.nominalOf[Int(enclosing)]
        if nominal >= 0 {
          if nominal != enclosing {
            for parameter in allParameters(of: nominal) where symbols.generics.names[Int(parameter)] == name {
              return .parameter(parameter)
            }
          }
          if let member = memberTypeDeclaration(of: nominal, name) { return .declaration(member) }
          if isNamed(nominal, name, in: enclosing) { return .declaration(nominal) }
        }
      } else if let local = members(named: name, of: enclosing).first(where: {
        symbols.kinds[Int($0)].isTypeLike
      }) {
        return .declaration(local)
      }
      enclosing = symbols.parents[Int(enclosing)]
    }
    let found = declaration(named: name, from: unit, world: world(of: context)) { symbols.kinds[Int($0)].isTypeLike }
    return found.map { .declaration($0) } ?? .none
  }

  /// Whether a name means the type itself inside of it or of an extension: an extension of a nested type does not see
  /// what is around that type, its own name included.
  func isNamed(_ nominal: Int32, _ name: Int32, in enclosing: Int32) -> Bool {
    symbols.nameOf[Int(nominal)] == name && (nominal == enclosing || symbols.parents[Int(nominal)] < 0)
  }

  /// The world in which names are looked up from inside a declaration.
  private func world(of context: Int32) -> BuildConditions.Worlds {
    context >= 0 && context != scope.declaration ? symbols.worlds[Int(context)].first : scope.world
  }

  /// The type that a nominal type declares or inherits under a name.
  func memberTypeDeclaration(of nominal: Int32, _ name: Int32) -> Int32? {
    var foreign: Int32?
    for id in members(named: name, of: nominal) where symbols.kinds[Int(id)].isTypeLike {
      if !symbols.worlds[Int(id)].isDisjoint(with: scope.world) { return id }
      foreign = foreign ?? id
    }
    if let foreign { return foreign }
    var associated: Int32?
    for ancestor in ancestors(of: nominal) {
      for id in members(named: name, of: ancestor.nominal)
      where symbols.kinds[Int(id)].isTypeLike {
        if symbols.kinds[Int(id)] != .associatedtype { return id }
        associated = associated ?? id
      }
    }
    return associated
  }
}
