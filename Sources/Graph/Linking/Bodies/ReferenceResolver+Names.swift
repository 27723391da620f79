import Facts
import Model

/// Postfix expressions by their kind, and what bare names mean.
extension ReferenceResolver {
  /// Infers what can stand before a period, parentheses or brackets. `isChained` tells that a `?` was passed, so the
  /// whole chain gives an optional.
  func inferPostfix(_ node: Int, expecting expected: TypeID, _ isChained: inout Bool) -> TypeID {
    let tree = scope.tree
    switch tree[node].kind {
    case .reference: return inferReference(node, expecting: expected)
    case .member: return inferMember(node, expecting: expected, &isChained)
    case .call: return inferCall(node, expecting: expected, &isChained)
    case .subscriptCall: return inferSubscript(node, expecting: expected, &isChained)
    case .forceUnwrap:
      guard let inner = tree.firstChild(of: node) else { return .unknown }
      // `a?.b!` unwraps what the chain gives.
      var inside = false
      let type = inferPostfix(inner, expecting: optional(expected), &inside)
      return unwrapped(type)
    case .optionalChain:
      guard let inner = tree.firstChild(of: node) else { return .unknown }
      if tree[inner].kind.isPattern {
        bindPattern(inner, unwrapped(expected))
        return unwrapped(expected)
      }
      var inside = isChained
      let type = inferPostfix(inner, expecting: optional(expected), &inside)
      if arena.kind(type) == .metatype {
        // `Name?.none`: a type, not a value.
        return arena.metatype(optional(arena.child(type, 0)))
      }
      isChained = true
      return unwrapped(type)
    case .specialization: return inferSpecialization(node, &isChained)
    default: return infer(node, expecting: expected)
    }
  }

  private func inferSpecialization(_ node: Int, _ isChained: inout Bool) -> TypeID {
    let tree = scope.tree
    guard let inner = tree.firstChild(of: node) else { return .unknown }
    let type = inferPostfix(inner, expecting: .unknown, &isChained)
    let arguments = specializationArguments(node)
    guard arena.kind(type) == .metatype, arena.kind(arena.child(type, 0)) == .nominal else { return type }
    let nominal = arena.head(arena.child(type, 0))
    guard symbols.kinds[Int(nominal)] != .protocol else { return type }
    let parameters = allParameters(of: nominal)
    guard arguments.count <= parameters.count else { return type }
    let outer = parameters.prefix(parameters.count - arguments.count).map { arena.parameter($0) }
    return arena.metatype(arena.nominal(nominal, outer + arguments))
  }

  /// The written generic arguments of `f<T>`; records what they name.
  func specializationArguments(_ node: Int) -> [TypeID] {
    var arguments: [TypeID] = []
    var position = 0
    for child in scope.tree.children(of: node) {
      defer { position += 1 }
      guard position > 0 else { continue }
      visitWrittenType(child, role: .type)
      arguments.append(type(written: child, in: scope.unit, context: scope.declaration))
    }
    return arguments
  }

  /// How a reference uses what it names, by what stands around it.
  func role(of node: Int) -> ReferenceRole {
    let tree = scope.tree
    let parent = Int(tree[node].parent)
    switch tree[parent].kind {
    case .call: return parent + 1 == node ? .call : .read
    case .inoutExpression: return .write
    case .sequence:
      let next = Int(tree[node].end)
      guard next < Int(tree[parent].end) else { return .read }
      if tree[next].kind == .assignment { return .write }
      if tree[next].kind == .binaryOperator, isCompoundAssignment(next) { return .write }
      return .read
    default: return .read
    }
  }

  func isCompoundAssignment(_ node: Int) -> Bool {
    scope.unit.strings.withBytes(of: scope.tree[node].name) { bytes in
      guard bytes.count >= 2, bytes[bytes.count - 1] == UInt8(ascii: "=") else { return false }
      switch bytes[0] {
      case UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "~"):
        return bytes.count > 2 && bytes[0] != UInt8(ascii: "=") && bytes[0] != UInt8(ascii: "!")
      default: return true
      }
    }
  }

  /// A bare name that is not called.
  func inferReference(_ node: Int, expecting expected: TypeID) -> TypeID {
    let name = scope.unit.name(of: node)
    guard name >= 0 else { return .unknown }
    let role = role(of: node)
    if let binding = scope.lookUp(scope.tree[node].name) {
      if binding.declaration >= 0 { record(node, binding.declaration, role, Confidence.lexical) }
      return binding.type
    }
    if name == known.`self` { return currentSelf() }
    if name == known.selfType {
      recordSelf(node)
      let type = selfType(of: scope.declaration)
      return arena.metatype(type)
    }
    if let parameter = genericParameter(name) { return arena.metatype(arena.parameter(parameter)) }
    let candidates = bareCandidates(name)
    guard !candidates.isEmpty else { return projectedVariable(node, name, role) }
    return take(candidates, at: node, role: role, expecting: expected, isLexical: true)
  }

  /// What `self` is here.
  func currentSelf() -> TypeID {
    let type = selfType(of: scope.declaration)
    return scope.isStaticContext ? arena.metatype(type) : type
  }

  private func genericParameter(_ name: Int32) -> Int32? {
    var enclosing = scope.declaration
    while enclosing >= 0 {
      if let parameter = symbols.generics.parameter(named: name, of: enclosing) { return parameter }
      if symbols.kinds[Int(enclosing)] == .extension {
        let nominal = symbols.nominalOf[Int(enclosing)]
        if nominal >= 0 {
          for parameter in allParameters(of: nominal) where symbols.generics.names[Int(parameter)] == name {
            return parameter
          }
        }
      }
      enclosing = symbols.parents[Int(enclosing)]
    }
    return nil
  }

  /// `$name` and `_name` of a property wrapper's variable.
  private func projectedVariable(_ node: Int, _ name: Int32, _ role: ReferenceRole) -> TypeID {
    let bytes = symbols.names.withBytes(name) { Array($0) }
    guard let first = bytes.first, first == UInt8(ascii: "$") || first == UInt8(ascii: "_"), bytes.count > 1 else {
      recordExternal(node, role)
      return .unknown
    }
    guard let wrapped = symbols.names.existing(bytes.dropFirst()) else {
      recordExternal(node, role)
      return .unknown
    }
    guard let candidate = bareCandidates(wrapped).first(where: { symbols.kinds[Int($0.declaration)] == .variable })
    else {
      recordExternal(node, role)
      return .unknown
    }
    return takeWrapped(candidate, at: node, role, isProjection: first == UInt8(ascii: "$"))
  }

  func takeWrapped(_ candidate: Candidate, at node: Int, _ role: ReferenceRole, isProjection: Bool) -> TypeID {
    record(node, candidate.declaration, role, Confidence.member)
    guard let wrapper = propertyWrappers(of: candidate.declaration).first else { return .unknown }
    return isProjection ? memberValueType(of: wrapper, known.projectedValue) : wrapper
  }

  /// Declarations that a bare name may mean here: members of the innermost enclosing type that has any, else
  /// declarations at file scope of the nearest module that has any.
  func bareCandidates(_ name: Int32) -> [Candidate] {
    var enclosing = scope.declaration
    var previous: Int32 = -1
    while enclosing >= 0 {
      let nominal = symbols.nominalOf[Int(enclosing)]
      if symbols.kinds[Int(enclosing)].holdsMembers, nominal >= 0, nominal != previous {
        previous = nominal
        let found = members(of: selfType(ofNominal: nominal), name)
        if !found.isEmpty { return found }
        if isNamed(nominal, name, in: enclosing) { return [Candidate(declaration: nominal)] }
      } else if let local = members(named: name, of: enclosing).first(where: { _ in true }) {
        return [Candidate(declaration: local)]
      }
      enclosing = symbols.parents[Int(enclosing)]
    }
    return topLevelCandidates(name)
  }

  /// Declarations at file scope under a name, those of the nearest module that has any.
  func topLevelCandidates(_ name: Int32) -> [Candidate] {
    for module in symbols.modules(visibleIn: scope.unit, for: name) {
      let found = topLevelCandidates(name, in: module)
      if !found.isEmpty { return found }
    }
    return []
  }

  func topLevelCandidates(_ name: Int32, in module: Int32) -> [Candidate] {
    var found: [Candidate] = []
    for id in declarations(named: name, in: module) where symbols.isVisible(id, from: scope.unit) {
      found.append(Candidate(declaration: id))
    }
    return compiledHere(found)
  }
}
