import Facts

/// A name across files: a hash of its text, without the backticks, `$` and underscores that other spellings of one
/// declaration's name begin with (`$name` and `_name` mean a wrapped property `name`).
///
/// Names of one key are told apart no further: that may only hide a defect, never make one.
struct NameKey: Hashable {
  let value: UInt64

  /// Longest text that is a name; longer ones are comments and literals.
  static let longest = 255

  init(_ text: UnsafeBufferPointer<UInt8>) {
    var bytes = text[...]
    while bytes.count > 1, let first = bytes.first, Self.isDecoration(first) { bytes = bytes.dropFirst() }
    if bytes.count > 1, bytes.last == UInt8(ascii: "`") { bytes = bytes.dropLast() }
    // FNV-1a, 64 bits.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    value = hash
  }

  func hash(into hasher: inout Hasher) { hasher.combine(value) }

  private static func isDecoration(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "`") || byte == UInt8(ascii: "$") || byte == UInt8(ascii: "_")
  }
}

extension StringTable {
  /// The key of a name.
  func key(of id: StringID) -> NameKey { withBytes(of: id) { NameKey($0) } }
}
