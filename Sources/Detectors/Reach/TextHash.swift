import Facts
import Model

/// A text across files, told from others by a hash of 64 bits: equal texts have equal ones, and texts that have equal ones
/// are taken for equal.
struct TextHash: Hashable, Sendable {
  let value: UInt64

  init(_ text: UnsafeBufferPointer<UInt8>) {
    // FNV-1a with a last mix, since its low bits are used as they are.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash = (hash ^ (hash >> 32)) &* 0x9e37_79b9_7f4a_7c15
    value = hash ^ (hash >> 29)
  }

  init(_ text: String) {
    var text = text
    self = text.withUTF8 { TextHash($0) }
  }

  func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

extension StringTable {
  /// The hash of a text.
  func hash(of id: StringID) -> TextHash { withBytes(of: id) { TextHash($0) } }
}

/// A fixed set of hashed texts that answers in a few instructions, mostly with no.
struct TextHashSet: Sendable {
  /// Open addressing with linear probing; 0 for an empty place.
  private var slots: [UInt64]
  private let mask: Int
  private var hasZero = false

  init(_ texts: some Sequence<TextHash>) {
    let texts = Array(texts)
    var capacity = 16
    while capacity < texts.count * 4 { capacity *= 2 }
    slots = [UInt64](repeating: 0, count: capacity)
    mask = capacity - 1
    for text in texts { insert(text.value) }
  }

  private mutating func insert(_ value: UInt64) {
    if value == 0 { hasZero = true }
    var slot = Int(truncatingIfNeeded: value) & mask
    while slots[slot] != 0 {
      if slots[slot] == value { return }
      slot = (slot + 1) & mask
    }
    slots[slot] = value
  }

  func contains(_ text: TextHash) -> Bool {
    var slot = Int(truncatingIfNeeded: text.value) & mask
    while slots[slot] != 0 {
      if slots[slot] == text.value { return true }
      slot = (slot + 1) & mask
    }
    return text.value == 0 && hasZero
  }
}
