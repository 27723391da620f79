/// Reads numbers from a stream of bits, lowest bit first, as LLVM's bitstream container packs them.
///
/// Every read checks the end: damaged data gives an error, never a read outside.
struct BitstreamReader {
  /// The data is not what it should be.
  struct Damage: Error {
    var reason: String
  }

  private let bytes: UnsafeRawBufferPointer
  /// Index of the next bit.
  private(set) var position = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var bitCount: Int { bytes.count * 8 }

  mutating func skip(toBit position: Int) throws(Damage) {
    guard position >= self.position, position <= bitCount else { throw Damage(reason: "it is cut short") }
    self.position = position
  }

  mutating func alignToWord() throws(Damage) { try skip(toBit: (position + 31) & ~31) }

  /// A number of `width` bits, 0...32.
  mutating func fixed(_ width: Int) throws(Damage) -> UInt64 {
    guard width <= 32, width <= bitCount - position else { throw Damage(reason: "it is cut short") }
    defer { position += width }
    let first = position >> 3
    // 32 bits from any bit on lie within eight bytes.
    var word: UInt64 = 0
    if first + 8 <= bytes.count {
      word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: first, as: UInt64.self))
    } else {
      for index in (first..<bytes.count).reversed() { word = word << 8 | UInt64(bytes[index]) }
    }
    return word >> UInt64(position & 7) & (1 << UInt64(width) - 1)
  }

  /// A number in groups of `width` bits, the highest of which says that another group follows.
  mutating func variable(_ width: Int) throws(Damage) -> UInt64 {
    guard (2...32).contains(width) else { throw Damage(reason: "a number has no width") }
    var value: UInt64 = 0
    var shift = 0
    while true {
      let group = try fixed(width)
      guard shift < 64 else { throw Damage(reason: "a number is too large") }
      value |= (group & (1 << UInt64(width - 1) - 1)) << UInt64(shift)
      if group >> UInt64(width - 1) == 0 { return value }
      shift += width - 1
    }
  }

  /// As ``variable(_:)``, for a count of things of which each takes at least `bits` of what is left.
  mutating func count(_ width: Int, each bits: Int) throws(Damage) -> Int {
    guard let count = Int(exactly: try variable(width)), count <= (bitCount - position) / max(bits, 1) else {
      throw Damage(reason: "it is cut short")
    }
    return count
  }

  /// A number of bytes at the current position, which has to be at a byte's begin; moves behind them.
  mutating func bytes(_ count: Int) throws(Damage) -> Range<Int> {
    let start = position / 8
    guard position & 7 == 0, count <= bytes.count - start else { throw Damage(reason: "it is cut short") }
    position += count * 8
    return start..<start + count
  }
}
