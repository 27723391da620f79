import Facts
package import Graph
package import Model
package import Rules

/// Finds bodies that are missing: traps that say so, empty `catch` blocks and empty overrides.
///
/// Silent where a body has to be there and never runs: `init(coder:)`, results of type `Never`, unavailable
/// declarations. Files that a program wrote are left out. Finds nothing in closures.
package struct UnimplementedBodyDetector: FileDetector {
  package static let rule = RuleID("vacancy/unimplemented-body")

  package init(options: RuleOptions) {}

  package func detect(inFile index: Int, of graph: CodeGraph, report: inout DefectReport) {
    let facts = graph.files[index].facts
    guard !facts.isGenerated, !facts.tree.nodes.isEmpty else { return }
    let context = FileContext(
      index: index, graph: graph, facts: facts, firstDeclaration: Int(graph.files[index].firstDeclaration),
      isTest: graph.isTestCode(index))
    let reading = TrapReading(facts: facts)
    var trapped = -1
    for body in facts.bodies {
      let node = Int(body.node)
      let block = facts.tree[node].kind == .codeBlock ? node : facts.tree.firstChild(of: node, .codeBlock)
      guard let block else { continue }
      if let trap = reading.trap(inBlock: block) {
        // A getter and a setter that both trap are one missing property.
        if Int(body.declaration) != trapped { context.add(trap, of: Int(body.declaration), to: &report) }
        trapped = Int(body.declaration)
      } else if facts.tree.firstChild(of: block) == nil, facts.tree[node].kind == .codeBlock {
        context.addEmptyOverride(Int(body.declaration), block: block, to: &report)
      }
    }
    for node in facts.tree.nodes.indices where facts.tree.nodes[node].kind == .catchClause {
      context.addEmptyCatch(node, to: &report)
    }
  }
}

/// One file while its bodies are judged.
private struct FileContext {
  let index: Int
  let graph: CodeGraph
  let facts: FileFacts
  let firstDeclaration: Int
  let isTest: Bool

  /// Test doubles and helpers owe nobody a body: what is missing there is worth a note.
  private var severity: Severity? { isTest ? .note : nil }

  // MARK: Traps

  func add(_ trap: TrapReading.Trap, of declaration: Int, to report: inout DefectReport) {
    let fact = facts.declarations[declaration]
    guard facts.strings[fact.fullName] != "init(coder:)", !returnsNever(fact), !isUnavailable(declaration),
      trap.isStated || !takesError(fact)
    else { return }
    let isAbstract = trap.meaning == .abstract || isDefaultOfProtocol(declaration)
    let isNote = isTest || isAbstract || !trap.isStated
    let node = facts.tree[trap.node]
    report.add(
      Defect(
        file: index, offset: facts.tokens.offsets[Int(node.firstToken)],
        endOffset: facts.endOffset(ofToken: Int(node.endToken) - 1), declaration: firstDeclaration + declaration,
        message: message(trap, name: facts.strings[fact.fullName], isAbstract: isAbstract),
        confidence: isAbstract ? 0.5 : trap.isStated ? 0.95 : 0.6, severity: isNote ? .note : nil, identity: "trap"))
  }

  private func message(_ trap: TrapReading.Trap, name: String, isAbstract: Bool) -> String {
    if isAbstract { return "'\(name)' leaves its body to others and fails when one of them forgets it" }
    if trap.word == "throw" { return "'\(name)' only throws that it is not implemented" }
    return trap.isStated
      ? "'\(name)' only traps with \(trap.word): not implemented"
      : "the body of '\(name)' is nothing but \(trap.word)()"
  }

  /// Whether it is a protocol's default: conformers are meant to replace it.
  private func isDefaultOfProtocol(_ declaration: Int) -> Bool {
    let type = Int(graph.typeOfDeclaration[firstDeclaration + declaration])
    return type >= 0 && graph.declaration(type).kind == .protocol
  }

  /// Whether the result's or variable's type is `Never`: then to trap is all that the body can do.
  private func returnsNever(_ fact: DeclarationFact) -> Bool {
    let node = Int(fact.node)
    let result = facts.tree.firstChild(of: node, .returnType) ?? facts.tree.firstChild(of: node, .typeAnnotation)
    guard let result, let type = facts.tree.firstChild(of: result) else { return false }
    return facts.tree[type].kind == .namedType && facts.strings[facts.tree[type].name] == "Never"
  }

  /// Whether an error is handed in: then to trap without a word is how the body deals with it.
  private func takesError(_ fact: DeclarationFact) -> Bool {
    for parameter in facts.tree.children(of: Int(fact.node)) where facts.tree[parameter].kind == .parameter {
      for type in parameter..<Int(facts.tree[parameter].end) where facts.tree[type].kind == .namedType {
        if facts.strings[facts.tree[type].name] == "Error" { return true }
      }
    }
    return false
  }

  /// Whether the declaration or one around it is marked as unavailable.
  private func isUnavailable(_ declaration: Int) -> Bool {
    var current = declaration
    while current >= 0 {
      let outer = Int(facts.declarations[current].outerNode)
      for child in facts.tree.children(of: outer) where facts.tree[child].kind == .attribute {
        guard facts.strings[facts.tree[child].name] == "available" else { continue }
        for token in Int(facts.tree[child].firstToken)..<Int(facts.tree[child].endToken)
        where facts.strings[facts.tokens.texts[token]] == "unavailable" {
          return true
        }
      }
      current = Int(facts.declarations[current].parent)
    }
    return false
  }

  // MARK: Empty blocks

  func addEmptyOverride(_ declaration: Int, block: Int, to report: inout DefectReport) {
    let fact = facts.declarations[declaration]
    guard fact.kind == .function, fact.traits.contains(.isOverride), !holdsComment(block) else { return }
    let name = Int(fact.nameToken)
    report.add(
      Defect(
        file: index, offset: facts.tokens.offsets[name],
        endOffset: facts.endOffset(ofToken: Int(facts.tree[block].endToken) - 1),
        declaration: firstDeclaration + declaration,
        message: "the override '\(facts.strings[fact.fullName])' is empty and does not say why", confidence: 0.7,
        severity: severity, identity: "empty override"))
  }

  func addEmptyCatch(_ clause: Int, to report: inout DefectReport) {
    guard let block = facts.tree.firstChild(of: clause, .codeBlock), facts.tree.firstChild(of: block) == nil,
      !holdsComment(block)
    else { return }
    let pattern = facts.tree.firstChild(of: clause, .caseItem)
    // A task that is cancelled has nobody left to tell; and a test may want the error.
    if let pattern, names("CancellationError", in: pattern) { return }
    if isTest, expectsError(clause) { return }
    let declaration = facts.declaration(aroundNode: clause)
    let message =
      pattern == nil ? "the catch is empty: the error is lost" : "the catch of one kind of error is empty: it is lost"
    report.add(
      Defect(
        file: index, offset: facts.tokens.offsets[Int(facts.tree[clause].firstToken)],
        endOffset: facts.endOffset(ofToken: Int(facts.tree[clause].endToken) - 1),
        declaration: declaration < 0 ? -1 : firstDeclaration + declaration, message: message,
        confidence: pattern == nil ? 0.9 : 0.6, severity: pattern == nil ? severity : .note, identity: "empty catch"))
  }

  private func names(_ identifier: String, in node: Int) -> Bool {
    (Int(facts.tree[node].firstToken)..<Int(facts.tree[node].endToken)).contains {
      facts.strings[facts.tokens.texts[$0]] == identifier
    }
  }

  /// Whether a comment stands between the block's braces: somebody thought about it.
  private func holdsComment(_ block: Int) -> Bool {
    let node = facts.tree[block]
    var low = 0
    var high = facts.comments.count
    while low < high {
      let middle = (low + high) / 2
      if facts.comments[middle].nextToken <= node.firstToken { low = middle + 1 } else { high = middle }
    }
    return low < facts.comments.count && facts.comments[low].nextToken < node.endToken
  }

  /// Whether the `do` before the clause ends by failing the test, so that to catch is to pass.
  private func expectsError(_ clause: Int) -> Bool {
    let statement = Int(facts.tree[clause].parent)
    guard let block = facts.tree.firstChild(of: statement, .codeBlock) else { return false }
    var last: Int?
    for child in facts.tree.children(of: block) { last = child }
    guard let last else { return false }
    for token in Int(facts.tree[last].firstToken)..<Int(facts.tree[last].endToken)
    where facts.tokens.kinds[token] == .identifier {
      if ["XCTFail", "record", "fail", "fatalError"].contains(facts.strings[facts.tokens.texts[token]]) { return true }
    }
    return false
  }
}
