/// The compact binary form of ``FileFacts`` that the store keeps, keyed by blob id.
///
/// Form: one byte ``version``, eight bytes checksum of what follows (little-endian), then the sections that
/// ``FactsEncoder`` writes. Numbers are varints (LEB128), mostly as differences to what a reader can foretell; token
/// texts and node names share the string table; a node's parent is not stored.
///
/// Decoding is total: bytes of another version, cut, damaged or made up give nil, never a trap, and what is decoded
/// holds only indices that lie within their arrays. It does not compress: entropy coding would cost more time than
/// the bytes are worth.
package enum FactsCoder {
  /// Version of the coded form; it grows with every change. ``storedVersion`` adds that of the reader.
  package static let version: UInt8 = 1

  /// Bytes before the first section.
  static let headSize = 9

  /// The coded facts. O(n) in tokens and nodes.
  package static func encode(_ facts: FileFacts) -> [UInt8] {
    var writer = ByteWriter(capacity: FactsEncoder.upperBound(of: facts))
    defer { writer.deallocate() }
    writer.append(byte: version)
    for _ in 1..<headSize { writer.append(byte: 0) }
    var encoder = FactsEncoder(facts: facts)
    encoder.encode(into: &writer)
    var bytes = writer.bytes
    let sum = bytes.withUnsafeBytes { checksum(UnsafeRawBufferPointer(rebasing: $0[headSize...])) }
    for index in 0..<8 { bytes[1 + index] = UInt8(truncatingIfNeeded: sum >> UInt64(8 * index)) }
    return bytes
  }

  /// The facts that `bytes` code; nil for anything that ``encode(_:)`` of this version did not write.
  package static func decode(_ bytes: [UInt8]) -> FileFacts? {
    bytes.withUnsafeBytes { decode($0) }
  }

  /// As ``decode(_:)-([UInt8])``, for bytes that lie elsewhere; they have to stay valid for the call only.
  package static func decode(_ bytes: UnsafeRawBufferPointer) -> FileFacts? {
    guard bytes.count >= headSize, bytes[0] == version else { return nil }
    let sections = UnsafeRawBufferPointer(rebasing: bytes[headSize...])
    guard bytes.loadUnaligned(fromByteOffset: 1, as: UInt64.self).littleEndian == checksum(sections) else { return nil }
    return sections.withMemoryRebound(to: UInt8.self) { buffer in
      var decoder = FactsDecoder(reader: ByteReader(buffer))
      return decoder.decode()
    }
  }

  /// A fast 64-bit sum that finds damage, not malice: multiply and fold, eight bytes at a time.
  static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    let factor: UInt64 = 0x9e37_79b9_7f4a_7c15
    var sum = UInt64(bytes.count) &* factor
    var index = 0
    while index + 8 <= bytes.count {
      sum = (sum ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian) &* factor
      sum ^= sum >> 32
      index += 8
    }
    while index < bytes.count {
      sum = (sum ^ UInt64(bytes[index])) &* factor
      sum ^= sum >> 32
      index += 1
    }
    return sum
  }
}
