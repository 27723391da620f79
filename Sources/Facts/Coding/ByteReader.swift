/// Reads what ``ByteWriter`` wrote. Reading beyond the end or a varint of more than 32 bits gives zero and sets
/// ``failed``, so that loops may check once.
struct ByteReader {
  private var cursor: UnsafePointer<UInt8>?
  private let end: UnsafePointer<UInt8>?
  private(set) var failed = false

  init(_ buffer: UnsafeBufferPointer<UInt8>) {
    cursor = buffer.baseAddress
    end = buffer.baseAddress.map { $0 + buffer.count }
  }

  /// Number of bytes not yet read.
  var remaining: Int {
    guard let cursor, let end else { return 0 }
    return end - cursor
  }

  @inline(__always)
  mutating func byte() -> UInt8 {
    guard let here = cursor, let end, here < end else {
      failed = true
      return 0
    }
    cursor = here + 1
    return here.pointee
  }

  @inline(__always)
  mutating func varint() -> UInt32 {
    guard let here = cursor, let end, here < end else {
      failed = true
      return 0
    }
    let first = here.pointee
    if first < 0x80 {
      cursor = here + 1
      return UInt32(first)
    }
    guard end - here >= 2, here[1] < 0x80 else { return longVarint() }
    cursor = here + 2
    return UInt32(first & 0x7f) | UInt32(here[1]) << 7
  }

  @inline(never)
  private mutating func longVarint() -> UInt32 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 35, by: 7) {
      let next = byte()
      value |= UInt64(next & 0x7f) << shift
      if next < 0x80 {
        guard let result = UInt32(exactly: value) else { break }
        return result
      }
    }
    failed = true
    return 0
  }

  @inline(__always)
  mutating func difference(from base: UInt32) -> UInt32 {
    let coded = varint()
    return base &+ ((coded >> 1) ^ (0 &- (coded & 1)))
  }

  /// A count of items that take at least one byte each (or one bit, with `bitsEach` 1); nil where the bytes left cannot
  /// hold so many, so that nothing is allocated that the input does not pay for.
  mutating func count(bitsEach: Int = 8) -> Int? {
    let count = Int(varint())
    guard !failed, count <= remaining * 8 / bitsEach else { return nil }
    return count
  }

  /// The next `count` bytes, copied; nil where there are not so many.
  mutating func bytes(_ count: Int) -> [UInt8]? {
    guard count >= 0, count <= remaining else { return nil }
    guard count > 0, let here = cursor else { return [] }
    cursor = here + count
    return Array(UnsafeBufferPointer(start: here, count: count))
  }
}
