/// How reports write a path.
package enum PathText {
  /// The bytes as text: valid UTF-8 stays as it is, and each byte of an invalid sequence becomes `\xNN`.
  ///
  /// Control characters stay: the sinks replace them.
  package static func display(_ bytes: some Collection<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    // Repair puts U+FFFD in the place of what is invalid, so a text without it needed none.
    if !text.unicodeScalars.contains("\u{FFFD}") || text.utf8.elementsEqual(bytes) { return text }
    var result = ""
    var rest = Array(bytes)[...]
    while let first = rest.first {
      let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
      let scalar = rest.prefix(length)
      if String(decoding: scalar, as: UTF8.self).utf8.elementsEqual(scalar) {
        result += String(decoding: scalar, as: UTF8.self)
        rest = rest.dropFirst(length)
      } else {
        let digits = String(first, radix: 16, uppercase: true)
        result += "\\x" + (digits.count == 1 ? "0" : "") + digits
        rest = rest.dropFirst()
      }
    }
    return result
  }
}
