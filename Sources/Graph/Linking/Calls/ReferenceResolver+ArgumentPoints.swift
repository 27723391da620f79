import Facts
import Model

/// How well an argument fits the type of a parameter, for choosing among overloads.
extension ReferenceResolver {
  /// Points for an argument, from what it looks like where that is enough, else from its type.
  func points(for node: Int, going type: TypeID, _ bindings: inout TypeBindings) -> Int {
    let tree = scope.tree
    var (type, wanted) = (type, unwrappedFully(substitute(type, bindings)))
    if tree[node].kind.isLiteral, arena.kind(wanted) == .function, isAutoclosure(wanted) {
      // A literal is no function: what an autoclosure gives back has to take it.
      let written = unwrappedFully(type)
      type = arena.kind(written) == .function ? arena.result(written) : .unknown
      wanted = unwrappedFully(arena.result(wanted))
    }
    switch tree[node].kind {
    case .closure: return closurePoints(node, wanted)
    case .integerLiteral: return literalPoints(wanted, standard.int, standard.expressibleByInteger, type, &bindings)
    case .floatLiteral: return literalPoints(wanted, standard.double, standard.expressibleByFloat, type, &bindings)
    case .booleanLiteral: return literalPoints(wanted, standard.bool, standard.expressibleByBoolean, type, &bindings)
    case .stringLiteral: return literalPoints(wanted, standard.string, standard.expressibleByString, type, &bindings)
    case .nilLiteral:
      let direct = substitute(type, bindings)
      if arena.nominal(direct) == standard.optional { return 4 }
      return arena.kind(direct) == .nominal ? -1 : 1
    case .arrayLiteral where tree.firstChild(of: node) == nil:
      return literalPoints(wanted, standard.array, standard.expressibleByArray, type, &bindings)
    case .dictionaryLiteral where tree.firstChild(of: node) == nil:
      return literalPoints(wanted, standard.dictionary, standard.expressibleByDictionary, type, &bindings)
    case .member where !tree[node].flags.contains(.hasBase): return implicitMemberPoints(node, wanted)
    case .call where rootIsImplicit(node):
      let root = implicitRoot(node)
      return implicitMemberPoints(root, wanted, isCalled: tree[Int(tree[root].parent)].kind == .call)
    case .keyPath:
      return keyPathPoints(node, wanted)
    case .inoutExpression:
      guard let inner = tree.firstChild(of: node) else { return 1 }
      return points(for: inner, going: type, &bindings)
    case .discard, .identifierPattern, .valueBindingPattern, .wildcardPattern: return 1
    case .tryExpression, .awaitExpression:
      guard !tree[node].flags.contains(.optional), let inner = tree.firstChild(of: node) else { break }
      return points(for: inner, going: type, &bindings)
    default: break
    }
    let actual = probe(node)
    if arena.isIncomplete(actual) { metUnknownArgument = true }
    if arena.kind(wanted) == .function, arena.kind(actual) != .function, actual.isKnown, isAutoclosure(wanted) {
      return convert(actual, to: arena.result(wanted), &bindings)
    }
    return convert(actual, to: type, &bindings)
  }

  /// A key path without a root fits where the root that is wanted has its first member.
  private func keyPathPoints(_ node: Int, _ wanted: TypeID) -> Int {
    var root = TypeID.unknown
    switch arena.kind(wanted) {
    case .function where arena.parameterCount(wanted) == 1: root = arena.child(wanted, 0)
    case .nominal:
      guard isKeyPath(wanted) else { return -1 }
      if arena.childCount(wanted) > 0 { root = arena.child(wanted, 0) }
    default: break
    }
    guard let first = scope.tree.firstChild(of: node), scope.tree[first].kind == .keyPathComponent else { return 2 }
    let name = scope.unit.name(of: first)
    let nominal = arena.nominal(root)
    guard nominal >= 0, name >= 0, name != known.`self`, !scope.tree[first].name.isEmpty else { return 2 }
    // Of two roots that have it a type goes before a protocol.
    if !members(of: root, name).isEmpty { return symbols.kinds[Int(nominal)] == .protocol ? 2 : 3 }
    return isOpen(nominal) || isDynamic(nominal) ? 1 : -1
  }

  /// A function type without parameters may be an autoclosure: the expression's own type counts then.
  private func isAutoclosure(_ type: TypeID) -> Bool { arena.parameterCount(type) == 0 }

  /// The type of an expression without what is wanted of it; records nothing and leaves closures' bodies alone.
  func probe(_ node: Int) -> TypeID {
    let before = (isRecording, isProbing)
    (isRecording, isProbing) = (false, true)
    defer { (isRecording, isProbing) = before }
    return infer(node, expecting: .unknown)
  }

  // xtal:disable:next dendrite/overgrown-declaration - one row a combination of written, used and wanted parameters
  private func closurePoints(_ node: Int, _ wanted: TypeID) -> Int {
    switch arena.kind(wanted) {
    case .function:
      let count = closureParameterCount(node)
      let expected = arena.parameterCount(wanted)
      switch count {
      case .written(let written):
        if written == expected { return 6 }
        if expected == 1, arena.kind(arena.child(wanted, 0)) == .tuple { return 4 }
        return -1
      case .used(let used):
        if used == expected { return 6 }
        if used == 0 { return expected == 0 ? 6 : -1 }
        if used < expected { return used > 0 ? 3 : -1 }
        return expected == 1 ? 2 : -1
      }
    case .unknown, .parameter, .dependent, .composition: return 1
    default: return -1
    }
  }

  private enum ClosureParameters {
    case written(Int)
    case used(Int)
  }

  private func closureParameterCount(_ node: Int) -> ClosureParameters {
    let tree = scope.tree
    var written = 0
    var hasSignature = tree[node].flags.contains(.hasSignature)
    for child in tree.children(of: node) where tree[child].kind == .parameter { written += 1 }
    if hasSignature, written == 0 {
      // `{ [weak self] in … }` writes no parameters; `{ () in … }` writes none either.
      hasSignature = false
    }
    if written > 0 { return .written(written) }
    var used = 0
    forEachReference(inClosure: node) { inner in
      let position = scope.unit.strings.withBytes(of: tree[inner].name) { bytes -> Int in
        guard bytes.count == 2, bytes[0] == UInt8(ascii: "$") else { return -1 }
        return Int(bytes[1]) - 48
      }
      used = max(used, position + 1)
    }
    return .used(used)
  }

  private func literalPoints(
    _ wanted: TypeID, _ natural: Int32, _ protocolDeclaration: Int32, _ type: TypeID, _ bindings: inout TypeBindings
  ) -> Int {
    switch arena.kind(wanted) {
    case .unknown, .parameter, .dependent:
      return convert(arena.nominal(natural), to: type, &bindings) < 0 ? -1 : 2
    case .composition: return 1
    case .nominal:
      if arena.head(wanted) == natural { return 8 }
      if symbols.kinds[Int(arena.head(wanted))] == .protocol {
        return conformance(of: arena.nominal(natural), to: wanted) == .no ? -1 : 2
      }
      switch conformance(of: wanted, toNominal: protocolDeclaration) {
      case .yes: return 5
      case .maybe: return 1
      case .no: return -1
      }
    default: return -1
    }
  }

  private func implicitMemberPoints(_ node: Int, _ wanted: TypeID, isCalled: Bool = false) -> Int {
    switch arena.kind(wanted) {
    case .nominal:
      let name = scope.unit.name(of: node)
      if name == known.`init` { return 2 }
      let fits = members(of: wanted, name).contains { candidate in
        // A case without payload cannot be called.
        let isPlain =
          symbols.kinds[Int(candidate.declaration)] == .enumCase
          && symbols.fact(candidate.declaration).parameterCount == 0
        return isStaticLike(candidate.declaration) && !(isCalled && (isPlain || isPlainValue(candidate.declaration)))
      }
      if fits { return 6 }
      return isOpen(arena.head(wanted)) ? 1 : -1
    case .unknown, .parameter, .dependent: return 1
    default: return -1
    }
  }

  /// Whether a postfix expression begins with `.name`.
  func rootIsImplicit(_ node: Int) -> Bool {
    let root = implicitRoot(node)
    return scope.tree[root].kind == .member && !scope.tree[root].flags.contains(.hasBase)
  }

  func implicitRoot(_ node: Int) -> Int {
    var current = node
    while true {
      switch scope.tree[current].kind {
      case .call, .subscriptCall, .forceUnwrap, .optionalChain, .specialization:
        guard let inner = scope.tree.firstChild(of: current) else { return current }
        current = inner
      case .member:
        guard scope.tree[current].flags.contains(.hasBase), let inner = scope.tree.firstChild(of: current) else {
          return current
        }
        current = inner
      default: return current
      }
    }
  }

  /// Whether a member is reached through the type rather than a value of it.
  func isStaticLike(_ declaration: Int32) -> Bool {
    switch symbols.kinds[Int(declaration)] {
    case .enumCase, .initializer, .class, .struct, .enum, .protocol, .actor, .typealias, .associatedtype: true
    default: symbols.fact(declaration).traits.contains(.isStatic)
    }
  }
}

extension NodeKind {
  /// Whether it is an expression whose type follows from what is wanted of it, within bounds.
  var isLiteral: Bool {
    switch self {
    case .integerLiteral, .floatLiteral, .booleanLiteral, .stringLiteral, .nilLiteral, .arrayLiteral,
      .dictionaryLiteral:
      true
    default: false
    }
  }
}
