/// A short text to look for in many longer ones, byte by byte: no strings are made of those.
struct ByteMark {
  private let bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }

  /// Whether the text is a part of `text`.
  func isPart(of text: String) -> Bool {
    var text = text
    return text.withUTF8 { isPart(of: $0) }
  }

  /// Whether the text is a part of `text`.
  func isPart(of text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.first, text.count >= bytes.count else { return bytes.isEmpty }
    for start in 0...(text.count - bytes.count) where text[start] == first {
      if bytes.indices.allSatisfy({ text[start + $0] == bytes[$0] }) { return true }
    }
    return false
  }
}
