/// Number of a distinct token in a ``TokenVocabulary``; means nothing without it.
package struct TokenID: Sendable, Hashable {
  package var index: UInt32

  @inlinable package init(_ index: UInt32) { self.index = index }
}

/// Every distinct token that was met, with what the model asks of it. Grows only.
///
/// What is computed of tokens never depends on their numbers, only on their texts.
package struct TokenVocabulary: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private(set) var hashes: [UInt64] = []
  /// A token's own hash, or for names and literals the hash of their class: what is left of code without its words.
  private(set) var shapes: [UInt64] = []
  private(set) var classes: [TokenClass] = []
  private(set) var roles: [TokenRole] = []
  private(set) var brackets: [BracketMark] = []
  private var slots: [UInt32]
  private var mask: Int

  package init() {
    slots = Array(repeating: .max, count: 1024)
    mask = 1023
  }

  package var count: Int { ends.count }

  /// The number of a text, given on first meeting. `isSegment`: whether it is text inside of a string literal.
  package mutating func intern(_ text: UnsafeBufferPointer<UInt8>, isSegment: Bool) -> TokenID {
    let hash = TokenHash.of(text, isSegment: isSegment)
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != .max {
      let known = Int(slots[slot])
      if hashes[known] == hash, isEqual(known, text, isSegment: isSegment) { return TokenID(UInt32(known)) }
      slot = (slot + 1) & mask
    }
    slots[slot] = UInt32(count)
    append(text, hash: hash, isSegment: isSegment)
    if count * 2 > slots.count { grow() }
    return TokenID(UInt32(count - 1))
  }

  /// The number of a text that was met before.
  package func find(_ text: UnsafeBufferPointer<UInt8>, isSegment: Bool) -> TokenID? {
    let hash = TokenHash.of(text, isSegment: isSegment)
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != .max {
      let known = Int(slots[slot])
      if hashes[known] == hash, isEqual(known, text, isSegment: isSegment) { return TokenID(UInt32(known)) }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// The token's text, decoded; invalid UTF-8 is repaired with U+FFFD.
  package func text(of token: TokenID) -> String {
    withBytes(of: token) { String(decoding: $0, as: UTF8.self) }
  }

  /// Calls `body` with the token's bytes, valid for the call only.
  func withBytes<Result>(of token: TokenID, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range(Int(token.index))])) }
  }

  /// Calls `body` with the arrays' addresses, valid for the call only.
  func withView<Result>(_ body: (VocabularyView) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { bytes in
      ends.withUnsafeBufferPointer { ends in
        hashes.withUnsafeBufferPointer { hashes in
          shapes.withUnsafeBufferPointer { shapes in
            roles.withUnsafeBufferPointer { roles in
              brackets.withUnsafeBufferPointer { brackets in
                body(
                  VocabularyView(
                    bytes: bytes, ends: ends, hashes: hashes, shapes: shapes, roles: roles, brackets: brackets))
              }
            }
          }
        }
      }
    }
  }

  /// Number of bytes of the token's text.
  package func byteCount(of token: TokenID) -> Int { range(Int(token.index)).count }

  private func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

  private func isEqual(_ index: Int, _ text: UnsafeBufferPointer<UInt8>, isSegment: Bool) -> Bool {
    guard (classes[index] == .segment) == isSegment else { return false }
    let range = range(index)
    guard range.count == text.count else { return false }
    return bytes.withUnsafeBufferPointer { UnsafeBufferPointer(rebasing: $0[range]).elementsEqual(text) }
  }

  private mutating func append(_ text: UnsafeBufferPointer<UInt8>, hash: UInt64, isSegment: Bool) {
    let tokenClass = TokenClass.of(text, isSegment: isSegment)
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    hashes.append(hash)
    classes.append(tokenClass)
    shapes.append(tokenClass.isOpen ? TokenHash.mixed(UInt64(tokenClass.rawValue) + 1000) : hash)
    roles.append(TokenRole.after(text, tokenClass: tokenClass))
    brackets.append(BracketMark.of(text, tokenClass: tokenClass))
  }

  private mutating func grow() {
    mask = slots.count * 2 - 1
    slots = Array(repeating: .max, count: slots.count * 2)
    for (index, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != .max { slot = (slot + 1) & mask }
      slots[slot] = UInt32(index)
    }
  }
}
