/// Decisions counted in full for the contexts of order 1: how often each node of the code tree went left, and how often
/// the row was met. Rows come to be when first used; 2 KB a row.
struct SpellingRows: Sendable {
  /// Counts of a row: left turns by node, the total, and symbols by rank.
  static let width = SpellingAlphabet.nodeCount + 1 + SpellingAlphabet.symbols
  static let leafAt = SpellingAlphabet.nodeCount + 1
  /// Where a context's row begins; 0, the row of zeros, before its first use.
  private(set) var index = [Int32](repeating: 0, count: SpellingContext.rows)
  private(set) var counts = [Int32](repeating: 0, count: SpellingRows.width)

  var footprint: Int { counts.capacity * 4 + index.capacity * 4 }

  /// Counts one symbol after a context, with weight +1 or −1.
  mutating func count(_ row: Int, _ rank: UInt16, _ weight: Int32) {
    if index[row] == 0 {
      index[row] = Int32(counts.count)
      counts.append(contentsOf: repeatElement(0, count: Self.width))
    }
    let base = Int(index[row])
    counts.withUnsafeMutableBufferPointer { counts in
      SpellingAlphabet.shared.nodes.withUnsafeBufferPointer { nodes in
        counts[base &+ SpellingAlphabet.nodeCount] &+= weight
        counts[base &+ Self.leafAt &+ Int(rank)] &+= weight
        var node = 0
        while node >= 0 {
          let shape = nodes[node]
          if rank < shape.middle {
            counts[base &+ node] &+= weight
            node = Int(shape.left)
          } else {
            node = Int(shape.right)
          }
        }
      }
    }
  }

  /// Forgets everything and keeps the memory.
  mutating func reset() {
    if counts.count == Self.width { return }
    counts.removeLast(counts.count - Self.width)
    for row in index.indices { index[row] = 0 }
  }
}
