/// What followed which context in the stream so far, the latest first.
///
/// A successor that was not among the last ``reach`` of its context begins anew: the cache forgets.
///
/// A class because it owns memory that must not be copied; one belongs to one ``EnergyScorer``.
final class FileTable {
  /// Sixteen bytes, so that the table of a file fits the nearest caches.
  struct Slot {
    /// The upper half of the context's hash.
    var check: UInt32 = 0
    /// The entry of the latest successor, -1 for none.
    var head: Int32 = -1
    /// Slots of other epochs are empty.
    var epoch: UInt16 = 0
    /// Up to 65,535; more are not told apart.
    var total: UInt16 = 0
    var distinct: UInt16 = 0
  }

  struct Entry {
    var token: UInt32
    var count: UInt32
    /// The entry of the successor before, -1 for none.
    var next: Int32
  }

  /// How far back a successor is remembered.
  static let reach = 48

  private(set) var slots: UnsafeMutablePointer<Slot>
  private var mask: Int
  /// The hashes of the slots in use, and where they are.
  private var usedHashes: UnsafeMutablePointer<UInt64>
  private var usedPlaces: UnsafeMutablePointer<Int32>
  private var usedCount = 0
  private(set) var entries: UnsafeMutablePointer<Entry>
  private var entryCapacity: Int
  private var entryCount = 0
  private(set) var epoch: UInt16 = 1

  init() {
    slots = .allocate(capacity: 1 << 12)
    slots.initialize(repeating: Slot(), count: 1 << 12)
    mask = 1 << 12 - 1
    entryCapacity = 1 << 14
    entries = .allocate(capacity: entryCapacity)
    usedHashes = .allocate(capacity: entryCapacity)
    usedPlaces = .allocate(capacity: entryCapacity)
  }

  deinit {
    slots.deallocate()
    entries.deallocate()
    usedHashes.deallocate()
    usedPlaces.deallocate()
  }

  /// Forgets everything; makes room for `contexts` more contexts, so that slots stay where they are until then.
  func clear() {
    usedCount = 0
    entryCount = 0
    epoch &+= 1
    if epoch == 0 {
      slots.update(repeating: Slot(), count: mask + 1)
      epoch = 1
    }
  }

  /// Makes room for `contexts` more contexts and as many entries: slots and entries stay in place until those are used.
  func reserve(_ contexts: Int) {
    if (usedCount + contexts) * 2 > mask + 1 { grow(to: usedCount + contexts) }
    // Every slot in use has an entry, so that its hash has a place too.
    guard entryCount + contexts > entryCapacity else { return }
    let wider = max(entryCapacity * 2, entryCount + contexts)
    entries = entries.moved(entryCount, to: wider)
    usedHashes = usedHashes.moved(usedCount, to: wider)
    usedPlaces = usedPlaces.moved(usedCount, to: wider)
    entryCapacity = wider
  }

  /// The home of a slot comes from the lower half of the hash, which slots do not keep: what grows begins anew, and the
  /// stream's contexts are put back by their hashes.
  private func grow(to contexts: Int) {
    let old = slots
    let oldCount = mask + 1
    var count = oldCount
    while contexts * 2 > count { count *= 2 }
    slots = .allocate(capacity: count)
    slots.initialize(repeating: Slot(), count: count)
    mask = count - 1
    for index in 0..<usedCount {
      let place = self.index(of: usedHashes[index])
      slots[place] = old[Int(usedPlaces[index])]
      usedPlaces[index] = Int32(truncatingIfNeeded: place)
    }
    old.deallocate()
  }

  /// Brings the slots of some contexts into the caches.
  @inline(__always)
  func touch(_ hashes: UnsafePointer<UInt64>, _ kinds: UnsafePointer<Int>) -> UInt32 {
    var sum: UInt32 = 0
    for order in 0..<ContextKind.fileCount {
      sum &+= slots[Int(truncatingIfNeeded: hashes[kinds[order]]) & mask].check
    }
    return sum
  }

  /// Index of the context's slot, or of the empty one where it would stand.
  @inline(__always)
  func index(of hash: UInt64) -> Int {
    let check = UInt32(truncatingIfNeeded: hash &>> 32)
    var index = Int(truncatingIfNeeded: hash) & mask
    while slots[index].epoch == epoch, slots[index].check != check { index = (index &+ 1) & mask }
    return index
  }

  /// Notes that `token` followed the context, whose slot was found or would have stood at `found`. Another context of
  /// the same place may have taken that since: then the next one is looked for.
  @inline(__always)
  func add(_ hash: UInt64, _ token: UInt32, at found: Int) {
    let check = UInt32(truncatingIfNeeded: hash &>> 32)
    var index = found
    while slots[index].epoch == epoch, slots[index].check != check { index = (index &+ 1) & mask }
    let slot = slots + index
    if slot.pointee.epoch != epoch {
      slot.pointee = Slot(check: check, epoch: epoch)
      usedHashes[usedCount] = hash
      usedPlaces[usedCount] = Int32(truncatingIfNeeded: index)
      usedCount &+= 1
    }
    if slot.pointee.total < .max { slot.pointee.total &+= 1 }
    var entry = slot.pointee.head
    var before: Int32 = -1
    var steps = 0
    while entry >= 0, steps < Self.reach {
      let current = entries + Int(entry)
      if current.pointee.token == token {
        current.pointee.count &+= 1
        if before >= 0 {
          entries[Int(before)].next = current.pointee.next
          current.pointee.next = slot.pointee.head
          slot.pointee.head = entry
        }
        return
      }
      before = entry
      entry = current.pointee.next
      steps &+= 1
    }
    entries[entryCount] = Entry(token: token, count: 1, next: slot.pointee.head)
    slot.pointee.head = Int32(truncatingIfNeeded: entryCount)
    if slot.pointee.distinct < .max { slot.pointee.distinct &+= 1 }
    entryCount &+= 1
  }
}
