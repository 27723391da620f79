/// Counts complexity, nesting, statements and lines of each body.
///
/// Cyclomatic complexity after McCabe 1976 and cognitive complexity after Campbell 2018, with the choices for Swift that
/// docs/metrics.md lists: `guard` adds one and does not nest, `else if` nests like its `if`, closures and local
/// functions nest without adding, each run of one logical operator adds one.
struct BodyMeasurer {
  private let facts: FileFacts
  private let tree: CompactTree
  /// For each node the number of nesting constructs around it.
  private let levels: [UInt16]

  init(facts: FileFacts) {
    self.facts = facts
    tree = facts.tree
    var levels = [UInt16](repeating: 0, count: facts.tree.nodes.count)
    for index in 1..<max(1, levels.count) {
      let node = facts.tree.nodes[index]
      let parent = Int(node.parent)
      let isElseIf = node.kind == .ifStatement && node.flags.contains(.alternative)
      let added: UInt16 = Self.nests(facts.tree.nodes[parent].kind) && !isElseIf ? 1 : 0
      levels[index] = levels[parent] &+ added
    }
    self.levels = levels
  }

  func measure(_ bodies: [(declaration: Int32, node: UInt32)]) -> [BodyFact] {
    bodies.map { measure(declaration: $0.declaration, node: Int($0.node)) }
  }

  private static func nests(_ kind: NodeKind) -> Bool {
    switch kind {
    case .ifStatement, .forStatement, .whileStatement, .repeatStatement, .switchStatement, .catchClause, .ternary,
      .closure, .functionDeclaration:
      true
    default: false
    }
  }

  private func measure(declaration: Int32, node: Int) -> BodyFact {
    var body = BodyFact(
      declaration: declaration, node: UInt32(node), cyclomatic: 1, cognitive: 0, nesting: 0, statements: 0,
      linesOfCode: linesOfCode(node))
    let base = levels[node]
    for index in node..<Int(tree.nodes[node].end) {
      let current = tree.nodes[index]
      let level = UInt32(levels[index] &- base)
      count(current, index: index, level: level, into: &body)
      if Self.nests(current.kind) { body.nesting = max(body.nesting, UInt16(clamping: level + 1)) }
      if isStatement(index) { body.statements += 1 }
    }
    return body
  }

  private func count(_ node: Node, index: Int, level: UInt32, into body: inout BodyFact) {
    switch node.kind {
    case .ifStatement:
      body.cyclomatic += 1
      body.cognitive += node.flags.contains(.alternative) ? 1 : 1 + level
      if hasPlainElse(index) { body.cognitive += 1 }
    case .guardStatement:
      body.cyclomatic += 1
      body.cognitive += 1
    case .whileStatement, .repeatStatement, .forStatement, .catchClause, .ternary:
      body.cyclomatic += 1
      body.cognitive += 1 + level
    case .switchStatement: body.cognitive += 1 + level
    case .switchCase: if !node.flags.contains(.alternative) { body.cyclomatic += 1 }
    case .breakStatement, .continueStatement: if !node.name.isEmpty { body.cognitive += 1 }
    case .sequence: countOperators(index, into: &body)
    default: break
    }
  }

  private func hasPlainElse(_ index: Int) -> Bool {
    for child in tree.children(of: index)
    where tree.nodes[child].kind == .codeBlock && tree.nodes[child].flags.contains(.alternative) {
      return true
    }
    return false
  }

  private func countOperators(_ sequence: Int, into body: inout BodyFact) {
    var previous: UInt8 = 0
    for child in tree.children(of: sequence) where tree.nodes[child].kind == .binaryOperator {
      let first = facts.strings.withBytes(of: tree.nodes[child].name) { bytes -> UInt8 in
        bytes.count == 2 && bytes[0] == bytes[1] ? bytes[0] : 0
      }
      switch first {
      case UInt8(ascii: "&"), UInt8(ascii: "|"):
        body.cyclomatic += 1
        if first != previous { body.cognitive += 1 }
        previous = first
      case UInt8(ascii: "?"): body.cyclomatic += 1
      default: break
      }
    }
  }

  private func isStatement(_ index: Int) -> Bool {
    let node = tree.nodes[index]
    switch tree.nodes[Int(node.parent)].kind {
    case .codeBlock, .closure, .switchCase, .ifConfigClause: break
    default: return false
    }
    switch node.kind {
    case .capture, .parameter, .thrownType, .returnType, .attribute, .modifier, .caseItem, .ifConfigCondition:
      return false
    default: return true
    }
  }

  private func linesOfCode(_ node: Int) -> UInt32 {
    var count: UInt32 = 0
    for line in facts.lines(ofNode: node) where facts.codeLines[line - 1] { count += 1 }
    return count
  }
}
