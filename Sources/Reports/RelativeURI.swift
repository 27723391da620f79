/// Writes a repository path as a relative URI reference (RFC 3986): every byte but the unreserved ones and `/` is
/// percent-encoded, a colon too, so that no first folder reads as a scheme.
enum RelativeURI {
  static func encoded(_ path: String) -> String {
    var path = path
    return path.withUTF8 { bytes in
      if bytes.allSatisfy(isPlain) { return String(decoding: bytes, as: UTF8.self) }
      var result: [UInt8] = []
      result.reserveCapacity(bytes.count + 16)
      for byte in bytes {
        if isPlain(byte) {
          result.append(byte)
        } else {
          let digits = String(byte, radix: 16, uppercase: true)
          result.append(contentsOf: (digits.utf8.count == 1 ? "%0" : "%").utf8)
          result.append(contentsOf: digits.utf8)
        }
      }
      return String(decoding: result, as: UTF8.self)
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
    default: false
    }
  }
}
