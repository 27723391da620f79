/// Sums references into edges between groups (files, types, modules) in linear time.
struct EdgeAggregator {
  private var pairs: [(from: Int32, to: Int32, reference: Int32)] = []
  private let groupCount: Int

  init(groupCount: Int) { self.groupCount = groupCount }

  /// Counts a reference between two different groups; -1 stands for no group.
  mutating func add(from: Int32, to: Int32, reference: Int) {
    guard from >= 0, to >= 0, from != to else { return }
    pairs.append((from, to, Int32(reference)))
  }

  /// The edges, sorted by `from`, then `to`.
  func edges() -> [GraphEdge] {
    var starts = [Int32](repeating: 0, count: groupCount + 1)
    for pair in pairs { starts[Int(pair.from) + 1] += 1 }
    for index in 0..<groupCount { starts[index + 1] += starts[index] }
    var order = [Int32](repeating: 0, count: pairs.count)
    var next = starts
    for (index, pair) in pairs.enumerated() {
      order[Int(next[Int(pair.from)])] = Int32(index)
      next[Int(pair.from)] += 1
    }
    var slotOf = [Int32](repeating: -1, count: groupCount)
    var edges: [GraphEdge] = []
    for from in 0..<groupCount where starts[from] < starts[from + 1] {
      let first = edges.count
      for position in starts[from]..<starts[from + 1] {
        let pair = pairs[Int(order[Int(position)])]
        if slotOf[Int(pair.to)] >= 0 {
          edges[Int(slotOf[Int(pair.to)])].weight += 1
        } else {
          slotOf[Int(pair.to)] = Int32(edges.count)
          edges.append(GraphEdge(from: pair.from, to: pair.to, weight: 1, example: pair.reference))
        }
      }
      for index in first..<edges.count { slotOf[Int(edges[index].to)] = -1 }
      edges[first...].sort { $0.to < $1.to }
    }
    return edges
  }
}
