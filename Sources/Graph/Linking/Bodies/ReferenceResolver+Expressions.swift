import Facts
import Model

/// Infers the types of expressions and records the references in them.
extension ReferenceResolver {
  /// The type of an expression at a place where a value of type `expected` is wanted (unknown for anything).
  ///
  /// While recording, every expression is to be inferred exactly once; otherwise results are remembered.
  @discardableResult
  func infer(_ node: Int, expecting expected: TypeID) -> TypeID {
    if isRecording || expected.isKnown { return computeType(of: node, expecting: expected) }
    if let known = scope.probeTypes[node] { return known }
    let type = computeType(of: node, expecting: .unknown)
    scope.probeTypes[node] = type
    return type
  }

  private func computeType(of node: Int, expecting expected: TypeID) -> TypeID {
    let tree = scope.tree
    switch tree[node].kind {
    case .reference, .member, .call, .subscriptCall, .forceUnwrap, .optionalChain, .specialization:
      var isChained = false
      let type = inferPostfix(node, expecting: expected, &isChained)
      return isChained ? optionalized(type) : type
    case .integerLiteral: return literal(expected, standard.expressibleByInteger, default: standard.int)
    case .floatLiteral: return literal(expected, standard.expressibleByFloat, default: standard.double)
    case .booleanLiteral: return literal(expected, standard.expressibleByBoolean, default: standard.bool)
    case .stringLiteral:
      for child in tree.children(of: node) { inferChildren(of: child) }
      return literal(expected, standard.expressibleByString, default: standard.string)
    case .nilLiteral: return expected
    case .arrayLiteral: return inferArray(node, expecting: expected)
    case .dictionaryLiteral: return inferDictionary(node, expecting: expected)
    case .closure: return inferClosure(node, expecting: expected)
    case .tuple: return inferTuple(node, expecting: expected)
    case .sequence: return inferSequence(node, expecting: expected)
    case .prefixOperator: return inferPrefix(node, expecting: expected)
    case .postfixOperator: return inferPostfixOperator(node)
    case .tryExpression:
      guard let inner = tree.firstChild(of: node) else { return .unknown }
      guard tree[node].flags.contains(.optional) else { return infer(inner, expecting: expected) }
      return optionalized(infer(inner, expecting: unwrapped(expected)))
    case .awaitExpression:
      guard let inner = tree.firstChild(of: node) else { return .unknown }
      let before = isAwaited
      isAwaited = true
      defer { isAwaited = before }
      return infer(inner, expecting: expected)
    case .ownershipExpression, .inoutExpression, .ifConfigCondition:
      return tree.firstChild(of: node).map { infer($0, expecting: expected) } ?? .unknown
    case .argument, .interpolation, .initializer:
      var type = TypeID.unknown
      for child in tree.children(of: node) { type = infer(child, expecting: expected) }
      return type
    case .superExpression: return superclass()
    case .keyPath: return inferKeyPath(node, expecting: expected)
    case .macroExpansion: return inferMacroExpansion(node)
    case .typeExpression:
      for child in tree.children(of: node) { visitWrittenType(child, role: .type) }
      guard let written = tree.firstChild(of: node) else { return .unknown }
      return arena.metatype(type(written: written, in: scope.unit, context: scope.declaration))
    case .ifStatement: return visitIf(node, expecting: expected)
    case .switchStatement: return visitSwitch(node, expecting: expected)
    case .doStatement: return visitDo(node, expecting: expected)
    case .identifierPattern, .valueBindingPattern, .expressionPattern, .tuplePattern, .isPattern:
      bindPattern(node, expected)
      return expected
    case .discard, .wildcardPattern, .regexLiteral: return .unknown
    default:
      if tree[node].kind.rawValue >= NodeKind.codeBlock.rawValue || tree[node].kind.isDeclaration {
        if isRecording { visitStatement(node) }
      } else {
        inferChildren(of: node)
      }
      return .unknown
    }
  }

  func inferChildren(of node: Int) {
    for child in scope.tree.children(of: node) { infer(child, expecting: .unknown) }
  }

  /// The type as the value of an optional chain: optional, once.
  private func optionalized(_ type: TypeID) -> TypeID {
    guard type.isKnown, arena.nominal(type) != standard.optional else { return type }
    return optional(type)
  }

  private func superclass() -> TypeID {
    let nominal = scope.declaration >= 0 ? symbols.nominalOf[Int(scope.declaration)] : -1
    guard nominal >= 0 else { return .unknown }
    for ancestor in ancestors(of: nominal) where symbols.kinds[Int(ancestor.nominal)] == .class {
      return scope.isStaticContext ? arena.metatype(ancestor.type) : ancestor.type
    }
    return .unknown
  }

  // MARK: Literals

  /// The type a literal takes: what is wanted where that can be made from one, else the default.
  private func literal(_ expected: TypeID, _ protocolDeclaration: Int32, default fallback: Int32) -> TypeID {
    let wanted = unwrappedFully(expected)
    if arena.kind(wanted) == .nominal, arena.head(wanted) != fallback,
      conformance(of: wanted, toNominal: protocolDeclaration) == .yes
    {
      return wanted
    }
    if wanted.isKnown, arena.kind(wanted) == .parameter || arena.kind(wanted) == .dependent {
      if conformance(of: wanted, toNominal: protocolDeclaration) == .yes { return wanted }
    }
    return arena.nominal(fallback)
  }

  private func inferArray(_ node: Int, expecting expected: TypeID) -> TypeID {
    let tree = scope.tree
    let wanted = unwrappedFully(expected)
    var element = TypeID.unknown
    if arena.kind(wanted) == .nominal {
      element =
        arena.head(wanted) == standard.array && arena.childCount(wanted) == 1
        ? arena.child(wanted, 0) : project(wanted, known.arrayLiteralElement)
      if !element.isKnown { element = project(wanted, known.element) }
    }
    if arena.kind(wanted) == .metatype { element = .unknown }
    var joined = TypeID.unknown
    var isType = true
    for child in tree.children(of: node) {
      let type = infer(child, expecting: element)
      if arena.kind(type) != .metatype { isType = false }
      joined = joined.isKnown ? join(joined, type) : type
    }
    if arena.kind(joined) == .metatype, isType, let only = tree.firstChild(of: node),
      Int(tree[only].end) == Int(tree[node].end)
    {
      // `[Int]` in expression position: the type of an array type, unless an array of types is wanted.
      if arena.kind(element) != .metatype {
        return arena.metatype(arena.nominal(standard.array, [arena.child(joined, 0)]))
      }
    }
    if arena.kind(wanted) == .nominal, symbols.kinds[Int(arena.head(wanted))] != .protocol, element.isKnown {
      return wanted
    }
    let made = element.isKnown ? element : joined
    return arena.nominal(standard.array, [made])
  }

  /// A type that both convert to, as far as it takes no search.
  func join(_ left: TypeID, _ right: TypeID) -> TypeID {
    if left == right || !right.isKnown { return left }
    if !left.isKnown { return right }
    if arena.isIncomplete(left), !arena.isIncomplete(right) { return right }
    if arena.isIncomplete(right) { return left }
    if unwrapped(right) == left { return right }
    if unwrapped(left) == right { return left }
    if arena.kind(left) == .nominal, arena.kind(right) == .nominal {
      if superType(of: left, arena.head(right)) != nil { return right }
      if superType(of: right, arena.head(left)) != nil { return left }
      for ancestor in ancestors(of: arena.head(left)) where symbols.kinds[Int(ancestor.nominal)] == .class {
        if superType(of: right, ancestor.nominal) != nil { return ancestor.type }
      }
    }
    return left
  }

  private func inferDictionary(_ node: Int, expecting expected: TypeID) -> TypeID {
    let tree = scope.tree
    let wanted = unwrappedFully(expected)
    var (key, value) = (TypeID.unknown, TypeID.unknown)
    if arena.kind(wanted) == .nominal {
      key = project(wanted, known.key)
      value = project(wanted, known.value)
    }
    var (madeKey, madeValue) = (TypeID.unknown, TypeID.unknown)
    for element in tree.children(of: node) {
      guard let first = tree.firstChild(of: element) else { continue }
      let keyType = infer(first, expecting: key)
      madeKey = madeKey.isKnown ? join(madeKey, keyType) : keyType
      let second = Int(tree[first].end)
      guard second < Int(tree[element].end) else { continue }
      let valueType = infer(second, expecting: value)
      madeValue = madeValue.isKnown ? join(madeValue, valueType) : valueType
    }
    if key.isKnown, value.isKnown { return wanted }
    if arena.kind(madeKey) == .metatype, arena.kind(madeValue) == .metatype {
      return arena.metatype(
        arena.nominal(standard.dictionary, [arena.child(madeKey, 0), arena.child(madeValue, 0)]))
    }
    return arena.nominal(standard.dictionary, [key.isKnown ? key : madeKey, value.isKnown ? value : madeValue])
  }

  private func inferTuple(_ node: Int, expecting expected: TypeID) -> TypeID {
    let tree = scope.tree
    guard let first = tree.firstChild(of: node) else { return arena.void }
    if Int(tree[first].end) == Int(tree[node].end), tree[first].name.isEmpty {
      return infer(first, expecting: expected)
    }
    let wanted = unwrapped(expected)
    var elements: [TypeID] = []
    var labels: [Int32] = []
    var areTypes = true
    for child in tree.children(of: node) {
      let position = elements.count
      let isTuple = arena.kind(wanted) == .tuple && position < arena.elementCount(wanted)
      let type = infer(child, expecting: isTuple ? arena.child(wanted, position) : .unknown)
      if arena.kind(type) != .metatype { areTypes = false }
      elements.append(type)
      labels.append(tree[child].name.isEmpty ? 0 : max(0, scope.unit.name(of: child)))
    }
    if areTypes, elements.count > 1 {
      return arena.metatype(arena.tuple(elements.map { arena.child($0, 0) }, labels: labels))
    }
    if arena.kind(wanted) == .tuple, labels.allSatisfy({ $0 == 0 }), arena.elementCount(wanted) == elements.count {
      labels = (0..<elements.count).map { arena.label(wanted, $0) }
    }
    return arena.tuple(elements, labels: labels)
  }

  // MARK: Names

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
        if symbols.nameOf[Int(nominal)] == name { return [Candidate(declaration: nominal)] }
      } else if let local = symbols.members.values(of: IndexMap.key(enclosing, name)).first(where: { _ in true }) {
        return [Candidate(declaration: local)]
      }
      enclosing = symbols.parents[Int(enclosing)]
    }
    return topLevelCandidates(name)
  }

  /// Declarations at file scope under a name, those of the nearest module that has any.
  func topLevelCandidates(_ name: Int32) -> [Candidate] {
    for module in symbols.modules(visibleIn: scope.unit) {
      let found = topLevelCandidates(name, in: module)
      if !found.isEmpty { return found }
    }
    return []
  }

  func topLevelCandidates(_ name: Int32, in module: Int32) -> [Candidate] {
    var found: [Candidate] = []
    for id in symbols.topLevel.values(of: IndexMap.key(module + 1, name)) where symbols.isVisible(id, from: scope.unit)
    {
      found.append(Candidate(declaration: id))
    }
    return compiledHere(found)
  }
}

extension NodeKind {
  var isPattern: Bool {
    switch self {
    case .identifierPattern, .wildcardPattern, .tuplePattern, .valueBindingPattern, .expressionPattern, .isPattern: true
    default: false
    }
  }
}
