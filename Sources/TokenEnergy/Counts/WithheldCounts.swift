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

  private struct Place {
    var key: UInt64 = 0
    /// Places of other epochs are empty.
    var epoch: UInt32 = 0
    var entry: Int32 = -1
  }

  /// Successors of contexts that have more are found through ``places``.
  private static let scanLimit = 8

  private var contexts: UnsafeMutablePointer<Slot>
  private var contextMask: Int
  private var contextCount = 0
  /// Entries by context and token.
  private var places: UnsafeMutablePointer<Place>
  private var placeMask: Int
  private var placeCount = 0
  private(set) var entries: UnsafeMutablePointer<Entry>
  private var entryCount = 0
  private var entryCapacity = 1 << 10
  private var epoch: UInt32 = 1

  init() {
    contexts = .allocate(capacity: 1 << 10)
    contexts.initialize(repeating: Slot(), count: 1 << 10)
    contextMask = 1 << 10 - 1
    places = .allocate(capacity: 1 << 10)
    places.initialize(repeating: Place(), count: 1 << 10)
    placeMask = 1 << 10 - 1
    entries = .allocate(capacity: 1 << 10)
  }

  deinit {
    contexts.deallocate()
    places.deallocate()
    entries.deallocate()
  }

  /// Forgets the stream. Room is made for one of `count` tokens and as many contexts each as `kinds`.
  func begin(tokens count: Int, kinds: Int) {
    contextCount = 0
    entryCount = 0
    placeCount = 0
    epoch &+= 1
    if epoch == 0 {
      contexts.update(repeating: Slot(), count: contextMask + 1)
      places.update(repeating: Place(), count: placeMask + 1)
      epoch = 1
    }
    reserve(entries: count * kinds)
  }

  /// The context's own counts, empty where the stream has none.
  @inline(__always)
  func find(_ hash: UInt64) -> Slot {
    let slot = contexts + index(of: hash)
    return slot.pointee.epoch == epoch ? slot.pointee : Slot()
  }

  @inline(__always)
  private func index(of hash: UInt64) -> Int {
    var index = Int(truncatingIfNeeded: hash) & contextMask
    while contexts[index].epoch == epoch, contexts[index].hash != hash { index = (index &+ 1) & contextMask }
    return index
  }

  /// How often `token` followed the context in the stream.
  @inline(__always)
  func count(_ slot: Slot, _ token: UInt32) -> UInt32 {
    let entry = find(token, slot)
    return entry >= 0 ? entries[Int(entry)].count : 0
  }

  /// The entry of a successor, -1 for none.
  @inline(__always)
  private func find(_ token: UInt32, _ slot: Slot) -> Int32 {
    if slot.distinct > Self.scanLimit {
      let place = places + self.place(of: Self.key(slot.hash, token))
      return place.pointee.epoch == epoch ? place.pointee.entry : -1
    }
    var entry = slot.head
    while entry >= 0, entries[Int(entry)].token != token { entry = entries[Int(entry)].next }
    return entry
  }

  @inline(__always)
  func add(_ hash: UInt64, _ token: UInt32) {
    if (contextCount &+ 1) &* 2 > contextMask { growContexts() }
    let slot = contexts + index(of: hash)
    if slot.pointee.epoch != epoch {
      slot.pointee = Slot(hash: hash, epoch: epoch)
      contextCount &+= 1
    }
    slot.pointee.total &+= 1
    let entry = find(token, slot.pointee)
    if entry >= 0 {
      entries[Int(entry)].count &+= 1
      return
    }
    entries[entryCount] = Entry(token: token, count: 1, next: slot.pointee.head)
    slot.pointee.head = Int32(truncatingIfNeeded: entryCount)
    slot.pointee.distinct &+= 1
    entryCount &+= 1
    if slot.pointee.distinct > Self.scanLimit { place(slot.pointee) }
  }

  /// Makes the latest successor of a long list known to ``places``, all of them where the list has just become long.
  private func place(_ slot: Slot) {
    var entry = slot.head
    repeat {
      if (placeCount &+ 1) &* 2 > placeMask { growPlaces() }
      let key = Self.key(slot.hash, entries[Int(entry)].token)
      places[place(of: key)] = Place(key: key, epoch: epoch, entry: entry)
      placeCount &+= 1
      entry = entries[Int(entry)].next
    } while slot.distinct == UInt32(Self.scanLimit + 1) && entry >= 0
  }

  /// Index of a key, or of the empty place where it would be.
  @inline(__always)
  private func place(of key: UInt64) -> Int {
    var index = Int(truncatingIfNeeded: key) & placeMask
    while places[index].epoch == epoch, places[index].key != key { index = (index &+ 1) & placeMask }
    return index
  }

  @inline(__always)
  private static func key(_ hash: UInt64, _ token: UInt32) -> UInt64 {
    TokenHash.mixed(hash &+ UInt64(token) &* 0x9e37_79b9_7f4a_7c15)
  }

  private func reserve(entries count: Int) {
    guard count > entryCapacity else { return }
    entries.deallocate()
    entryCapacity = count + count / 2
    entries = .allocate(capacity: entryCapacity)
  }

  private func growContexts() {
    let old = contexts
    let oldCount = contextMask + 1
    contextMask = oldCount * 2 - 1
    contexts = .allocate(capacity: oldCount * 2)
    contexts.initialize(repeating: Slot(), count: oldCount * 2)
    for place in 0..<oldCount where old[place].epoch == epoch { contexts[index(of: old[place].hash)] = old[place] }
    old.deallocate()
  }

  private func growPlaces() {
    let old = places
    let oldCount = placeMask + 1
    placeMask = oldCount * 2 - 1
    places = .allocate(capacity: oldCount * 2)
    places.initialize(repeating: Place(), count: oldCount * 2)
    for index in 0..<oldCount where old[index].epoch == epoch { places[place(of: old[index].key)] = old[index] }
    old.deallocate()
  }
}
