/// The units that occur more than once, as one sequence of numbers for ``RepeatFinder``.
///
/// Units that occur once, and runs of units that are too light to hold a clone, are left out; a symbol that occurs
/// once stands for each gap, so that no repeat reaches across it.
struct CloneUnitSequence {
  private(set) var symbols: [Int32] = []
  /// For each symbol the index of its unit; -1 for a gap.
  private(set) var units: [Int32] = []
  /// Sums of the weights of the units before each symbol, and at last of all.
  private var weights: [Int64] = [0]
  /// Symbols lie in `0 ..< bound`.
  private(set) var bound = 0

  /// The sequence of `all` units, two being equal where `key` is.
  init(_ all: [CloneUnit], by key: (CloneUnit) -> UInt64, minimumWeight: Int) {
    let identifiers = UnitIdentifiers(all.map(key))
    bound = identifiers.count
    var start = 0
    while start < all.count {
      var end = start
      var weight = 0
      while end < all.count, identifiers.isRepeated(end), end == start || !all[end].startsList {
        weight += Int(all[end].weight)
        end += 1
      }
      if weight >= minimumWeight { append(start..<end, of: all, identifiers.ids) }
      start = max(end, start + 1)
    }
  }

  private mutating func append(_ range: Range<Int>, of all: [CloneUnit], _ ids: [Int32]) {
    var weight = weights[weights.count - 1]
    for index in range {
      symbols.append(ids[index])
      units.append(Int32(index))
      weight += Int64(all[index].weight)
      weights.append(weight)
    }
    symbols.append(Int32(bound))
    units.append(-1)
    weights.append(weight)
    bound += 1
  }

  /// Weight of the units of `length` symbols from `position` on.
  func weight(at position: Int, length: Int) -> Int { Int(weights[position + length] - weights[position]) }
}

/// Numbers hashes in the order of their first occurrence, by open addressing with linear probing.
private struct UnitIdentifiers {
  private(set) var ids: [Int32]
  /// For each number how often its hash occurs.
  private(set) var occurrences: [Int32] = []

  var count: Int { occurrences.count }

  /// Whether another unit has the hash of the unit at `index`.
  func isRepeated(_ index: Int) -> Bool { occurrences[Int(ids[index])] > 1 }

  init(_ hashes: [UInt64]) {
    ids = [Int32](repeating: 0, count: hashes.count)
    var capacity = 16
    while capacity < hashes.count * 2 { capacity *= 2 }
    var slots = [Int32](repeating: -1, count: capacity)
    var keys: [UInt64] = []
    for (index, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (capacity - 1)
      while slots[slot] >= 0, keys[Int(slots[slot])] != hash { slot = (slot + 1) & (capacity - 1) }
      if slots[slot] < 0 {
        slots[slot] = Int32(keys.count)
        keys.append(hash)
        occurrences.append(0)
      }
      ids[index] = slots[slot]
      occurrences[Int(slots[slot])] += 1
    }
  }
}
