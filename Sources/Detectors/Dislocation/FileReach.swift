import Graph

/// Which files can be reached from which along dependencies between files.
struct FileReach {
  private var targets: [[Int32]]
  private var known: [Int: Set<Int32>] = [:]

  init(_ graph: CodeGraph) {
    targets = [[Int32]](repeating: [], count: graph.files.count)
    for edge in graph.fileEdges { targets[Int(edge.from)].append(edge.to) }
  }

  /// Whether one depends on the other, on any way, in either direction.
  mutating func connects(_ first: Int, _ second: Int) -> Bool {
    reached(from: first).contains(Int32(second)) || reached(from: second).contains(Int32(first))
  }

  private mutating func reached(from file: Int) -> Set<Int32> {
    if let found = known[file] { return found }
    var seen: Set<Int32> = []
    var open = [Int32(file)]
    while let next = open.popLast() {
      for target in targets[Int(next)] where seen.insert(target).inserted { open.append(target) }
    }
    known[file] = seen
    return seen
  }
}
