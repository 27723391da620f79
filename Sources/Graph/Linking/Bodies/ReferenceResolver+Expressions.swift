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
  func optionalized(_ type: TypeID) -> TypeID {
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
}

extension NodeKind {
  var isPattern: Bool {
    switch self {
    case .identifierPattern, .wildcardPattern, .tuplePattern, .valueBindingPattern, .expressionPattern, .isPattern: true
    default: false
    }
  }
}
