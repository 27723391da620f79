/// What followed the contexts of one kind, and how often.
///
/// An open-addressing table of buckets, one cache line each: three contexts and how many others passed by because it was
/// full, so that most searches, in vain or not, end in the line that they begin with. A context with one successor keeps
/// it in its slot; others have a block of (token, count) pairs, ordered by falling count; the order among equal counts is
/// undefined and nothing reads it. Counts can be taken out again, and the table then says what one would that never had
/// them.
///
/// A class because it owns memory that must not be copied. `@unchecked Sendable`: only ``EnergyModel`` changes it, and
/// lends it for reading only after that.
final class ContextTable: @unchecked Sendable {
  /// What followed a context. All is 0 for one that is not known.
  struct Slot {
    /// Tokens that followed, all in all.
    var total: UInt32
    /// Different tokens among them.
    var distinct: UInt32
    /// The successor where there is one, else the block's first pair in ``pairs``.
    var reference: UInt32

    static let empty = Slot(total: 0, distinct: 0, reference: 0)
  }

  /// A successor and how often it followed.
  struct Pair {
    var token: UInt32
    var count: UInt32
  }

  /// The words of a bucket: for each part of its three slots three words, one after the other.
  private enum Part {
    static let low = 0
    static let high = 3
    static let total = 6
    static let distinct = 9
    static let reference = 12
    /// How many contexts have their home at or before this bucket and stand behind it.
    static let passed = 15
    static let words = 16
  }

  private static let slotsPerBucket = 3
  /// No context's slot.
  static let none = -1
  /// Lists longer than this find their tokens through ``positions``.
  private static let scanLimit = 256

  private var words: UnsafeMutablePointer<UInt32>
  private var buckets: Int
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
    buckets = 32
    words = Self.allocate(buckets)
    pairCapacity = 64
    pairs = .allocate(capacity: pairCapacity)
  }

  deinit {
    words.deallocate()
    pairs.deallocate()
  }

  private static func allocate(_ buckets: Int) -> UnsafeMutablePointer<UInt32> {
    let bytes = buckets * Part.words * MemoryLayout<UInt32>.stride
    let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: Part.words * MemoryLayout<UInt32>.stride)
    return memory.initializeMemory(as: UInt32.self, repeating: 0, count: buckets * Part.words)
  }

  /// Bytes that the table holds.
  var byteCount: Int {
    buckets * Part.words * MemoryLayout<UInt32>.stride + pairCapacity * MemoryLayout<Pair>.stride
      + positions.capacity * 24
  }

  // MARK: Finding

  /// The upper half of a hash as slots have it: never 0, which tells an empty slot.
  @inline(__always)
  private static func high(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash &>> 32) | 0x8000_0000 }

  /// The first bucket to look in: the lower half of the hash scaled to their number.
  @inline(__always)
  private func home(_ low: UInt32) -> Int {
    Int(truncatingIfNeeded: (UInt64(low) &* UInt64(truncatingIfNeeded: buckets)) &>> 32)
  }

  /// Where the context's slot begins in its bucket's memory, ``none`` where it is not known.
  ///
  /// Which of three slots it is cannot be foretold, so that is found without a branch.
  @inline(__always)
  func place(of hash: UInt64) -> Int {
    let low = UInt32(truncatingIfNeeded: hash)
    let high = Self.high(hash)
    var bucket = home(low)
    while true {
      let base = words + bucket &* Part.words
      let first = (base[Part.low] ^ low) | (base[Part.high] ^ high)
      let second = (base[Part.low + 1] ^ low) | (base[Part.high + 1] ^ high)
      let third = (base[Part.low + 2] ^ low) | (base[Part.high + 2] ^ high)
      var found = third == 0 ? 2 : Self.none
      found = second == 0 ? 1 : found
      found = first == 0 ? 0 : found
      if found >= 0 { return bucket &* Part.words &+ found }
      if base[Part.passed] == 0 { return Self.none }
      bucket = bucket &+ 1 == buckets ? 0 : bucket &+ 1
    }
  }

  /// What stands at a place.
  @inline(__always)
  func slot(at place: Int) -> Slot {
    let base = words + place
    return Slot(total: base[Part.total], distinct: base[Part.distinct], reference: base[Part.reference])
  }

  /// What followed the context.
  @inline(__always)
  func slot(of hash: UInt64) -> Slot {
    let place = place(of: hash)
    return place < 0 ? Slot.empty : slot(at: place)
  }

  @inline(__always)
  private func store(_ slot: Slot, at place: Int) {
    let base = words + place
    base[Part.total] = slot.total
    base[Part.distinct] = slot.distinct
    base[Part.reference] = slot.reference
  }

  /// Brings the buckets of some contexts into the caches, all at once, so that the memory's delays overlap.
  @inline(__always)
  func touch(_ hashes: UnsafePointer<UInt64>, count: Int, stride: Int) {
    var sum: UInt32 = 0
    for index in 0..<count {
      sum &+= words[home(UInt32(truncatingIfNeeded: hashes[index &* stride])) &* Part.words]
    }
    touched &+= sum
  }

  // MARK: Counting

  /// Makes room for `contexts` more contexts.
  func reserve(_ contexts: Int) {
    let wanted = (count + contexts) / 2 + 32
    if wanted > buckets { resize(to: wanted) }
  }

  /// Counts `token` once more after the context.
  @inline(__always)
  func add(_ hash: UInt64, _ token: UInt32) {
    let place = self.place(of: hash)
    guard place >= 0 else { return insert(hash, Slot(total: 1, distinct: 1, reference: token)) }
    let base = words + place
    if base[Part.distinct] == 1, base[Part.reference] == token {
      base[Part.total] &+= 1
      return
    }
    var slot = slot(at: place)
    addToList(&slot, token)
    store(slot, at: place)
  }

  private func insert(_ hash: UInt64, _ slot: Slot) {
    count += 1
    // Three quarters full.
    if count * 4 > buckets * Self.slotsPerBucket * 3 { resize(to: buckets * 3 / 2) }
    put(UInt32(truncatingIfNeeded: hash), Self.high(hash), slot)
  }

  /// Writes a context that is not known to the first free slot.
  @inline(__always)
  private func put(_ low: UInt32, _ high: UInt32, _ slot: Slot) {
    var bucket = home(low)
    while true {
      let base = words + bucket &* Part.words
      for index in 0..<Self.slotsPerBucket where base[Part.high + index] == 0 {
        base[Part.low + index] = low
        base[Part.high + index] = high
        store(slot, at: bucket &* Part.words &+ index)
        return
      }
      base[Part.passed] &+= 1
      bucket = bucket &+ 1 == buckets ? 0 : bucket &+ 1
    }
  }

  private func addToList(_ slot: inout Slot, _ token: UInt32) {
    if slot.distinct == 1 {
      let block = allocateBlock(1)
      pairs[block] = Pair(token: slot.reference, count: slot.total)
      slot.reference = UInt32(block)
    }
    slot.total += 1
    let block = Int(slot.reference)
    let distinct = Int(slot.distinct)
    if distinct > 1 || pairs[block].token == token, let position = position(of: token, block, distinct) {
      let first = runStart(block, position)
      pairs[block + position].count += 1
      if first != position { swap(block, first, position, distinct) }
      return
    }
    append(token, to: &slot, block, distinct)
  }

  private func append(_ token: UInt32, to slot: inout Slot, _ old: Int, _ distinct: Int) {
    var block = old
    if distinct >= 2, distinct & (distinct - 1) == 0 {
      let log = distinct.trailingZeroBitCount
      block = allocateBlock(log + 1)
      (pairs + block).update(from: pairs + old, count: distinct)
      free[log].append(UInt32(old))
      slot.reference = UInt32(block)
      if distinct > Self.scanLimit {
        for index in 0..<distinct { positions[Self.key(old, pairs[block + index].token)] = nil }
      }
      if distinct >= Self.scanLimit {
        for index in 0..<distinct { positions[Self.key(block, pairs[block + index].token)] = UInt32(index) }
      }
    }
    pairs[block + distinct] = Pair(token: token, count: 1)
    if distinct >= Self.scanLimit { positions[Self.key(block, token)] = UInt32(distinct) }
    slot.distinct += 1
  }

  /// Takes one `token` after the context out again. False where there was none, and nothing changed.
  func remove(_ hash: UInt64, _ token: UInt32) -> Bool {
    let place = self.place(of: hash)
    guard place >= 0 else { return false }
    var slot = slot(at: place)
    let distinct = Int(slot.distinct)
    if distinct == 1 {
      guard slot.reference == token else { return false }
      slot.total -= 1
      if slot.total == 0 { removeSlot(at: place, UInt32(truncatingIfNeeded: hash)) } else { store(slot, at: place) }
      return true
    }
    let block = Int(slot.reference)
    guard let position = position(of: token, block, distinct) else { return false }
    slot.total -= 1
    let last = runEnd(block, position, distinct)
    pairs[block + position].count -= 1
    if last != position { swap(block, position, last, distinct) }
    if pairs[block + last].count == 0 { removeLast(of: &slot, block, distinct) }
    store(slot, at: place)
    return true
  }

  /// Drops the last pair of a list, whose count is 0.
  private func removeLast(of slot: inout Slot, _ block: Int, _ distinct: Int) {
    let left = distinct - 1
    if distinct > Self.scanLimit { positions[Self.key(block, pairs[block + left].token)] = nil }
    slot.distinct = UInt32(left)
    if left == 1 {
      slot.reference = pairs[block].token
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
      slot.reference = UInt32(smaller)
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
      pairs = pairs.moved(usedPairs, to: wider)
      pairCapacity = wider
    }
    defer { usedPairs += size }
    return usedPairs
  }

  /// Empties a slot; the buckets on the way to it have one less to let pass.
  private func removeSlot(at place: Int, _ low: UInt32) {
    count -= 1
    let last = place / Part.words
    for part in [Part.low, Part.high, Part.total, Part.distinct, Part.reference] { words[place + part] = 0 }
    var bucket = home(low)
    while bucket != last {
      words[bucket &* Part.words &+ Part.passed] &-= 1
      bucket = bucket &+ 1 == buckets ? 0 : bucket &+ 1
    }
  }

  private func resize(to wider: Int) {
    let old = words
    let oldBuckets = buckets
    buckets = wider
    words = Self.allocate(wider)
    for bucket in 0..<oldBuckets {
      let base = old + bucket &* Part.words
      for index in 0..<Self.slotsPerBucket where base[Part.high + index] != 0 {
        put(
          base[Part.low + index], base[Part.high + index],
          Slot(
            total: base[Part.total + index], distinct: base[Part.distinct + index],
            reference: base[Part.reference + index]))
      }
    }
    old.deallocate()
  }
}
