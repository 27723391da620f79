import Model

/// Sums uses into the edges of a ``LevelGraph``.
struct LevelUses {
  /// One key a use: 28 bits of `from`, 28 bits of `to`, 8 bits of kind.
  private var keys: [UInt64] = []
  /// For each node the number of references within it.
  private(set) var inside: [Int]

  init(nodeCount: Int) { inside = [Int](repeating: 0, count: nodeCount) }

  /// Counts a use; -1 stands for no node.
  mutating func add(from: Int32, to: Int32, kind: UInt8) {
    guard from >= 0, to >= 0 else { return }
    guard from != to else { return inside[Int(from)] += 1 }
    keys.append(UInt64(from) << 36 | UInt64(to) << 8 | UInt64(kind))
  }

  /// Counts imports between modules and what build descriptions declare.
  ///
  /// Where several modules share an import name, an import counts for the one that is declared.
  mutating func addModuleDependencies(of graph: CodeGraph) {
    let modules = graph.layout.modules
    var bearers: [String: Int] = [:]
    for module in modules { bearers[module.importName, default: 0] += 1 }
    for item in graph.moduleImports {
      let from = graph.files[Int(item.file)].module
      let to = Int(item.module)
      guard from >= 0, Int(from) != to else { continue }
      guard bearers[modules[to].importName] == 1 || modules[Int(from)].dependencies.contains(to) else { continue }
      add(from: from, to: item.module, kind: UseKind.moduleImport)
    }
    for (from, module) in modules.enumerated() {
      for to in module.dependencies where to != from {
        add(from: Int32(from), to: Int32(to), kind: UseKind.declared)
      }
    }
  }

  /// The edges, sorted by `from`, then `to`.
  func edges() -> [LevelEdge] {
    var edges: [LevelEdge] = []
    for key in keys.sorted() {
      let from = Int(key >> 36)
      let to = Int(key >> 8 & 0xfff_ffff)
      let kind = UInt8(truncatingIfNeeded: key)
      if edges.last.map({ $0.from != from || $0.to != to }) ?? true {
        edges.append(LevelEdge(from: from, to: to))
      }
      edges[edges.count - 1].add(kind: kind, count: 1)
    }
    return edges
  }
}
