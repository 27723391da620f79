/// A set of numbers other than 0, emptied and filled again and again.
struct LookupSet {
  private(set) var values: [UInt32] = []
  private var slots = [UInt32](repeating: 0, count: 4096)

  mutating func removeAll() {
    guard !values.isEmpty else { return }
    for index in slots.indices { slots[index] = 0 }
    values.removeAll(keepingCapacity: true)
  }

  mutating func insert(_ value: UInt32) {
    guard place(value) else { return }
    values.append(value)
    guard values.count * 2 > slots.count else { return }
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for value in values { _ = place(value) }
  }

  mutating func insert(_ values: [UInt32]) {
    for value in values { insert(value) }
  }

  func contains(_ value: UInt32) -> Bool {
    var slot = Int(value) & (slots.count - 1)
    while slots[slot] != 0 {
      if slots[slot] == value { return true }
      slot = (slot + 1) & (slots.count - 1)
    }
    return false
  }

  /// Whether it was not there.
  private mutating func place(_ value: UInt32) -> Bool {
    var slot = Int(value) & (slots.count - 1)
    while slots[slot] != 0 {
      if slots[slot] == value { return false }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = value
    return true
  }
}
