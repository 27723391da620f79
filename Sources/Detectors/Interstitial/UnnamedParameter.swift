import Facts

/// A parameter whose name stands nowhere in the body of its function, initialiser or subscript.
///
/// A use is any token of the name, in backticks or behind the `$` and `_` of a property wrapper too, in every branch of
/// an `#if`, unless its place shows that it means something else: a label, a member, another parameter.
struct UnnamedParameter {
  /// Index of the function in the file's declarations.
  var declaration: Int
  /// The `parameter` node.
  var node: Int
  /// The node that bears the inner name: the `secondName` or the parameter itself.
  var nameNode: Int
  var name: StringID

  /// Those of one file. Cost: one comparison a token and parameter until each is named.
  static func all(in facts: FileFacts) -> [UnnamedParameter] {
    var result: [UnnamedParameter] = []
    let excluded: DeclarationTraits = [.isRequirement, .isOverride, .isDynamic]
    for (index, declaration) in facts.declarations.enumerated() where declaration.parameterCount > 0 {
      switch declaration.kind {
      case .function, .initializer, .subscript: break
      default: continue
      }
      guard declaration.traits.isDisjoint(with: excluded), declaration.access < .open,
        let body = bodyTokens(of: Int(declaration.node), facts)
      else { continue }
      for child in facts.tree.children(of: Int(declaration.node)) where facts.tree[child].kind == .parameter {
        let nameNode = facts.tree.firstChild(of: child, .secondName) ?? child
        let name = facts.tree[nameNode].name
        guard !name.isEmpty, !holds(name, in: body, of: Int(declaration.node), facts) else { continue }
        result.append(UnnamedParameter(declaration: index, node: child, nameNode: nameNode, name: name))
      }
    }
    return result
  }

  /// The tokens behind the signature, nil where there is no body.
  private static func bodyTokens(of node: Int, _ facts: FileFacts) -> Range<Int>? {
    for child in facts.tree.children(of: node) {
      switch facts.tree[child].kind {
      case .codeBlock, .accessor: return Int(facts.tree[child].firstToken)..<Int(facts.tree[node].endToken)
      // Accessors may stand in branches; attributes may too, but those stand before the name.
      case .ifConfig where facts.tree[child].firstToken > facts.tree[node].nameToken:
        return Int(facts.tree[child].firstToken)..<Int(facts.tree[node].endToken)
      default: continue
      }
    }
    return nil
  }

  /// Whether a token of the body may mean the parameter.
  private static func holds(_ name: StringID, in body: Range<Int>, of function: Int, _ facts: FileFacts) -> Bool {
    var isNamed = false
    facts.tokens.texts.withUnsafeBufferPointer { texts in
      for token in body where texts[token] == name {
        isNamed = true
        return
      }
    }
    if isNamed, mayMean(name, in: body, of: function, facts) { return true }
    return holdsSpelling(of: name, in: body, facts)
  }

  /// Whether one of the tokens of the name is neither a label nor the name of a member or another parameter.
  private static func mayMean(_ name: StringID, in body: Range<Int>, of function: Int, _ facts: FileFacts) -> Bool {
    var tokens = Set(
      body.filter { token in
        facts.tokens.texts[token] == name && facts.tokens.kinds[token] != .stringSegment
          && facts.tokens.kinds[token] != .regexLiteral
      })
    for node in facts.tree.nodes[function..<Int(facts.tree[function].end)]
    where node.name == name && body.contains(Int(node.nameToken)) && namesSomethingElse(node.kind) {
      tokens.remove(Int(node.nameToken))
    }
    return !tokens.isEmpty
  }

  private static func namesSomethingElse(_ kind: NodeKind) -> Bool {
    switch kind {
    case .argument, .argumentLabel, .member, .keyPathComponent, .parameter, .secondName, .tupleTypeElement: true
    default: false
    }
  }

  /// Whether the name stands there as `` `name` ``, `$name` or `_name`.
  private static func holdsSpelling(of name: StringID, in body: Range<Int>, _ facts: FileFacts) -> Bool {
    let bytes = facts.strings.bytes
    let own = facts.strings.range(of: name)
    return body.contains { token in
      let range = facts.strings.range(of: facts.tokens.texts[token])
      let isQuoted = range.count == own.count + 2
      guard isQuoted || range.count == own.count + 1 else { return false }
      switch bytes[range.lowerBound] {
      case UInt8(ascii: "`"): guard isQuoted else { return false }
      case UInt8(ascii: "$"), UInt8(ascii: "_"): guard !isQuoted else { return false }
      default: return false
      }
      return bytes[range.lowerBound + 1..<range.lowerBound + 1 + own.count].elementsEqual(bytes[own])
    }
  }
}
