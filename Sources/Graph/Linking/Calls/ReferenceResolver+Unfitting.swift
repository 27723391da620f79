import Facts
import Model

/// Says why a call fits nothing that its name may mean. That no overload takes the arguments is said only where all
/// overloads are known.
extension ReferenceResolver {
  func recordUnfitting(_ seen: [Candidate], at callee: Int, _ arguments: CallArguments) {
    guard let first = seen.first else {
      recordExternal(callee, .call)
      return
    }
    if seen.contains(where: { $0.distance == Self.guessDistance }) {
      recordUnresolved(callee, .call, .unknownBase)
      return
    }
    let own = seen.first { symbols.isOfRepository($0.declaration) }
    if let own, !hangsOnChoice(callee), !mayBeInOpenExtension(scope.unit.name(of: callee)),
      seen.allSatisfy({ isClosedCallee($0) }),
      !hasHiddenOverload(scope.unit.name(of: callee), seen, arguments, at: callee)
    {
      recordUnresolved(callee, .call, .noFittingArguments, base: own.declaration)
    } else {
      recordUnresolved(callee, .call, symbols.isOfRepository(first.declaration) ? .ambiguous : .external)
    }
  }

  /// An initialiser that the repository adds to the type of the standard library that a call names, where all
  /// initialisers of that type are known and none takes the arguments.
  func ownInitializer(behind seen: [Candidate], _ arguments: CallArguments, at node: Int) -> Int32? {
    guard seen.count == 1, symbols.kinds[Int(seen[0].declaration)].isTypeLike else { return nil }
    let nominal = nominalBehind(seen[0].declaration)
    guard nominal >= 0, isWhollyKnown(nominal) else { return nil }
    let all = members(of: arena.nominal(nominal), known.`init`)
    guard let own = all.first(where: { symbols.isOfRepository($0.declaration) }),
      !hasHiddenOverload(known.`init`, all, arguments, at: node)
    else { return nil }
    return own.declaration
  }

  /// Says why `.init(…)`, `self.init(…)` or the call of a type's value fits no initialiser.
  func reportUnfitting(_ type: TypeID, _ targets: Targets, _ arguments: CallArguments, at node: Int) {
    let nominal = arena.nominal(type)
    guard nominal >= 0, symbols.isOfRepository(nominal), symbols.kinds[Int(nominal)] != .protocol, targets.offered > 0,
      isClosedCallee(Candidate(declaration: nominal)),
      !hasHiddenOverload(
        known.`init`, members(of: type, known.`init`), arguments, at: node)
    else {
      recordExternal(node, .call)
      return
    }
    recordUnresolved(node, .call, .noFittingArguments, base: nominal)
  }

  /// Whether all ways to call what a candidate names are known: not for types that macros or unknown types extend.
  func isClosedCallee(_ candidate: Candidate) -> Bool {
    guard symbols.isOfRepository(candidate.declaration) else {
      let parent = symbols.parents[Int(candidate.declaration)]
      guard parent >= 0, symbols.kinds[Int(candidate.declaration)].isCallable else { return false }
      var receiver = candidate.receiver
      if arena.kind(receiver) == .metatype { receiver = arena.child(receiver, 0) }
      return arena.nominal(receiver) >= 0 && isWhollyKnown(arena.nominal(receiver))
    }
    if symbols.fact(candidate.declaration).traits.contains(.hasCustomAttribute) { return false }
    var receiver = candidate.receiver
    if arena.kind(receiver) == .metatype { receiver = arena.child(receiver, 0) }
    if receiver.isKnown, arena.nominal(receiver) < 0 || isOpen(arena.nominal(receiver)) { return false }
    if receiver.isKnown, !symbols.isOfRepository(arena.nominal(receiver)) {
      return symbols.kinds[Int(candidate.declaration)].isCallable && isWhollyKnown(arena.nominal(receiver))
    }
    let nominal = nominalBehind(candidate.declaration)
    if nominal >= 0 {
      return symbols.isOfRepository(nominal) && !isOpen(nominal) && !mayBeExtendedElsewhere(nominal)
        && !hasConditionalMembers(nominal)
    }
    // A member may have overloads wherever its type may be extended, a function wherever modules are not known.
    let owner = receiver.isKnown ? arena.nominal(receiver) : -1
    if owner >= 0 ? mayBeExtendedElsewhere(owner) : mayHaveOtherFunctions { return false }
    return symbols.kinds[Int(candidate.declaration)].isCallable || isPlainValue(candidate.declaration)
  }

  /// Whether modules that are imported here may declare functions of which nothing is known: those of other packages, and
  /// modules of the repository in C.
  private var mayHaveOtherFunctions: Bool {
    symbols.importsForeign[Int(scope.unit.index)]
      || scope.unit.imports.contains { item in
        guard let module = symbols.moduleOfName[scope.unit.names[Int(item.module.index)]] else { return false }
        return !symbols.moduleOfUnit.contains(module)
      }
  }

  /// Whether a clause of `#if` declares a property: the initialiser that the compiler makes differs by system then.
  private func hasConditionalMembers(_ nominal: Int32) -> Bool {
    log?.note(nominal, Lookup.everything)
    let unit = symbols.unit(of: nominal)
    var member = nominal + 1
    let end = unit.firstDeclaration + Int32(unit.declarations.count)
    while member < end, symbols.parents[Int(member)] >= nominal {
      if symbols.parents[Int(member)] == nominal, symbols.kinds[Int(member)] == .variable,
        symbols.worlds[Int(member)] != symbols.worlds[Int(nominal)]
      {
        return true
      }
      member += 1
    }
    return false
  }

  /// Whether an extension of the repository of a type that could not be told declares the name.
  func mayBeInOpenExtension(_ name: Int32) -> Bool {
    guard name >= 0 else { return true }
    return membersOfAnyType(named: name).contains {
      symbols.isOfRepository($0) && symbols.nominalOf[Int(symbols.parents[Int($0)])] < 0
    }
  }

  // MARK: Overloads that are not seen

  /// Whether a declaration of that name would take the arguments, if only it were seen from here.
  func hasHiddenOverload(_ name: Int32, _ seen: [Candidate], _ arguments: CallArguments, at callee: Int) -> Bool {
    for candidate in seen where candidate.declaration >= 0 {
      let isType = symbols.kinds[Int(candidate.declaration)].isTypeLike
      let owner = isType ? nominalBehind(candidate.declaration) : ownerNominal(of: candidate)
      guard owner >= 0 else { continue }
      for item in memberList(of: owner, isType ? known.`init` : name)
      where !seen.contains(where: { $0.declaration == item.declaration }) {
        if fits(item.declaration, arguments) { return true }
      }
    }
    // What a type or a value declares is meant where its name stands behind a period, and a nested type hides others.
    if seen.allSatisfy({ $0.receiver.isKnown }), scope.tree[callee].kind == .member || seen.contains(where: isOwnType) {
      return false
    }
    return symbols.modules(visibleIn: scope.unit).contains { module in
      declarations(named: name, in: module).contains { other in
        !seen.contains { $0.declaration == other } && fits(other, arguments)
      }
    }
  }

  private func ownerNominal(of candidate: Candidate) -> Int32 {
    var receiver = candidate.receiver
    if arena.kind(receiver) == .metatype { receiver = arena.child(receiver, 0) }
    return arena.nominal(unwrapped(receiver))
  }

  private func fits(_ declaration: Int32, _ arguments: CallArguments) -> Bool {
    switch symbols.kinds[Int(declaration)] {
    case .function, .initializer, .enumCase, .macro:
      return arguments.matched(to: signature(of: declaration)) { $0.isFunction || !$0.type.isKnown } != nil
    case .variable: return !isPlainValue(declaration)
    default: return true
    }
  }

  /// Whether a variable holds what cannot be called: a value of a type of the repository without `callAsFunction`.
  func isPlainValue(_ declaration: Int32) -> Bool {
    guard symbols.kinds[Int(declaration)] == .variable else { return false }
    let type = unwrapped(interfaceType(of: declaration))
    let nominal = arena.nominal(type)
    return nominal >= 0 && symbols.isOfRepository(nominal) && !isOpen(nominal) && !mayBeExtendedElsewhere(nominal)
      && !hasAttribute(nominal, "dynamicCallable") && members(of: type, known.callAsFunction).isEmpty
  }

  func isOwnType(_ candidate: Candidate) -> Bool {
    symbols.isOfRepository(candidate.declaration) && symbols.kinds[Int(candidate.declaration)].isTypeLike
  }
}
