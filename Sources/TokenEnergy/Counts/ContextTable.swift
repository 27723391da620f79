/// What followed the contexts of one kind, and how often.
///
/// An open-addressing table of 20-byte slots. A context with one successor keeps it in its slot; others have a block of
/// (token, count) pairs, ordered by falling count; the order among equal counts is undefined and nothing reads it.
/// Counts can be taken out again, and the table then equals one that never had them.
///
/// A class because it owns memory that must not be copied. `@unchecked Sendable`: only ``EnergyModel`` changes it, and
/// lends it for reading only after that.
final class ContextTable: @unchecked Sendable {
  /// A context. All is 0 in an empty slot.
  struct Slot {
    /// The context's hash, lower and upper half (in halves, a slot takes 20 bytes instead of 24).
    var low: UInt32
    var high: UInt32
    /// Tokens that followed, all in all.
    var total: UInt32
    /// Different tokens among them.
    var distinct: UInt32
    /// The successor where there is one, else the block's first pair in ``pairs``.
    var reference: UInt32

    static let empty = Slot(low: 0, high: 0, total: 0, distinct: 0, reference: 0)
  }

  /// A successor and how often it followed.
  struct Pair {
    var token: UInt32
    var count: UInt32
  }

  /// Lists longer than this find their tokens through ``positions``.
  private static let scanLimit = 256

  private(set) var slots: UnsafeMutablePointer<Slot>
  private(set) var capacity: Int
  private(set) var count = 0
  private(set) var pairs: UnsafeMutablePointer<Pair>
  private var pairCapacity: Int
  private var usedPairs = 0
  /// Keeps ``touch(_:count:stride:)`` from being optimised away; means nothing.
  private var touched: UInt32 = 0
  /// Blocks that were given back, by the logarithm of their size.
  private var free: [[UInt32]] = Array(repeating: [], count: 32)
  /// Where a token stands in a long list, by the list's block and the token.
  private var positions: [UInt64: UInt32] = [:]

  init() {
    capacity = 64
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: Slot.empty, count: capacity)
    pairCapacity = 64
    pairs = .allocate(capacity: pairCapacity)
  }

  deinit {
    slots.deallocate()
    pairs.deallocate()
  }

  /// Bytes that the table holds.
  var byteCount: Int {
    capacity * MemoryLayout<Slot>.stride + pairCapacity * MemoryLayout<Pair>.stride + positions.capacity * 24
  }

  /// Index of the context's slot, or of the empty one where it would stand.
  @inline(__always)
  func index(of hash: UInt64) -> Int {
    let low = UInt32(truncatingIfNeeded: hash)
    let high = UInt32(truncatingIfNeeded: hash &>> 32)
    var index = home(low)
    while slots[index].distinct != 0, slots[index].low != low || slots[index].high != high {
      index &+= 1
      if index == capacity { index = 0 }
    }
    return index
  }

  /// The first place to look: the lower half of the hash scaled to the capacity.
  @inline(__always)
  private func home(_ low: UInt32) -> Int {
    Int(truncatingIfNeeded: (UInt64(low) &* UInt64(truncatingIfNeeded: capacity)) &>> 32)
  }

  /// Brings the slots and blocks of some contexts into the caches, all at once, so that the memory's delays overlap.
  @inline(__always)
  func touch(_ hashes: UnsafePointer<UInt64>, count: Int, stride: Int) {
    var sum: UInt32 = 0
    for index in 0..<count {
      let slot = slots + home(UInt32(truncatingIfNeeded: hashes[index &* stride]))
      if slot.pointee.distinct > 1 { sum &+= pairs[Int(slot.pointee.reference)].token }
    }
    touched &+= sum
  }

  /// Makes room for `contexts` more contexts.
  func reserve(_ contexts: Int) {
    let wanted = (count + contexts) * 3 / 2 + 64
    if wanted > capacity { resize(to: wanted) }
  }

  /// Counts `token` once more after the context.
  @inline(__always)
  func add(_ hash: UInt64, _ token: UInt32) {
    let index = self.index(of: hash)
    if slots[index].distinct == 0 {
      slots[index] = Slot(
        low: UInt32(truncatingIfNeeded: hash), high: UInt32(truncatingIfNeeded: hash &>> 32), total: 1, distinct: 1,
        reference: token)
      count += 1
      if count * 4 > capacity * 3 { resize(to: capacity * 3 / 2) }
      return
    }
    if slots[index].distinct == 1, slots[index].reference == token {
      slots[index].total += 1
      return
    }
    addToList(slots + index, token)
  }

  private func addToList(_ slot: UnsafeMutablePointer<Slot>, _ token: UInt32) {
    if slot.pointee.distinct == 1 {
      let block = allocateBlock(1)
      pairs[block] = Pair(token: slot.pointee.reference, count: slot.pointee.total)
      slot.pointee.reference = UInt32(block)
    }
    slot.pointee.total += 1
    let block = Int(slot.pointee.reference)
    let distinct = Int(slot.pointee.distinct)
    if distinct > 1 || pairs[block].token == token, let position = position(of: token, block, distinct) {
      let first = runStart(block, position)
      pairs[block + position].count += 1
      if first != position { swap(block, first, position, distinct) }
      return
    }
    append(token, to: slot, block, distinct)
  }

  private func append(_ token: UInt32, to slot: UnsafeMutablePointer<Slot>, _ old: Int, _ distinct: Int) {
    var block = old
    if distinct >= 2, distinct & (distinct - 1) == 0 {
      let log = distinct.trailingZeroBitCount
      block = allocateBlock(log + 1)
      (pairs + block).update(from: pairs + old, count: distinct)
      free[log].append(UInt32(old))
      slot.pointee.reference = UInt32(block)
      if distinct > Self.scanLimit {
        for index in 0..<distinct { positions[Self.key(old, pairs[block + index].token)] = nil }
      }
      if distinct >= Self.scanLimit {
        for index in 0..<distinct { positions[Self.key(block, pairs[block + index].token)] = UInt32(index) }
      }
    }
    pairs[block + distinct] = Pair(token: token, count: 1)
    if distinct >= Self.scanLimit { positions[Self.key(block, token)] = UInt32(distinct) }
    slot.pointee.distinct += 1
  }

  /// Takes one `token` after the context out again. False where there was none, and nothing changed.
  func remove(_ hash: UInt64, _ token: UInt32) -> Bool {
    let index = self.index(of: hash)
    let slot = slots + index
    let distinct = Int(slot.pointee.distinct)
    guard distinct > 0 else { return false }
    if distinct == 1 {
      guard slot.pointee.reference == token else { return false }
      slot.pointee.total -= 1
      if slot.pointee.total == 0 { removeSlot(index) }
      return true
    }
    let block = Int(slot.pointee.reference)
    guard let position = position(of: token, block, distinct) else { return false }
    slot.pointee.total -= 1
    let last = runEnd(block, position, distinct)
    pairs[block + position].count -= 1
    if last != position { swap(block, position, last, distinct) }
    if pairs[block + last].count == 0 { removeLast(of: slot, block, distinct) }
    return true
  }

  /// Drops the last pair of a list, whose count is 0.
  private func removeLast(of slot: UnsafeMutablePointer<Slot>, _ block: Int, _ distinct: Int) {
    let left = distinct - 1
    if distinct > Self.scanLimit { positions[Self.key(block, pairs[block + left].token)] = nil }
    slot.pointee.distinct = UInt32(left)
    if left == 1 {
      slot.pointee.reference = pairs[block].token
      free[1].append(UInt32(block))
    } else if left & (left - 1) == 0 {
      // Back to the smaller block that a list of this length has.
      let log = left.trailingZeroBitCount
      let smaller = allocateBlock(log)
      (pairs + smaller).update(from: pairs + block, count: left)
      if left >= Self.scanLimit {
        for index in 0..<left { positions[Self.key(block, pairs[smaller + index].token)] = nil }
      }
      if left > Self.scanLimit {
        for index in 0..<left { positions[Self.key(smaller, pairs[smaller + index].token)] = UInt32(index) }
      }
      free[log + 1].append(UInt32(block))
      slot.pointee.reference = UInt32(smaller)
    }
  }

  private func position(of token: UInt32, _ block: Int, _ distinct: Int) -> Int? {
    if distinct > Self.scanLimit { return positions[Self.key(block, token)].map(Int.init) }
    for index in 0..<distinct where pairs[block + index].token == token { return index }
    return nil
  }

  private static func key(_ block: Int, _ token: UInt32) -> UInt64 { UInt64(block) << 32 | UInt64(token) }

  /// First index of those that have the same count as the one at `position`.
  private func runStart(_ block: Int, _ position: Int) -> Int {
    let count = pairs[block + position].count
    var low = 0
    var high = position
    while low < high {
      let middle = (low + high) / 2
      if pairs[block + middle].count > count { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Last index of those that have the same count as the one at `position`.
  private func runEnd(_ block: Int, _ position: Int, _ distinct: Int) -> Int {
    let count = pairs[block + position].count
    var low = position
    var high = distinct - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if pairs[block + middle].count < count { high = middle - 1 } else { low = middle }
    }
    return low
  }

  private func swap(_ block: Int, _ first: Int, _ second: Int, _ distinct: Int) {
    let pair = pairs[block + first]
    pairs[block + first] = pairs[block + second]
    pairs[block + second] = pair
    if distinct > Self.scanLimit {
      positions[Self.key(block, pairs[block + first].token)] = UInt32(first)
      positions[Self.key(block, pairs[block + second].token)] = UInt32(second)
    }
  }

  /// A block of 2^log pairs.
  private func allocateBlock(_ log: Int) -> Int {
    if let block = free[log].popLast() { return Int(block) }
    let size = 1 << log
    if usedPairs + size > pairCapacity {
      let wider = max(pairCapacity * 3 / 2, usedPairs + size)
      let copy = UnsafeMutablePointer<Pair>.allocate(capacity: wider)
      copy.update(from: pairs, count: usedPairs)
      pairs.deallocate()
      pairs = copy
      pairCapacity = wider
    }
    defer { usedPairs += size }
    return usedPairs
  }

  /// Empties a slot and moves those behind it that would no longer be found (Knuth, TAOCP 3, algorithm 6.4 R).
  private func removeSlot(_ emptied: Int) {
    count -= 1
    var hole = emptied
    var index = emptied
    while true {
      index = index + 1 == capacity ? 0 : index + 1
      if slots[index].distinct == 0 { break }
      let home = self.home(slots[index].low)
      // Whether its home lies cyclically in (hole, index]: then it is still found.
      let stays = hole <= index ? (hole < home && home <= index) : (hole < home || home <= index)
      if stays { continue }
      slots[hole] = slots[index]
      hole = index
    }
    slots[hole] = Slot.empty
  }

  private func resize(to wider: Int) {
    let old = slots
    let oldCapacity = capacity
    capacity = wider
    slots = .allocate(capacity: wider)
    slots.initialize(repeating: Slot.empty, count: wider)
    for index in 0..<oldCapacity where old[index].distinct != 0 {
      var target = home(old[index].low)
      while slots[target].distinct != 0 { target = target + 1 == wider ? 0 : target + 1 }
      slots[target] = old[index]
    }
    old.deallocate()
  }
}
