import Facts
import Model

/// Resolves the references of one file against the symbol table, walking its compact tree once in source order.
///
/// First tier: lexical scopes, members through `self` and declared types, extensions, imports, argument labels. It does
/// not check types: overloads are told apart by their labels alone, and generic arguments are not followed.
// xtal:disable:next dendrite/overgrown-declaration - scopes, types and references of one walk share its state
struct ReferenceResolver {
  /// What a file's references come to.
  struct Outcome: Sendable {
    var references: [Reference] = []
    var unresolved = CodeGraph.UnresolvedCounts()
  }

  /// How sure each way of resolving is, in percent.
  enum Confidence {
    static let lexical: UInt8 = 98
    static let member: UInt8 = 95
    static let overload: UInt8 = 80
    static let uniqueName: UInt8 = 60
  }

  private struct Frame {
    var end: UInt32
    /// Global index of the enclosing declaration, -1 at top level.
    var declaration: Int32
    var opensScope: Bool
    /// Names to bind in the surrounding scope when the frame ends: a binding is not visible in its own initialiser.
    var pending: [(name: StringID, declaration: Int32, type: KnownType)] = []
  }

  let symbols: SymbolTable
  let file: Int32
  let facts: FileFacts
  let tree: CompactTree
  let names: [Int32]
  let firstDeclaration: Int32
  private var scopes: LocalScopes
  private var frames: [Frame]
  private var nextDeclaration = 0
  private var typeMemo: [KnownType?]
  private var outcome = Outcome()
  private let implicitNames: [StringID]
  private let commonNames: CommonMemberNames

  init(symbols: SymbolTable, file: Int32, commonNames: CommonMemberNames) {
    self.symbols = symbols
    self.file = file
    facts = symbols.files[Int(file)].facts
    tree = facts.tree
    names = symbols.names.numbers[Int(file)]
    firstDeclaration = symbols.files[Int(file)].firstDeclaration
    scopes = LocalScopes(nameCount: facts.strings.count)
    frames = [Frame(end: .max, declaration: -1, opensScope: false)]
    typeMemo = [KnownType?](repeating: nil, count: facts.tree.nodes.count)
    implicitNames = Self.implicitNames(in: facts.strings)
    self.commonNames = commonNames
  }

  private var currentDeclaration: Int32 { frames[frames.count - 1].declaration }

  /// The nominal type that `self` is at the present place, -1 for none.
  private var selfType: Int32 {
    let declaration = currentDeclaration
    return declaration < 0 ? -1 : symbols.typeOfDeclaration[Int(declaration)]
  }

  mutating func resolve() -> Outcome {
    for index in 0..<tree.nodes.count {
      closeFrames(before: UInt32(index))
      enter(index)
      resolveNode(index)
    }
    return outcome
  }

  // MARK: Scopes

  private mutating func closeFrames(before index: UInt32) {
    while frames.count > 1, frames[frames.count - 1].end <= index {
      let frame = frames.removeLast()
      if frame.opensScope { scopes.closeScope() }
      for item in frame.pending { scopes.bind(item.name, declaration: item.declaration, type: item.type) }
    }
  }

  private mutating func push(_ index: Int, declaration: Int32? = nil, opensScope: Bool = true) {
    frames.append(
      Frame(end: tree[index].end, declaration: declaration ?? currentDeclaration, opensScope: opensScope))
    if opensScope { scopes.openScope() }
  }

  private mutating func enter(_ index: Int) {
    let node = tree[index]
    switch node.kind {
    case .classDeclaration, .structDeclaration, .enumDeclaration, .protocolDeclaration, .actorDeclaration,
      .extensionDeclaration, .functionDeclaration, .initializerDeclaration, .deinitializerDeclaration,
      .subscriptDeclaration, .typealiasDeclaration, .associatedtypeDeclaration, .macroDeclaration, .enumCaseElement:
      push(index, declaration: declaration(at: index))
      bindGenerics(of: index)
    case .codeBlock:
      push(index)
      hoist(from: index)
      bindImplicitNames(of: index)
    case .closure, .ifStatement, .whileStatement, .forStatement, .switchCase, .catchClause, .repeatStatement:
      push(index)
    case .accessor: push(index)
    case .binding: enterBinding(index)
    case .optionalBinding, .matchingCondition: push(index, opensScope: false)
    case .parameter: bindParameter(index)
    case .capture: scopes.bind(node.name, declaration: -1, type: captureType(index))
    case .identifierPattern: bindPattern(index)
    default: break
    }
  }

  /// Declarations are met in the order of the facts, so one counter finds the one at a node.
  private mutating func declaration(at node: Int) -> Int32 {
    let declarations = facts.declarations
    while nextDeclaration < declarations.count, Int(declarations[nextDeclaration].node) < node { nextDeclaration += 1 }
    guard nextDeclaration < declarations.count, Int(declarations[nextDeclaration].node) == node else {
      return currentDeclaration
    }
    return firstDeclaration + Int32(nextDeclaration)
  }

  private mutating func bindGenerics(of index: Int) {
    for child in tree.children(of: index) where tree[child].kind == .genericParameter {
      scopes.bind(tree[child].name, declaration: -1, type: .unknown)
    }
  }

  /// Local functions and types are visible before their place in the block.
  private mutating func hoist(from block: Int) {
    for child in tree.children(of: block) {
      switch tree[child].kind {
      case .functionDeclaration, .classDeclaration, .structDeclaration, .enumDeclaration, .actorDeclaration,
        .protocolDeclaration, .typealiasDeclaration:
        guard let local = localDeclaration(at: child) else { continue }
        let kind = symbols.kinds[Int(local)]
        scopes.bind(
          tree[child].name, declaration: local, type: kind.isNominalType ? .metatype(of: local) : .unknown)
      default: break
      }
    }
  }

  private func localDeclaration(at node: Int) -> Int32? {
    var low = 0
    var high = facts.declarations.count
    while low < high {
      let middle = (low + high) / 2
      if Int(facts.declarations[middle].node) < node { low = middle + 1 } else { high = middle }
    }
    guard low < facts.declarations.count, Int(facts.declarations[low].node) == node else { return nil }
    return firstDeclaration + Int32(low)
  }

  private mutating func bindImplicitNames(of block: Int) {
    let parent = tree[Int(tree[block].parent)]
    guard parent.kind == .accessor || parent.kind == .catchClause else { return }
    for name in implicitNames { scopes.bind(name, declaration: -1, type: .unknown) }
  }

  private mutating func enterBinding(_ index: Int) {
    let declaration = localDeclaration(at: index)
    push(index, declaration: declaration, opensScope: false)
    // A getter's or initialiser's code belongs to the variable even where a tuple declares several.
    if declaration == nil, let pattern = tree.firstChild(of: index) {
      for candidate in pattern..<Int(tree[pattern].end) {
        if let first = localDeclaration(at: candidate) {
          frames[frames.count - 1].declaration = first
          break
        }
      }
    }
  }

  private mutating func bindParameter(_ index: Int) {
    guard frames.count > 1 else { return }
    var name = tree[index].name
    if let second = tree.firstChild(of: index, .secondName) { name = tree[second].name }
    var type = KnownType.unknown
    for child in tree.children(of: index) {
      switch tree[child].kind {
      case .secondName, .attribute, .modifier, .initializer: continue
      default:
        type = symbols.knownType(ofTypeNode: child, file: file, scope: currentDeclaration)
      }
      break
    }
    if tree[index].flags.contains(.variadic) { type = .external }
    scopes.bind(name, declaration: -1, type: type)
  }

  private func captureType(_ index: Int) -> KnownType {
    if facts.strings[tree[index].name] == "self", selfType >= 0 { return .instance(of: selfType) }
    return .unknown
  }

  private mutating func bindPattern(_ index: Int) {
    let parent = Int(tree[index].parent)
    var declaration: Int32 = -1
    var type = KnownType.unknown
    switch tree[parent].kind {
    case .binding:
      declaration = localDeclaration(at: parent) ?? -1
      if declaration >= 0 { type = symbols.valueTypes[Int(declaration)] }
      guard declaration < 0 || symbols.fact(declaration).traits.contains(.isLocal) else { return }
      if type == .unknown { type = initializerType(of: parent) }
    case .optionalBinding:
      type = initializerType(of: parent)
      if tree.firstChild(of: parent, .initializer) == nil { type = resolveShorthand(index) }
    default:
      declaration = localDeclaration(at: index) ?? -1
      if declaration >= 0, !symbols.fact(declaration).traits.contains(.isLocal) { return }
    }
    bindWhenVisible(tree[index].name, declaration: declaration, type: type)
  }

  /// `if let x` reads the outer `x`.
  private mutating func resolveShorthand(_ index: Int) -> KnownType {
    resolveBareName(index, role: .read)
    return bareNameType(index)
  }

  private func declaredType(under node: Int) -> KnownType? {
    guard let annotation = tree.firstChild(of: node, .typeAnnotation), let type = tree.firstChild(of: annotation) else {
      return nil
    }
    return symbols.knownType(ofTypeNode: type, file: file, scope: currentDeclaration)
  }

  private mutating func initializerType(of node: Int) -> KnownType {
    if let declared = declaredType(under: node) { return declared }
    guard let initializer = tree.firstChild(of: node, .initializer), let value = tree.firstChild(of: initializer) else {
      return .unknown
    }
    return type(of: value, depth: 0)
  }

  /// Binds at once, or at the end of the innermost binding or condition the pattern stands in.
  private mutating func bindWhenVisible(_ name: StringID, declaration: Int32, type: KnownType) {
    let top = frames.count - 1
    if top > 0, !frames[top].opensScope {
      frames[top].pending.append((name, declaration, type))
    } else {
      scopes.bind(name, declaration: declaration, type: type)
    }
  }

  // MARK: References

  private mutating func resolveNode(_ index: Int) {
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

  private mutating func record(_ index: Int, _ target: Int32, _ role: ReferenceRole, _ confidence: UInt8) {
    outcome.references.append(
      Reference(
        file: file, node: UInt32(index), source: currentDeclaration, target: target, role: role,
        confidence: confidence))
  }

  private func role(of index: Int) -> ReferenceRole {
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

  private func isCompoundAssignment(_ index: Int) -> Bool {
    facts.strings.withBytes(of: tree[index].name) { bytes in
      guard bytes.count >= 2, bytes[bytes.count - 1] == UInt8(ascii: "=") else { return false }
      switch bytes[0] {
      case UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "~"):
        return bytes.count > 2 && bytes[0] != UInt8(ascii: "=") && bytes[0] != UInt8(ascii: "!")
      default: return true
      }
    }
  }

  private mutating func resolveBareName(_ index: Int, role: ReferenceRole) {
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

  private func isSelfOrSynthetic(_ name: StringID) -> Bool {
    facts.strings.withBytes(of: name) { bytes in
      bytes.first == UInt8(ascii: "$") || bytes.elementsEqual("self".utf8) || bytes.elementsEqual("Self".utf8)
    }
  }

  /// Members of the enclosing types from the inside out, then declarations at file scope.
  private func lookUpBareName(_ index: Int) -> (Int32, UInt8)? {
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

  private func externalSiblings(_ name: Int32) -> IndexMap.Values {
    symbols.externalMembers.values(of: IndexMap.key(0, name))
  }

  private func topLevel(_ name: Int32, _ shape: CallShape?) -> (Int32, UInt8)? {
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

  private func shapeOfCall(at index: Int) -> CallShape? {
    let parent = Int(tree[index].parent)
    guard tree[parent].kind == .call, parent + 1 == index else { return nil }
    return CallShape(tree: tree, node: parent, names: names)
  }

  /// Picks among members of one name by the shape of the call.
  private func choose(_ candidates: IndexMap.Values, _ shape: CallShape?) -> (Int32, UInt8)? {
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
  private func callable(_ declaration: Int32, _ shape: CallShape) -> Bool { fit(of: shape, to: declaration) > .none }

  private func fit(of shape: CallShape, to declaration: Int32) -> CallShape.Fit {
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

  private static func hasFunctionType(parameter: Int, _ tree: CompactTree) -> Bool {
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

  private mutating func resolveMember(_ index: Int) {
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

  private mutating func resolveExternalMember(_ index: Int, _ name: Int32, _ shape: CallShape?, _ role: ReferenceRole) {
    var candidates = externalSiblings(name).filter { symbols.isVisible($0, fromFile: file) }
    if let shape { candidates = candidates.filter { callable($0, shape) } }
    guard let only = candidates.first else {
      outcome.unresolved.external += 1
      return
    }
    record(index, only, role, candidates.count == 1 ? Confidence.overload : Confidence.uniqueName)
  }

  private struct MemberFilter {
    var isStaticLike: Bool
  }

  /// Where no type is known, a name that one declaration in reach alone can bear is taken.
  private mutating func resolveByUniqueName(
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

  private func inReach(_ declaration: Int32) -> Bool {
    let from = symbols.module(ofFile: file)
    let to = symbols.module(ofFile: symbols.fileOfDeclaration[Int(declaration)])
    return from < 0 ? to < 0 : from == to || symbols.visibleModules[Int(from)].contains(to)
  }

  private mutating func resolveTypeReference(_ index: Int) {
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

  private var parentScope: Int32 {
    let declaration = currentDeclaration
    return declaration < 0 ? -1 : symbols.parents[Int(declaration)]
  }

  private func typeRole(of index: Int) -> ReferenceRole {
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

  private mutating func resolveOperator(_ index: Int) {
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

  private mutating func resolveOverride(_ index: Int) {
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

  // MARK: Types of expressions

  /// The type of an expression as far as names and annotations tell. Depth is bounded; results are remembered, so a long
  /// chain costs linear time.
  private mutating func type(of index: Int, depth: Int) -> KnownType {
    if let known = typeMemo[index] { return known }
    guard depth < 256 else { return .unknown }
    let result = computeType(of: index, depth: depth)
    typeMemo[index] = result
    return result
  }

  private mutating func computeType(of index: Int, depth: Int) -> KnownType {
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

  private func sequenceType(_ index: Int) -> KnownType {
    let children = Array(tree.children(of: index))
    guard let last = children.last, children.count >= 3, tree[children[children.count - 2]].kind == .cast,
      tree[last].kind == .typeExpression, let type = tree.firstChild(of: last)
    else { return .unknown }
    return symbols.knownType(ofTypeNode: type, file: file, scope: currentDeclaration)
  }

  private func bareNameType(_ index: Int) -> KnownType {
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

  private var isInStaticContext: Bool {
    let declaration = currentDeclaration
    guard declaration >= 0 else { return false }
    return symbols.fact(declaration).traits.contains(.isStatic) && !symbols.kinds[Int(declaration)].isNominalType
  }

  private func valueType(of target: Int32) -> KnownType {
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

  private mutating func memberValueType(_ index: Int, depth: Int) -> KnownType {
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

  private mutating func callType(_ index: Int, depth: Int) -> KnownType {
    guard let callee = tree.firstChild(of: index) else { return .unknown }
    let calleeType = type(of: callee, depth: depth + 1)
    // A type that is called gives an instance; a function's value type already is what it returns.
    return calleeType.isMetatype ? calleeType.asInstance : calleeType
  }

  /// The file's identifiers of the names that accessors and `catch` bind by themselves.
  private static func implicitNames(in strings: StringTable) -> [StringID] {
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
