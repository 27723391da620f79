import Facts
import Model

/// Members that are named and not called.
extension ReferenceResolver {
  func inferMember(_ node: Int, expecting expected: TypeID, _ isChained: inout Bool) -> TypeID {
    let tree = scope.tree
    let name = scope.unit.name(of: node)
    guard tree[node].flags.contains(.hasBase), let baseNode = tree.firstChild(of: node) else {
      let candidates = implicitCandidates(node, name, expecting: expected)
      guard !candidates.isEmpty else { return .unknown }
      return take(candidates, at: node, role: role(of: node), expecting: expected, isLexical: false)
    }
    let base = withoutContext(of: baseNode) { inferBase(baseNode, expecting: expected, &isChained) }
    guard name >= 0 else { return .unknown }
    if case .module(let module) = base {
      let found = moduleCandidates(name, in: module)
      guard !found.isEmpty else {
        recordExternal(node, role(of: node))
        return .unknown
      }
      return take(found, at: node, role: role(of: node), expecting: expected, isLexical: true)
    }
    guard case .value(let type) = base else { return .unknown }
    if name == known.`self` { return type }
    // `Name.Type` in an expression names the metatype.
    if name == known.metatype, arena.kind(type) == .metatype { return arena.metatype(type) }
    if arena.kind(type) == .tuple { return tupleElement(node, of: type) }
    let candidates = withoutContext(of: baseNode) { memberCandidates(node, name, of: type) }
    guard !candidates.isEmpty else { return .unknown }
    if name == known.`init` {
      return takeInitializer(candidates, at: node, expecting: expected)
    }
    return take(candidates, at: node, role: role(of: node), expecting: expected, isLexical: false)
  }

  enum Base {
    case value(TypeID)
    case module(Int32)
  }

  /// What stands before a period: a value or type, or a module's name.
  func inferBase(_ baseNode: Int, expecting expected: TypeID, _ isChained: inout Bool) -> Base {
    if scope.tree[baseNode].kind == .reference, scope.lookUp(scope.tree[baseNode].name) == nil {
      let name = scope.unit.name(of: baseNode)
      if name >= 0, let module = symbols.moduleOfName[name], bareCandidates(name).isEmpty { return .module(module) }
    }
    let wanted = rootIsImplicit(baseNode) ? expected : .unknown
    return .value(inferPostfix(baseNode, expecting: wanted, &isChained))
  }

  func moduleCandidates(_ name: Int32, in module: Int32) -> [Candidate] {
    let own = topLevelCandidates(name, in: module)
    if !own.isEmpty { return own }
    for other in symbols.visibleModules[Int(module)] {
      let found = topLevelCandidates(name, in: other)
      if !found.isEmpty { return found }
    }
    return []
  }

  private func tupleElement(_ node: Int, of tuple: TypeID) -> TypeID {
    let name = scope.unit.name(of: node)
    for position in 0..<arena.elementCount(tuple) where arena.label(tuple, position) == name {
      return arena.child(tuple, position)
    }
    let position = symbols.names.withBytes(name) { bytes -> Int in
      bytes.reduce(0) { $1 >= 48 && $1 < 58 ? $0 * 10 + Int($1) - 48 : 1 << 20 }
    }
    return position < arena.elementCount(tuple) ? arena.child(tuple, position) : .unknown
  }

  // MARK: Candidates

  /// What `.name` may mean where a value of type `expected` is wanted.
  func implicitCandidates(_ node: Int, _ name: Int32, expecting expected: TypeID) -> [Candidate] {
    guard name >= 0 else { return [] }
    var wanted = expected
    if standard.optional >= 0, arena.nominal(wanted) == standard.optional, name == known.some || name == known.none {
      return members(of: arena.metatype(wanted), name)
    }
    wanted = unwrappedFully(wanted)
    if arena.kind(wanted) == .function { wanted = arena.result(wanted) }
    guard wanted.isKnown, arena.kind(wanted) != .metatype, arena.kind(wanted) != .tuple else {
      let found = uniqueMember(node, name, isStatic: true)
      return found.map { [$0] } ?? []
    }
    let found = members(of: wanted, name).filter { isStaticLike($0.declaration) }
    if found.isEmpty, name == known.some || name == known.none, standard.optional >= 0 {
      return members(of: arena.metatype(optional(wanted)), name)
    }
    if found.isEmpty { reportMissing(node, of: wanted) }
    return found
  }

  /// What `base.name` may mean; reports why where there is nothing.
  func memberCandidates(_ node: Int, _ name: Int32, of base: TypeID) -> [Candidate] {
    guard base.isKnown else {
      return uniqueMember(node, name, isStatic: nil).map { [$0] } ?? []
    }
    var found = fittingMembers(of: base, name)
    if found.isEmpty, unwrapped(base) != base { found = fittingMembers(of: unwrappedFully(base), name) }
    if found.isEmpty, let dynamic = dynamicMember(node, name, of: base) { return dynamic }
    if found.isEmpty, !recordProjected(node, name, of: base) { reportMissing(node, of: base) }
    return found
  }

  /// `base.$name` and `base._name`: a wrapper's projected value and the wrapper itself, both made of the variable.
  private func recordProjected(_ node: Int, _ name: Int32, of base: TypeID) -> Bool {
    let bytes = symbols.names.withBytes(name) { Array($0) }
    guard bytes.count > 1, bytes[0] == UInt8(ascii: "$") || bytes[0] == UInt8(ascii: "_"),
      let plain = symbols.names.existing(bytes.dropFirst()),
      let variable = fittingMembers(of: unwrappedFully(base), plain).first(where: {
        symbols.kinds[Int($0.declaration)] == .variable
          && symbols.fact($0.declaration).traits.contains(.hasCustomAttribute)
      })
    else { return false }
    record(node, variable.declaration, role(of: node), Confidence.member)
    return true
  }

  /// Members by name, static ones of a metatype and others of a value; all where that leaves none.
  private func fittingMembers(of base: TypeID, _ name: Int32) -> [Candidate] {
    let all = members(of: base, name)
    guard !all.isEmpty else { return [] }
    let wantsStatic = arena.kind(base) == .metatype
    let fitting = all.filter { isStaticLike($0.declaration) == wantsStatic }
    return fitting.isEmpty ? all : fitting
  }

  /// Says why a member stays without a declaration.
  private func reportMissing(_ node: Int, of base: TypeID) {
    var inner = base
    if arena.kind(inner) == .metatype { inner = arena.child(inner, 0) }
    inner = unwrappedFully(inner)
    let nominal = arena.nominal(inner)
    if nominal >= 0, symbols.isOfRepository(nominal), !isOpen(nominal), !isDynamic(nominal) {
      let name = scope.unit.name(of: node)
      if symbols.kinds[Int(nominal)] == .enum, standard.hashable >= 0,
        !members(of: arena.nominal(standard.hashable), name).isEmpty
      {
        // Enumerations without payload are hashable without saying so.
        recordExternal(node, role(of: node), module: symbols.unit(of: standard.hashable).module)
        return
      }
      let isSure = hasKnownMembers(nominal) && !mayBeElsewhere(name) && isMissing(node, name, in: base, nominal)
      recordUnresolved(node, role(of: node), isSure ? .noMember : .unknownBase, base: isSure ? nominal : -1)
    } else if nominal >= 0, !symbols.isOfRepository(nominal) {
      recordExternal(node, role(of: node), module: symbols.unit(of: nominal).module)
      noteAbsence(node, scope.unit.name(of: node), in: base, nominal)
    } else {
      recordUnresolved(node, role(of: node), inner.isKnown ? .external : .unknownBase)
    }
  }

  func isDynamic(_ nominal: Int32) -> Bool {
    if hasAttribute(nominal, "dynamicMemberLookup") { return true }
    return ancestors(of: nominal).contains { hasAttribute($0.nominal, "dynamicMemberLookup") }
  }

  /// The members that `subscript(dynamicMember:)` with a key path gives; records the subscript and the member.
  private func dynamicMember(_ node: Int, _ name: Int32, of base: TypeID) -> [Candidate]? {
    let inner = unwrappedFully(base)
    let nominal = arena.nominal(inner)
    guard nominal >= 0, isDynamic(nominal) else { return nil }
    for candidate in members(of: inner, known.`subscript`) {
      let signature = signature(of: candidate.declaration)
      guard signature.parameters.count == 1, signature.parameters[0].label == known.dynamicMember else { continue }
      let keyPath = substitute(signature.parameters[0].type, bindings(for: candidate))
      guard isKeyPath(keyPath), arena.childCount(keyPath) == 2 else { continue }
      let found = members(of: arena.child(keyPath, 0), name).filter { !isStaticLike($0.declaration) }
      guard !found.isEmpty else { continue }
      record(node, candidate.declaration, .read, Confidence.dynamicMember)
      return found
    }
    return nil
  }

  /// Where no type is known: the only declaration in reach that bears the name, if the library has none of that name.
  func uniqueMember(_ node: Int, _ name: Int32, isStatic: Bool?) -> Candidate? {
    var found: Int32 = -1
    var isAmbiguous = false
    for candidate in membersOfAnyType(named: name) {
      guard symbols.isOfRepository(candidate) else {
        if isInReach(candidate) { isAmbiguous = true }
        continue
      }
      guard symbols.isVisible(candidate, from: scope.unit), isInReach(candidate) else { continue }
      if symbols.worlds[Int(candidate)].isDisjoint(with: scope.world) { continue }
      if let isStatic, isStaticLike(candidate) != isStatic { continue }
      if found >= 0 { isAmbiguous = true }
      found = candidate
    }
    let role = role(of: node)
    // What a file imports that nobody knows may declare the name as well.
    if found >= 0, symbols.importsUnknown[Int(scope.unit.index)] {
      recordUnresolved(node, role, .unknownBase)
      return nil
    }
    guard found >= 0 else {
      recordUnresolved(node, role, isAmbiguous ? .unknownBase : .external)
      return nil
    }
    guard !isAmbiguous else {
      recordUnresolved(node, role, .ambiguous)
      return nil
    }
    return Candidate(declaration: found, distance: Self.guessDistance)
  }

  /// The distance that marks a candidate as found by its name alone.
  static let guessDistance: Int32 = 1 << 20

  // MARK: Taking one

  /// Takes the candidate that fits best where a name is not called, records it and gives its type.
  func take(
    _ candidates: [Candidate], at node: Int, role: ReferenceRole, expecting expected: TypeID, isLexical: Bool
  ) -> TypeID {
    let (chosen, isSure) = chooseValue(labelled(candidates, at: node), expecting: expected)
    let confidence: UInt8
    if chosen.distance == Self.guessDistance {
      confidence = Confidence.uniqueName
    } else if !isSure {
      confidence = Confidence.overloadGuess
    } else if candidates.count > 1 {
      confidence = Confidence.overload
    } else if isLexical, !chosen.receiver.isKnown {
      confidence = Confidence.lexical
    } else {
      confidence =
        scope.tree[node].flags.contains(.hasBase) || isLexical ? Confidence.member : Confidence.implicitMember
    }
    let declaration = chosen.declaration
    record(node, declaration, symbols.kinds[Int(declaration)].isTypeLike ? .type : role, confidence)
    // What a guess gives is no ground for more.
    guard chosen.distance != Self.guessDistance else { return .unknown }
    let type = typeOfName(chosen)
    return isSure || candidates.allSatisfy { typeOfName($0) == type } ? type : .unknown
  }

  /// The type of the expression that names a declaration: for a type its metatype, open for its arguments.
  func typeOfName(_ chosen: Candidate) -> TypeID {
    let declaration = chosen.declaration
    switch symbols.kinds[Int(declaration)] {
    case .class, .struct, .enum, .actor, .typealias:
      let outer = arena.kind(chosen.receiver) == .metatype ? arena.child(chosen.receiver, 0) : chosen.receiver
      return arena.metatype(instantiate(declaration, outer: outer, [], context: scope.declaration))
    default: return valueType(of: chosen)
    }
  }

  /// Keeps those that bear the labels of a compound name `f(a:b:)`.
  private func labelled(_ candidates: [Candidate], at node: Int) -> [Candidate] {
    let tree = scope.tree
    var labels: [Int32] = []
    for child in tree.children(of: node) where tree[child].kind == .argumentLabel {
      labels.append(tree[child].name.isEmpty ? 0 : max(0, scope.unit.name(of: child)))
    }
    guard !labels.isEmpty else { return candidates }
    let fitting = candidates.filter { candidate in
      guard symbols.kinds[Int(candidate.declaration)].isCallable else { return false }
      return signature(of: candidate.declaration).parameters.map(\.label) == labels
    }
    return fitting.isEmpty ? candidates : fitting
  }

  /// Whether it is an initialiser of one argument without a label: what `map(T.init)` means as long as nothing speaks
  /// against it.
  private func isConversion(_ candidate: Candidate) -> Bool {
    guard symbols.kinds[Int(candidate.declaration)] == .initializer else { return false }
    let parameters = signature(of: candidate.declaration).parameters
    return parameters.count == 1 && parameters[0].label == 0
  }

  private func chooseValue(_ candidates: [Candidate], expecting expected: TypeID) -> (Candidate, isSure: Bool) {
    guard candidates.count > 1 else { return (candidates[0], true) }
    // A variable, type or case without payload is meant unless a function is wanted.
    let wantsFunction = arena.kind(unwrapped(expected)) == .function
    var best = candidates[0]
    var bestRank: (Int, Int, Int32, Int) = (.min, .min, .max, .min)
    var ties = 0
    for candidate in candidates {
      let kind = symbols.kinds[Int(candidate.declaration)]
      let isCallable =
        kind.isCallable && !(kind == .enumCase && symbols.fact(candidate.declaration).parameterCount == 0)
      var points = 0
      if expected.isKnown {
        var bindings = TypeBindings()
        points = convert(valueType(of: candidate), to: unwrapped(expected), &bindings)
      }
      let rank = (
        isCallable == wantsFunction ? 1 : 0, points, candidate.distance,
        preference(candidate) + (isConversion(candidate) ? 3 : 0)
      )
      if (rank.0, rank.1, -rank.2, rank.3) > (bestRank.0, bestRank.1, -bestRank.2, bestRank.3) {
        (best, bestRank, ties) = (candidate, rank, 0)
      } else if (rank.0, rank.1, -rank.2, rank.3) == (bestRank.0, bestRank.1, -bestRank.2, bestRank.3) {
        ties += 1
      }
    }
    return (best, ties == 0)
  }

  /// `Type.init` as a value.
  private func takeInitializer(
    _ candidates: [Candidate], at node: Int, expecting expected: TypeID
  ) -> TypeID {
    let pool = labelled(candidates, at: node)
    let (chosen, isSure) = chooseValue(pool, expecting: expected)
    record(node, chosen.declaration, .call, isSure ? Confidence.member : Confidence.overloadGuess)
    return valueType(of: chosen)
  }
}
