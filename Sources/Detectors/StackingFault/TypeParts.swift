import Facts
import Graph
import Model

/// The parts that the types of a repository consist of, numbered.
///
/// A type, the types nested in it, and the extensions of all of them that stand in its own file are one part. Its
/// extensions in another file are a part of their own, one for each file: often they are what a higher layer adds to a
/// lower type. But where the type itself makes use of such an extension, it depends on what that one depends on, and so
/// the extension belongs to the type's part after all.
struct TypeParts {
  /// Least confidence of a resolved reference, in percent, for it to count. Below it lie unique names without a type.
  static let leastConfidence: UInt8 = 80

  /// One part: a type as its own file has it, or its extensions in another file.
  struct Part {
    /// Global index of the outermost type's declaration.
    var type: Int
    /// Index of the file.
    var file: Int32
  }

  private(set) var parts: [Part] = []
  /// For each declaration the number of its part, -1 for a declaration outside the types of the repository.
  private(set) var partOfDeclaration: [Int]

  init(graph: CodeGraph) {
    partOfDeclaration = [Int](repeating: -1, count: graph.declarationCount)
    number(Self.outermostTypes(graph), graph)
    merge(graph)
  }

  /// For each declaration the outermost type it is, extends or stands in; -1 for none.
  private static func outermostTypes(_ graph: CodeGraph) -> [Int] {
    var parents: [Int32] = []
    parents.reserveCapacity(graph.declarationCount)
    for file in graph.files {
      for declaration in file.facts.declarations {
        parents.append(declaration.parent < 0 ? -1 : file.firstDeclaration + declaration.parent)
      }
    }
    return graph.typeOfDeclaration.map { start in
      var type = Int(start)
      // An extension may nest a type in one of another file, so the way out leads through several files; it is
      // bounded in case broken code extends in a circle.
      for _ in 0..<64 where type >= 0 {
        guard parents[type] >= 0 else { return type }
        let outer = Int(graph.typeOfDeclaration[Int(parents[type])])
        guard outer >= 0, outer != type else { return type }
        type = outer
      }
      return Int(start)
    }
  }

  private mutating func number(_ outermost: [Int], _ graph: CodeGraph) {
    var numbers: [UInt64: Int] = [:]
    // Declarations of one part mostly stand side by side, so the last answer is right nearly always.
    var last: (key: UInt64, number: Int) = (.max, -1)
    for (declaration, type) in outermost.enumerated() where type >= 0 {
      let file = graph.fileOfDeclaration[declaration]
      let key = UInt64(UInt32(file)) << 32 | UInt64(type)
      if key != last.key {
        last = (key, numbers[key] ?? parts.count)
        if last.number == parts.count {
          numbers[key] = last.number
          parts.append(Part(type: type, file: file))
        }
      }
      partOfDeclaration[declaration] = last.number
    }
  }

  /// Joins to each type's own part the parts of it that it uses, directly or through one another.
  private mutating func merge(_ graph: CodeGraph) {
    var uses: [DependencyGraph.Edge] = []
    for (index, reference) in graph.references.enumerated() {
      guard reference.source >= 0, reference.confidence >= TypeParts.leastConfidence, reference.role != .extend
      else { continue }
      let from = partOfDeclaration[Int(reference.source)]
      let to = partOfDeclaration[Int(reference.target)]
      guard from != to, from >= 0, to >= 0, parts[from].type == parts[to].type else { continue }
      uses.append(DependencyGraph.Edge(from: from, to: to, weight: 1, example: index, confidence: 1))
    }
    let own = DependencyGraph(nodeCount: parts.count, uses: uses)
    var homes = Array(parts.indices)
    for home in parts.indices where parts[home].file == graph.fileOfDeclaration[parts[home].type] {
      var queue = [home]
      while let part = queue.popLast() {
        for index in own.outgoing(part) {
          let used = own.edges[index].to
          guard used != home, homes[used] == used else { continue }
          homes[used] = home
          queue.append(used)
        }
      }
    }
    for declaration in partOfDeclaration.indices where partOfDeclaration[declaration] >= 0 {
      partOfDeclaration[declaration] = homes[partOfDeclaration[declaration]]
    }
  }
}
