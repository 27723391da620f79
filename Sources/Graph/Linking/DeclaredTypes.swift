import Facts

/// Finds the type of every value a file declares: written, or given by an initialiser that names its type.
struct DeclaredTypes {
  let symbols: SymbolTable
  let file: Int32

  /// One entry for each declaration of the file, in their order.
  func compute() -> [KnownType] {
    let source = symbols.files[Int(file)]
    return source.facts.declarations.indices.map { index in
      type(of: source.facts.declarations[index], id: source.firstDeclaration + Int32(index), facts: source.facts)
    }
  }

  private func type(of fact: DeclarationFact, id: Int32, facts: FileFacts) -> KnownType {
    let scope = symbols.parents[Int(id)]
    let node = Int(fact.node)
    switch fact.kind {
    case .variable:
      let binding = facts.tree[node].kind == .binding ? node : -1
      guard binding >= 0 else { return .unknown }
      if let annotation = facts.tree.firstChild(of: binding, .typeAnnotation),
        let written = facts.tree.firstChild(of: annotation)
      {
        return symbols.knownType(ofTypeNode: written, file: file, scope: scope)
      }
      guard let initializer = facts.tree.firstChild(of: binding, .initializer),
        let value = facts.tree.firstChild(of: initializer)
      else { return .unknown }
      return constructedType(value, facts: facts, scope: scope, depth: 0)
    case .function, .subscript:
      guard let result = facts.tree.firstChild(of: node, .returnType), let written = facts.tree.firstChild(of: result)
      else { return .external }
      return symbols.knownType(ofTypeNode: written, file: file, scope: id)
    case .initializer:
      let type = symbols.typeOfDeclaration[Int(id)]
      return type >= 0 ? .instance(of: type) : .external
    default: return .unknown
    }
  }

  /// `Type(…)`, `Type.init(…)`, `try Type(…)`, literals; anything else is not known here.
  private func constructedType(_ node: Int, facts: FileFacts, scope: Int32, depth: Int) -> KnownType {
    guard depth < 16 else { return .unknown }
    let tree = facts.tree
    switch tree[node].kind {
    case .call, .tryExpression, .awaitExpression, .forceUnwrap, .specialization:
      guard let inner = tree.firstChild(of: node) else { return .unknown }
      return constructedType(inner, facts: facts, scope: scope, depth: depth + 1).asInstance
    case .reference:
      let name = symbols.names.numbers[Int(file)][Int(tree[node].name.index)]
      guard let type = symbols.typeNamed(name, file: file, scope: scope) else { return .unknown }
      let nominal = symbols.dealias(type)
      return symbols.kinds[Int(nominal)].isNominalType ? .metatype(of: nominal) : .unknown
    case .member:
      guard let base = tree.firstChild(of: node),
        facts.strings.withBytes(of: tree[node].name, { $0.elementsEqual("init".utf8) })
      else { return .unknown }
      return constructedType(base, facts: facts, scope: scope, depth: depth + 1)
    case .integerLiteral, .floatLiteral, .stringLiteral, .booleanLiteral, .arrayLiteral, .dictionaryLiteral:
      return .external
    default: return .unknown
    }
  }
}
