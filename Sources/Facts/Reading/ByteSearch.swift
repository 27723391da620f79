#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Searches for single bytes with the C library's search, which looks at many bytes at once.
enum ByteSearch {
  /// Place of the first such byte at or behind `start`; nil for none.
  static func first(_ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress,
      let found = memchr(base + start, Int32(byte), bytes.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  static func contains(_ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>) -> Bool { first(byte, in: bytes) != nil }
}
