#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Gives equal texts of one file the same ``StringID``. Open addressing with linear probing.
package struct StringInterner: Sendable {
  package private(set) var table = StringTable()
  /// Indices of texts by hash, 0 for a free slot (the empty text is never looked up here).
  private var slots: [UInt32]
  private var hashes: [UInt32] = [0]
  private var mask: Int

  /// `expectedCount` distinct texts fit without growing.
  package init(expectedCount: Int) {
    var size = 64
    while size < expectedCount * 2 { size *= 2 }
    slots = [UInt32](repeating: 0, count: size)
    mask = size - 1
  }

  package mutating func intern(_ text: UnsafeBufferPointer<UInt8>) -> StringID {
    guard let base = text.baseAddress, text.count > 0 else { return .empty }
    let hash = Self.hash(base, text.count)
    var slot = Int(hash) & mask
    while slots[slot] != 0 {
      let candidate = Int(slots[slot])
      if hashes[candidate] == hash {
        let range = table.range(of: StringID(UInt32(candidate)))
        let equal =
          range.count == text.count
          && table.bytes.withUnsafeBytes { bytes in
            bytes.baseAddress.map { memcmp($0 + range.lowerBound, base, range.count) == 0 } ?? false
          }
        if equal { return StringID(UInt32(candidate)) }
      }
      slot = (slot + 1) & mask
    }
    let id = table.append(text)
    hashes.append(hash)
    slots[slot] = id.index
    if table.count * 2 > slots.count { grow() }
    return id
  }

  /// The identifier of a text that has one already.
  package func existing(_ text: UnsafeBufferPointer<UInt8>) -> StringID? {
    guard let base = text.baseAddress, text.count > 0 else { return .empty }
    let hash = Self.hash(base, text.count)
    var slot = Int(hash) & mask
    while slots[slot] != 0 {
      let candidate = StringID(slots[slot])
      if hashes[Int(candidate.index)] == hash, table.withBytes(of: candidate, { $0.elementsEqual(text) }) {
        return candidate
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  package mutating func intern(_ text: String) -> StringID {
    var text = text
    return text.withUTF8 { intern($0) }
  }

  private mutating func grow() {
    let size = slots.count * 2
    mask = size - 1
    slots = [UInt32](repeating: 0, count: size)
    for index in 1..<table.count {
      var slot = Int(hashes[index]) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(index)
    }
  }

  /// A multiplicative hash over eight bytes at a time. Not stable over byte orders: it never leaves the process.
  @inline(__always)
  private static func hash(_ base: UnsafePointer<UInt8>, _ count: Int) -> UInt32 {
    let raw = UnsafeRawPointer(base)
    var state = UInt64(truncatingIfNeeded: count) &* 0x9e37_79b9_7f4a_7c15
    var offset = 0
    while offset + 8 <= count {
      state = (state ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) &* 0xff51_afd7_ed55_8ccd
      state ^= state >> 32
      offset += 8
    }
    var tail: UInt64 = 0
    while offset < count {
      tail = tail << 8 | UInt64(base[offset])
      offset += 1
    }
    state = (state ^ tail) &* 0xc4ce_b9fe_1a85_ec53
    return UInt32(truncatingIfNeeded: state >> 29 ^ state)
  }
}
