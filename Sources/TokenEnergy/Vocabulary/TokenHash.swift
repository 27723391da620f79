/// Hashes of texts and of contexts: the same on every machine and in every run, never numbers of a vocabulary, so that
/// nothing depends on the order in which texts were met.
package enum TokenHash {
  /// Hash of a token's text; text between quotes is another token than the same text outside.
  package static func of(_ text: UnsafeBufferPointer<UInt8>, isSegment: Bool) -> UInt64 {
    var hash: UInt64 = isSegment ? 0x9e37_79b9_7f4a_7c15 : 0xcbf2_9ce4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return mixed(hash)
  }

  /// Hash of a number: neighbours come far apart.
  package static func of(number: UInt64) -> UInt64 { mixed(number &+ 0x9e37_79b9_7f4a_7c15) }

  /// Spreads the bits of `value` over the whole word (a finaliser after Stafford's and Degski's).
  @inline(__always)
  static func mixed(_ value: UInt64) -> UInt64 {
    var hash = value
    hash ^= hash &>> 32
    hash = hash &* 0xd6e8_feb8_6659_fd93
    hash ^= hash &>> 32
    hash = hash &* 0xd6e8_feb8_6659_fd93
    return hash ^ hash &>> 32
  }

  /// One hash of two, in order.
  @inline(__always)
  static func combined(_ first: UInt64, _ second: UInt64) -> UInt64 {
    let hash = (first ^ second) &* 0x9e37_79b9_7f4a_7c15
    return (hash ^ (hash &>> 29)) &+ (second &* 0xff51_afd7_ed55_8ccd)
  }
}
