import Facts
import Model

/// What expressions are, as far as names and annotations tell.
extension ReferenceResolver {
  /// The type of an expression as far as names and annotations tell. Depth is bounded; results are remembered, so a long
  /// chain costs linear time.
  mutating func type(of index: Int, depth: Int) -> KnownType {
    if let known = typeMemo[index] { return known }
    guard depth < 256 else { return .unknown }
    let result = computeType(of: index, depth: depth)
    typeMemo[index] = result
    return result
  }

  mutating func computeType(of index: Int, depth: Int) -> KnownType {
    switch tree[index].kind {
    case .reference: return bareNameType(index)
    case .superExpression:
      guard selfType >= 0 else { return .unknown }
      let parent = (symbols.ancestors[selfType] ?? []).first { symbols.kinds[Int($0)] == .class }
      return parent.map { .instance(of: $0) } ?? .external
    case .member: return memberValueType(index, depth: depth)
    case .call: return callType(index, depth: depth)
    case .forceUnwrap, .optionalChain, .tryExpression, .awaitExpression, .ownershipExpression, .specialization:
      return tree.firstChild(of: index).map { type(of: $0, depth: depth + 1) } ?? .unknown
    case .tuple:
      guard let only = tree.firstChild(of: index), Int(tree[only].end) == Int(tree[index].end),
        let inner = tree.firstChild(of: only)
      else { return .unknown }
      return type(of: inner, depth: depth + 1)
    case .sequence: return sequenceType(index)
    case .integerLiteral, .floatLiteral, .stringLiteral, .booleanLiteral, .arrayLiteral, .dictionaryLiteral,
      .regexLiteral:
      return .external
    case .typeExpression:
      guard let type = tree.firstChild(of: index) else { return .unknown }
      let known = symbols.knownType(ofTypeNode: type, file: file, scope: currentDeclaration)
      return known.nominal >= 0 ? .metatype(of: known.nominal) : known
    default: return .unknown
    }
  }

  func sequenceType(_ index: Int) -> KnownType {
    let children = Array(tree.children(of: index))
    guard let last = children.last, children.count >= 3, tree[children[children.count - 2]].kind == .cast,
      tree[last].kind == .typeExpression, let type = tree.firstChild(of: last)
    else { return .unknown }
    return symbols.knownType(ofTypeNode: type, file: file, scope: currentDeclaration)
  }

  func bareNameType(_ index: Int) -> KnownType {
    let name = tree[index].name
    if let binding = scopes.lookUp(name) { return binding.type }
    let isSelf = facts.strings.withBytes(of: name) { $0.elementsEqual("self".utf8) }
    let isSelfType = facts.strings.withBytes(of: name) { $0.elementsEqual("Self".utf8) }
    if isSelf || isSelfType {
      guard selfType >= 0 else { return .external }
      return isSelfType || isInStaticContext ? .metatype(of: selfType) : .instance(of: selfType)
    }
    guard let (target, _) = lookUpBareName(index) else { return .unknown }
    return valueType(of: target)
  }

  var isInStaticContext: Bool {
    let declaration = currentDeclaration
    guard declaration >= 0 else { return false }
    return symbols.fact(declaration).traits.contains(.isStatic) && !symbols.kinds[Int(declaration)].isNominalType
  }

  func valueType(of target: Int32) -> KnownType {
    switch symbols.kinds[Int(target)] {
    case .class, .struct, .enum, .protocol, .actor: return .metatype(of: target)
    case .typealias:
      let nominal = symbols.dealias(target)
      return symbols.kinds[Int(nominal)].isNominalType ? .metatype(of: nominal) : .external
    case .enumCase:
      let type = symbols.typeOfDeclaration[Int(target)]
      return type >= 0 ? .instance(of: type) : .unknown
    default: return symbols.valueTypes[Int(target)]
    }
  }

  mutating func memberValueType(_ index: Int, depth: Int) -> KnownType {
    guard tree[index].flags.contains(.hasBase), let base = tree.firstChild(of: index) else { return .unknown }
    let baseType = type(of: base, depth: depth + 1)
    let isSelfSuffix = facts.strings.withBytes(of: tree[index].name) { $0.elementsEqual("self".utf8) }
    if isSelfSuffix { return baseType }
    guard baseType.nominal >= 0 else { return baseType == .external ? .unknown : baseType }
    let isInit = facts.strings.withBytes(of: tree[index].name) { $0.elementsEqual("init".utf8) }
    if isInit { return baseType.asInstance }
    let name = names[Int(tree[index].name.index)]
    guard name >= 0, let (target, _) = choose(symbols.members(of: baseType.nominal, name), shapeOfCall(at: index))
    else {
      return .unknown
    }
    return valueType(of: target)
  }

  mutating func callType(_ index: Int, depth: Int) -> KnownType {
    guard let callee = tree.firstChild(of: index) else { return .unknown }
    let calleeType = type(of: callee, depth: depth + 1)
    // A type that is called gives an instance; a function's value type already is what it returns.
    return calleeType.isMetatype ? calleeType.asInstance : calleeType
  }

  /// The file's identifiers of the names that accessors and `catch` bind by themselves.
  static func implicitNames(in strings: StringTable) -> [StringID] {
    var found: [StringID] = []
    for index in 1..<max(1, strings.count) {
      let id = StringID(UInt32(index))
      let count = strings.range(of: id).count
      guard count == 8 || count == 5 else { continue }
      let isImplicit = strings.withBytes(of: id) { bytes in
        bytes.elementsEqual("newValue".utf8) || bytes.elementsEqual("oldValue".utf8)
          || bytes.elementsEqual("error".utf8)
      }
      if isImplicit { found.append(id) }
    }
    return found
  }
}
