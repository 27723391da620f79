/// The git object id of a file's bytes: `SHA-1("blob " + size + "\0" + bytes)`.
///
/// Facts are keyed by it, so that a file is parsed once however many paths or commits hold it.
package struct BlobID: Sendable, Hashable, Comparable, CustomStringConvertible {
  private var high: UInt64
  private var middle: UInt64
  private var low: UInt32

  /// Takes the 20 bytes of an id. Traps on fewer: the caller has a fixed-size id in hand.
  package init(bytes: UnsafeRawBufferPointer) {
    precondition(bytes.count >= 20, "a blob id has 20 bytes")
    high = bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self).bigEndian
    middle = bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self).bigEndian
    low = bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self).bigEndian
  }

  /// The id of nothing: twenty zero bytes.
  package static let zero = BlobID(high: 0, middle: 0, low: 0)

  private init(high: UInt64, middle: UInt64, low: UInt32) {
    self.high = high
    self.middle = middle
    self.low = low
  }

  /// Parses 40 hexadecimal digits; nil for anything else.
  package init?(hexadecimal text: String) {
    let digits = Array(text.utf8)
    guard digits.count == 40 else { return nil }
    var bytes = [UInt8]()
    for index in stride(from: 0, to: 40, by: 2) {
      guard let byte = UInt8(String(decoding: digits[index..<index + 2], as: UTF8.self), radix: 16) else { return nil }
      bytes.append(byte)
    }
    self = bytes.withUnsafeBytes { BlobID(bytes: $0) }
  }

  /// The 20 bytes, most significant first.
  package var bytes: [UInt8] {
    var result = [UInt8]()
    result.reserveCapacity(20)
    withUnsafeBytes(of: high.bigEndian) { result.append(contentsOf: $0) }
    withUnsafeBytes(of: middle.bigEndian) { result.append(contentsOf: $0) }
    withUnsafeBytes(of: low.bigEndian) { result.append(contentsOf: $0) }
    return result
  }

  /// 40 lower-case hexadecimal digits.
  package var description: String {
    let alphabet = Array("0123456789abcdef".utf8)
    var digits = [UInt8]()
    digits.reserveCapacity(40)
    for byte in bytes {
      digits.append(alphabet[Int(byte >> 4)])
      digits.append(alphabet[Int(byte & 15)])
    }
    return String(decoding: digits, as: UTF8.self)
  }

  package static func < (left: BlobID, right: BlobID) -> Bool {
    (left.high, left.middle, left.low) < (right.high, right.middle, right.low)
  }
}
