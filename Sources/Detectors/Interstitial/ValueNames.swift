import Facts
import Graph

/// Which of some functions' names stand anywhere without being called, as `handler: onTap` and `map(Box.init)` do: then
/// the place that takes the function prescribes its parameters.
///
/// By name only, so that a variable of a function's name counts too.
struct ValueNames {
  private let graph: CodeGraph
  /// Names of functions; for an initialiser the name of its type.
  private var used: Set<String> = []

  /// Cost: one pass over all texts and nodes of the repository; texts are compared by a filter of their length and ends
  /// first.
  init(of functions: [Int], in graph: CodeGraph) {
    self.graph = graph
    var wanted = Set<String>()
    for function in functions { if let name = Self.name(of: function, in: graph) { wanted.insert(name) } }
    var filter = [Bool](repeating: false, count: 1 << 16)
    for name in wanted { name.utf8.withContiguousStorageIfAvailable { filter[Self.key(of: $0[...])] = true } }
    for file in graph.files.indices { collect(fromFile: file, wanted: wanted, filter: filter) }
  }

  /// Whether the function's name is used as a value. Subscripts cannot be.
  func contain(_ function: Int) -> Bool {
    Self.name(of: function, in: graph).map(used.contains) ?? false
  }

  private static func name(of function: Int, in graph: CodeGraph) -> String? {
    let facts = graph.file(ofDeclaration: function).facts
    let fact = graph.declaration(function)
    switch fact.kind {
    case .function: return facts.strings[fact.name]
    case .initializer:
      guard fact.parent >= 0 else { return nil }
      let holder = facts.strings[facts.declarations[Int(fact.parent)].name]
      return holder.split(separator: ".").last.map(String.init)
    default: return nil
    }
  }

  /// A number of 16 bits from the text's length, first, last and middle bytes.
  private static func key(of bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    guard let first = bytes.first, let last = bytes.last else { return 0 }
    let middle = bytes[bytes.startIndex + bytes.count / 2]
    let mixed = UInt32(first) &* 31 &+ UInt32(last) &* 1009 &+ UInt32(middle) &* 17 &+ UInt32(bytes.count) &* 8191
    return Int(mixed & 0xffff)
  }

  private mutating func collect(fromFile file: Int, wanted: Set<String>, filter: [Bool]) {
    let facts = graph.files[file].facts
    var isWanted = [Bool](repeating: false, count: facts.strings.count)
    var isAny = false
    var start = 0
    facts.strings.bytes.withUnsafeBufferPointer { bytes in
      for (index, end) in facts.strings.ends.enumerated() {
        let slice = bytes[start..<Int(end)]
        start = Int(end)
        guard filter[Self.key(of: slice)], wanted.contains(String(decoding: slice, as: UTF8.self)) else { continue }
        isWanted[index] = true
        isAny = true
      }
    }
    guard isAny else { return }
    for (index, node) in facts.tree.nodes.enumerated() where node.kind == .reference || node.kind == .member {
      guard !Self.isCallee(index, facts.tree) else { continue }
      if isWanted[Int(node.name.index)] {
        used.insert(facts.strings[node.name])
      } else if node.flags.contains(.hasBase), isWanted[Int(facts.tree[index + 1].name.index)],
        facts.strings[node.name] == "init"
      {
        used.insert(facts.strings[facts.tree[index + 1].name])
      }
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
