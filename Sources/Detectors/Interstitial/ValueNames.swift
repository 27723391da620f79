import Facts
import Graph

/// Which of some functions' names stand anywhere without being called, as `handler: onTap` and `map(Box.init)` do: then
/// the place that takes the function prescribes its parameters.
///
/// By name only, so that a variable of a function's name counts too.
struct ValueNames {
  private let graph: CodeGraph
  /// Names of functions; for an initialiser the name of its type.
  private var used: Set<TextHash> = []

  /// Cost: one pass over the distinct names that stand uncalled in each file.
  init(of functions: [Int], in graph: CodeGraph, _ tables: SharedTables) {
    self.graph = graph
    let wanted = TextHashSet(functions.lazy.compactMap { Self.name(of: $0, in: graph) })
    let initializer = TextHash("init")
    let wantsInitializer = wanted.contains(initializer)
    for notes in tables.notes {
      let values = notes.values
      for name in values.names where wanted.contains(name) { used.insert(name) }
      // A function of the name `init` hides the types.
      if wantsInitializer { continue }
      for name in values.initialized where wanted.contains(name) { used.insert(name) }
    }
  }

  /// Whether the function's name is used as a value. Subscripts cannot be.
  func contain(_ function: Int) -> Bool {
    Self.name(of: function, in: graph).map(used.contains) ?? false
  }

  private static func name(of function: Int, in graph: CodeGraph) -> TextHash? {
    let file = graph.files[Int(graph.fileOfDeclaration[function])]
    let facts = file.facts
    let fact = facts.declarations[function - Int(file.firstDeclaration)]
    switch fact.kind {
    case .function: return facts.strings.hash(of: fact.name)
    case .initializer:
      guard fact.parent >= 0 else { return nil }
      return facts.strings.withBytes(of: facts.declarations[Int(fact.parent)].name) { name in
        name.split(separator: UInt8(ascii: ".")).last.map { TextHash(UnsafeBufferPointer(rebasing: $0)) }
      }
    default: return nil
    }
  }

  /// What one file uses as values, each name once.
  struct InFile: Sendable {
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
}
