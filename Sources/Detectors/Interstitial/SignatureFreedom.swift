import Facts

/// Judges from the function alone, its own file and nothing else, whether its author was free to leave a parameter out.
struct SignatureFreedom {
  private let facts: FileFacts

  /// Attributes through which somebody else fixes the signature.
  private static let binding: Set<String> = [
    "objc", "objcMembers", "IBAction", "IBSegueAction", "main", "implementation", "derivative", "transpose", "c",
    "_cdecl", "_silgen_name", "_expose", "_extern", "_dynamicReplacement", "_implements", "_objcImplementation",
  ]
  /// First labels of initialisers and subscripts that the language or the standard library calls by them.
  private static let languageLabels: Set<String> = [
    "wrappedValue", "projectedValue", "coder", "rawValue", "stringValue", "intValue", "from", "dynamicMember",
    "_enclosingInstance", "keyPath", "literalCapacity",
  ]
  private static let languageNames: Set<String> = [
    "dynamicallyCall", "appendInterpolation", "appendLiteral", "withKeywordArguments", "main",
  ]
  /// Words in an `@available` that say that the function is kept for old callers only.
  private static let retired: Set<String> = ["unavailable", "deprecated", "obsoleted", "renamed"]
  /// Ways to take a value that are purposes of their own.
  private static let specifiers: Set<String> = ["isolated", "consuming", "__owned", "sending"]

  init(of facts: FileFacts) { self.facts = facts }

  /// Whether nothing in the function's file speaks for the parameter.
  func mayDiffer(_ parameter: UnnamedParameter) -> Bool {
    let function = facts.declarations[parameter.declaration]
    return isOrdinary(function, facts) && !hasBindingAttributes(parameter.declaration, facts)
      && !saysUnused(parameter.name, facts) && !isPurpose(parameter, function, facts)
      && !isPlaceholder(function, facts) && !KeptMatter.isOfStandIn(function, facts, prefixes: Self.standIns)
      && !hasTwin(parameter.declaration, facts)
      && !isForOnePlatform(function, facts)
  }

  // MARK: The function

  /// Whether neither its name nor its labels are the language's.
  private func isOrdinary(_ function: DeclarationFact, _ facts: FileFacts) -> Bool {
    switch function.kind {
    case .function:
      let name = facts.strings[function.name]
      guard let first = name.utf8.first, MarkerScanner.isWordByte(first) else { return false }
      return !Self.languageNames.contains(name) && !(name.hasPrefix("build") && function.traits.contains(.isStatic))
    default:
      guard let parameter = facts.tree.firstChild(of: Int(function.node), .parameter) else { return false }
      let label = facts.strings[facts.tree[parameter].name]
      return !Self.languageLabels.contains(label) && !label.hasSuffix("Literal")
    }
  }

  private func hasBindingAttributes(_ declaration: Int, _ facts: FileFacts) -> Bool {
    var current = declaration
    while current >= 0 {
      let fact = facts.declarations[current]
      for child in facts.tree.children(of: Int(fact.outerNode)) {
        switch facts.tree[child].kind {
        case .modifier: continue
        case .attribute:
          let name = facts.strings[facts.tree[child].name]
          if Self.binding.contains(name) || (name == "available" && isRetiring(child, facts)) { return true }
          // A macro may rewrite the body; result builders and global actors do not use parameters.
          if current == declaration, !KnownAttributes.contains(name), !name.hasSuffix("Builder"),
            !name.hasSuffix("Actor")
          {
            return true
          }
          continue
        default: break
        }
        break
      }
      current = Int(fact.parent)
    }
    return false
  }

  private func isRetiring(_ attribute: Int, _ facts: FileFacts) -> Bool {
    (Int(facts.tree[attribute].firstToken)..<Int(facts.tree[attribute].endToken)).contains {
      Self.retired.contains(facts.strings[facts.tokens.texts[$0]])
    }
  }

  /// Whether a function of the same name and labels stands beside it: the parameter's type tells the two apart, or they
  /// are branches of an `#if` of which only one needs it.
  private func hasTwin(_ declaration: Int, _ facts: FileFacts) -> Bool {
    let fact = facts.declarations[declaration]
    return facts.declarations.indices.contains { index in
      let other = facts.declarations[index]
      return index != declaration && other.fullName == fact.fullName && other.kind == fact.kind
        && other.parent == fact.parent
    }
  }

  /// Whether it stands in an `#if` over platforms, modules or versions, where it stands in for what is elsewhere there by
  /// itself.
  private func isForOnePlatform(_ function: DeclarationFact, _ facts: FileFacts) -> Bool {
    var condition = Int(function.condition)
    while condition >= 0 {
      let fact = facts.conditions[condition]
      let text = facts.strings[fact.text]
      // `#else` has no text of its own.
      if text.isEmpty || Self.platformQuestions.contains(where: text.contains) { return true }
      condition = Int(fact.parent)
    }
    return false
  }

  /// As conditions are kept, with a space between tokens.
  private static let platformQuestions = [
    "os (", "canImport (", "arch (", "swift (", "compiler (", "hasFeature (", "targetEnvironment (",
  ]

  /// Whether there is no body to speak of: nothing in it, or nothing but a trap.
  private func isPlaceholder(_ function: DeclarationFact, _ facts: FileFacts) -> Bool {
    guard let block = facts.tree.firstChild(of: Int(function.node), .codeBlock) else { return false }
    guard let first = facts.tree.firstChild(of: block) else { return true }
    return facts.tree[first].end == facts.tree[block].end && (isTrap(first, facts) || isConstant(first, facts))
  }

  /// Whether the statement only hands back a value that stands for none: `nil`, an empty collection, `.init()`.
  private func isConstant(_ statement: Int, _ facts: FileFacts) -> Bool {
    var node = statement
    if facts.tree[node].kind == .returnStatement, let value = facts.tree.firstChild(of: node) { node = value }
    switch facts.tree[node].kind {
    case .nilLiteral: return true
    case .arrayLiteral, .dictionaryLiteral: return facts.tree.firstChild(of: node) == nil
    case .call:
      guard let callee = facts.tree.firstChild(of: node), facts.tree[callee].kind == .member else { return false }
      return facts.tree[callee].end == facts.tree[node].end && facts.strings[facts.tree[callee].name] == "init"
    default: return false
    }
  }

  private func isTrap(_ statement: Int, _ facts: FileFacts) -> Bool {
    var node = statement
    while [.returnStatement, .tryExpression, .awaitExpression].contains(facts.tree[node].kind),
      let inner = facts.tree.firstChild(of: node)
    {
      node = inner
    }
    if facts.tree[node].kind == .throwStatement { return true }
    guard facts.tree[node].kind == .call, let callee = facts.tree.firstChild(of: node) else { return false }
    let name = facts.strings[facts.tree[callee].name]
    return Self.traps.contains(name) || UnimplementedWording.names(name)
  }

  /// How types begin that only look like something else.
  private static let standIns = KeptMatter.empty + ["Dummy", "Stub", "Empty", "Null", "Fake", "Mock"]

  private static let traps: Set<String> = [
    "fatalError", "preconditionFailure", "assertionFailure", "abort", "XCTFail", "reportIssue",
  ]

  // MARK: The parameter

  /// Whether the name itself says that nobody uses it.
  private func saysUnused(_ name: StringID, _ facts: FileFacts) -> Bool {
    let text = facts.strings[name]
    return text.hasPrefix("_") || text.hasPrefix("unused") || text.hasPrefix("ignored") || text == "dummy"
  }

  /// Whether to be taken at all is the parameter's use: it fixes a generic type, gives up ownership, wraps its value or
  /// tells overloads apart.
  private func isPurpose(_ parameter: UnnamedParameter, _ function: DeclarationFact, _ facts: FileFacts) -> Bool {
    let tree = facts.tree
    var generics = genericParameters(of: Int(function.node), facts)
    if function.parent >= 0, function.kind == .initializer || function.traits.contains(.isStatic) {
      generics += genericParameters(of: Int(facts.declarations[Int(function.parent)].node), facts)
    }
    for node in parameter.node + 1..<Int(tree[parameter.node].end) {
      switch tree[node].kind {
      case .metatype: return true
      case .attribute where Int(tree[node].parent) == parameter.node:
        let name = facts.strings[tree[node].name]
        if !KnownAttributes.contains(name), !name.hasSuffix("Builder") { return true }
      case .modifier where Self.specifiers.contains(facts.strings[tree[node].name]): return true
      case .namedType:
        let name = facts.strings[tree[node].name]
        let isWhole = Int(tree[node].parent) == parameter.node
        if generics.contains(tree[node].name) || (isWhole && (name == "Void" || name == "Never")) { return true }
      case .tupleType where Int(tree[node].end) == node + 1 && Int(tree[node].parent) == parameter.node: return true
      case .initializer: return false
      default: continue
      }
    }
    return false
  }

  private func genericParameters(of node: Int, _ facts: FileFacts) -> [StringID] {
    facts.tree.children(of: node).filter { facts.tree[$0].kind == .genericParameter }.map { facts.tree[$0].name }
  }
}
