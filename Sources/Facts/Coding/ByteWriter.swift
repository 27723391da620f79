/// Appends bytes and varints to memory of a size given beforehand.
///
/// The owner calls ``deallocate()``; appending beyond the capacity is a fault of the bound that the owner computed and
/// stops the program rather than write past the end.
struct ByteWriter {
  private let start: UnsafeMutablePointer<UInt8>
  private var cursor: UnsafeMutablePointer<UInt8>
  private let end: UnsafeMutablePointer<UInt8>

  init(capacity: Int) {
    start = .allocate(capacity: capacity)
    cursor = start
    end = start + capacity
  }

  func deallocate() { start.deallocate() }

  /// A copy of what has been written.
  var bytes: [UInt8] { Array(UnsafeBufferPointer(start: start, count: cursor - start)) }

  @inline(__always)
  mutating func append(byte: UInt8) {
    precondition(cursor < end, "the bound of the coded size is wrong")
    cursor.pointee = byte
    cursor += 1
  }

  mutating func append(_ bytes: [UInt8]) {
    precondition(end - cursor >= bytes.count, "the bound of the coded size is wrong")
    bytes.withUnsafeBufferPointer { buffer in
      if let base = buffer.baseAddress { cursor.update(from: base, count: buffer.count) }
    }
    cursor += bytes.count
  }

  /// LEB128: seven bits a byte, least significant first, at most five bytes.
  @inline(__always)
  mutating func append(varint value: UInt32) {
    precondition(end - cursor >= 5, "the bound of the coded size is wrong")
    var rest = value
    while rest >= 0x80 {
      cursor.pointee = UInt8(truncatingIfNeeded: rest) | 0x80
      cursor += 1
      rest >>= 7
    }
    cursor.pointee = UInt8(truncatingIfNeeded: rest)
    cursor += 1
  }

  /// The difference of two numbers modulo 2^32, small in either direction.
  @inline(__always)
  mutating func append(difference value: UInt32, from base: UInt32) {
    let difference = Int32(bitPattern: value &- base)
    append(varint: UInt32(bitPattern: (difference << 1) ^ (difference >> 31)))
  }
}
