import Facts
import Model

/// Infers arguments with what a chosen callable wants of them, and what the call gives back; subscripts.
extension ReferenceResolver {
  /// Applies what was chosen. Where another choice may be right, nothing that follows from it is held against the code.
  func apply(
    _ choice: Choice, _ arguments: CallArguments, _ explicit: [TypeID], expecting expected: TypeID
  ) -> TypeID {
    guard choice.isDoubtful else { return apply(choice.target, arguments, explicit, expecting: expected) }
    doubts += 1
    defer { doubts -= 1 }
    let result = apply(choice.target, arguments, explicit, expecting: expected, agreed: choice.agreed)
    return choice.isResultKnown ? result : .unknown
  }

  // xtal:disable:next dendrite/overgrown-declaration - the order in which arguments are inferred is the algorithm
  /// Infers the arguments with what the target wants of them, closures last, and gives the result's type.
  func apply(
    _ target: Target, _ arguments: CallArguments, _ explicit: [TypeID], expecting expected: TypeID,
    agreed: Set<Int> = []
  ) -> TypeID {
    var bindings = target.bindings ?? TypeBindings()
    let signature = target.signature
    bindings.open(signature.generics)
    if !explicit.isEmpty, signature.generics.count >= explicit.count, target.type < 0 {
      for (parameter, argument) in zip(signature.generics, explicit) { bindings.bind(parameter, argument) }
    }
    bindResult(signature, expected, &bindings, onlyIfNeeded: true, arguments)
    for isClosure in [false, true] {
      for (index, item) in arguments.items.enumerated()
      where (scope.tree[item.expression].kind == .closure) == isClosure {
        let parameter = signature.parameters[target.mapping[index]]
        if isMatching, arguments.items.count == 1, signature.parameters.count > 1 {
          let whole = arena.tuple(
            signature.parameters.map { substitute($0.type, bindings) }, labels: signature.parameters.map(\.label))
          infer(item.expression, expecting: whole)
          continue
        }
        if isClosure { bindResult(signature, expected, &bindings, onlyIfNeeded: false, arguments) }
        var wanted = substitute(parameter.type, bindings)
        if parameter.isBuilt, isClosure { wanted = withoutResult(wanted) }
        if isWrapping, index == 0, parameter.label == known.wrappedValue { continue }
        let before = doubts
        if agreed.contains(index) { doubts = closureDoubts }
        var actual = infer(item.expression, expecting: autoclosed(wanted, item.expression))
        doubts = before
        if arena.kind(unwrapped(wanted)) == .function, arena.kind(actual) != .function, !isClosure {
          if arena.kind(unwrapped(parameter.type)) == .function, arena.parameterCount(unwrapped(parameter.type)) == 0,
            actual.isKnown, !isKeyPath(actual)
          {
            actual = arena.function([], actual)
          }
        }
        if arena.isDependent(parameter.type) { _ = convert(actual, to: parameter.type, &bindings) }
      }
    }
    bindResult(signature, expected, &bindings, onlyIfNeeded: false, arguments)
    return result(of: target, bindings)
  }

  /// What a builder makes of a closure is not what its statements are.
  private func withoutResult(_ function: TypeID) -> TypeID {
    let inner = unwrapped(function)
    guard arena.kind(inner) == .function else { return function }
    return arena.function((0..<arena.parameterCount(inner)).map { arena.child(inner, $0) }, .unknown)
  }

  /// An expression that goes to a function type without parameters, and is no function itself, is an autoclosure's.
  private func autoclosed(_ wanted: TypeID, _ node: Int) -> TypeID {
    let inner = unwrapped(wanted)
    guard arena.kind(inner) == .function, arena.parameterCount(inner) == 0 else { return wanted }
    switch scope.tree[node].kind {
    case .closure, .reference: return wanted
    case .member: return scope.tree[node].flags.contains(.hasBase) ? wanted : arena.result(inner)
    default: return arena.result(inner)
    }
  }

  /// Binds parameters that the arguments leave open from what is wanted of the result.
  private func bindResult(
    _ signature: Signature, _ expected: TypeID, _ bindings: inout TypeBindings, onlyIfNeeded: Bool,
    _ arguments: CallArguments
  ) {
    guard expected.isKnown, arena.isDependent(signature.result) else { return }
    if onlyIfNeeded {
      // Before the arguments: only where one of them, such as `.name` or `[]`, has no type of its own.
      let needs = arguments.items.contains { item in
        switch scope.tree[item.expression].kind {
        case .member: !scope.tree[item.expression].flags.contains(.hasBase)
        case .arrayLiteral, .dictionaryLiteral, .nilLiteral: true
        default: false
        }
      }
      guard needs else { return }
    }
    var trial = bindings
    var wanted = expected
    if arena.nominal(signature.result) != standard.optional { wanted = unwrapped(expected) }
    guard convert(wanted, to: signature.result, &trial) >= 0 else { return }
    bindings.fill(from: trial)
  }

  private func result(of target: Target, _ bindings: TypeBindings) -> TypeID {
    let declaration = target.candidate.declaration
    if declaration >= 0, symbols.kinds[Int(declaration)] == .initializer {
      let owner = symbols.nominalOf[Int(symbols.parents[Int(declaration)])]
      let receiver = target.candidate.receiver
      if arena.nominal(receiver) != owner, receiver.isKnown {
        return symbols.fact(declaration).traits.contains(.isFailable) ? optional(receiver) : receiver
      }
    }
    if target.signature.returnsSelf, declaration >= 0 {
      var receiver = target.candidate.receiver
      if arena.kind(receiver) == .metatype { receiver = arena.child(receiver, 0) }
      let nominal = arena.nominal(receiver)
      if nominal >= 0, symbols.kinds[Int(nominal)] == .class {
        let isOptional = arena.nominal(target.signature.result) == standard.optional
        return isOptional ? optional(receiver) : receiver
      }
    }
    return substitute(target.signature.result, bindings)
  }

  // MARK: Subscripts

  func inferSubscript(_ node: Int, expecting expected: TypeID, _ isChained: inout Bool) -> TypeID {
    guard let baseNode = scope.tree.firstChild(of: node) else { return .unknown }
    let base = inferPostfix(baseNode, expecting: .unknown, &isChained)
    let arguments = CallArguments(of: node, in: scope.unit)
    guard base.isKnown else {
      return unresolvedCall(arguments)
    }
    if arena.kind(base) == .metatype, arena.nominal(arena.child(base, 0)) >= 0,
      members(of: base, known.`subscript`).allSatisfy({ !isStaticLike($0.declaration) })
    {
      // `Array<Int>` reads as a subscript only where it is none.
      return unresolvedCall(arguments)
    }
    if let fast = standardElement(base, arguments) { return fast }
    var candidates = members(of: base, known.`subscript`)
    if candidates.isEmpty, unwrapped(base) != base { candidates = members(of: unwrappedFully(base), known.`subscript`) }
    if arena.kind(base) != .metatype { candidates = candidates.filter { !isStaticLike($0.declaration) } }
    var targets = Targets(for: arguments, isMatching: isMatching)
    for candidate in candidates {
      targets.offer(signature(of: candidate.declaration)) { Target(candidate: candidate, signature: $0) }
    }
    guard let choice = choose(targets, arguments, at: node, expecting: expected) else {
      return unresolvedCall(arguments)
    }
    record(node, choice.target.candidate.declaration, role(of: node), choice.confidence)
    return apply(choice, arguments, [], expecting: expected)
  }

  /// `array[index]` and `dictionary[key]`, the two that make up nearly all.
  private func standardElement(_ base: TypeID, _ arguments: CallArguments) -> TypeID? {
    guard arguments.items.count == 1, arguments.items[0].label == 0 else { return nil }
    let nominal = arena.nominal(base)
    guard nominal >= 0 else { return nil }
    let node = arguments.items[0].expression
    if nominal == standard.dictionary, arena.childCount(base) == 2 {
      // A position gives the pair, a key its value.
      let actual = scope.tree[node].kind.isLiteral ? .unknown : probe(node)
      let key = arena.nominal(arena.child(base, 0))
      guard arena.nominal(actual) < 0 || key < 0 || arena.nominal(actual) == key || standard.erasing.contains(key)
      else {
        return nil
      }
      infer(node, expecting: arena.child(base, 0))
      return optional(arena.child(base, 1))
    }
    guard nominal == standard.array, arena.childCount(base) == 1 else { return nil }
    let isInteger =
      scope.tree[node].kind == .integerLiteral || arena.nominal(probe(node)) == standard.int && standard.int >= 0
    guard isInteger else { return nil }
    infer(node, expecting: arena.nominal(standard.int))
    return arena.child(base, 0)
  }
}
