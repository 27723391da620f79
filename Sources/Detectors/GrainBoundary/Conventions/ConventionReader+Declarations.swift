import Facts
import Graph
import Model

extension ConventionReader {
  /// Conformances that are a mark on the type or that the compiler fills in: where they stand is no choice of style.
  private static let derivedConformances: [StaticString] = [
    "Sendable", "Equatable", "Hashable", "Codable", "Decodable", "Encodable", "CaseIterable", "Error", "CodingKey",
    "AnyObject", "RawRepresentable", "String", "Character", "Int", "Int8", "Int16", "Int32", "Int64", "UInt", "UInt8",
    "UInt16", "UInt32", "UInt64", "Double", "Float",
  ]

  /// First words by which a Boolean's name reads as an assertion.
  private static let assertionWords: [StaticString] = [
    "is", "are", "was", "were", "has", "have", "had", "can", "could", "should", "shall", "will", "would", "did", "does",
    "do", "must", "may", "needs", "uses", "allows", "supports", "contains", "includes", "requires", "wants", "prefers",
    "accepts", "ignores", "enables", "disables", "shows", "hides", "keeps", "exists",
  ]

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
    let token = Int(tree[Int(declaration.outerNode)].firstToken)
    let outer = Int(tree[Int(parent.outerNode)].firstToken)
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
    for child in tree.children(of: Int(declaration.node)) where tree[child].kind == .inheritedType {
      defer { isFirst = false }
      if isFirst, declaration.kind == .class { continue }
      guard let type = namedType(below: child), !equalsAny(tree[type].name, Self.derivedConformances) else { continue }
      observe(value, node: child)
    }
  }

  private mutating func readBoolean(_ declaration: DeclarationFact) {
    guard declaration.parent < 0 || facts.declarations[Int(declaration.parent)].kind.holdsMembers,
      !declaration.traits.contains(.isOverride), isBoolean(Int(declaration.node))
    else { return }
    observe(isAssertion(declaration.name) ? .assertionName : .plainName, token: declaration.nameToken)
  }

  private func isBoolean(_ binding: Int) -> Bool {
    if let annotation = tree.firstChild(of: binding, .typeAnnotation) {
      return tree.firstChild(of: annotation).map { equals(tree[$0].name, "Bool") } ?? false
    }
    guard let initializer = tree.firstChild(of: binding, .initializer), let value = tree.firstChild(of: initializer)
    else { return false }
    return tree[value].kind == .booleanLiteral
  }

  private func isAssertion(_ name: StringID) -> Bool {
    facts.strings.withBytes(of: name) { bytes in
      let name = bytes.drop { $0 == UInt8(ascii: "_") }
      let word = name.prefix { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
      return Self.assertionWords.contains { $0.withUTF8Buffer { word.elementsEqual($0) } }
    }
  }

  // MARK: Functions

  private mutating func readCallable(_ declaration: DeclarationFact) {
    let node = Int(declaration.node)
    let token = declaration.nameToken
    let result = tree.firstChild(of: node, .returnType).flatMap { tree.firstChild(of: $0) }
    let closure = completionClosure(of: node)
    if tree[node].flags.contains(.isThrowing) {
      guard !tree[node].flags.contains(.isRethrowing) else { return }
      observe(tree.firstChild(of: node, .thrownType) == nil ? .throwsUntyped : .throwsTyped, token: token)
    } else if declaration.traits.contains(.isFailable) || result.map({ tree[$0].kind == .optionalType }) == true {
      observe(.returnsOptional, token: token)
    } else if result.map({ equals(tree[$0].name, "Result") }) == true || closure.map(takesResult) == true {
      observe(.returnsResult, token: token)
    } else if hasErrorPointer(node) {
      observe(.errorPointer, token: token)
    }
    if tree[node].flags.contains(.isAsync) {
      observe(.asyncFunction, token: token)
    } else if result.map({ equals(tree[$0].name, "EventLoopFuture") }) == true {
      observe(.eventLoopFuture, token: token)
    } else if result.map({ isPublisher(tree[$0].name) }) == true {
      observe(.publisher, token: token)
    } else if closure != nil {
      observe(.completionClosure, token: token)
    }
  }

  private func isPublisher(_ name: StringID) -> Bool {
    facts.strings.withBytes(of: name) { bytes in
      let suffix: StaticString = "Publisher"
      return suffix.withUTF8Buffer { bytes.suffix($0.count).elementsEqual($0) }
    } || equals(name, "Observable")
  }

  /// The function type of a parameter by which a result is handed over: its name says so, and it returns nothing.
  private func completionClosure(of node: Int) -> Int? {
    for parameter in tree.children(of: node) where tree[parameter].kind == .parameter {
      let inner = tree.firstChild(of: parameter, .secondName).map { tree[$0].name } ?? tree[parameter].name
      guard saysCompletion(tree[parameter].name) || saysCompletion(inner) else { continue }
      for child in parameter..<Int(tree[parameter].end) where tree[child].kind == .functionType { return child }
    }
    return nil
  }

  private func saysCompletion(_ name: StringID) -> Bool {
    let text = facts.strings[name].lowercased()
    return text.hasPrefix("completion") || text.hasSuffix("completion") || text.hasSuffix("completionhandler")
      || text == "callback" || text == "handler"
  }

  private func takesResult(_ function: Int) -> Bool {
    for node in function..<Int(tree[function].end)
    where tree[node].kind == .namedType && equals(tree[node].name, "Result") {
      return true
    }
    return false
  }

  private func hasErrorPointer(_ node: Int) -> Bool {
    for parameter in tree.children(of: node) where tree[parameter].kind == .parameter {
      for child in parameter..<Int(tree[parameter].end)
      where tree[child].kind == .namedType
        && equalsAny(tree[child].name, ["NSErrorPointer", "AutoreleasingUnsafeMutablePointer"])
      {
        return true
      }
    }
    return false
  }

  /// The named type at the head of a type, seen through attributes.
  private func namedType(below node: Int) -> Int? {
    for child in node..<Int(tree[node].end) where tree[child].kind == .namedType || tree[child].kind == .memberType {
      return child
    }
    return nil
  }
}
