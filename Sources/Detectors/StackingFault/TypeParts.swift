import Facts
import Graph

/// The parts that the types of a repository consist of, numbered.
///
/// A type, the types nested in it, and the extensions of all of them that stand in its own file are one part. Its
/// extensions in another file are a part of their own, one for each file: often they are what a higher layer adds to a
/// lower type. But where the type itself makes use of such an extension, it depends on what that one depends on, and so
/// the extension belongs to the type's part after all. An enum without cases is a namespace: what is nested in it does
/// not hang together by that, so its nested types count as outermost ones.
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

  /// Extensions may nest types of other files in each other, in broken code even in a circle: how far to look.
  private static let deepestNesting = 64

  private(set) var parts: [Part] = []
  /// For each declaration the number of its part, -1 for a declaration outside the types of the repository.
  private(set) var partOfDeclaration: [Int]
  /// For each type the one that it is nested in, -1 for none and for declarations that are no types.
  private let outerTypes: [Int]

  init(graph: CodeGraph) {
    partOfDeclaration = [Int](repeating: -1, count: graph.declarationCount)
    outerTypes = Self.outerTypes(graph)
    number(Self.outermostTypes(graph, outerTypes), graph)
    merge(graph)
  }

  /// Whether one of the two parts' types is nested in the other, at any depth.
  func areNested(_ left: Int, _ right: Int) -> Bool {
    isNested(parts[left].type, in: parts[right].type) || isNested(parts[right].type, in: parts[left].type)
  }

  private func isNested(_ type: Int, in other: Int) -> Bool {
    var outer = outerTypes[type]
    for _ in 0..<Self.deepestNesting where outer >= 0 {
      if outer == other { return true }
      outer = outerTypes[outer]
    }
    return false
  }

  private static func outerTypes(_ graph: CodeGraph) -> [Int] {
    var outer = [Int](repeating: -1, count: graph.declarationCount)
    for file in graph.files {
      let first = Int(file.firstDeclaration)
      for (index, declaration) in file.facts.declarations.enumerated()
      where declaration.kind.isNominalType && declaration.parent >= 0 {
        outer[first + index] = Int(graph.typeOfDeclaration[first + Int(declaration.parent)])
      }
    }
    return outer
  }

  /// For each declaration the outermost type it is, extends or stands in, namespaces aside; -1 for none.
  private static func outermostTypes(_ graph: CodeGraph, _ outerTypes: [Int]) -> [Int] {
    var isNamespace: [Bool] = []
    isNamespace.reserveCapacity(graph.declarationCount)
    for file in graph.files {
      for declaration in file.facts.declarations {
        isNamespace.append(declaration.kind == .enum)
        guard declaration.kind == .enumCase, declaration.parent >= 0 else { continue }
        isNamespace[Int(file.firstDeclaration + declaration.parent)] = false
      }
    }
    return graph.typeOfDeclaration.map { start in
      var type = Int(start)
      for _ in 0..<deepestNesting where type >= 0 {
        let outer = outerTypes[type]
        guard outer >= 0, outer != type, !isNamespace[outer] else { return type }
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
