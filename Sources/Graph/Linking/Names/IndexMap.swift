/// A map from 64-bit keys to lists of integers, built once and then only read. Values of one key keep the order in which
/// they were added. Open addressing, no allocation a key.
///
/// A class because every look-up lends it to an iterator, which as a structure would copy five array references.
/// `@unchecked Sendable`: one thread builds it before any other sees it, and nothing writes afterwards.
final class IndexMap: @unchecked Sendable {
  private var keys: [UInt64]
  private var heads: [Int32]
  private var tails: [Int32]
  private var values: [Int32] = []
  private var nexts: [Int32] = []
  private var mask: Int
  private var used = 0
  /// A finished map whose values of a key follow those that are here.
  private let base: IndexMap?

  init(expectedCount: Int, before base: IndexMap? = nil) {
    self.base = base
    var size = 64
    while size < expectedCount * 2 { size *= 2 }
    keys = [UInt64](repeating: .max, count: size)
    heads = [Int32](repeating: -1, count: size)
    tails = [Int32](repeating: -1, count: size)
    mask = size - 1
  }

  /// Packs two indices into a key.
  @inline(__always)
  static func key(_ high: Int32, _ low: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: high)) << 32 | UInt64(UInt32(bitPattern: low))
  }

  func add(_ key: UInt64, _ value: Int32) {
    if used * 2 >= keys.count { grow() }
    let slot = self.slot(of: key)
    if keys[slot] == .max {
      keys[slot] = key
      used += 1
    }
    values.append(value)
    nexts.append(-1)
    let entry = Int32(values.count - 1)
    if heads[slot] < 0 { heads[slot] = entry } else { nexts[Int(tails[slot])] = entry }
    tails[slot] = entry
  }

  /// The values of a key that there is none of.
  var noValues: Values { Values(map: self, entry: -1, baseEntry: -1) }

  /// The values of a key, in the order of adding, then those of the map behind this one.
  func values(of key: UInt64) -> Values {
    Values(map: self, entry: heads[slot(of: key)], baseEntry: base.map { $0.heads[$0.slot(of: key)] } ?? -1)
  }

  /// The first value of a key.
  @inline(__always)
  func first(of key: UInt64) -> Int32? {
    let entry = heads[slot(of: key)]
    return entry < 0 ? base?.first(of: key) : values[Int(entry)]
  }

  struct Values: Sequence, IteratorProtocol {
    fileprivate let map: IndexMap
    fileprivate var entry: Int32
    fileprivate var baseEntry: Int32

    mutating func next() -> Int32? {
      if entry >= 0 {
        defer { entry = map.nexts[Int(entry)] }
        return map.values[Int(entry)]
      }
      guard baseEntry >= 0, let base = map.base else { return nil }
      defer { baseEntry = base.nexts[Int(baseEntry)] }
      return base.values[Int(baseEntry)]
    }
  }

  @inline(__always)
  private func slot(of key: UInt64) -> Int {
    var hash = key &* 0x9e37_79b9_7f4a_7c15
    hash ^= hash >> 32
    var slot = Int(truncatingIfNeeded: hash) & mask
    while keys[slot] != key, keys[slot] != .max { slot = (slot + 1) & mask }
    return slot
  }

  private func grow() {
    let (oldKeys, oldHeads, oldTails) = (keys, heads, tails)
    let size = keys.count * 2
    keys = [UInt64](repeating: .max, count: size)
    heads = [Int32](repeating: -1, count: size)
    tails = [Int32](repeating: -1, count: size)
    mask = size - 1
    for index in 0..<oldKeys.count where oldKeys[index] != .max {
      let slot = self.slot(of: oldKeys[index])
      keys[slot] = oldKeys[index]
      heads[slot] = oldHeads[index]
      tails[slot] = oldTails[index]
    }
  }
}
