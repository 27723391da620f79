import Model

/// What follows from a graph's references: the edges between files, types and modules, and the list of references to
/// each declaration.
struct ReferenceSums: Sendable {
  private(set) var fileEdges: [GraphEdge] = []
  private(set) var typeEdges: [GraphEdge] = []
  private(set) var moduleEdges: [GraphEdge] = []
  private(set) var incomingStarts: [Int32] = []
  private(set) var incoming: [Int32] = []

  private enum Part: Int, CaseIterable {
    case types
    case files
    case incoming
    case modules
  }

  private enum Sum: Sendable {
    case edges(Part, [GraphEdge])
    case incoming(starts: [Int32], indices: [Int32])
  }

  /// Adds up the references of `graph`, each sum on a worker of its own. Linear in their number.
  init(of graph: CodeGraph, workers: Int) {
    let sums = parallelMap(count: Part.allCases.count, workers: workers) { Self.sum(Part.allCases[$0], of: graph) }
    for sum in sums {
      switch sum {
      case .edges(.types, let edges): typeEdges = edges
      case .edges(.files, let edges): fileEdges = edges
      case .edges(_, let edges): moduleEdges = edges
      case .incoming(let starts, let indices): (incomingStarts, incoming) = (starts, indices)
      }
    }
  }

  private static func sum(_ part: Part, of graph: CodeGraph) -> Sum {
    switch part {
    case .incoming: return incomingSum(of: graph)
    case .files:
      var edges = EdgeAggregator(groupCount: graph.files.count)
      for (index, reference) in graph.references.enumerated() {
        edges.add(from: reference.file, to: graph.fileOfDeclaration[Int(reference.target)], reference: index)
      }
      return .edges(part, edges.edges())
    case .modules:
      let modules = graph.files.map(\.module)
      var edges = EdgeAggregator(groupCount: graph.layout.modules.count)
      for (index, reference) in graph.references.enumerated() {
        let target = graph.fileOfDeclaration[Int(reference.target)]
        edges.add(from: modules[Int(reference.file)], to: modules[Int(target)], reference: index)
      }
      return .edges(part, edges.edges())
    case .types:
      var edges = EdgeAggregator(groupCount: graph.declarationCount)
      for (index, reference) in graph.references.enumerated() where reference.source >= 0 {
        edges.add(
          from: graph.typeOfDeclaration[Int(reference.source)], to: graph.typeOfDeclaration[Int(reference.target)],
          reference: index)
      }
      return .edges(part, edges.edges())
    }
  }

  private static func incomingSum(of graph: CodeGraph) -> Sum {
    let count = graph.declarationCount
    var starts = [Int32](repeating: 0, count: count + 1)
    for reference in graph.references { starts[Int(reference.target) + 1] += 1 }
    for index in 0..<count { starts[index + 1] += starts[index] }
    var next = starts
    var indices = [Int32](repeating: 0, count: graph.references.count)
    for (index, reference) in graph.references.enumerated() {
      indices[Int(next[Int(reference.target)])] = Int32(index)
      next[Int(reference.target)] += 1
    }
    return .incoming(starts: starts, indices: indices)
  }
}

extension CodeGraph {
  /// Adds up anew what follows from ``references`` and ``unresolvedReferences``.
  mutating func sumUp(workers: Int) {
    let sums = ReferenceSums(of: self, workers: workers)
    (fileEdges, typeEdges, moduleEdges) = (sums.fileEdges, sums.typeEdges, sums.moduleEdges)
    (incomingStarts, incoming) = (sums.incomingStarts, sums.incoming)
    unresolved = UnresolvedCounts()
    for reference in unresolvedReferences {
      switch reference.reason {
      case .external: unresolved.external += 1
      case .ambiguous, .noFittingArguments: unresolved.ambiguous += 1
      case .unknownBase, .noMember: unresolved.unknownBase += 1
      }
    }
  }
}
