import Facts

/// What one file uses as values, each name once.
struct UncalledNames: Sendable {
  private(set) var names: [TextHash] = []
  /// Types whose `init` it uses as a value.
  private(set) var initialized: [TextHash] = []

  init(_ facts: FileFacts) {
    var isKnown = [Bool](repeating: false, count: facts.strings.count)
    var isInitialized = isKnown
    let initializer = TextHash("init")
    for (index, node) in facts.tree.nodes.enumerated() where node.kind == .reference || node.kind == .member {
      let name = Int(node.name.index)
      let base = node.flags.contains(.hasBase) ? Int(facts.tree[index + 1].name.index) : 0
      guard !isKnown[name] || base > 0 && !isInitialized[base], !Self.isCallee(index, facts.tree) else { continue }
      let hash = facts.strings.hash(of: node.name)
      if !isKnown[name] { names.append(hash) }
      isKnown[name] = true
      guard base > 0, !isInitialized[base], hash == initializer else { continue }
      isInitialized[base] = true
      initialized.append(facts.strings.hash(of: facts.tree[index + 1].name))
    }
  }

  /// Whether the node is what a call calls.
  private static func isCallee(_ node: Int, _ tree: CompactTree) -> Bool {
    var child = node
    while true {
      let parent = Int(tree[child].parent)
      guard child == parent + 1 else { return false }
      switch tree[parent].kind {
      case .call: return true
      case .specialization, .optionalChain, .forceUnwrap: child = parent
      default: return false
      }
    }
  }
}
