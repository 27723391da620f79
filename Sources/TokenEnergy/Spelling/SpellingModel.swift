/// The names of a repository as an open-vocabulary model of spelling: counts of the symbols after each context.
///
/// Every distinct name counts once (type counts, as in Kneser & Ney 1995). Counts are integers and additive, so that
/// what a reader sees is a function of the set of names alone. The model neither mixes nor predicts: see
/// `SpellingScorer`. O(bytes) to add or remove; about 50 bytes of memory a byte of text.
package struct SpellingModel: Sendable {
  private(set) var counts = SpellingCounts()
  private(set) var rows = SpellingRows()
  private(set) var known = SpellingNames()

  /// A model without names.
  package init() {}

  /// Bytes of memory the model holds.
  package var footprint: Int { counts.footprint + rows.footprint + known.footprint }

  /// A name comes into the vocabulary. Called once for each distinct (text, class); an empty text does nothing.
  package mutating func add(_ text: UnsafeBufferPointer<UInt8>, class spelledClass: UInt8) {
    visit(text, spelledClass, adding: true)
  }

  /// The exact inverse of `add`: afterwards every result is that of a model that never had the name.
  package mutating func remove(_ text: UnsafeBufferPointer<UInt8>, class spelledClass: UInt8) {
    visit(text, spelledClass, adding: false)
  }

  private mutating func visit(_ text: UnsafeBufferPointer<UInt8>, _ spelledClass: UInt8, adding: Bool) {
    if text.isEmpty { return }
    let identity = SpellingNames.identity(text, spelledClass)
    if adding { known.insert(identity) } else { known.remove(identity) }
    let alphabet = SpellingAlphabet.shared
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: SpellingContext.kinds) { keys in
      guard let base = keys.baseAddress else { return }
      var context = SpellingContext(spelledClass)
      for place in 0...min(text.count, SpellingContext.longest) {
        let isEnd = place == text.count
        if !isEnd && place == SpellingContext.longest { break }
        let rank = isEnd ? SpellingAlphabet.end : alphabet.rank[Int(text[place])]
        context.keys(into: base)
        count(base, context.kindsInUse, rank, adding: adding)
        rows.count(context.row, rank, adding ? 1 : -1)
        if !isEnd { context.push(text[place]) }
      }
    }
  }

  @inline(__always)
  private mutating func count(_ keys: UnsafePointer<UInt32>, _ inUse: Int, _ rank: UInt16, adding: Bool) {
    for kind in 0..<SpellingContext.kinds where inUse >> kind & 1 != 0 {
      if adding { counts.add(keys[kind], rank) } else { counts.remove(keys[kind], rank) }
    }
  }
}

/// A set of names by 64-bit identity, with removal: linear probing and backward shift (Knuth, TAOCP 6.4, algorithm R).
struct SpellingNames: Sendable {
  private var slots = [UInt64](repeating: 0, count: 16)
  private(set) var count = 0

  var footprint: Int { slots.capacity * 8 }

  /// Identity of a whole text.
  static func identity(_ text: UnsafeBufferPointer<UInt8>, _ spelledClass: UInt8) -> UInt64 {
    var whole = SpellingContext.wholeSeed
    for byte in text { whole = SpellingContext.step(whole, byte) }
    return SpellingContext.identity(whole, spelledClass)
  }

  @inline(__always) private func find(_ identity: UInt64) -> Int {
    let mask = slots.count &- 1
    var index = Int(truncatingIfNeeded: identity) & mask
    while slots[index] != 0 && slots[index] != identity { index = (index &+ 1) & mask }
    return index
  }

  /// Whether the set has the name.
  @inline(__always) func contains(_ identity: UInt64) -> Bool { slots[find(identity)] != 0 }

  /// Takes a name in; false where it was there.
  @discardableResult mutating func insert(_ identity: UInt64) -> Bool {
    let index = find(identity)
    if slots[index] != 0 { return false }
    slots[index] = identity
    count += 1
    if count * 2 > slots.count {
      let old = slots
      slots = [UInt64](repeating: 0, count: old.count * 2)
      for name in old where name != 0 { slots[find(name)] = name }
    }
    return true
  }

  /// Takes a name out.
  mutating func remove(_ identity: UInt64) {
    var hole = find(identity)
    if slots[hole] == 0 { return }
    count -= 1
    let mask = slots.count - 1
    var next = hole
    slots[hole] = 0
    while true {
      next = (next + 1) & mask
      if slots[next] == 0 { return }
      let home = Int(truncatingIfNeeded: slots[next]) & mask
      if (next &- home) & mask >= (next &- hole) & mask {
        slots[hole] = slots[next]
        slots[next] = 0
        hole = next
      }
    }
  }

  /// Forgets everything and keeps the memory.
  mutating func reset() {
    if count == 0 { return }
    for index in slots.indices { slots[index] = 0 }
    count = 0
  }
}
