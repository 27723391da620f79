import Facts
import Graph
import Model

extension ConventionReader {
  mutating func readNodes() {
    for index in nodes.indices {
      switch nodes[index].kind {
      case .optionalBinding:
        let parent = nodes[Int(nodes[index].parent)].kind
        if parent == .guardStatement { observe(.guardLet, node: index) }
        if parent == .ifStatement { observe(.ifLet, node: index) }
      case .forceUnwrap: observe(.forceUnwrap, node: index)
      case .binaryOperator: if word(nodes[index].name) == .nilCoalescing { observe(.nilCoalescing, node: index) }
      case .call: readCall(index)
      case .arrayLiteral, .dictionaryLiteral: readList(index)
      case .reference: if word(nodes[index].name) == .dispatchQueue { observe(.dispatchQueue, node: index) }
      default: break
      }
    }
  }

  private mutating func readCall(_ index: Int) {
    guard let callee = tree.firstChild(of: index) else { return }
    readCallee(callee)
    var closures = 0
    var last = callee
    for child in tree.children(of: index) where child != callee {
      last = child
      if nodes[child].kind == .closure || isClosureArgument(child) { closures += 1 }
    }
    guard closures == 1 else { return }
    if nodes[last].flags.contains(.trailingClosure) {
      observe(.trailingClosure, node: last)
    } else if isClosureArgument(last), !isInCondition(index) {
      observe(.closureInParentheses, node: last)
    }
  }

  private func isClosureArgument(_ node: Int) -> Bool {
    guard nodes[node].kind == .argument, let value = tree.firstChild(of: node) else { return false }
    return nodes[value].kind == .closure
  }

  /// Whether a call stands in a condition, where a closure behind the parentheses would read as the body.
  private func isInCondition(_ call: Int) -> Bool {
    var node = call
    while node > 0 {
      node = Int(nodes[node].parent)
      switch nodes[node].kind {
      case .ifStatement, .guardStatement, .whileStatement, .forStatement, .switchStatement, .whereClause: return true
      case .codeBlock, .closure, .argument, .sourceFile, .switchCase: return false
      default: continue
      }
    }
    return false
  }

  private mutating func readCallee(_ callee: Int) {
    let node = nodes[callee]
    let name = word(node.name)
    if node.kind == .reference {
      switch name {
      case .print: observe(.print, node: callee)
      case .systemLog: observe(.systemLog, node: callee)
      default: if beginsUpperCase(node.name) { observe(.typeNamed, node: callee) }
      }
    } else if node.kind == .member {
      if !node.flags.contains(.hasBase) {
        if name == .initKeyword { observe(.implicitInit, node: callee) }
      } else if name == .logLevel || name == .logger, let base = tree.firstChild(of: callee),
        word(nodes[base].name) == .logger
      {
        observe(.logger, node: callee)
      }
    }
  }

  private func beginsUpperCase(_ name: StringID) -> Bool {
    facts.strings.withBytes(of: name) { bytes in
      bytes.first.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) } ?? false
    }
  }

  /// A list counts where its closing bracket stands on a line of its own.
  private mutating func readList(_ index: Int) {
    let close = Int(nodes[index].endToken) - 1
    guard close - 1 > Int(nodes[index].firstToken), facts.tokens.kinds[close] == .punctuation else { return }
    let before = facts.tokens.offsets[close - 1]
    guard facts.line(at: facts.tokens.offsets[close]) > facts.line(at: before) else { return }
    let isWritten = word(facts.tokens.texts[close - 1]) == .comma
    observe(isWritten ? .commaWritten : .commaOmitted, token: UInt32(close - 1))
  }
}
