/// Bytes as text that can stand in a string literal: six bits a character, least significant first, from `?` (0) to `~`
/// (63). Eight characters hold six bytes, so that unpacking is a few shifts a group and needs no table.
///
/// In a raw literal (`#"…"#`) none of these characters needs an escape.
package enum PackedBytes {
  private static let base: UInt8 = 63
  private static let bases: UInt64 = 0x3f3f_3f3f_3f3f_3f3f

  /// The text of `bytes`; its length is a multiple of eight.
  package static func pack(_ bytes: [UInt8]) -> String {
    var text = [UInt8]()
    text.reserveCapacity((bytes.count + 5) / 6 * 8)
    for start in stride(from: 0, to: bytes.count, by: 6) {
      var group: UInt64 = 0
      for index in start..<min(start + 6, bytes.count) { group |= UInt64(bytes[index]) << UInt64(8 * (index - start)) }
      for position in 0..<8 { text.append(base + UInt8(truncatingIfNeeded: group >> UInt64(6 * position) & 63)) }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Calls `body` with the `byteCount` bytes that `text` packs, valid for the call only. Nil where the text has not the
  /// length for so many; other damage is the caller's to find, by a checksum within the bytes.
  package static func withUnpacked<Result>(
    _ text: UnsafeRawBufferPointer, byteCount: Int, _ body: (UnsafeRawBufferPointer) -> Result?
  ) -> Result? {
    guard byteCount > 0, text.count == (byteCount + 5) / 6 * 8 else { return nil }
    // Each group is written as eight bytes, of which the next one overwrites two.
    return withUnsafeTemporaryAllocation(byteCount: text.count / 8 * 6 + 2, alignment: 8) { bytes in
      for group in 0..<text.count / 8 {
        var bits = text.loadUnaligned(fromByteOffset: group * 8, as: UInt64.self).littleEndian &- bases
        bits = bits & 0x003f_003f_003f_003f | (bits & 0x3f00_3f00_3f00_3f00) >> 2
        bits = bits & 0x0000_0fff_0000_0fff | (bits & 0x0fff_0000_0fff_0000) >> 4
        bits = bits & 0x0000_0000_00ff_ffff | (bits & 0x00ff_ffff_0000_0000) >> 8
        bytes.storeBytes(of: bits.littleEndian, toByteOffset: group * 6, as: UInt64.self)
      }
      return body(UnsafeRawBufferPointer(rebasing: bytes[..<byteCount]))
    }
  }
}
