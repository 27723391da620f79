import Facts

/// Which words that look at values from below the language a file spells anywhere, comments aside.
struct RawWords: OptionSet, Sendable {
  let rawValue: UInt8

  /// It looks at the bytes of values.
  static let bytes = RawWords(rawValue: 1 << 0)
  /// It looks at values by reflection.
  static let reflection = RawWords(rawValue: 1 << 1)

  private static let reflecting = Set(["Mirror", "dump"].map { TextHash($0) })
  private static let byteWords = Set(
    [
      "MemoryLayout", "bindMemory", "assumingMemoryBound", "withUnsafeBytes", "unsafeBitCast", "withMemoryRebound",
      "withUnsafeMutableBytes", "storeBytes", "loadUnaligned",
    ].map { TextHash($0) })

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ facts: FileFacts) {
    self = []
    for index in 0..<facts.strings.count {
      let id = StringID(UInt32(index))
      let length = facts.strings.range(of: id).count
      guard length >= 4, length <= 24 else { continue }
      let hash = facts.strings.hash(of: id)
      if Self.byteWords.contains(hash) { insert(.bytes) }
      if Self.reflecting.contains(hash) { insert(.reflection) }
    }
  }
}
