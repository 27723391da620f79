import Facts

/// Reads from one body whether all it does is to say that it is not implemented.
struct TrapReading {
  /// What the only statement of a body does.
  struct Trap {
    /// The statement's node.
    var node: Int
    var meaning: UnimplementedWording.Meaning
    /// The trap's function or `throw`, for the message.
    var word: String
    /// Whether it says so itself; otherwise it traps without a word.
    var isStated: Bool
  }

  private static let functions: Set<String> = ["fatalError", "preconditionFailure", "assertionFailure"]

  let facts: FileFacts

  /// The trap that is the block's only statement; nil where the block does anything else.
  func trap(inBlock block: Int) -> Trap? {
    let tree = facts.tree
    guard let first = tree.firstChild(of: block), Int(tree[first].end) == Int(tree[block].end) else { return nil }
    var statement = first
    if tree[statement].kind == .throwStatement { return thrown(statement) }
    while [.returnStatement, .tryExpression, .awaitExpression].contains(tree[statement].kind),
      let inner = tree.firstChild(of: statement)
    {
      statement = inner
    }
    guard tree[statement].kind == .call, let name = functionName(ofCall: statement) else { return nil }
    guard let message = tree.firstChild(of: statement, .argument), tree[message].name.isEmpty else {
      return Trap(node: statement, meaning: .missing, word: name, isStated: false)
    }
    guard let value = tree.firstChild(of: message), tree[value].kind == .stringLiteral else { return nil }
    let text = segments(of: value)
    guard let meaning = UnimplementedWording.meaning(ofMessage: text) else {
      return text.isEmpty ? Trap(node: statement, meaning: .missing, word: name, isStated: false) : nil
    }
    return Trap(node: statement, meaning: meaning, word: name, isStated: true)
  }

  /// The name of the called trap, bare or as a member of `Swift`.
  private func functionName(ofCall call: Int) -> String? {
    guard let callee = facts.tree.firstChild(of: call) else { return nil }
    switch facts.tree[callee].kind {
    case .reference: break
    case .member:
      guard let base = facts.tree.firstChild(of: callee), facts.tree[base].kind == .reference,
        facts.strings[facts.tree[base].name] == "Swift"
      else { return nil }
    default: return nil
    }
    let name = facts.strings[facts.tree[callee].name]
    return Self.functions.contains(name) ? name : nil
  }

  /// The written text of a literal, interpolations left out.
  private func segments(of literal: Int) -> String {
    var text = ""
    for token in Int(facts.tree[literal].firstToken)..<Int(facts.tree[literal].endToken)
    where facts.tokens.kinds[token] == .stringSegment {
      text += facts.strings[facts.tokens.texts[token]]
    }
    return text
  }

  private func thrown(_ statement: Int) -> Trap? {
    for token in Int(facts.tree[statement].firstToken)..<Int(facts.tree[statement].endToken) {
      let isNamed =
        switch facts.tokens.kinds[token] {
        case .identifier: UnimplementedWording.names(facts.strings[facts.tokens.texts[token]])
        case .stringSegment:
          UnimplementedWording.meaning(ofMessage: facts.strings[facts.tokens.texts[token]]) == .missing
        default: false
        }
      if isNamed { return Trap(node: statement, meaning: .missing, word: "throw", isStated: true) }
    }
    return nil
  }
}
