/// One stream's own share of the counts of the model that holds it, so that it can be scored as if the model had never
/// seen it.
///
/// A class because it owns memory that must not be copied; one belongs to one ``EnergyScorer``.
final class WithheldCounts {
  struct Slot {
    var hash: UInt64 = 0
    /// Slots of other epochs are empty.
    var epoch: UInt32 = 0
    var total: UInt32 = 0
    /// First entry of the context's successors, -1 for none.
    var head: Int32 = -1
    var distinct: UInt32 = 0
  }

  struct Entry {
    var token: UInt32
    var count: UInt32
    var next: Int32
  }

  private var contexts: UnsafeMutablePointer<Slot>
  private var contextMask: Int
  private var contextCount = 0
  /// Entries by context and token: hash and entry's index.
  private var places: UnsafeMutablePointer<Slot>
  private var placeMask: Int
  private(set) var entries: UnsafeMutablePointer<Entry>
  private var entryCount = 0
  private var entryCapacity = 1 << 10
  private var epoch: UInt32 = 1

  init() {
    contexts = .allocate(capacity: 1 << 10)
    contexts.initialize(repeating: Slot(), count: 1 << 10)
    contextMask = 1 << 10 - 1
    places = .allocate(capacity: 1 << 10)
    places.initialize(repeating: Slot(), count: 1 << 10)
    placeMask = 1 << 10 - 1
    entries = .allocate(capacity: 1 << 10)
  }

  deinit {
    contexts.deallocate()
    places.deallocate()
    entries.deallocate()
  }

  func clear() {
    contextCount = 0
    entryCount = 0
    epoch &+= 1
    if epoch == 0 {
      contexts.update(repeating: Slot(), count: contextMask + 1)
      places.update(repeating: Slot(), count: placeMask + 1)
      epoch = 1
    }
  }

  /// The context's own counts, empty where the stream has none.
  @inline(__always)
  func find(_ hash: UInt64) -> Slot {
    var index = Int(truncatingIfNeeded: hash) & contextMask
    while contexts[index].epoch == epoch {
      if contexts[index].hash == hash { return contexts[index] }
      index = (index &+ 1) & contextMask
    }
    return Slot()
  }

  /// How often `token` followed the context in the stream.
  @inline(__always)
  func count(_ hash: UInt64, _ token: UInt32) -> UInt32 {
    let key = Self.key(hash, token)
    var index = Int(truncatingIfNeeded: key) & placeMask
    while places[index].epoch == epoch {
      if places[index].hash == key { return entries[Int(places[index].head)].count }
      index = (index &+ 1) & placeMask
    }
    return 0
  }

  func add(_ hash: UInt64, _ token: UInt32) {
    if (contextCount + 1) * 2 > contextMask { growContexts() }
    if (entryCount + 1) * 2 > placeMask { growPlaces() }
    if entryCount == entryCapacity { growEntries() }
    var index = Int(truncatingIfNeeded: hash) & contextMask
    while contexts[index].epoch == epoch, contexts[index].hash != hash { index = (index &+ 1) & contextMask }
    if contexts[index].epoch != epoch {
      contexts[index] = Slot(hash: hash, epoch: epoch)
      contextCount += 1
    }
    contexts[index].total &+= 1
    let key = Self.key(hash, token)
    var place = Int(truncatingIfNeeded: key) & placeMask
    while places[place].epoch == epoch, places[place].hash != key { place = (place &+ 1) & placeMask }
    if places[place].epoch == epoch {
      entries[Int(places[place].head)].count &+= 1
      return
    }
    places[place] = Slot(hash: key, epoch: epoch, head: Int32(truncatingIfNeeded: entryCount))
    entries[entryCount] = Entry(token: token, count: 1, next: contexts[index].head)
    contexts[index].head = Int32(truncatingIfNeeded: entryCount)
    contexts[index].distinct &+= 1
    entryCount += 1
  }

  @inline(__always)
  private static func key(_ hash: UInt64, _ token: UInt32) -> UInt64 {
    TokenHash.mixed(hash &+ UInt64(token) &* 0x9e37_79b9_7f4a_7c15)
  }

  private func growEntries() {
    let copy = UnsafeMutablePointer<Entry>.allocate(capacity: entryCapacity * 2)
    copy.update(from: entries, count: entryCount)
    entries.deallocate()
    entries = copy
    entryCapacity *= 2
  }

  private func growContexts() { Self.grow(&contexts, &contextMask, epoch) }

  private func growPlaces() { Self.grow(&places, &placeMask, epoch) }

  private static func grow(_ slots: inout UnsafeMutablePointer<Slot>, _ mask: inout Int, _ epoch: UInt32) {
    let old = slots
    let oldCount = mask + 1
    mask = oldCount * 2 - 1
    slots = .allocate(capacity: oldCount * 2)
    slots.initialize(repeating: Slot(), count: oldCount * 2)
    for index in 0..<oldCount where old[index].epoch == epoch {
      var target = Int(truncatingIfNeeded: old[index].hash) & mask
      while slots[target].epoch == epoch { target = (target &+ 1) & mask }
      slots[target] = old[index]
    }
    old.deallocate()
  }
}
