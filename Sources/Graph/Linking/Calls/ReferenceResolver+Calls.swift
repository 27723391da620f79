import Facts
import Model

/// Calls of functions, initialisers, cases, values and subscripts.
extension ReferenceResolver {
  func inferCall(_ node: Int, expecting expected: TypeID, _ isChained: inout Bool) -> TypeID {
    let tree = scope.tree
    guard var callee = tree.firstChild(of: node) else { return .unknown }
    let arguments = CallArguments(of: node, in: scope.unit)
    var explicit: [TypeID] = []
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
        if found.isEmpty, symbols.nameOf[Int(nominal)] == name { found = [Candidate(declaration: nominal)] }
        if !found.isEmpty {
          if let type = call(found, at: callee, arguments, explicit, expected) { return type }
          seen += found
        }
      } else if let parameter = symbols.generics.parameter(named: name, of: enclosing) {
        return callInitializer(of: arena.parameter(parameter), arguments: arguments, at: callee, expecting: expected)
      }
      enclosing = symbols.parents[Int(enclosing)]
    }
    for module in symbols.modules(visibleIn: scope.unit) {
      let found = topLevelCandidates(name, in: module)
      guard !found.isEmpty else { continue }
      if let type = call(found, at: callee, arguments, explicit, expected) { return type }
      seen += found
    }
    return giveUp(seen, at: callee, arguments)
  }

  /// Nothing fits: says why, and goes on with the arguments.
  private func giveUp(_ seen: [Candidate], at callee: Int, _ arguments: CallArguments) -> TypeID {
    if let first = seen.first {
      if seen.contains(where: { $0.distance == Self.guessDistance }) {
        recordUnresolved(callee, .call, .unknownBase)
      } else if symbols.isOfRepository(first.declaration), seen.allSatisfy({ isClosedCallee($0) }) {
        recordUnresolved(callee, .call, .noFittingArguments, base: first.declaration)
      } else {
        recordUnresolved(callee, .call, symbols.isOfRepository(first.declaration) ? .ambiguous : .external)
      }
    } else {
      recordExternal(callee, .call)
    }
    inferAll(arguments)
    return .unknown
  }

  /// Whether all ways to call what a candidate names are known: not for types that macros or unknown types extend.
  private func isClosedCallee(_ candidate: Candidate) -> Bool {
    guard symbols.isOfRepository(candidate.declaration) else { return false }
    if symbols.fact(candidate.declaration).traits.contains(.hasCustomAttribute) { return false }
    var receiver = candidate.receiver
    if arena.kind(receiver) == .metatype { receiver = arena.child(receiver, 0) }
    if receiver.isKnown, arena.nominal(receiver) < 0 || isOpen(arena.nominal(receiver)) { return false }
    let nominal = nominalBehind(candidate.declaration)
    if nominal >= 0 { return symbols.isOfRepository(nominal) && !isOpen(nominal) }
    return symbols.kinds[Int(candidate.declaration)].isCallable
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
    let base = inferBase(baseNode, of: callee, expecting: expected, &isChained)
    guard name >= 0 else { return unresolvedCall(arguments) }
    if case .module(let module) = base {
      let candidates = moduleCandidates(name, in: module)
      if !candidates.isEmpty, let type = call(candidates, at: callee, arguments, explicit, expected) { return type }
      recordExternal(callee, .call)
      return unresolvedCall(arguments)
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
    let candidates = memberCandidates(callee, name, of: type)
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
    var targets: [Target] = []
    targets.reserveCapacity(candidates.count)
    for candidate in candidates { addTargets(of: candidate, explicit, to: &targets) }
    guard let choice = choose(targets, arguments, expecting: expected) else {
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

  /// Applies what was chosen. Where another choice may be right, nothing that follows from it is held against the code.
  private func apply(
    _ choice: Choice, _ arguments: CallArguments, _ explicit: [TypeID], expecting expected: TypeID
  ) -> TypeID {
    guard choice.isDoubtful else { return apply(choice.target, arguments, explicit, expecting: expected) }
    doubts += 1
    defer { doubts -= 1 }
    let result = apply(choice.target, arguments, explicit, expecting: expected)
    return choice.isResultKnown ? result : .unknown
  }

  private func calledWithoutInitializer(
    _ candidate: Candidate, at callee: Int, _ arguments: CallArguments, _ explicit: [TypeID]
  ) -> TypeID? {
    guard symbols.kinds[Int(candidate.declaration)].isTypeLike else { return nil }
    let nominal = nominalBehind(candidate.declaration)
    guard nominal < 0 || !symbols.isOfRepository(nominal) || isOpen(nominal) || symbols.kinds[Int(nominal)] == .protocol
    else { return nil }
    record(callee, candidate.declaration, .type, Confidence.lexical)
    inferAll(arguments)
    return instantiate(candidate.declaration, outer: .unknown, explicit, context: scope.declaration)
  }

  /// The ways to call what a candidate names.
  private func addTargets(of candidate: Candidate, _ explicit: [TypeID], to targets: inout [Target]) {
    let declaration = candidate.declaration
    switch symbols.kinds[Int(declaration)] {
    case .function, .initializer, .subscript, .macro:
      targets.append(Target(candidate: candidate, signature: signature(of: declaration)))
    case .enumCase:
      guard symbols.fact(declaration).parameterCount > 0 else { return }
      targets.append(Target(candidate: candidate, signature: signature(of: declaration)))
    case .class, .struct, .enum, .actor, .typealias, .associatedtype, .protocol:
      let outer = arena.kind(candidate.receiver) == .metatype ? arena.child(candidate.receiver, 0) : candidate.receiver
      let made = instantiate(declaration, outer: outer, explicit, context: scope.declaration)
      addInitializerTargets(of: made, named: declaration, to: &targets)
    case .variable: addValueTargets(of: candidate, to: &targets)
    default: break
    }
  }

  /// The initialisers of a type, written or made by the compiler.
  private func addInitializerTargets(of type: TypeID, named declaration: Int32, to targets: inout [Target]) {
    for candidate in members(of: type, known.`init`) where symbols.kinds[Int(candidate.declaration)] == .initializer {
      targets.append(
        Target(candidate: candidate, signature: signature(of: candidate.declaration), type: declaration))
    }
    if let made = memberwiseSignature(of: type) {
      var bindings = TypeBindings()
      bind(&bindings, parametersOf: arena.head(type), from: type)
      targets.append(
        Target(
          candidate: Candidate(declaration: -1, receiver: type), signature: made, bindings: bindings, type: declaration,
          isDeclared: false))
    }
  }

  /// The initialiser that the compiler makes of a structure's stored properties, or an empty one of a class.
  private func memberwiseSignature(of type: TypeID) -> Signature? {
    let nominal = arena.nominal(type)
    guard nominal >= 0 else { return nil }
    let kind = symbols.kinds[Int(nominal)]
    guard kind == .struct || kind == .class || kind == .actor, symbols.isOfRepository(nominal) else { return nil }
    if kind == .struct, let known = memberwiseSignatures[nominal] { return known }
    for id in symbols.members.values(of: IndexMap.key(nominal, known.`init`))
    where symbols.parents[Int(id)] == nominal {
      return nil
    }
    guard kind == .struct else {
      // A class inherits the initialisers of its superclass; where nobody writes any, there is an empty one.
      let isWritten = ancestors(of: nominal).contains { ancestor in
        guard symbols.kinds[Int(ancestor.nominal)] == .class else { return false }
        return !symbols.isOfRepository(ancestor.nominal)
          || symbols.members.values(of: IndexMap.key(ancestor.nominal, known.`init`)).contains {
            symbols.parents[Int($0)] == ancestor.nominal
          }
      }
      return isWritten ? nil : Signature(parameters: [], result: type, generics: 0..<0)
    }
    let (made, isWhole) = asking(about: nominal) { _ in
      Signature(parameters: storedParameters(of: nominal), result: selfType(ofNominal: nominal), generics: 0..<0)
    }
    if isWhole { memberwiseSignatures[nominal] = made }
    return made
  }

  private func storedParameters(of nominal: Int32) -> [Signature.Parameter] {
    let unit = symbols.unit(of: nominal)
    var parameters: [Signature.Parameter] = []
    var member = nominal + 1
    let end = unit.firstDeclaration + Int32(unit.declarations.count)
    while member < end, symbols.parents[Int(member)] >= nominal {
      defer { member += 1 }
      let fact = symbols.fact(member)
      guard symbols.parents[Int(member)] == nominal, fact.kind == .variable, fact.traits.contains(.isStored),
        !fact.traits.contains(.isStatic)
      else { continue }
      let hasValue = fact.traits.contains(.hasInitialValue)
      if fact.traits.contains(.isConstant), hasValue { continue }
      let type = interfaceType(of: member)
      let isOptional =
        !fact.traits.contains(.isConstant)
        && (arena.nominal(type) == standard.optional || isWrittenOptional(member, in: unit))
      parameters.append(
        Signature.Parameter(
          label: symbols.nameOf[Int(member)], type: type, isVariadic: false,
          isOptional: hasValue || isOptional || fact.traits.contains(.hasCustomAttribute),
          isFunction: arena.kind(unwrapped(type)) == .function))
    }
    return parameters
  }

  /// Whether a variable's type is written with `?` or `!`: what stands before it may not be known.
  private func isWrittenOptional(_ variable: Int32, in unit: SourceUnit) -> Bool {
    let node = Int(symbols.fact(variable).node)
    guard unit.tree[node].kind == .binding, let annotation = unit.tree.firstChild(of: node, .typeAnnotation),
      let type = unit.tree.firstChild(of: annotation)
    else { return false }
    return unit.tree[type].kind == .optionalType || unit.tree[type].kind == .implicitlyUnwrappedType
  }

  /// A variable that is called: a function, a type, or a value with `callAsFunction`.
  private func addValueTargets(of candidate: Candidate, to targets: inout [Target]) {
    let type = unwrapped(valueType(of: candidate))
    switch arena.kind(type) {
    case .function:
      targets.append(Target(candidate: candidate, signature: functionSignature(type), bindings: TypeBindings()))
    case .metatype: addInitializerTargets(of: arena.child(type, 0), named: candidate.declaration, to: &targets)
    case .unknown: break
    default:
      for member in members(of: type, known.callAsFunction) {
        targets.append(
          Target(candidate: member, signature: signature(of: member.declaration), type: candidate.declaration))
      }
    }
  }

  private func functionSignature(_ type: TypeID) -> Signature {
    let parameters = (0..<arena.parameterCount(type)).map { position in
      let parameter = arena.child(type, position)
      return Signature.Parameter(
        label: 0, type: parameter, isVariadic: false, isOptional: false,
        isFunction: arena.kind(unwrapped(parameter)) == .function)
    }
    return Signature(parameters: parameters, result: arena.result(type), generics: 0..<0)
  }

  /// Calls a value: a function, a type's value, or one with `callAsFunction`.
  func callValue(_ value: TypeID, _ arguments: CallArguments, at callee: Int, expecting expected: TypeID) -> TypeID {
    let type = unwrapped(value)
    switch arena.kind(type) {
    case .function:
      let target = Target(
        candidate: Candidate(declaration: -1), signature: functionSignature(type), bindings: TypeBindings())
      guard let choice = choose([target], arguments, expecting: expected) else { return unresolvedCall(arguments) }
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
    var targets: [Target] = []
    addInitializerTargets(of: type, named: -1, to: &targets)
    guard let choice = choose(targets, arguments, expecting: .unknown) else {
      if !namesType { recordExternal(node, .call) }
      inferAll(arguments)
      return type
    }
    if choice.target.isDeclared { record(node, choice.target.candidate.declaration, .call, choice.confidence) }
    return apply(choice, arguments, [], expecting: expected)
  }

  // MARK: Applying

  /// Infers the arguments with what the target wants of them, closures last, and gives the result's type.
  func apply(_ target: Target, _ arguments: CallArguments, _ explicit: [TypeID], expecting expected: TypeID) -> TypeID {
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
        let wanted = substitute(parameter.type, bindings)
        if isWrapping, index == 0, parameter.label == known.wrappedValue { continue }
        var actual = infer(item.expression, expecting: autoclosed(wanted, item.expression))
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
    let targets = candidates.map { candidate in
      Target(candidate: candidate, signature: self.signature(of: candidate.declaration))
    }
    guard let choice = choose(targets, arguments, expecting: expected) else { return unresolvedCall(arguments) }
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
