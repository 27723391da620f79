import Facts
import Model

/// Calls of functions, initialisers, cases, values and subscripts.
extension ReferenceResolver {
  func inferCall(_ node: Int, expecting expected: TypeID, _ isChained: inout Bool) -> TypeID {
    let tree = scope.tree
    guard var callee = tree.firstChild(of: node) else { return .unknown }
    let arguments = CallArguments(of: node, in: scope.unit)
    var explicit: [TypeID] = []
    let before = doubts
    if !expected.isKnown, doubts != closureDoubts, !rootIsImplicit(callee) { doubts = closureDoubts }
    defer { doubts = before }
    if tree[callee].kind == .specialization, let inner = tree.firstChild(of: callee),
      tree[inner].kind == .reference || tree[inner].kind == .member
    {
      explicit = specializationArguments(callee)
      callee = inner
    }
    switch tree[callee].kind {
    case .reference: return callName(callee, arguments, explicit, expecting: expected)
    case .member: return callMember(callee, arguments, explicit, expecting: expected, &isChained)
    case .closure:
      let type = inferClosure(callee, expecting: arena.function([], expected))
      inferAll(arguments)
      return arena.kind(type) == .function ? arena.result(type) : .unknown
    default:
      let type = inferPostfix(callee, expecting: .unknown, &isChained)
      return callValue(type, arguments, at: callee, expecting: expected)
    }
  }

  // MARK: Callees

  private func callName(
    _ callee: Int, _ arguments: CallArguments, _ explicit: [TypeID], expecting expected: TypeID
  ) -> TypeID {
    let name = scope.unit.name(of: callee)
    guard name >= 0 else {
      inferAll(arguments)
      return .unknown
    }
    if let binding = scope.lookUp(scope.tree[callee].name) {
      if binding.declaration >= 0 {
        if symbols.kinds[Int(binding.declaration)] == .function || symbols.kinds[Int(binding.declaration)].isTypeLike {
          return call([Candidate(declaration: binding.declaration)], at: callee, arguments, explicit, expected)
            ?? .unknown
        }
        record(callee, binding.declaration, .call, Confidence.lexical)
      }
      return callValue(binding.type, arguments, at: callee, expecting: expected)
    }
    if name == known.selfType {
      recordSelf(callee)
      let type = selfType(of: scope.declaration)
      return callInitializer(of: type, arguments: arguments, at: callee, expecting: expected)
    }
    if name == known.type, arguments.items.count == 1 {
      return arena.metatype(infer(arguments.items[0].expression, expecting: .unknown))
    }
    return callUnqualified(name, callee, arguments, explicit, expecting: expected)
  }

  /// Looks from the innermost enclosing type outwards until some declaration fits the labels.
  private func callUnqualified(
    _ name: Int32, _ callee: Int, _ arguments: CallArguments, _ explicit: [TypeID], expecting expected: TypeID
  ) -> TypeID {
    var seen: [Candidate] = []
    var enclosing = scope.declaration
    var previous: Int32 = -1
    while enclosing >= 0 {
      let nominal = symbols.nominalOf[Int(enclosing)]
      if symbols.kinds[Int(enclosing)].holdsMembers, nominal >= 0, nominal != previous {
        previous = nominal
        if let parameter = symbols.generics.parameter(named: name, of: enclosing) {
          return callInitializer(of: arena.parameter(parameter), arguments: arguments, at: callee, expecting: expected)
        }
        var found = members(of: selfType(ofNominal: nominal), name)
        if found.isEmpty, isNamed(nominal, name, in: enclosing) { found = [Candidate(declaration: nominal)] }
        if !found.isEmpty {
          if let type = call(found, at: callee, arguments, explicit, expected) { return type }
          seen += found
          // A type hides what its name means further out.
          if found.contains(where: isOwnType) { return giveUp(seen, at: callee, arguments) }
        }
      } else if let parameter = symbols.generics.parameter(named: name, of: enclosing) {
        return callInitializer(of: arena.parameter(parameter), arguments: arguments, at: callee, expecting: expected)
      }
      enclosing = symbols.parents[Int(enclosing)]
    }
    let modules = symbols.modules(visibleIn: scope.unit, for: name)
    for (position, module) in modules.enumerated() {
      var found = topLevelCandidates(name, in: module)
      guard !found.isEmpty else { continue }
      addFurtherFunctions(name, in: modules[(position + 1)...], to: &found)
      if let type = call(found, at: callee, arguments, explicit, expected) { return type }
      seen += found
    }
    return giveUp(seen, at: callee, arguments)
  }

  /// A module's functions do not hide those of other modules, only types and values do: all compete, and of equals the
  /// nearest module's wins.
  private func addFurtherFunctions(_ name: Int32, in modules: ArraySlice<Int32>, to found: inout [Candidate]) {
    guard found.allSatisfy({ symbols.kinds[Int($0.declaration)] == .function }) else { return }
    var distance: Int32 = 0
    for module in modules {
      distance += 1
      for var candidate in topLevelCandidates(name, in: module)
      where symbols.kinds[Int(candidate.declaration)] == .function {
        candidate.distance = distance
        found.append(candidate)
      }
    }
  }

  /// Nothing fits: says why, and goes on with the arguments.
  private func giveUp(_ seen: [Candidate], at callee: Int, _ arguments: CallArguments) -> TypeID {
    withoutContext(of: callee) { recordUnfitting(seen, at: callee, arguments) }
    inferAll(arguments)
    return .unknown
  }

  private func callMember(
    _ callee: Int, _ arguments: CallArguments, _ explicit: [TypeID], expecting expected: TypeID,
    _ isChained: inout Bool
  ) -> TypeID {
    let tree = scope.tree
    let name = scope.unit.name(of: callee)
    guard tree[callee].flags.contains(.hasBase), let baseNode = tree.firstChild(of: callee) else {
      if name == known.`init` {
        return callInitializer(
          of: unwrappedFully(expected), arguments: arguments, at: callee, expecting: expected, namesType: false)
      }
      let candidates = implicitCandidates(callee, name, expecting: expected)
      if !candidates.isEmpty, let type = call(candidates, at: callee, arguments, explicit, expected) { return type }
      return candidates.isEmpty ? unresolvedCall(arguments) : giveUp(candidates, at: callee, arguments)
    }
    let base = withoutContext(of: baseNode) { inferBase(baseNode, expecting: expected, &isChained) }
    guard name >= 0 else { return unresolvedCall(arguments) }
    if case .module(let module) = base {
      let candidates = moduleCandidates(name, in: module)
      if !candidates.isEmpty, let type = call(candidates, at: callee, arguments, explicit, expected) { return type }
      return giveUp(candidates, at: callee, arguments)
    }
    guard case .value(let type) = base else { return unresolvedCall(arguments) }
    if name == known.`self` { return callValue(type, arguments, at: callee, expecting: expected) }
    if name == known.`init` {
      let made = arena.kind(type) == .metatype ? arena.child(type, 0) : type
      return callInitializer(
        of: made, arguments: arguments, at: callee, expecting: expected, namesType: false)
    }
    if arena.kind(type) == .tuple {
      let element = inferMemberOfKnown(callee, type)
      return callValue(element, arguments, at: callee, expecting: expected)
    }
    return callMember(named: name, of: type, at: callee, arguments, explicit, expecting: expected)
  }

  private func inferMemberOfKnown(_ node: Int, _ type: TypeID) -> TypeID {
    let name = scope.unit.name(of: node)
    for position in 0..<arena.elementCount(type) where arena.label(type, position) == name {
      return arena.child(type, position)
    }
    return .unknown
  }

  private func callMember(
    named name: Int32, of type: TypeID, at callee: Int, _ arguments: CallArguments, _ explicit: [TypeID],
    expecting expected: TypeID
  ) -> TypeID {
    let candidates = withoutContext(of: callee) { memberCandidates(callee, name, of: type) }
    guard !candidates.isEmpty else { return unresolvedCall(arguments) }
    if let result = call(candidates, at: callee, arguments, explicit, expected) { return result }
    let inner = unwrappedFully(type)
    if inner != type {
      let further = members(of: inner, name)
      if !further.isEmpty, let result = call(further, at: callee, arguments, explicit, expected) { return result }
    }
    return giveUp(candidates, at: callee, arguments)
  }

  func unresolvedCall(_ arguments: CallArguments) -> TypeID {
    inferAll(arguments)
    return .unknown
  }

  /// Infers arguments of which nothing is known.
  func inferAll(_ arguments: CallArguments) {
    for item in arguments.items { infer(item.expression, expecting: .unknown) }
  }

  // MARK: Calling

  /// Calls the candidate that fits best, records it and its arguments; nil where none fits.
  func call(
    _ candidates: [Candidate], at callee: Int, _ arguments: CallArguments, _ explicit: [TypeID], _ expected: TypeID
  ) -> TypeID? {
    var targets = Targets(for: arguments, isMatching: isMatching)
    for candidate in candidates { addTargets(of: candidate, explicit, to: &targets) }
    guard let choice = choose(targets, arguments, at: callee, expecting: expected) else {
      // A type whose initialisers are not known is called all the same.
      if candidates.count == 1, let type = calledWithoutInitializer(candidates[0], at: callee, arguments, explicit) {
        return type
      }
      return nil
    }
    let target = choice.target
    let isGuess = target.candidate.distance == Self.guessDistance
    var confidence = isGuess ? Confidence.uniqueName : choice.confidence
    if target.type >= 0 {
      record(callee, target.type, .type, isGuess ? Confidence.uniqueName : Confidence.lexical)
    } else if confidence == Confidence.member, !target.candidate.receiver.isKnown {
      confidence = Confidence.lexical
    }
    if target.isDeclared { record(callee, target.candidate.declaration, .call, confidence) }
    guard !isGuess else {
      // What a guess gives is no ground for more.
      inferAll(arguments)
      return .unknown
    }
    return apply(choice, arguments, explicit, expecting: expected)
  }

  private func calledWithoutInitializer(
    _ candidate: Candidate, at callee: Int, _ arguments: CallArguments, _ explicit: [TypeID]
  ) -> TypeID? {
    guard symbols.kinds[Int(candidate.declaration)].isTypeLike else { return nil }
    let nominal = nominalBehind(candidate.declaration)
    guard
      nominal < 0 || isLiteralCoercion(arguments, to: nominal) || !symbols.isOfRepository(nominal) || isOpen(nominal)
        || symbols.kinds[Int(nominal)] == .protocol
    else { return nil }
    if let base = withoutContext(of: callee, { ownInitializer(behind: [candidate], arguments, at: callee) }) {
      recordUnresolved(callee, .call, .noFittingArguments, base: base)
    } else {
      record(callee, candidate.declaration, .type, Confidence.lexical)
    }
    inferAll(arguments)
    return instantiate(candidate.declaration, outer: .unknown, explicit, context: scope.declaration)
  }

  /// `Name("text")` of a type that can be written as such a literal is that literal, whatever initialisers there are.
  private func isLiteralCoercion(_ arguments: CallArguments, to nominal: Int32) -> Bool {
    guard arguments.items.count == 1, let item = arguments.items.first, item.label == 0 else { return false }
    let literal: Int32
    switch scope.tree[item.expression].kind {
    case .integerLiteral: literal = standard.expressibleByInteger
    case .floatLiteral: literal = standard.expressibleByFloat
    case .stringLiteral: literal = standard.expressibleByString
    case .booleanLiteral: literal = standard.expressibleByBoolean
    case .arrayLiteral: literal = standard.expressibleByArray
    case .dictionaryLiteral: literal = standard.expressibleByDictionary
    default: return false
    }
    return literal >= 0 && ancestors(of: nominal).contains { $0.nominal == literal }
  }

  /// Calls a value: a function, a type's value, or one with `callAsFunction`.
  func callValue(_ value: TypeID, _ arguments: CallArguments, at callee: Int, expecting expected: TypeID) -> TypeID {
    let type = unwrapped(value)
    switch arena.kind(type) {
    case .function:
      var targets = Targets(for: arguments, isMatching: isMatching)
      targets.offer(functionSignature(type)) {
        Target(candidate: Candidate(declaration: -1), signature: $0, bindings: TypeBindings())
      }
      guard let choice = choose(targets, arguments, at: callee, expecting: expected) else {
        return unresolvedCall(arguments)
      }
      return apply(choice, arguments, [], expecting: expected)
    case .metatype:
      return callInitializer(
        of: arena.child(type, 0), arguments: arguments, at: callee, expecting: expected, namesType: false)
    case .unknown: return unresolvedCall(arguments)
    default:
      let found = members(of: type, known.callAsFunction)
      return (found.isEmpty ? nil : call(found, at: callee, arguments, [], expected)) ?? unresolvedCall(arguments)
    }
  }

  /// Calls an initialiser of a type, recording it at `node`.
  @discardableResult
  func callInitializer(
    of type: TypeID, arguments: CallArguments, at node: Int, expecting expected: TypeID = .unknown,
    namesType: Bool = true
  ) -> TypeID {
    guard type.isKnown else {
      if !namesType { recordUnresolved(node, .call, .unknownBase) }
      return unresolvedCall(arguments)
    }
    var targets = Targets(for: arguments, isMatching: isMatching)
    addInitializerTargets(of: type, named: -1, to: &targets)
    guard let choice = choose(targets, arguments, at: node, expecting: .unknown) else {
      if !namesType { reportUnfitting(type, targets, arguments, at: node) }
      inferAll(arguments)
      return type
    }
    if choice.target.isDeclared { record(node, choice.target.candidate.declaration, .call, choice.confidence) }
    return apply(choice, arguments, [], expecting: expected)
  }
}
