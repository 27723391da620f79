import Facts
import Model

/// Types of declarations as others see them.
extension ReferenceResolver {
  /// The type of a value, function type of a callable, metatype of a type; in terms of the generic parameters in reach.
  ///
  /// A variable without annotation has the type of its initial value. Cycles give unknown.
  func interfaceType(of declaration: Int32) -> TypeID {
    let stored = interfaceTypes[Int(declaration)]
    if stored >= 0 {
      if let log { log.note(answer: interfaceAnswers[Int(declaration)]) }
      return TypeID(index: stored)
    }
    if stored <= -2 {
      noteCycle(at: Int(-2 - stored))
      return .unknown
    }
    let (type, isWhole, answer) = asking(about: declaration) { position in
      interfaceTypes[Int(declaration)] = Int32(-2 - position)
      return computeInterfaceType(of: declaration)
    }
    interfaceTypes[Int(declaration)] = isWhole ? type.index : -1
    if log != nil { interfaceAnswers[Int(declaration)] = answer }
    return type
  }

  private func computeInterfaceType(of declaration: Int32) -> TypeID {
    switch symbols.kinds[Int(declaration)] {
    case .class, .struct, .enum, .protocol, .actor:
      return arena.metatype(
        symbols.kinds[Int(declaration)] == .protocol ? arena.nominal(declaration) : selfType(ofNominal: declaration))
    case .typealias:
      let unit = symbols.unit(of: declaration)
      guard let initializer = unit.tree.firstChild(of: Int(symbols.fact(declaration).node), .initializer),
        let node = unit.tree.firstChild(of: initializer)
      else { return .unknown }
      return arena.metatype(type(written: node, in: unit, context: declaration))
    case .associatedtype:
      let owner = symbols.nominalOf[Int(declaration)]
      guard owner >= 0 else { return .unknown }
      return arena.metatype(arena.dependent(selfType(ofNominal: owner), symbols.nameOf[Int(declaration)]))
    case .enumCase where symbols.fact(declaration).parameterCount == 0:
      return selfType(of: symbols.parents[Int(declaration)])
    case .function, .initializer, .subscript, .enumCase, .macro:
      let signature = signature(of: declaration)
      return arena.function(signature.parameters.map(\.type), signature.result)
    case .variable: return variableType(declaration)
    case .extension, .deinitializer, .operator, .precedenceGroup: return .unknown
    }
  }

  /// The parameters and result of a callable.
  func signature(of declaration: Int32) -> Signature {
    if let known = signatures.recalled(declaration, log) { return known }
    let (made, isWhole, answer) = asking(about: declaration) { _ in makeSignature(declaration) }
    if isWhole { signatures.remember(declaration, made, answer: answer) }
    return made
  }

  private func makeSignature(_ declaration: Int32) -> Signature {
    let unit = symbols.unit(of: declaration)
    let fact = symbols.fact(declaration)
    let tree = unit.tree
    let labelled = LabelRule(fact.kind, unit: unit, node: Int(fact.node))
    var parameters: [Signature.Parameter] = []
    var result = fact.kind == .function || fact.kind == .macro ? arena.void : .unknown
    var returnsSelf = false
    for child in tree.children(of: Int(fact.node)) {
      switch tree[child].kind {
      case .parameter:
        parameters.append(parameter(child, of: declaration, in: unit, hasLabel: labelled.hasLabel(parameter: child)))
      case .returnType:
        if let node = tree.firstChild(of: child) {
          result = type(written: node, in: unit, context: declaration)
          let inner = tree[node].kind == .optionalType ? tree.firstChild(of: node) ?? node : node
          returnsSelf = tree[inner].kind == .namedType && unit.name(of: inner) == known.selfType
        }
      default: break
      }
    }
    if fact.kind == .initializer || fact.kind == .enumCase {
      let made = selfType(of: symbols.parents[Int(declaration)])
      result = fact.traits.contains(.isFailable) ? optional(made) : made
    }
    return Signature(
      parameters: parameters, result: result, generics: symbols.generics.range(of: declaration),
      returnsSelf: returnsSelf)
  }

  private func parameter(_ node: Int, of declaration: Int32, in unit: SourceUnit, hasLabel: Bool)
    -> Signature.Parameter
  {
    let tree = unit.tree
    let isVariadic = tree[node].flags.contains(.variadic)
    var type = TypeID.unknown
    var hasDefault = false
    var isAutoclosure = false
    var isBuilt = false
    for child in tree.children(of: node) {
      switch tree[child].kind {
      case .secondName, .modifier: continue
      case .attribute: isBuilt = isBuilt || !KnownAttributes.contains(unit.strings[tree[child].name])
      case .initializer: hasDefault = true
      default:
        type = self.type(written: child, in: unit, context: declaration)
        // A closure in its place is the value, not the function that gives it.
        isAutoclosure = tree.children(of: child).contains {
          tree[$0].kind == .attribute && unit.isNamed($0, "autoclosure")
        }
      }
    }
    var inner = type
    if arena.nominal(inner) == standard.optional, standard.optional >= 0, arena.childCount(inner) == 1 {
      inner = arena.child(inner, 0)
    }
    return Signature.Parameter(
      label: hasLabel ? max(0, unit.name(of: node)) : 0, type: type, isVariadic: isVariadic,
      isOptional: isVariadic || hasDefault,
      isFunction: arena.kind(inner) == .function && !(isAutoclosure && arena.kind(arena.result(inner)) != .function),
      isBuilt: isBuilt && arena.kind(inner) == .function)
  }

  /// Which parameters of a callable have labels: a subscript's only where two names stand, an operator's never.
  private struct LabelRule {
    private let isSubscript: Bool
    private let isOperator: Bool
    private let unit: SourceUnit

    init(_ kind: DeclarationKind, unit: SourceUnit, node: Int) {
      self.unit = unit
      isSubscript = kind == .subscript
      isOperator =
        kind == .function
        && unit.strings.withBytes(of: unit.tree[node].name) { bytes in
          guard let first = bytes.first else { return false }
          let isLetter = first | 0x20 >= UInt8(ascii: "a") && first | 0x20 <= UInt8(ascii: "z")
          return first < 0x80 && first != UInt8(ascii: "_") && !isLetter
        }
    }

    func hasLabel(parameter: Int) -> Bool {
      if isOperator || unit.tree[parameter].name.isEmpty { return false }
      return !isSubscript || unit.tree.firstChild(of: parameter, .secondName) != nil
    }
  }

  // MARK: Variables

  private func variableType(_ declaration: Int32) -> TypeID {
    let unit = symbols.unit(of: declaration)
    let fact = symbols.fact(declaration)
    let tree = unit.tree
    var binding = Int(fact.node)
    var path: [Int] = []
    while tree[binding].kind != .binding, binding > 0 {
      let parent = Int(tree[binding].parent)
      if tree[parent].kind == .tuplePattern { path.append(position(of: binding, in: parent, tree)) }
      binding = parent
    }
    var context = symbols.parents[Int(declaration)]
    if fact.traits.contains(.isLocal), context < 0 { context = -1 }
    if let annotation = tree.firstChild(of: binding, .typeAnnotation), let node = tree.firstChild(of: annotation) {
      return element(of: type(written: node, in: unit, context: context), path: path)
    }
    guard let initializer = tree.firstChild(of: binding, .initializer), let value = tree.firstChild(of: initializer)
    else { return inside(unit, declaration: declaration) { wrapperType(of: declaration) } }
    // Deeper than any chain of inferred types that people write; where it ends would depend on who asks.
    guard inferenceDepth < 200 else { return .unknown }
    inferenceDepth += 1
    defer { inferenceDepth -= 1 }
    let inferred = inside(unit, declaration: declaration) {
      scope.isStaticContext = fact.traits.contains(.isStatic) || context < 0
      return infer(value, expecting: .unknown)
    }
    return element(of: inferred, path: path)
  }

  private func position(of child: Int, in parent: Int, _ tree: CompactTree) -> Int {
    var position = 0
    for candidate in tree.children(of: parent) {
      if candidate == child { return position }
      position += 1
    }
    return 0
  }

  /// The element of a tuple that a nested pattern picks, outermost step last.
  private func element(of type: TypeID, path: [Int]) -> TypeID {
    var current = type
    for position in path.reversed() {
      guard arena.kind(current) == .tuple, position < arena.elementCount(current) else { return .unknown }
      current = arena.child(current, position)
    }
    return current
  }

  /// `@Wrapper(…) var name`: the type of the wrapper's `wrappedValue`.
  private func wrapperType(of declaration: Int32) -> TypeID {
    for wrapper in propertyWrappers(of: declaration) {
      let value = memberValueType(of: wrapper, known.wrappedValue)
      if value.isKnown { return value }
    }
    return .unknown
  }

  /// Types of the property wrappers that a variable carries, outermost first.
  func propertyWrappers(of declaration: Int32) -> [TypeID] {
    let fact = symbols.fact(declaration)
    guard fact.traits.contains(.hasCustomAttribute) else { return [] }
    let unit = symbols.unit(of: declaration)
    let context = symbols.parents[Int(declaration)]
    var wrappers: [TypeID] = []
    for child in unit.tree.children(of: Int(fact.outerNode)) where unit.tree[child].kind == .attribute {
      guard let name = unit.tree.firstChild(of: child) else { continue }
      let wrapper = type(written: name, in: unit, context: context)
      guard arena.kind(wrapper) == .nominal, isPropertyWrapper(arena.head(wrapper)) else { continue }
      wrappers.append(inferringWrapped(wrapper, declaration: declaration))
    }
    return wrappers
  }

  /// A wrapper without arguments takes its parameter from the type of what it wraps.
  private func inferringWrapped(_ wrapper: TypeID, declaration: Int32) -> TypeID {
    let parameters = allParameters(of: arena.head(wrapper))
    // Below -1 the variable's type is just being found out, from the wrapper itself.
    guard parameters.count == 1, arena.childCount(wrapper) == 0, interfaceTypes[Int(declaration)] >= -1 else {
      return wrapper
    }
    return arena.nominal(arena.head(wrapper), [interfaceType(of: declaration)])
  }

  func isPropertyWrapper(_ nominal: Int32) -> Bool { hasAttribute(nominal, "propertyWrapper") }

  /// Whether a declaration carries an attribute of that name.
  func hasAttribute(_ declaration: Int32, _ name: StaticString) -> Bool {
    let unit = symbols.unit(of: declaration)
    for child in unit.tree.children(of: Int(symbols.fact(declaration).outerNode)) {
      switch unit.tree[child].kind {
      case .attribute: if unit.isNamed(child, name) { return true }
      case .modifier, .ifConfig: continue
      default: return false
      }
    }
    return false
  }

  /// The type of an instance member of that name; unknown where there is none.
  func memberValueType(of base: TypeID, _ name: Int32) -> TypeID {
    guard let candidate = members(of: base, name).first else { return .unknown }
    return valueType(of: candidate)
  }
}
