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
}
