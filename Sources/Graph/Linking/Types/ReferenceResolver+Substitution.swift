import Facts
import Model

/// Replaces generic parameters and finds what associated types stand for.
extension ReferenceResolver {
  /// The type with its parameters replaced as `bindings` say; parameters that they do not hold stay.
  func substitute(_ type: TypeID, _ bindings: TypeBindings) -> TypeID {
    guard !bindings.isEmpty, arena.isDependent(type) else { return type }
    switch arena.kind(type) {
    case .parameter: return bindings[arena.head(type)] ?? type
    case .dependent:
      let base = arena.child(type, 0)
      let replaced = substitute(base, bindings)
      return replaced == base ? type : project(replaced, arena.head(type))
    case .nominal:
      return arena.nominal(arena.head(type), arena.mapChildren(type) { substitute($0, bindings) })
    case .metatype: return arena.metatype(substitute(arena.child(type, 0), bindings))
    case .function:
      return arena.intern(.function, arena.head(type), arena.mapChildren(type) { substitute($0, bindings) })
    case .composition: return arena.composition(arena.mapChildren(type) { substitute($0, bindings) })
    case .tuple:
      let count = arena.elementCount(type)
      let parts = arena.childList(type)
      return arena.tuple(
        parts.prefix(count).map { substitute($0, bindings) }, labels: parts.suffix(count).map(\.index))
    case .unknown: return type
    }
  }

  /// `Base.Name` where the name is a member type: what it stands for in a concrete base, else the dependent type.
  func project(_ base: TypeID, _ name: Int32) -> TypeID {
    switch arena.kind(base) {
    case .nominal: return projectNominal(base, name)
    case .parameter, .dependent:
      let dependent = arena.dependent(base, name)
      return sameType(as: dependent) ?? dependent
    case .metatype: return project(arena.child(base, 0), name)
    default: return .unknown
    }
  }

  private func projectNominal(_ base: TypeID, _ name: Int32) -> TypeID {
    let key = IndexMap.key(base.index, name)
    if let known = associatedTypes[key] {
      log?.note(answer: known.answer)
      return known.type
    }
    if let position = openProjections[key] {
      noteCycle(at: position)
      return .unknown
    }
    // A type that holds parameters is seen with the requirements of the place that asks.
    let isDependent = arena.isDependent(base)
    let (result, isWhole, answer) = asking(
      about: isDependent ? scope.declaration : arena.head(base), isRemembered: !isDependent
    ) { position in
      openProjections[key] = position
      return findMemberType(base, name)
    }
    openProjections[key] = nil
    if isWhole, !isDependent { associatedTypes[key] = (result, answer) }
    return result
  }

  private func findMemberType(_ base: TypeID, _ name: Int32) -> TypeID {
    let nominal = arena.head(base)
    var bindings = TypeBindings()
    if symbols.kinds[Int(nominal)] != .protocol {
      bind(&bindings, parametersOf: nominal, from: base)
      for parameter in allParameters(of: nominal) where symbols.generics.names[Int(parameter)] == name {
        return bindings[parameter] ?? .unknown
      }
    }
    if name == known.allCasesType, symbols.kinds[Int(nominal)] == .enum { return arena.nominal(standard.array, [base]) }
    guard let declaration = memberTypeDeclaration(of: nominal, name) else { return .unknown }
    switch symbols.kinds[Int(declaration)] {
    case .associatedtype: return witnessType(base, nominal, name, associated: declaration)
    case .typealias:
      let aliased = interfaceType(of: declaration)
      guard arena.kind(aliased) == .metatype else { return .unknown }
      bindOwner(of: declaration, seenFrom: base, &bindings)
      return substitute(arena.child(aliased, 0), bindings)
    default: return instantiate(declaration, outer: base, [], context: -1)
    }
  }

  /// Binds the parameters of the type that declares a member, as the member is seen from a type that has it.
  func bindOwner(of member: Int32, seenFrom base: TypeID, _ bindings: inout TypeBindings) {
    let owner = symbols.nominalOf[Int(symbols.parents[Int(member)])]
    guard owner >= 0 else { return }
    if symbols.kinds[Int(owner)] == .protocol {
      bind(&bindings, parametersOf: owner, from: base)
    } else if arena.nominal(base) == owner {
      bind(&bindings, parametersOf: owner, from: base)
    } else if let seen = superType(of: base, owner) {
      bind(&bindings, parametersOf: owner, from: seen)
    }
  }

  /// The type as which a nominal type inherits from `ancestor`.
  func superType(of type: TypeID, _ ancestor: Int32) -> TypeID? {
    let nominal = arena.nominal(type)
    guard nominal >= 0 else { return nil }
    guard let found = ancestors(of: nominal).first(where: { $0.nominal == ancestor }) else { return nil }
    guard arena.isDependent(found.type) else { return found.type }
    var bindings = TypeBindings()
    bind(&bindings, parametersOf: nominal, from: type)
    return substitute(found.type, bindings)
  }

  /// What an associated type is in a type that does not name it: what the members that satisfy the protocol's
  /// requirements imply, else its default.
  private func witnessType(_ base: TypeID, _ nominal: Int32, _ name: Int32, associated: Int32) -> TypeID {
    if name == known.rawValueType {
      let raw = rawType(of: nominal)
      if raw.isKnown { return raw }
    }
    let owner = symbols.nominalOf[Int(associated)]
    guard owner >= 0 else { return .unknown }
    let implied = impliedType(base, nominal, name, associated: associated, of: owner)
    if implied.isKnown { return implied }
    // A protocol may declare an associated type once more that one above it declares, with a default there.
    for ancestor in ancestors(of: owner) {
      for other in members(named: name, of: ancestor.nominal)
      where symbols.kinds[Int(other)] == .associatedtype {
        let implied = impliedType(base, nominal, name, associated: other, of: ancestor.nominal)
        if implied.isKnown { return implied }
      }
    }
    return .unknown
  }

  private func impliedType(
    _ base: TypeID, _ nominal: Int32, _ name: Int32, associated: Int32, of owner: Int32
  ) -> TypeID {
    let wanted = arena.dependent(selfType(ofNominal: owner), name)
    log?.note(owner, Lookup.everything)
    let unit = symbols.unit(of: owner)
    var requirement = owner + 1
    let end = unit.firstDeclaration + Int32(unit.declarations.count)
    while requirement < end, symbols.parents[Int(requirement)] >= owner {
      defer { requirement += 1 }
      guard symbols.parents[Int(requirement)] == owner, symbols.kinds[Int(requirement)] != .associatedtype else {
        continue
      }
      let pattern = interfaceType(of: requirement)
      guard mentions(pattern, wanted) else { continue }
      let witnesses = self.witnesses(of: requirement, in: nominal)
      for witness in witnesses
      where mayWitness(interfaceType(of: witness), pattern, of: base, self: selfType(ofNominal: owner), open: wanted) {
        if let found = match(pattern, interfaceType(of: witness), for: wanted) {
          var bindings = TypeBindings()
          bind(&bindings, parametersOf: nominal, from: base)
          return substitute(found, bindings)
        }
      }
    }
    return defaultType(of: associated, for: base)
  }

  /// Members that a requirement's name and number of parameters fit; of subscripts those first whose parameter bears the
  /// same name.
  private func witnesses(of requirement: Int32, in nominal: Int32) -> [Int32] {
    let count = symbols.fact(requirement).parameterCount
    let all = members(named: symbols.nameOf[Int(requirement)], of: nominal).filter {
      symbols.fact($0).parameterCount == count
    }
    guard symbols.kinds[Int(requirement)] == .subscript, all.count > 1 else { return all }
    let name = firstParameterName(requirement)
    let same = all.filter { firstParameterName($0) == name }
    return same + all.filter { firstParameterName($0) != name }
  }

  private func firstParameterName(_ declaration: Int32) -> Int32 {
    let unit = symbols.unit(of: declaration)
    let parameter = unit.tree.firstChild(of: Int(symbols.fact(declaration).node), .parameter)
    return parameter.map { unit.name(of: $0) } ?? -1
  }

  /// Whether a callable can be what a requirement asks for: not where it takes another type, or something else than what
  /// another associated type stands for.
  private func mayWitness(
    _ witness: TypeID, _ pattern: TypeID, of base: TypeID, self ownSelf: TypeID, open wanted: TypeID
  ) -> Bool {
    guard arena.kind(pattern) == .function, arena.kind(witness) == .function,
      arena.parameterCount(pattern) == arena.parameterCount(witness)
    else { return true }
    for position in 0..<arena.parameterCount(pattern) {
      let part = arena.child(pattern, position)
      let given = arena.child(witness, position)
      if arena.kind(part) == .nominal, arena.kind(given) == .nominal, arena.head(part) != arena.head(given) {
        return false
      }
      guard arena.kind(part) == .dependent, part != wanted, arena.child(part, 0) == ownSelf,
        arena.kind(given) == .nominal, !arena.isDependent(given)
      else { continue }
      let named = project(base, arena.head(part))
      if arena.kind(named) == .nominal, arena.head(named) != arena.head(given) { return false }
    }
    return true
  }

  private func defaultType(of associated: Int32, for base: TypeID) -> TypeID {
    let unit = symbols.unit(of: associated)
    guard let initializer = unit.tree.firstChild(of: Int(symbols.fact(associated).node), .initializer),
      let node = unit.tree.firstChild(of: initializer)
    else { return .unknown }
    var bindings = TypeBindings()
    bindOwner(of: associated, seenFrom: base, &bindings)
    return substitute(type(written: node, in: unit, context: symbols.parents[Int(associated)]), bindings)
  }

  private func mentions(_ type: TypeID, _ wanted: TypeID) -> Bool {
    if type == wanted { return true }
    guard arena.isDependent(type) else { return false }
    let count = arena.kind(type) == .tuple ? arena.elementCount(type) : arena.childCount(type)
    return (0..<count).contains { mentions(arena.child(type, $0), wanted) }
  }

  /// What stands in `actual` where `wanted` stands in `pattern`.
  private func match(_ pattern: TypeID, _ actual: TypeID, for wanted: TypeID) -> TypeID? {
    if pattern == wanted { return actual.isKnown ? actual : nil }
    guard arena.isDependent(pattern), arena.kind(pattern) == arena.kind(actual),
      arena.childCount(pattern) == arena.childCount(actual)
    else { return nil }
    let count = arena.kind(pattern) == .tuple ? arena.elementCount(pattern) : arena.childCount(pattern)
    for index in 0..<count {
      if let found = match(arena.child(pattern, index), arena.child(actual, index), for: wanted) { return found }
    }
    return nil
  }
}
