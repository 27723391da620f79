import Graph

/// The references of a graph added up by source, target and role.
///
/// References from a file's top level have no source and are left out. Order: source, target, role. O(n) for sources
/// with few references each, as the references of one source alone are sorted.
struct DeclarationEdges {
  struct Edge {
    var source: Int
    var target: Int
    var role: Int
    var count: Int
  }

  /// For each source the place of its first entry in ``packed``, and the end behind the last one.
  private let starts: [Int]
  /// Target in the high bits, role in the low eight; sorted within a source.
  private let packed: [UInt64]

  init(of graph: CodeGraph) {
    let declarations = graph.declarationCount
    var starts = [Int](repeating: 0, count: declarations + 2)
    // Counting sort by source: counts, then places, then entries.
    for reference in graph.references where reference.source >= 0 { starts[Int(reference.source) + 2] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    var packed = [UInt64](repeating: 0, count: starts[declarations + 1])
    for reference in graph.references where reference.source >= 0 {
      let place = starts[Int(reference.source) + 1]
      starts[Int(reference.source) + 1] += 1
      packed[place] = UInt64(UInt32(bitPattern: reference.target)) << 8 | UInt64(reference.role.rawValue)
    }
    for source in 0..<declarations where starts[source + 1] - starts[source] > 1 {
      packed[starts[source]..<starts[source + 1]].sort()
    }
    self.starts = starts
    self.packed = packed
  }

  /// Calls `body` with each edge in order.
  func forEach(_ body: (Edge) throws -> Void) rethrows {
    for source in 0..<starts.count - 2 {
      var index = starts[source]
      let end = starts[source + 1]
      while index < end {
        let entry = packed[index]
        var next = index + 1
        while next < end, packed[next] == entry { next += 1 }
        try body(Edge(source: source, target: Int(entry >> 8), role: Int(entry & 255), count: next - index))
        index = next
      }
    }
  }
}
