/// Reads the Swift blocks of a Markdown document, as articles of DocC are as well.
///
/// Fenced blocks are found as CommonMark has them: three or more backticks or tildes, the first word behind them saying
/// the language; they may stand in lists and quotes. Bytes of a block keep their places.
package enum DocumentReader {
  /// Longest document whose offsets fit, in bytes.
  static let maximumByteCount = FactsReader.maximumByteCount

  /// Reads the blocks; linear in the size of the document. `bytes` is not kept. Call it where ``FactsReader`` may be
  /// called.
  package static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> DocumentFacts {
    precondition(bytes.count <= maximumByteCount, "the caller caps the size of files")
    guard ByteSearch.contains(UInt8(ascii: "`"), in: bytes) || ByteSearch.contains(UInt8(ascii: "~"), in: bytes) else {
      return DocumentFacts(blocks: [], skippedBlocks: 0, lineStarts: [0])
    }
    var scanner = FenceScanner(bytes)
    var blocks: [DocumentFacts.Block] = []
    var skipped = 0
    while let range = scanner.next() {
      guard let text = scanner.code(in: range) else {
        skipped += 1
        continue
      }
      let facts = text.withUnsafeBufferPointer { FactsReader.read($0) }
      if facts.gaps.isEmpty {
        blocks.append(DocumentFacts.Block(offset: UInt32(range.lowerBound), facts: facts))
      } else {
        skipped += 1
      }
    }
    let hasCode = !blocks.isEmpty
    return DocumentFacts(
      blocks: blocks, skippedBlocks: skipped, lineStarts: hasCode ? LineTable(bytes).starts : [0])
  }
}
