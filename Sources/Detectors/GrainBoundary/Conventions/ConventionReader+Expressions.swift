import Facts
import Graph
import Model

extension ConventionReader {
  mutating func readNodes() {
    for index in tree.nodes.indices {
      switch tree[index].kind {
      case .optionalBinding:
        let parent = tree[Int(tree[index].parent)].kind
        if parent == .guardStatement { observe(.guardLet, node: index) }
        if parent == .ifStatement { observe(.ifLet, node: index) }
      case .forceUnwrap: observe(.forceUnwrap, node: index)
      case .binaryOperator: if equals(tree[index].name, "??") { observe(.nilCoalescing, node: index) }
      case .call: readCall(index)
      case .arrayLiteral, .dictionaryLiteral: readList(index)
      case .reference: if equals(tree[index].name, "DispatchQueue") { observe(.dispatchQueue, node: index) }
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
      if tree[child].kind == .closure || isClosureArgument(child) { closures += 1 }
    }
    guard closures == 1 else { return }
    if tree[last].flags.contains(.trailingClosure) {
      observe(.trailingClosure, node: last)
    } else if isClosureArgument(last), !isInCondition(index) {
      observe(.closureInParentheses, node: last)
    }
  }

  private func isClosureArgument(_ node: Int) -> Bool {
    guard tree[node].kind == .argument, let value = tree.firstChild(of: node) else { return false }
    return tree[value].kind == .closure
  }

  /// Whether a call stands in a condition, where a closure behind the parentheses would read as the body.
  private func isInCondition(_ call: Int) -> Bool {
    var node = call
    while node > 0 {
      node = Int(tree[node].parent)
      switch tree[node].kind {
      case .ifStatement, .guardStatement, .whileStatement, .forStatement, .switchStatement, .whereClause: return true
      case .codeBlock, .closure, .argument, .sourceFile, .switchCase: return false
      default: continue
      }
    }
    return false
  }

  private mutating func readCallee(_ callee: Int) {
    let node = tree[callee]
    if node.kind == .reference {
      if equalsAny(node.name, ["print", "debugPrint"]) {
        observe(.print, node: callee)
      } else if equalsAny(node.name, ["NSLog", "os_log"]) {
        observe(.systemLog, node: callee)
      } else if beginsUpperCase(node.name) {
        observe(.typeNamed, node: callee)
      }
    } else if node.kind == .member {
      if !node.flags.contains(.hasBase) {
        if equals(node.name, "init") { observe(.implicitInit, node: callee) }
      } else if let base = tree.firstChild(of: callee), isLogLevel(node.name), isLogger(tree[base].name) {
        observe(.logger, node: callee)
      }
    }
  }

  private func beginsUpperCase(_ name: StringID) -> Bool {
    facts.strings.withBytes(of: name) { bytes in
      bytes.first.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) } ?? false
    }
  }

  private func isLogLevel(_ name: StringID) -> Bool {
    equalsAny(name, ["trace", "debug", "info", "notice", "warning", "error", "critical", "fault", "log"])
  }

  private func isLogger(_ name: StringID) -> Bool {
    facts.strings.withBytes(of: name) { bytes in
      let endings: [StaticString] = ["logger", "Logger", "log", "Log"]
      return endings.contains { $0.withUTF8Buffer { bytes.suffix($0.count).elementsEqual($0) } }
    }
  }

  /// A list counts where its closing bracket stands on a line of its own.
  private mutating func readList(_ index: Int) {
    let close = Int(tree[index].endToken) - 1
    guard close - 1 > Int(tree[index].firstToken), facts.tokens.kinds[close] == .punctuation else { return }
    let before = facts.tokens.offsets[close - 1]
    guard facts.line(at: facts.tokens.offsets[close]) > facts.line(at: before) else { return }
    let isWritten = equals(facts.tokens.texts[close - 1], ",")
    observe(isWritten ? .commaWritten : .commaOmitted, token: UInt32(close - 1))
  }
}
