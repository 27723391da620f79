import Facts
import Model

/// Finds the declaration behind each name, member, type and operator.
extension ReferenceResolver {
  mutating func resolveNode(_ index: Int) {
    switch tree[index].kind {
    case .reference: resolveBareName(index, role: role(of: index))
    case .member: resolveMember(index)
    case .namedType, .memberType: resolveTypeReference(index)
    case .keyPathComponent: outcome.unresolved.unknownBase += tree[index].name.isEmpty ? 0 : 1
    case .binaryOperator, .prefixOperator, .postfixOperator: resolveOperator(index)
    case .functionDeclaration, .binding: resolveOverride(index)
    default: break
    }
  }

  mutating func record(_ index: Int, _ target: Int32, _ role: ReferenceRole, _ confidence: UInt8) {
    outcome.references.append(
      Reference(
        file: file, node: UInt32(index), source: currentDeclaration, target: target, role: role,
        confidence: confidence))
  }

  func role(of index: Int) -> ReferenceRole {
    let parent = Int(tree[index].parent)
    switch tree[parent].kind {
    case .call: return parent + 1 == index ? .call : .read
    case .inoutExpression: return .write
    case .sequence:
      let next = Int(tree[index].end)
      guard next < Int(tree[parent].end) else { return .read }
      if tree[next].kind == .assignment { return .write }
      if tree[next].kind == .binaryOperator, isCompoundAssignment(next) { return .write }
      return .read
    default: return .read
    }
  }

  func isCompoundAssignment(_ index: Int) -> Bool {
    facts.strings.withBytes(of: tree[index].name) { bytes in
      guard bytes.count >= 2, bytes[bytes.count - 1] == UInt8(ascii: "=") else { return false }
      switch bytes[0] {
      case UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "~"):
        return bytes.count > 2 && bytes[0] != UInt8(ascii: "=") && bytes[0] != UInt8(ascii: "!")
      default: return true
      }
    }
  }

  mutating func resolveBareName(_ index: Int, role: ReferenceRole) {
    let name = tree[index].name
    if let binding = scopes.lookUp(name) {
      if binding.declaration >= 0 { record(index, binding.declaration, role, Confidence.lexical) }
      return
    }
    guard let (target, confidence) = lookUpBareName(index) else {
      if !isSelfOrSynthetic(name) { outcome.unresolved.external += 1 }
      return
    }
    record(index, target, role, confidence)
  }

  func isSelfOrSynthetic(_ name: StringID) -> Bool {
    facts.strings.withBytes(of: name) { bytes in
      bytes.first == UInt8(ascii: "$") || bytes.elementsEqual("self".utf8) || bytes.elementsEqual("Self".utf8)
    }
  }

  /// Members of the enclosing types from the inside out, then declarations at file scope.
  func lookUpBareName(_ index: Int) -> (Int32, UInt8)? {
    let name = names[Int(tree[index].name.index)]
    let shape = shapeOfCall(at: index)
    var enclosing = currentDeclaration
    var previousType: Int32 = -1
    while enclosing >= 0 {
      let type = symbols.typeOfDeclaration[Int(enclosing)]
      if type >= 0, type != previousType {
        previousType = type
        let candidates = symbols.members(of: type, name)
        if let found = choose(candidates, shape) { return found }
        if symbols.nameOfDeclaration[Int(type)] == name { return (type, Confidence.lexical) }
      } else if type < 0, symbols.kinds[Int(enclosing)] == .extension {
        let candidates = externalSiblings(name)
        if let found = choose(candidates, shape) { return found }
      }
      enclosing = symbols.parents[Int(enclosing)]
    }
    return topLevel(name, shape)
  }

  func externalSiblings(_ name: Int32) -> IndexMap.Values {
    symbols.externalMembers.values(of: IndexMap.key(0, name))
  }

  func topLevel(_ name: Int32, _ shape: CallShape?) -> (Int32, UInt8)? {
    if let shape {
      if let fitting = symbols.topLevel(name, fromFile: file, where: { callable($0, shape) }) {
        return (fitting, Confidence.lexical)
      }
    }
    if let any = symbols.topLevel(name, fromFile: file, where: { _ in true }) {
      return (any, shape == nil ? Confidence.lexical : Confidence.overload)
    }
    return nil
  }

  func shapeOfCall(at index: Int) -> CallShape? {
    let parent = Int(tree[index].parent)
    guard tree[parent].kind == .call, parent + 1 == index else { return nil }
    return CallShape(tree: tree, node: parent, names: names)
  }

  /// Picks among members of one name by the shape of the call.
  func choose(_ candidates: IndexMap.Values, _ shape: CallShape?) -> (Int32, UInt8)? {
    var rest = candidates
    guard let first = rest.next() else { return nil }
    if rest.isEmpty { return (first, Confidence.member) }
    guard let shape else {
      // Without a call a variable or type is more likely meant than a function.
      let value = candidates.first { !symbols.kinds[Int($0)].isCallable || symbols.kinds[Int($0)] == .enumCase }
      return (value ?? first, Confidence.overload)
    }
    var best: (declaration: Int32, fit: CallShape.Fit, count: Int) = (first, .none, 0)
    for candidate in candidates {
      let fit = fit(of: shape, to: candidate)
      if fit > best.fit {
        best = (candidate, fit, 1)
      } else if fit == best.fit {
        best.count += 1
      }
    }
    return (best.declaration, best.fit > .none && best.count == 1 ? Confidence.member : Confidence.overload)
  }

  /// Whether a declaration can be called with that shape. Values and types can: their own initialisers decide later.
  func callable(_ declaration: Int32, _ shape: CallShape) -> Bool { fit(of: shape, to: declaration) > .none }

  func fit(of shape: CallShape, to declaration: Int32) -> CallShape.Fit {
    switch symbols.kinds[Int(declaration)] {
    case .function, .initializer, .enumCase, .macro, .subscript: break
    default: return .possible
    }
    let fact = symbols.fact(declaration)
    if fact.kind == .enumCase, fact.parameterCount == 0 { return shape.labels.isEmpty ? .exact : .none }
    let targetFile = Int(symbols.fileOfDeclaration[Int(declaration)])
    let tree = symbols.trees[targetFile]
    let numbers = symbols.names.numbers[targetFile]
    let isSubscript = fact.kind == .subscript
    var parameters: [CallShape.Parameter] = []
    for child in tree.children(of: Int(fact.node)) where tree[child].kind == .parameter {
      let node = tree[child]
      let isVariadic = node.flags.contains(.variadic)
      let hasLabel = !node.name.isEmpty && (!isSubscript || tree.firstChild(of: child, .secondName) != nil)
      parameters.append(
        CallShape.Parameter(
          label: hasLabel ? numbers[Int(node.name.index)] : 0, isVariadic: isVariadic,
          isOptional: isVariadic || tree.firstChild(of: child, .initializer) != nil,
          isFunction: shape.trailingClosures > 0 && Self.hasFunctionType(parameter: child, tree)))
    }
    return shape.fit(parameters)
  }

  static func hasFunctionType(parameter: Int, _ tree: CompactTree) -> Bool {
    // Attributes, optionals and parentheses all lie above the function type, each with one type below it.
    for node in parameter + 1..<Int(tree[parameter].end) {
      switch tree[node].kind {
      case .functionType: return true
      case .attributedType, .optionalType, .implicitlyUnwrappedType, .tupleType, .tupleTypeElement, .attribute,
        .modifier,
        .secondName, .modifierDetail:
        continue
      case .namedType: if tree[Int(tree[node].parent)].kind != .attribute { return false }
      default: return false
      }
    }
    return false
  }

  mutating func resolveMember(_ index: Int) {
    let name = names[Int(tree[index].name.index)]
    guard name >= 0 else { return }
    let shape = shapeOfCall(at: index)
    let role = role(of: index)
    guard tree[index].flags.contains(.hasBase), let base = tree.firstChild(of: index) else {
      resolveByUniqueName(index, name, shape, role, members: { $0.isStaticLike })
      return
    }
    let baseType = type(of: base, depth: 0)
    if baseType.nominal >= 0 {
      if let (target, confidence) = choose(symbols.members(of: baseType.nominal, name), shape) {
        record(index, target, role, confidence)
      } else {
        outcome.unresolved.external += 1
      }
    } else if baseType == .external {
      resolveExternalMember(index, name, shape, role)
    } else {
      resolveByUniqueName(index, name, shape, role, members: { _ in true })
    }
  }

  mutating func resolveExternalMember(_ index: Int, _ name: Int32, _ shape: CallShape?, _ role: ReferenceRole) {
    var candidates = externalSiblings(name).filter { symbols.isVisible($0, fromFile: file) }
    if let shape { candidates = candidates.filter { callable($0, shape) } }
    guard let only = candidates.first else {
      outcome.unresolved.external += 1
      return
    }
    record(index, only, role, candidates.count == 1 ? Confidence.overload : Confidence.uniqueName)
  }

  struct MemberFilter {
    var isStaticLike: Bool
  }

  /// Where no type is known, a name that one declaration in reach alone can bear is taken.
  mutating func resolveByUniqueName(
    _ index: Int, _ name: Int32, _ shape: CallShape?, _ role: ReferenceRole, members accept: (MemberFilter) -> Bool
  ) {
    if commonNames.contains(name) {
      outcome.unresolved.unknownBase += 1
      return
    }
    var found: Int32 = -1
    for candidate in symbols.membersByName.values(of: IndexMap.key(0, name)) {
      guard symbols.isVisible(candidate, fromFile: file), inReach(candidate) else { continue }
      let kind = symbols.kinds[Int(candidate)]
      let isStatic = kind == .enumCase || kind == .initializer || symbols.fact(candidate).traits.contains(.isStatic)
      guard accept(MemberFilter(isStaticLike: isStatic)) else { continue }
      if let shape, !callable(candidate, shape) { continue }
      if found >= 0 {
        outcome.unresolved.ambiguous += 1
        return
      }
      found = candidate
    }
    if found >= 0 {
      record(index, found, role, Confidence.uniqueName)
    } else {
      outcome.unresolved.external += 1
    }
  }

  func inReach(_ declaration: Int32) -> Bool {
    let from = symbols.module(ofFile: file)
    let to = symbols.module(ofFile: symbols.fileOfDeclaration[Int(declaration)])
    return from < 0 ? to < 0 : from == to || symbols.visibleModules[Int(from)].contains(to)
  }

  mutating func resolveTypeReference(_ index: Int) {
    let node = tree[index]
    if node.kind == .namedType, let binding = scopes.lookUp(node.name) {
      if binding.declaration >= 0 { record(index, binding.declaration, typeRole(of: index), Confidence.lexical) }
      return
    }
    let scope = tree[Int(node.parent)].kind == .inheritedType ? parentScope : currentDeclaration
    guard let target = symbols.resolveType(index, file: file, scope: scope) else {
      outcome.unresolved.external += 1
      return
    }
    record(index, target, typeRole(of: index), Confidence.lexical)
  }

  var parentScope: Int32 {
    let declaration = currentDeclaration
    return declaration < 0 ? -1 : symbols.parents[Int(declaration)]
  }

  func typeRole(of index: Int) -> ReferenceRole {
    switch tree[Int(tree[index].parent)].kind {
    case .inheritedType:
      let owner = Int(tree[Int(tree[index].parent)].parent)
      let target = symbols.resolveType(index, file: file, scope: parentScope)
      let isProtocol = target.map { symbols.kinds[Int(symbols.dealias($0))] == .protocol } ?? false
      return isProtocol && tree[owner].kind != .protocolDeclaration ? .conform : .inherit
    case .extendedType: return .extend
    case .attribute: return .attribute
    default: return .type
    }
  }

  mutating func resolveOperator(_ index: Int) {
    let name = names[Int(tree[index].name.index)]
    guard name >= 0 else { return }
    if let target = symbols.topLevel(name, fromFile: file, where: { symbols.kinds[Int($0)] == .function }) {
      record(index, target, .call, Confidence.uniqueName)
      return
    }
    var found: Int32 = -1
    for candidate in symbols.membersByName.values(of: IndexMap.key(0, name))
    where symbols.kinds[Int(candidate)] == .function && inReach(candidate) {
      if found >= 0 {
        outcome.unresolved.ambiguous += 1
        return
      }
      found = candidate
    }
    // The standard library declares the usual operators itself: one declaration here does not make it the one meant.
    if found >= 0, !commonNames.contains(name) { record(index, found, .call, Confidence.uniqueName) }
  }

  mutating func resolveOverride(_ index: Int) {
    guard let declaration = localDeclaration(at: index) else { return }
    let fact = symbols.fact(declaration)
    guard fact.traits.contains(.isOverride) else { return }
    let type = symbols.typeOfDeclaration[Int(declaration)]
    guard type >= 0 else { return }
    for ancestor in symbols.ancestors[type] ?? [] {
      let members = symbols.members.values(of: IndexMap.key(ancestor, symbols.nameOfDeclaration[Int(declaration)]))
      for member in members where symbols.fact(member).parameterCount == fact.parameterCount {
        record(index, member, .override, Confidence.member)
        return
      }
    }
  }
}
