import Facts
import Model

/// Closures, key paths and macro expansions.
extension ReferenceResolver {
  /// A closure where a function of type `expected` is wanted: its parameters take their types from there.
  func inferClosure(_ node: Int, expecting expected: TypeID) -> TypeID {
    let tree = scope.tree
    let wanted = unwrappedFully(expected)
    let function = arena.kind(wanted) == .function ? wanted : .unknown
    var parameterTypes = function.isKnown ? (0..<arena.parameterCount(function)).map { arena.child(function, $0) } : []
    if isProbing { return probedClosure(node, parameterTypes) }
    let mark = scope.mark
    let before = (scope.expectedResult, scope.returnedType)
    let (wasAwaited, outerDoubts) = (isAwaited, closureDoubts)
    isAwaited = false
    closureDoubts = doubts
    defer { (isAwaited, closureDoubts) = (wasAwaited, outerDoubts) }
    var result = function.isKnown ? arena.result(function) : TypeID.unknown
    var statements: [Int] = []
    let written = tree.children(of: node).filter { tree[$0].kind == .parameter }
    if written.count > 1, parameterTypes.count == 1, arena.kind(parameterTypes[0]) == .tuple {
      parameterTypes = (0..<arena.elementCount(parameterTypes[0])).map { arena.child(parameterTypes[0], $0) }
    }
    if written.isEmpty { bindImplicitParameters(node, parameterTypes) }
    var position = 0
    for child in tree.children(of: node) {
      switch tree[child].kind {
      case .attribute: visitAttribute(child, wrapping: -1)
      case .capture: visitCapture(child)
      case .parameter:
        let type = position < parameterTypes.count ? parameterTypes[position] : .unknown
        let bound = visitClosureParameter(child, type)
        if position < parameterTypes.count { parameterTypes[position] = bound } else { parameterTypes.append(bound) }
        position += 1
      case .returnType:
        visitSignaturePart(child)
        if let type = tree.firstChild(of: child) {
          result = self.type(written: type, in: scope.unit, context: scope.declaration)
        }
      case .thrownType: visitSignaturePart(child)
      default: statements.append(child)
      }
    }
    let made = visitClosureBody(node, statements, expecting: result)
    scope.unbind(to: mark)
    (scope.expectedResult, scope.returnedType) = before
    let isOpen = !result.isKnown || arena.isDependent(result)
    let given = isOpen && made.isKnown ? made : result
    if function.isKnown, arena.parameterCount(function) != parameterTypes.count {
      return arena.function((0..<arena.parameterCount(function)).map { arena.child(function, $0) }, given)
    }
    return arena.function(parameterTypes, given)
  }

  private func probedClosure(_ node: Int, _ types: [TypeID]) -> TypeID {
    let tree = scope.tree
    var count = 0
    for child in tree.children(of: node) where tree[child].kind == .parameter { count += 1 }
    let parameters = types.isEmpty ? [TypeID](repeating: .unknown, count: count) : types
    return arena.function(parameters, .unknown)
  }

  /// The statements; the type of the only expression, or of what `return` gives back.
  private func visitClosureBody(_ node: Int, _ statements: [Int], expecting result: TypeID) -> TypeID {
    let tree = scope.tree
    let wanted = result == arena.void ? .unknown : result
    scope.expectedResult = wanted
    scope.returnedType = .unknown
    if statements.count == 1, tree[statements[0]].kind.isExpression {
      let type = infer(statements[0], expecting: wanted)
      return type.isKnown ? type : scope.returnedType
    }
    hoist(from: node)
    for statement in statements { visitStatement(statement) }
    if statements.isEmpty { return arena.void }
    return scope.returnedType
  }

  private func bindImplicitParameters(_ node: Int, _ types: [TypeID]) {
    let names: [StaticString] = ["$0", "$1", "$2", "$3", "$4", "$5"]
    var types = types
    if types.count == 1, arena.kind(types[0]) == .tuple, usesSecondParameter(node) {
      types = (0..<arena.elementCount(types[0])).map { arena.child(types[0], $0) }
    }
    for (position, name) in names.enumerated() {
      guard let id = scope.implicitName(name) else { continue }
      scope.bind(id, type: position < types.count ? types[position] : .unknown)
    }
  }

  private func usesSecondParameter(_ node: Int) -> Bool {
    guard let second = scope.implicitName("$1") else { return false }
    var isUsed = false
    forEachReference(inClosure: node) { if scope.tree[$0].name == second { isUsed = true } }
    return isUsed
  }

  /// Calls `body` for each name in a closure but not in the closures within it, whose parameters are their own.
  func forEachReference(inClosure node: Int, _ body: (Int) -> Void) {
    let tree = scope.tree
    var inner = node + 1
    while inner < Int(tree[node].end) {
      if tree[inner].kind == .closure {
        inner = Int(tree[inner].end)
        continue
      }
      if tree[inner].kind == .reference { body(inner) }
      inner += 1
    }
  }

  private func visitClosureParameter(_ node: Int, _ type: TypeID) -> TypeID {
    let tree = scope.tree
    var type = type
    var isWritten = false
    var name = tree[node].name
    for child in tree.children(of: node) {
      switch tree[child].kind {
      case .secondName: name = tree[child].name
      case .attribute, .modifier, .initializer: continue
      default:
        visitWrittenType(child, role: .type)
        type = self.type(written: child, in: scope.unit, context: scope.declaration)
        isWritten = true
      }
    }
    scope.bind(name, type: type, isFirm: isWritten)
    return type
  }

  /// `[weak self]`, `[name]`, `[name = value]`.
  private func visitCapture(_ node: Int) {
    let tree = scope.tree
    var type = TypeID.unknown
    var hasValue = false
    var isWeak = false
    for child in tree.children(of: node) {
      if tree[child].kind == .modifier {
        if scope.unit.isNamed(child, "weak") { isWeak = true }
        continue
      }
      hasValue = true
      type = infer(tree[child].kind == .initializer ? tree.firstChild(of: child) ?? child : child, expecting: .unknown)
    }
    var target: Int32 = -1
    if !hasValue {
      type = inferReference(node, expecting: .unknown)
      target = recordedTarget(at: node)
    }
    if isWeak, arena.nominal(type) != standard.optional { type = optional(type) }
    scope.bind(tree[node].name, declaration: target, type: type)
  }

  // MARK: Key paths

  func inferKeyPath(_ node: Int, expecting expected: TypeID) -> TypeID {
    let tree = scope.tree
    let wanted = unwrappedFully(expected)
    var root = TypeID.unknown
    if arena.kind(wanted) == .function, arena.parameterCount(wanted) == 1 { root = arena.child(wanted, 0) }
    if arena.kind(wanted) == .nominal, isKeyPath(wanted), arena.childCount(wanted) > 0 { root = arena.child(wanted, 0) }
    var current = root
    for child in tree.children(of: node) {
      if tree[child].kind == .keyPathComponent {
        current = keyPathStep(child, from: current)
      } else {
        visitWrittenType(child, role: .type)
        root = type(written: child, in: scope.unit, context: scope.declaration)
        if !root.isKnown { root = metatypeInstance(infer(child, expecting: .unknown)) }
        current = root
      }
    }
    if arena.kind(wanted) == .function { return arena.function([root], current) }
    if arena.nominal(wanted) >= 0, isKeyPath(wanted), arena.childCount(wanted) == 2 {
      return arena.nominal(arena.head(wanted), [root, current])
    }
    return arena.nominal(standard.writableKeyPath >= 0 ? standard.writableKeyPath : standard.keyPath, [root, current])
  }

  private func metatypeInstance(_ type: TypeID) -> TypeID {
    arena.kind(type) == .metatype ? arena.child(type, 0) : type
  }

  private func keyPathStep(_ node: Int, from base: TypeID) -> TypeID {
    let tree = scope.tree
    let name = scope.unit.name(of: node)
    guard name >= 0, !tree[node].name.isEmpty else {
      let arguments = CallArguments(tree.children(of: node).filter { tree[$0].kind == .argument }, in: scope.unit)
      guard !arguments.items.isEmpty else { return unwrapped(base) }
      var targets = Targets(for: arguments, isMatching: isMatching)
      for candidate in members(of: base, known.`subscript`) {
        targets.offer(signature(of: candidate.declaration)) { Target(candidate: candidate, signature: $0) }
      }
      guard let choice = choose(targets, arguments, at: node, expecting: .unknown) else {
        return unresolvedCall(arguments)
      }
      record(node, choice.target.candidate.declaration, .keyPath, choice.confidence)
      return apply(choice.target, arguments, [], expecting: .unknown)
    }
    if name == known.`self` { return base }
    if arena.kind(base) == .tuple {
      for position in 0..<arena.elementCount(base) where arena.label(base, position) == name {
        return arena.child(base, position)
      }
      return .unknown
    }
    let candidates = memberCandidates(node, name, of: base)
    guard !candidates.isEmpty else { return .unknown }
    return take(candidates, at: node, role: .keyPath, expecting: .unknown, isLexical: false)
  }

  // MARK: Macros

  /// A macro's arguments are read like any code; what it gives back is known for those that hand on their argument.
  func inferMacroExpansion(_ node: Int) -> TypeID {
    let tree = scope.tree
    let name = scope.unit.name(of: node)
    if name >= 0,
      let macro = declaration(
        named: name, from: scope.unit, world: scope.world, where: { symbols.kinds[Int($0)] == .macro })
    {
      record(node, macro, .call, Confidence.lexical)
    }
    var first = TypeID.unknown
    var isFirst = true
    for child in tree.children(of: node) {
      switch tree[child].kind {
      case .argument, .closure:
        let type =
          tree[child].kind == .closure ? inferClosure(child, expecting: .unknown) : infer(child, expecting: .unknown)
        if isFirst { first = type }
        isFirst = false
      default:
        if tree[child].kind.isType { visitWrittenType(child, role: .type) } else { visitStatement(child) }
      }
    }
    return scope.unit.isNamed(node, "require") ? unwrapped(first) : .unknown
  }
}

extension NodeKind {
  var isType: Bool {
    rawValue >= NodeKind.namedType.rawValue && rawValue <= NodeKind.inlineArrayType.rawValue
  }
}
