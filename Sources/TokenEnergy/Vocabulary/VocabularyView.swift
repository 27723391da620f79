/// The arrays of a ``TokenVocabulary`` by their addresses: no counting of references in hot loops.
struct VocabularyView {
  let bytes: UnsafeBufferPointer<UInt8>
  let ends: UnsafeBufferPointer<Int>
  let hashes: UnsafeBufferPointer<UInt64>
  let shapes: UnsafeBufferPointer<UInt64>
  let roles: UnsafeBufferPointer<TokenRole>
  let brackets: UnsafeBufferPointer<BracketMark>

  @inline(__always)
  func text(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]])
  }
}
