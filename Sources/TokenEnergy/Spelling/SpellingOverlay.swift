/// What one file lays over a model: symbols its own names have shown, and symbols of withheld names to be taken off.
///
/// Same contexts and keys as `SpellingCounts`. A class, because it owns memory that is reused from file to file; used
/// by one worker at a time.
final class SpellingOverlay {
  struct Slot {
    var key: UInt32
    /// 0 free, else 1 + first entry; the top bit tells of withheld counts.
    var head: UInt32
  }
  struct Entry {
    var next: UInt32
    var local: UInt16
    var rank: UInt16
    var withheld: UInt32
  }
  /// Largest local count; more sights change nothing.
  static let most: UInt16 = 1000

  private(set) var slots: UnsafeMutablePointer<Slot>
  private(set) var mask: Int
  private var touched: UnsafeMutablePointer<UInt32>
  private var used = 0
  private(set) var entries: UnsafeMutablePointer<Entry>
  private var entryCount = 0
  private var entryCapacity: Int

  init() {
    mask = 4095
    slots = .allocate(capacity: 4096)
    slots.initialize(repeating: Slot(key: 0, head: 0), count: 4096)
    touched = .allocate(capacity: 4096)
    entryCapacity = 4096
    entries = .allocate(capacity: 4096)
  }

  deinit {
    slots.deallocate()
    touched.deallocate()
    entries.deallocate()
  }

  /// Forgets the file; O(contexts it had).
  func reset() {
    for index in 0..<used { slots[Int(touched[index])].head = 0 }
    used = 0
    entryCount = 0
  }

  static let hasWithheld: UInt32 = 1 << 31

  /// 1 + the first entry of a context, with the mark of withheld counts; 0 where it has none.
  @inline(__always) func head(_ key: UInt32) -> UInt32 {
    var index = Int(key) & mask
    while slots[index].head != 0 {
      if slots[index].key == key { return slots[index].head }
      index = (index &+ 1) & mask
    }
    return 0
  }

  /// The file has shown a symbol after a context: it gains 4, the others above 2 lose half (recency; as the
  /// nonstationary states of Mahoney 2005).
  @inline(__always) func addLocal(_ key: UInt32, _ rank: UInt16) {
    let slot = slot(key)
    let place = entry(slot, rank)
    if entries[place].local < Self.most { entries[place].local &+= 4 }
    var next = Int(slots[slot].head & ~Self.hasWithheld) &- 1
    while next >= 0 {
      let count = entries[next].local
      if next != place && count > 2 { entries[next].local = (count &+ 1) >> 1 }
      next = Int(entries[next].next) &- 1
    }
  }

  /// A withheld name has shown a symbol after a context.
  @inline(__always) func addWithheld(_ key: UInt32, _ rank: UInt16) {
    let slot = slot(key)
    let place = entry(slot, rank)
    entries[place].withheld &+= 1
    slots[slot].head |= Self.hasWithheld
  }

  /// The slot of a context, taken where it was free.
  @inline(__always) private func slot(_ key: UInt32) -> Int {
    if used &* 2 > mask { grow() }
    var index = Int(key) & mask
    while slots[index].head != 0 && slots[index].key != key { index = (index &+ 1) & mask }
    if slots[index].head == 0 {
      slots[index].key = key
      touched[used] = UInt32(truncatingIfNeeded: index)
      used &+= 1
    }
    return index
  }

  /// The entry of a context and symbol, made where it was not; lists ascend by rank.
  @inline(__always) private func entry(_ slot: Int, _ rank: UInt16) -> Int {
    let mark = slots[slot].head & Self.hasWithheld
    var previous = -1
    var current = Int(slots[slot].head & ~Self.hasWithheld) &- 1
    while current >= 0 && entries[current].rank < rank {
      previous = current
      current = Int(entries[current].next) &- 1
    }
    if current >= 0 && entries[current].rank == rank { return current }
    let made = take(rank, next: UInt32(truncatingIfNeeded: current &+ 1))
    let name = UInt32(truncatingIfNeeded: made &+ 1)
    if previous < 0 { slots[slot].head = name | mark } else { entries[previous].next = name }
    return made
  }

  @inline(__always) private func take(_ rank: UInt16, next: UInt32) -> Int {
    if entryCount == entryCapacity {
      entries = entries.moved(entryCount, to: entryCapacity * 2)
      entryCapacity *= 2
    }
    entries[entryCount] = Entry(next: next, local: 0, rank: rank, withheld: 0)
    entryCount &+= 1
    return entryCount &- 1
  }

  private func grow() {
    let old = slots
    let oldTouched = touched
    let capacity = (mask + 1) * 2
    mask = capacity - 1
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: Slot(key: 0, head: 0), count: capacity)
    touched = .allocate(capacity: capacity)
    for place in 0..<used {
      let slot = old[Int(oldTouched[place])]
      var index = Int(slot.key) & mask
      while slots[index].head != 0 { index = (index + 1) & mask }
      slots[index] = slot
      touched[place] = UInt32(index)
    }
    old.deallocate()
    oldTouched.deallocate()
  }
}
