import Facts

/// Finds which of a file's texts are among some wanted names, without making a string of every one.
struct NameFilter {
  private let wanted: Set<String>
  /// Whether a wanted name has such a key.
  private var keys = [Bool](repeating: false, count: 1 << 16)

  init(_ wanted: Set<String>) {
    self.wanted = wanted
    for name in wanted { name.utf8.withContiguousStorageIfAvailable { keys[Self.key(of: $0[...])] = true } }
  }

  /// For each text of the table whether it is wanted; nil where none is. Linear in the number of texts.
  func matches(in strings: StringTable) -> [Bool]? {
    guard !wanted.isEmpty else { return nil }
    var isWanted: [Bool]?
    var start = 0
    strings.bytes.withUnsafeBufferPointer { bytes in
      for (index, end) in strings.ends.enumerated() {
        let slice = bytes[start..<Int(end)]
        start = Int(end)
        guard keys[Self.key(of: slice)], wanted.contains(String(decoding: slice, as: UTF8.self)) else { continue }
        if isWanted == nil { isWanted = Array(repeating: false, count: strings.count) }
        isWanted?[index] = true
      }
    }
    return isWanted
  }

  /// A number of 16 bits from the text's length, first, last and middle bytes.
  private static func key(of bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    guard let first = bytes.first, let last = bytes.last else { return 0 }
    let middle = bytes[bytes.startIndex + bytes.count / 2]
    let mixed = UInt32(first) &* 31 &+ UInt32(last) &* 1009 &+ UInt32(middle) &* 17 &+ UInt32(bytes.count) &* 8191
    return Int(mixed & 0xffff)
  }
}
