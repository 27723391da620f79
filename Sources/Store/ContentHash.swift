/// A 64-bit hash of texts and numbers, the same on every machine: multiply and fold, eight bytes at a time.
///
/// It narrows a search to the rows that may be equal; it does not withstand someone who makes collisions, so what it
/// finds is compared.
struct ContentHash {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  @inline(__always)
  mutating func combine(_ number: UInt64) {
    let product = (value ^ number).multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
    value = product.low ^ product.high &+ 0x2545_f491_4f6c_dd1d
  }

  /// Adds the text's UTF-8 bytes and their number, so that parts cannot run together.
  mutating func combine(_ text: String) {
    var text = text
    text.withUTF8 { buffer in
      let bytes = UnsafeRawBufferPointer(buffer)
      var index = 0
      while index + 8 <= bytes.count {
        combine(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian)
        index += 8
      }
      var rest: UInt64 = 0
      while index < bytes.count {
        rest = rest << 8 | UInt64(bytes[index])
        index += 1
      }
      combine(rest)
      combine(UInt64(bytes.count))
    }
  }
}
