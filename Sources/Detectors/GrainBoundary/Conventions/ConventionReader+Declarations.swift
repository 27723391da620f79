import Facts
import Graph
import Model

extension ConventionReader {
  mutating func readDeclarations(of graph: CodeGraph) {
    let first = Int(graph.files[file].firstDeclaration)
    var hasCases = [Bool](repeating: false, count: facts.declarations.count)
    var types: (count: Int, token: UInt32) = (0, 0)
    for declaration in facts.declarations where declaration.kind == .enumCase && declaration.parent >= 0 {
      hasCases[Int(declaration.parent)] = true
    }
    for (index, declaration) in facts.declarations.enumerated() where !declaration.traits.contains(.isLocal) {
      readAccess(declaration)
      readIndentation(declaration)
      switch declaration.kind {
      case .function, .initializer: if !declaration.traits.contains(.isOverride) { readCallable(declaration) }
      case .variable: readBoolean(declaration)
      case .extension: if graph.typeOfDeclaration[first + index] >= 0 { readConformances(declaration) }
      default:
        guard declaration.kind.isNominalType else { continue }
        readKind(declaration, hasCases: hasCases[index])
        readConformances(declaration)
        if declaration.access > .fileprivate, declaration.parent < 0 {
          types = (types.count + 1, types.count == 0 ? declaration.nameToken : types.token)
        }
      }
    }
    if types.count > 0 { observe(types.count == 1 ? .oneType : .severalTypes, token: types.token) }
  }

  private mutating func readAccess(_ declaration: DeclarationFact) {
    switch declaration.kind {
    case .class, .struct, .enum, .protocol, .actor, .function, .initializer, .subscript, .variable, .typealias: break
    default: return
    }
    let around = declaration.parent >= 0 ? facts.declarations[Int(declaration.parent)].access : .open
    guard !declaration.traits.contains(.isRequirement), around > .fileprivate else { return }
    if declaration.access == .internal {
      let isWritten = declaration.traits.contains(.hasExplicitAccess)
      observe(isWritten ? .internalWritten : .internalOmitted, token: declaration.nameToken)
    } else if declaration.access >= .public, around >= .public, !declaration.traits.contains(.isOverride) {
      let isDocumented = declaration.traits.contains(.hasDocComment)
      observe(isDocumented ? .documented : .undocumented, token: declaration.nameToken)
    }
  }

  /// A member's indentation is how much further right than its type it begins.
  private mutating func readIndentation(_ declaration: DeclarationFact) {
    guard declaration.parent >= 0 else { return }
    let parent = facts.declarations[Int(declaration.parent)]
    guard parent.kind.holdsMembers, parent.condition == declaration.condition else { return }
    let token = Int(nodes[Int(declaration.outerNode)].firstToken)
    let outer = Int(nodes[Int(parent.outerNode)].firstToken)
    guard let column = columnOfFirstOnLine(token), let start = columnOfFirstOnLine(outer), column > start else {
      return
    }
    switch column - start {
    case 1: observe(.tab, token: UInt32(token))
    case 2: observe(.twoSpaces, token: UInt32(token))
    case 4: observe(.fourSpaces, token: UInt32(token))
    default: observe(.otherIndentation, token: UInt32(token))
    }
  }

  /// The column of a token; nil where another token stands before it on its line.
  private func columnOfFirstOnLine(_ token: Int) -> Int? {
    let (line, column) = facts.position(ofToken: token)
    if token > 0, facts.tokens.offsets[token - 1] >= facts.lineStarts[line - 1] { return nil }
    return column
  }

  private mutating func readKind(_ declaration: DeclarationFact, hasCases: Bool) {
    let token = declaration.nameToken
    switch declaration.kind {
    case .struct: observe(.structure, token: token)
    case .class: observe(declaration.traits.contains(.isFinal) ? .finalClass : .openClass, token: token)
    case .actor: observe(.actor, token: token)
    case .enum: if !hasCases { observe(.namespaceEnum, token: token) }
    default: break
    }
  }

  /// A class's first entry may be its superclass, which has to stand there: it is not counted.
  private mutating func readConformances(_ declaration: DeclarationFact) {
    guard declaration.kind != .protocol else { return }
    let value: ConventionValue = declaration.kind == .extension ? .conformanceInExtension : .conformanceAtType
    var isFirst = true
    for child in tree.children(of: Int(declaration.node)) where nodes[child].kind == .inheritedType {
      defer { isFirst = false }
      if isFirst, declaration.kind == .class { continue }
      guard let type = namedType(below: child), word(nodes[type].name) != .derivedConformance else { continue }
      observe(value, node: child)
    }
  }

  private mutating func readBoolean(_ declaration: DeclarationFact) {
    guard declaration.parent < 0 || facts.declarations[Int(declaration.parent)].kind.holdsMembers,
      !declaration.traits.contains(.isOverride), isBoolean(Int(declaration.node))
    else { return }
    observe(word(declaration.name) == .assertion ? .assertionName : .plainName, token: declaration.nameToken)
  }

  private mutating func isBoolean(_ binding: Int) -> Bool {
    if let annotation = tree.firstChild(of: binding, .typeAnnotation) {
      guard let type = tree.firstChild(of: annotation) else { return false }
      return word(nodes[type].name) == .bool
    }
    guard let initializer = tree.firstChild(of: binding, .initializer), let value = tree.firstChild(of: initializer)
    else { return false }
    return nodes[value].kind == .booleanLiteral
  }

  // MARK: Functions

  private mutating func readCallable(_ declaration: DeclarationFact) {
    let node = Int(declaration.node)
    let result = tree.firstChild(of: node, .returnType).flatMap { tree.firstChild(of: $0) }
    let resultWord = result.map { word(nodes[$0].name) } ?? .other
    let closure = completionClosure(of: node)
    if let channel = errorChannel(of: declaration, closure: closure) {
      observe(channel, token: declaration.nameToken)
    }
    if let style = concurrencyStyle(of: node, result: resultWord, closure: closure) {
      observe(style, token: declaration.nameToken)
    }
  }

  /// Optional results and initialisers that may fail are not counted: mostly they say that something is not there, or
  /// not of that kind, and not that something went wrong.
  private mutating func errorChannel(
    of declaration: DeclarationFact, closure: Int?
  ) -> ConventionValue? {
    let node = Int(declaration.node)
    if nodes[node].flags.contains(.isRethrowing) { return nil }
    if nodes[node].flags.contains(.isThrowing) {
      return tree.firstChild(of: node, .thrownType) == nil ? .throwsUntyped : .throwsTyped
    }
    if let result = tree.firstChild(of: node, .returnType), isResult(result + 1) { return .returnsResult }
    if let closure, (closure..<Int(nodes[closure].end)).contains(where: { isResult($0) }) { return .returnsResult }
    for parameter in tree.children(of: node) where nodes[parameter].kind == .parameter {
      let types = parameter..<Int(nodes[parameter].end)
      if types.contains(where: { nodes[$0].kind == .namedType && word(nodes[$0].name) == .errorPointer }) {
        return .errorPointer
      }
    }
    return nil
  }

  private func concurrencyStyle(of node: Int, result: ConventionWord, closure: Int?) -> ConventionValue? {
    if nodes[node].flags.contains(.isAsync) { return .asyncFunction }
    if result == .eventLoopFuture { return .eventLoopFuture }
    if result == .publisher { return .publisher }
    return closure == nil ? nil : .completionClosure
  }

  /// The function type of a parameter by which a result is handed over: its name says so.
  private mutating func completionClosure(of node: Int) -> Int? {
    for parameter in tree.children(of: node) where nodes[parameter].kind == .parameter {
      let inner = tree.firstChild(of: parameter, .secondName).map { nodes[$0].name } ?? nodes[parameter].name
      guard word(nodes[parameter].name) == .completion || word(inner) == .completion else { continue }
      for child in parameter..<Int(nodes[parameter].end) where nodes[child].kind == .functionType { return child }
    }
    return nil
  }

  /// Whether a node is the standard library's `Result`, which has two arguments; own types bear the name too.
  private mutating func isResult(_ node: Int) -> Bool {
    guard nodes[node].kind == .namedType, word(nodes[node].name) == .result else { return false }
    return tree.children(of: node).reduce(0) { count, _ in count + 1 } == 2
  }

  /// The named type at the head of a type, seen through attributes.
  private func namedType(below node: Int) -> Int? {
    for child in node..<Int(nodes[node].end) where nodes[child].kind == .namedType || nodes[child].kind == .memberType {
      return child
    }
    return nil
  }
}
