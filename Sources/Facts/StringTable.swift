/// Index of a text in one file's ``StringTable``. Meaningful only together with that table.
package struct StringID: Sendable, Hashable {
  package var index: UInt32

  @inlinable package init(_ index: UInt32) { self.index = index }

  /// The empty text, which every table holds at index 0.
  package static let empty = StringID(0)

  @inlinable package var isEmpty: Bool { index == 0 }

  @usableFromInline var position: Int { Int(index) }
}

/// The distinct texts of one file: names, token texts, comments. UTF-8, as the file has them.
package struct StringTable: Sendable, Equatable {
  package private(set) var bytes: [UInt8]
  /// For each text the offset behind its last byte.
  package private(set) var ends: [UInt32]

  /// A table that holds the empty text only.
  package init() {
    bytes = []
    ends = [0]
  }

  /// A table from its stored parts; nil where they do not fit each other.
  package init?(bytes: [UInt8], ends: [UInt32]) {
    guard ends.first == 0, ends.last == UInt32(exactly: bytes.count) else { return nil }
    var previous: UInt32 = 0
    for end in ends {
      guard end >= previous else { return nil }
      previous = end
    }
    self.bytes = bytes
    self.ends = ends
  }

  package var count: Int { ends.count }

  /// The text, decoded; invalid UTF-8 is repaired with U+FFFD.
  package subscript(id: StringID) -> String {
    withBytes(of: id) { String(decoding: $0, as: UTF8.self) }
  }

  /// Calls `body` with the text's bytes, valid for the call only.
  @inlinable
  package func withBytes<Result>(of id: StringID, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows
    -> Result
  {
    let range = self.range(of: id)
    return try bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// Where the text's bytes lie in ``bytes``.
  package func range(of id: StringID) -> Range<Int> {
    let index = Int(id.index)
    return (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }

  mutating func append(_ text: UnsafeBufferPointer<UInt8>) -> StringID {
    bytes.append(contentsOf: text)
    ends.append(UInt32(bytes.count))
    return StringID(UInt32(ends.count - 1))
  }
}
