/// The Swift code that a Markdown document shows: the fenced blocks that are written in Swift.
package struct DocumentFacts: Sendable {
  /// One block that parses by itself.
  package struct Block: Sendable {
    /// Offset of its first byte in the document, in bytes.
    package let offset: UInt32
    /// Offsets in it count from the block's beginning.
    package let facts: FileFacts
  }

  package let blocks: [Block]
  /// Number of blocks that are no whole Swift by themselves, or that say themselves that they do not hold.
  package let skippedBlocks: Int
  /// Offset of the first byte of each line of the document.
  let lineStarts: [UInt32]

  package init(blocks: [Block], skippedBlocks: Int, lineStarts: [UInt32]) {
    self.blocks = blocks
    self.skippedBlocks = skippedBlocks
    self.lineStarts = lineStarts
  }

  /// Line and column in bytes, both counted from 1, of an offset in the document.
  package func position(at offset: UInt32) -> (line: Int, column: Int) {
    let line = FileFacts.line(at: offset, in: lineStarts)
    return (line, Int(offset - lineStarts[line - 1]) + 1)
  }
}
