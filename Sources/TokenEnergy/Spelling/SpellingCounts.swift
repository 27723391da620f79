/// Symbols seen after contexts: for each context key a block of (rank, count) by ascending rank.
///
/// Most contexts have one symbol, which lies in the slot itself; others have a block of 4, 8, 16 … words in one arena.
/// Counts are exact under removal: what was never added and what was taken away look the same to a reader. 8 bytes a
/// context at a load of at most 3 ⁄ 4, 4 a symbol of a context with several. Counts hold for fewer than 2²² names that
/// share a context.
struct SpellingCounts: Sendable {
  struct Slot {
    var key: UInt32 = 0
    /// 0 free; top bit set: one symbol, packed in the rest; else 1 + a quarter of the block's place.
    var payload: UInt32 = 0
  }
  static let single: UInt32 = 1 << 31
  /// A symbol is packed as rank << 22 | count.
  static let countBits: UInt32 = 22
  static let countMask: UInt32 = (1 << 22) - 1
  /// Follows the last symbol of a list; above every packed symbol.
  static let sentinel = UInt32.max
  /// Words of a block by size class; the last has room for every symbol and the sentinel.
  private static let sizes = [4, 8, 16, 32, 64, 128, 260]
  /// Words before the symbols: number of symbols | size class << 16, and the sum of the counts.
  static let header = 2

  private(set) var slots = [Slot](repeating: Slot(), count: 64)
  private(set) var arena: [UInt32] = [0, 0, 0, 0]
  private var free = [UInt32](repeating: 0, count: 7)
  private var used = 0

  /// Bytes of memory.
  var footprint: Int { slots.capacity * MemoryLayout<Slot>.stride + arena.capacity * 4 }

  @inline(__always) static func find(_ slots: UnsafePointer<Slot>, _ mask: Int, _ key: UInt32) -> Int {
    var index = Int(key) & mask
    while slots[index].payload != 0 && slots[index].key != key { index = (index &+ 1) & mask }
    return index
  }

  @inline(__always) private func find(_ key: UInt32) -> Int {
    let mask = slots.count &- 1
    var index = Int(key) & mask
    while slots[index].payload != 0 && slots[index].key != key { index = (index &+ 1) & mask }
    return index
  }

  /// One more sight of a symbol after a context.
  mutating func add(_ key: UInt32, _ rank: UInt16) {
    let index = find(key)
    let payload = slots[index].payload
    let one = UInt32(rank) << Self.countBits | 1
    if payload == 0 {
      slots[index] = Slot(key: key, payload: Self.single | one)
      used += 1
      if used * 4 > slots.count * 3 { grow() }
      return
    }
    if payload & Self.single == 0 {
      addToBlock(index, rank)
    } else if payload & Self.countMask == 0 {
      slots[index].payload = Self.single | one
    } else if (payload & ~Self.single) >> Self.countBits == UInt32(rank) {
      slots[index].payload = payload + 1
    } else {
      let block = take(0)
      arena[block] = 1
      arena[block + 1] = payload & Self.countMask
      arena[block + 2] = payload & ~Self.single
      arena[block + 3] = Self.sentinel
      slots[index].payload = UInt32(block / 4 + 1)
      addToBlock(index, rank)
    }
  }

  private mutating func addToBlock(_ index: Int, _ rank: UInt16) {
    var block = Int(slots[index].payload &- 1) * 4
    let many = Int(arena[block] & 0xFFFF)
    arena[block + 1] &+= 1
    var place = block + Self.header
    let end = place + many
    while place < end && arena[place] >> Self.countBits < UInt32(rank) { place += 1 }
    if place < end && arena[place] >> Self.countBits == UInt32(rank) {
      arena[place] &+= 1
      return
    }
    let size = Int(arena[block] >> 16)
    if many + Self.header + 1 == Self.sizes[size] {
      let larger = take(size + 1)
      for word in 1...(many + Self.header) { arena[larger + word] = arena[block + word] }
      arena[larger] = UInt32(size + 1) << 16 | UInt32(many)
      release(block, size)
      slots[index].payload = UInt32(larger / 4 + 1)
      place += larger - block
      block = larger
    }
    var moved = block + Self.header + many + 1
    while moved > place {
      arena[moved] = arena[moved - 1]
      moved -= 1
    }
    arena[place] = UInt32(rank) << Self.countBits | 1
    arena[block] += 1
  }

  /// Takes back one sight. Does nothing where there was none.
  mutating func remove(_ key: UInt32, _ rank: UInt16) {
    let index = find(key)
    let payload = slots[index].payload
    if payload == 0 { return }
    if payload & Self.single != 0 {
      let same = (payload & ~Self.single) >> Self.countBits == UInt32(rank)
      if same && payload & Self.countMask > 0 { slots[index].payload = payload - 1 }
      return
    }
    let block = Int(payload &- 1) * 4
    let end = block + Self.header + Int(arena[block] & 0xFFFF)
    var place = block + Self.header
    while place < end && arena[place] >> Self.countBits < UInt32(rank) { place += 1 }
    guard place < end, arena[place] >> Self.countBits == UInt32(rank) else { return }
    arena[block + 1] &-= 1
    arena[place] &-= 1
    if arena[place] & Self.countMask > 0 { return }
    while place < end {
      arena[place] = arena[place + 1]
      place += 1
    }
    arena[block] -= 1
    if arena[block] & 0xFFFF == 0 {
      release(block, Int(arena[block] >> 16))
      slots[index].payload = Self.single
    }
  }

  private mutating func take(_ size: Int) -> Int {
    if free[size] != 0 {
      let block = Int(free[size] - 1) * 4
      free[size] = arena[block]
      return block
    }
    let block = arena.count
    let needed = block + Self.sizes[size]
    if needed > arena.capacity { arena.reserveCapacity(needed + needed / 4) }
    arena.append(contentsOf: repeatElement(0, count: Self.sizes[size]))
    return block
  }

  private mutating func release(_ block: Int, _ size: Int) {
    arena[block] = free[size]
    free[size] = UInt32(block / 4 + 1)
  }

  /// Slots whose symbols were all taken away are dropped here.
  private mutating func grow() {
    let old = slots.filter { $0.payload & Self.single == 0 ? $0.payload != 0 : $0.payload & Self.countMask != 0 }
    var capacity = slots.count
    while old.count * 2 > capacity { capacity *= 2 }
    slots = [Slot](repeating: Slot(), count: capacity)
    used = old.count
    for slot in old { slots[find(slot.key)] = slot }
  }
}
