import Facts
import Model

/// Opens and closes scopes while the tree is walked, and binds the names they introduce.
extension ReferenceResolver {
  mutating func closeFrames(before index: UInt32) {
    while frames.count > 1, frames[frames.count - 1].end <= index {
      let frame = frames.removeLast()
      if frame.opensScope { scopes.closeScope() }
      for item in frame.pending { scopes.bind(item.name, declaration: item.declaration, type: item.type) }
    }
  }

  mutating func push(_ index: Int, declaration: Int32? = nil, opensScope: Bool = true) {
    frames.append(
      Frame(end: tree[index].end, declaration: declaration ?? currentDeclaration, opensScope: opensScope))
    if opensScope { scopes.openScope() }
  }

  mutating func enter(_ index: Int) {
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
  mutating func declaration(at node: Int) -> Int32 {
    let declarations = facts.declarations
    while nextDeclaration < declarations.count, Int(declarations[nextDeclaration].node) < node { nextDeclaration += 1 }
    guard nextDeclaration < declarations.count, Int(declarations[nextDeclaration].node) == node else {
      return currentDeclaration
    }
    return firstDeclaration + Int32(nextDeclaration)
  }

  mutating func bindGenerics(of index: Int) {
    for child in tree.children(of: index) where tree[child].kind == .genericParameter {
      scopes.bind(tree[child].name, declaration: -1, type: .unknown)
    }
  }

  /// Local functions and types are visible before their place in the block.
  mutating func hoist(from block: Int) {
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

  func localDeclaration(at node: Int) -> Int32? {
    var low = 0
    var high = facts.declarations.count
    while low < high {
      let middle = (low + high) / 2
      if Int(facts.declarations[middle].node) < node { low = middle + 1 } else { high = middle }
    }
    guard low < facts.declarations.count, Int(facts.declarations[low].node) == node else { return nil }
    return firstDeclaration + Int32(low)
  }

  mutating func bindImplicitNames(of block: Int) {
    let parent = tree[Int(tree[block].parent)]
    guard parent.kind == .accessor || parent.kind == .catchClause else { return }
    for name in implicitNames { scopes.bind(name, declaration: -1, type: .unknown) }
  }

  mutating func enterBinding(_ index: Int) {
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

  mutating func bindParameter(_ index: Int) {
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

  func captureType(_ index: Int) -> KnownType {
    if facts.strings[tree[index].name] == "self", selfType >= 0 { return .instance(of: selfType) }
    return .unknown
  }

  mutating func bindPattern(_ index: Int) {
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
  mutating func resolveShorthand(_ index: Int) -> KnownType {
    resolveBareName(index, role: .read)
    return bareNameType(index)
  }

  func declaredType(under node: Int) -> KnownType? {
    guard let annotation = tree.firstChild(of: node, .typeAnnotation), let type = tree.firstChild(of: annotation) else {
      return nil
    }
    return symbols.knownType(ofTypeNode: type, file: file, scope: currentDeclaration)
  }

  mutating func initializerType(of node: Int) -> KnownType {
    if let declared = declaredType(under: node) { return declared }
    guard let initializer = tree.firstChild(of: node, .initializer), let value = tree.firstChild(of: initializer) else {
      return .unknown
    }
    return type(of: value, depth: 0)
  }

  /// Binds at once, or at the end of the innermost binding or condition the pattern stands in.
  mutating func bindWhenVisible(_ name: StringID, declaration: Int32, type: KnownType) {
    let top = frames.count - 1
    if top > 0, !frames[top].opensScope {
      frames[top].pending.append((name, declaration, type))
    } else {
      scopes.bind(name, declaration: declaration, type: type)
    }
  }
}
