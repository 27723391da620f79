/// Derives declarations, imports, conditions and bodies from a file's compact tree in one pass over its nodes.
///
/// Source: the rules of access and storage of The Swift Programming Language, as far as one file tells.
struct DeclarationDeriver {
  /// An open node whose end has not been reached.
  private struct Frame {
    var end: UInt32
    /// Index of the declaration that encloses what stands in the frame, -1 at top level.
    var declaration: Int32
    /// Whether what stands directly in it is local to a body.
    var isLocal: Bool
    /// Node with the attributes and modifiers of a variable or case, for the bindings and elements within.
    var outerNode: UInt32
    var condition: Int32
  }

  private let tree: CompactTree
  private var strings: StringTable { interner.table }
  private var interner: StringInterner
  private let documentedTokens: [UInt32]
  private var frames: [Frame]
  private var declarations: [DeclarationFact] = []
  private var imports: [ImportFact] = []
  private var conditions: [ConditionFact] = []
  private var bodyNodes: [(declaration: Int32, node: UInt32)] = []

  /// Fills the derived parts of `facts` from its tree, tokens and comments; new names go to `interner`.
  static func derive(into facts: inout FactsDraft, interner: inout StringInterner) {
    guard !facts.tree.nodes.isEmpty else { return }
    var deriver = DeclarationDeriver(facts: facts, interner: interner)
    deriver.run(tokens: facts.tokens)
    interner = deriver.interner
    facts.declarations = deriver.declarations
    facts.imports = deriver.imports
    facts.conditions = deriver.conditions
    facts.strings = deriver.interner.table
    facts.bodies = BodyMeasurer(facts: facts.facts).measure(deriver.bodyNodes)
    for (index, body) in facts.bodies.enumerated() where facts.declarations[Int(body.declaration)].body < 0 {
      facts.declarations[Int(body.declaration)].body = Int32(index)
    }
  }

  private init(facts: FactsDraft, interner: StringInterner) {
    tree = facts.tree
    self.interner = interner
    documentedTokens = facts.comments.filter { $0.kind == .docLine || $0.kind == .docBlock }.map(\.nextToken)
    frames = [Frame(end: .max, declaration: -1, isLocal: false, outerNode: 0, condition: -1)]
  }

  private var top: Frame { frames[frames.count - 1] }

  private mutating func run(tokens: TokenStream) {
    for index in 0..<tree.nodes.count {
      while frames.count > 1, top.end <= UInt32(index) { frames.removeLast() }
      visit(index, tokens: tokens)
    }
  }

  private mutating func visit(_ index: Int, tokens: TokenStream) {
    let node = tree.nodes[index]
    switch node.kind {
    case .classDeclaration: declareType(index, .class)
    case .structDeclaration: declareType(index, .struct)
    case .enumDeclaration: declareType(index, .enum)
    case .protocolDeclaration: declareType(index, .protocol)
    case .actorDeclaration: declareType(index, .actor)
    case .extensionDeclaration: declareExtension(index)
    case .functionDeclaration: declareCallable(index, .function)
    case .initializerDeclaration: declareCallable(index, .initializer)
    case .subscriptDeclaration: declareCallable(index, .subscript)
    case .macroDeclaration: declareCallable(index, .macro)
    case .deinitializerDeclaration: push(index, declaring: declare(index, .deinitializer, name: node.name))
    case .typealiasDeclaration: push(index, declaring: declare(index, .typealias, name: node.name))
    case .associatedtypeDeclaration: push(index, declaring: declare(index, .associatedtype, name: node.name))
    case .operatorDeclaration: declare(index, .operator, name: node.name)
    case .precedenceGroupDeclaration: declare(index, .precedenceGroup, name: node.name)
    case .variableDeclaration, .enumCaseDeclaration: pushOuter(index)
    case .binding: declareBinding(index)
    case .enumCaseElement: declareCallable(index, .enumCase)
    case .importDeclaration: addImport(index)
    case .ifConfigClause: addCondition(index, tokens: tokens)
    case .accessor: addBody(index)
    case .codeBlock: enterBlock(index)
    case .closure: pushLocal(index)
    default: break
    }
  }

  // MARK: Frames

  private mutating func push(_ index: Int, declaring declaration: Int32, isLocal: Bool = false) {
    frames.append(
      Frame(
        end: tree.nodes[index].end, declaration: declaration, isLocal: isLocal, outerNode: UInt32(index),
        condition: top.condition))
  }

  private mutating func pushOuter(_ index: Int) {
    var frame = top
    frame.end = tree.nodes[index].end
    frame.outerNode = UInt32(index)
    frames.append(frame)
  }

  private mutating func pushLocal(_ index: Int) {
    push(index, declaring: top.declaration, isLocal: true)
  }

  private mutating func enterBlock(_ index: Int) {
    switch tree.nodes[Int(tree.nodes[index].parent)].kind {
    case .functionDeclaration, .initializerDeclaration, .deinitializerDeclaration, .subscriptDeclaration, .binding:
      addBody(index)
    default: break
    }
    pushLocal(index)
  }

  private mutating func addBody(_ index: Int) {
    guard top.declaration >= 0 else { return }
    if tree.nodes[index].kind == .accessor, tree.firstChild(of: index, .codeBlock) == nil { return }
    bodyNodes.append((top.declaration, UInt32(index)))
  }

  // MARK: Declarations

  private mutating func declareType(_ index: Int, _ kind: DeclarationKind) {
    push(index, declaring: declare(index, kind, name: tree.nodes[index].name))
  }

  private mutating func declareExtension(_ index: Int) {
    var name = tree.nodes[index].name
    if let wrapper = tree.firstChild(of: index, .extendedType), let type = tree.firstChild(of: wrapper),
      tree.nodes[type].kind == .memberType
    {
      name = interner.intern(dottedName(type))
    }
    push(index, declaring: declare(index, .extension, name: name))
  }

  /// `Outer.Inner` of a member type, without generic arguments.
  private func dottedName(_ type: Int) -> String {
    var parts: [String] = []
    var current = type
    while tree.nodes[current].kind == .memberType, parts.count < 64 {
      parts.append(strings[tree.nodes[current].name])
      current += 1
    }
    parts.append(strings[tree.nodes[current].name])
    return parts.reversed().joined(separator: ".")
  }

  private mutating func declareCallable(_ index: Int, _ kind: DeclarationKind) {
    let node = tree.nodes[index]
    let outer = kind == .enumCase ? Int(top.outerNode) : index
    let declaration = declare(index, kind, name: node.name, outer: outer)
    let position = Int(declaration)
    var labels: [StringID] = []
    var required = 0
    for child in tree.children(of: index) where tree.nodes[child].kind == .parameter {
      labels.append(hasWrittenLabels(kind, node.name, parameter: child) ? tree.nodes[child].name : .empty)
      let isOptional = tree.nodes[child].flags.contains(.variadic) || tree.firstChild(of: child, .initializer) != nil
      if !isOptional { required += 1 }
    }
    declarations[position].parameterCount = UInt16(clamping: labels.count)
    declarations[position].requiredParameterCount = UInt16(clamping: required)
    if kind != .enumCase || !labels.isEmpty {
      declarations[position].fullName = fullName(node.name, labels: labels)
    }
    if node.flags.contains(.isAsync) { declarations[position].traits.insert(.isAsync) }
    if node.flags.contains(.isThrowing) { declarations[position].traits.insert(.isThrowing) }
    if node.flags.contains(.isRethrowing) { declarations[position].traits.insert(.isRethrowing) }
    if kind == .initializer, !node.flags.isDisjoint(with: [.optional, .implicitlyUnwrapped]) {
      declarations[position].traits.insert(.isFailable)
    }
    push(index, declaring: declaration)
  }

  /// A subscript's parameter has a label only where two names stand; an operator's never has one.
  private func hasWrittenLabels(_ kind: DeclarationKind, _ name: StringID, parameter: Int) -> Bool {
    if kind == .subscript { return tree.firstChild(of: parameter, .secondName) != nil }
    guard kind == .function else { return true }
    return strings.withBytes(of: name) { bytes in
      guard let first = bytes.first else { return true }
      return first >= 0x80 || first == UInt8(ascii: "_")
        || (first | 0x20 >= UInt8(ascii: "a") && first | 0x20 <= UInt8(ascii: "z"))
    }
  }

  private mutating func fullName(_ base: StringID, labels: [StringID]) -> StringID {
    var bytes: [UInt8] = []
    strings.withBytes(of: base) { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "("))
    for label in labels {
      if label.isEmpty { bytes.append(UInt8(ascii: "_")) }
      strings.withBytes(of: label) { bytes.append(contentsOf: $0) }
      bytes.append(UInt8(ascii: ":"))
    }
    bytes.append(UInt8(ascii: ")"))
    return bytes.withUnsafeBufferPointer { interner.intern($0) }
  }

  private mutating func declareBinding(_ index: Int) {
    let outer = Int(top.outerNode)
    guard let pattern = tree.firstChild(of: index) else { return }
    var first: Int32 = -1
    var names: [Int] = []
    for candidate in pattern..<Int(tree.nodes[pattern].end) where tree.nodes[candidate].kind == .identifierPattern {
      names.append(candidate)
    }
    for name in names {
      let node = names.count == 1 && name == pattern ? index : name
      let declaration = declare(node, .variable, name: tree.nodes[name].name, outer: outer)
      declarations[Int(declaration)].nameToken = tree.nodes[name].nameToken
      addStorageTraits(Int(declaration), binding: index, outer: outer)
      if first < 0 { first = declaration }
    }
    push(index, declaring: first < 0 ? top.declaration : first, isLocal: false)
  }

  private mutating func addStorageTraits(_ position: Int, binding: Int, outer: Int) {
    var traits = declarations[position].traits
    if tree.nodes[outer].flags.contains(.constant) { traits.insert(.isConstant) }
    var isComputed = false
    for child in tree.children(of: binding) {
      switch tree.nodes[child].kind {
      case .initializer: traits.insert(.hasInitialValue)
      case .codeBlock: isComputed = true
      case .typeAnnotation:
        if child + 1 < Int(tree.nodes[child].end), tree.nodes[child + 1].kind == .implicitlyUnwrappedType {
          traits.insert(.isImplicitlyUnwrapped)
        }
      case .accessor:
        switch strings[tree.nodes[child].name] {
        case "willSet", "didSet": traits.insert(.hasObservers)
        case "set", "_modify", "modify":
          traits.insert(.hasSetter)
          isComputed = true
        default: isComputed = true
        }
      default: break
      }
    }
    if !isComputed, !traits.contains(.isRequirement) { traits.insert(.isStored) }
    if !traits.contains(.isStored) { traits.remove(.isImplicitlyUnwrapped) }
    declarations[position].traits = traits
  }

  @discardableResult
  private mutating func declare(_ index: Int, _ kind: DeclarationKind, name: StringID, outer: Int? = nil) -> Int32 {
    let outerNode = outer ?? index
    let parent = top.declaration
    let parentFact = parent >= 0 ? declarations[Int(parent)] : nil
    var written = WrittenModifiers(tree: tree, strings: strings, node: outerNode)
    if top.isLocal { written.traits.insert(.isLocal) }
    if let parentFact, parentFact.kind == .protocol { written.traits.insert(.isRequirement) }
    if isDocumented(tree.nodes[outerNode].firstToken) { written.traits.insert(.hasDocComment) }
    if tree.firstChild(of: index, .codeBlock) != nil || tree.firstChild(of: index, .accessor) != nil {
      written.traits.insert(.hasBody)
    }
    let access = written.access ?? inheritedAccess(kind, parent: parentFact, isLocal: top.isLocal)
    declarations.append(
      DeclarationFact(
        kind: kind, access: access, setterAccess: min(written.setterAccess ?? access, access), traits: written.traits,
        name: name, fullName: name, parent: parent, node: UInt32(index), outerNode: UInt32(outerNode),
        nameToken: tree.nodes[index].nameToken, body: -1, condition: top.condition, parameterCount: 0,
        requiredParameterCount: 0))
    return Int32(declarations.count - 1)
  }

  private func inheritedAccess(_ kind: DeclarationKind, parent: DeclarationFact?, isLocal: Bool) -> AccessLevel {
    guard let parent, !isLocal else { return .internal }
    switch parent.kind {
    case .protocol: return parent.access
    case .enum where kind == .enumCase: return parent.access
    case .extension where parent.traits.contains(.hasExplicitAccess): return parent.access
    default: return .internal
    }
  }

  private func isDocumented(_ token: UInt32) -> Bool {
    var low = 0
    var high = documentedTokens.count
    while low < high {
      let middle = (low + high) / 2
      if documentedTokens[middle] < token { low = middle + 1 } else { high = middle }
    }
    return low < documentedTokens.count && documentedTokens[low] == token
  }

  // MARK: Imports and conditions

  private mutating func addImport(_ index: Int) {
    var path = ""
    for child in tree.children(of: index) where tree.nodes[child].kind == .importPath {
      path += (path.isEmpty ? "" : ".") + strings[tree.nodes[child].name]
    }
    let written = WrittenModifiers(tree: tree, strings: strings, node: index)
    let module = tree.firstChild(of: index, .importPath).map { tree.nodes[$0].name } ?? .empty
    imports.append(
      ImportFact(
        module: module, path: interner.intern(path), node: UInt32(index), condition: top.condition,
        access: written.access ?? .internal, isExported: written.attributes.contains("_exported"),
        isTestable: written.attributes.contains("testable"),
        isScoped: tree.nodes[index].flags.contains(.hasSignature)))
  }

  private mutating func addCondition(_ index: Int, tokens: TokenStream) {
    var text = ""
    if let condition = tree.firstChild(of: index, .ifConfigCondition) {
      for token in Int(tree.nodes[condition].firstToken)..<Int(tree.nodes[condition].endToken) {
        text += (text.isEmpty ? "" : " ") + strings[tokens.texts[token]]
      }
    }
    conditions.append(ConditionFact(node: UInt32(index), parent: top.condition, text: interner.intern(text)))
    var frame = top
    frame.end = tree.nodes[index].end
    frame.condition = Int32(conditions.count - 1)
    frames.append(frame)
  }
}
