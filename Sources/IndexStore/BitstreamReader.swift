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

  /// A number of `width` bits, 0...64.
  mutating func fixed(_ width: Int) throws(Damage) -> UInt64 {
    guard width <= 64, width <= bitCount - position else { throw Damage(reason: "it is cut short") }
    var value: UInt64 = 0
    var done = 0
    while done < width {
      let shift = position & 7
      let count = min(8 - shift, width - done)
      let bits = UInt64(bytes[position >> 3] >> UInt8(shift)) & (1 << UInt64(count) - 1)
      value |= bits << UInt64(done)
      done += count
      position += count
    }
    return value
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
