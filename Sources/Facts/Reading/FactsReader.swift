import SwiftParser
@_spi(RawSyntax) import SwiftSyntax

/// Reads one file's bytes into ``FileFacts``: parse, one walk over the tree, one pass over the compact tree.
///
/// It never fails. Broken, huge, deep or mis-encoded files give partial facts and say so in ``FileFacts/gaps``. Call it
/// on a thread with a large stack (``Model/LargeStackThread``): deep trees recurse.
package enum FactsReader {
  /// Changes whenever facts of the same bytes may differ from those of an earlier version.
  package static let version: UInt32 = 1

  /// The longest file whose offsets fit the facts, in bytes. Longer ones are cut by the caller's size cap before.
  static let maximumByteCount = Int(UInt32.max) / 2

  /// Reads facts. `bytes` is not kept.
  package static func read(_ bytes: UnsafeBufferPointer<UInt8>, limits: FactsLimits = FactsLimits()) -> FileFacts {
    precondition(bytes.count <= maximumByteCount, "the caller caps the size of files")
    if InterpolationGuard.isTooDeep(bytes) { return unparsed(bytes, gaps: [.nestingTooDeep]) }
    let tree = Parser.parse(source: bytes, maximumNestingLevel: limits.nestingLevel)
    var builder = CompactTreeBuilder(source: bytes, limits: limits)
    builder.build(tree.raw)
    var facts = FactsDraft()
    facts.byteCount = UInt32(bytes.count)
    facts.tokens = builder.tokens
    facts.tree = CompactTree(nodes: builder.nodes)
    facts.comments = builder.comments
    var interner = builder.interner
    facts.strings = interner.table
    readLines(bytes, into: &facts)
    DeclarationDeriver.derive(into: &facts, interner: &interner)
    facts.strings = interner.table
    facts.gaps = gaps(
      bytes, hasErrors: builder.hasSyntaxErrors,
      isCut: builder.isCutByDepth || tree.hasMaximumNestingLevelOverflow)
    facts.isGenerated = GeneratedMarker.isPresent(in: bytes)
    return facts.facts
  }

  /// Facts of a file that must not meet the parser: its size and lines, and an empty tree.
  private static func unparsed(_ bytes: UnsafeBufferPointer<UInt8>, gaps: [FactsGap]) -> FileFacts {
    var facts = FactsDraft()
    facts.byteCount = UInt32(bytes.count)
    let root = Node(
      kind: .sourceFile, flags: [], name: .empty, parent: 0, end: 1, firstToken: 0, endToken: 0, nameToken: 0)
    facts.tree = CompactTree(nodes: [root])
    readLines(bytes, into: &facts)
    facts.gaps = gaps
    return facts.facts
  }

  private static func readLines(_ bytes: UnsafeBufferPointer<UInt8>, into facts: inout FactsDraft) {
    let table = LineTable(bytes)
    facts.lineStarts = table.starts
    facts.codeLines = table.codeLines(tokens: facts.tokens, strings: facts.strings, source: bytes)
    var code: UInt32 = 0
    for isCode in facts.codeLines where isCode { code += 1 }
    facts.linesOfCode = code
    var comments: UInt32 = 0
    var lastLine = 0
    for comment in facts.comments {
      let first = max(FileFacts.line(at: comment.offset, in: facts.lineStarts), lastLine + 1)
      let last = FileFacts.line(at: comment.offset + max(comment.length, 1) - 1, in: facts.lineStarts)
      guard first <= last else { continue }
      for line in first...last where !facts.codeLines[line - 1] { comments += 1 }
      lastLine = last
    }
    facts.commentLines = comments
  }

  private static func gaps(_ bytes: UnsafeBufferPointer<UInt8>, hasErrors: Bool, isCut: Bool) -> [FactsGap] {
    var gaps: [FactsGap] = []
    if isCut { gaps.append(.nestingTooDeep) }
    if hasErrors && !isCut { gaps.append(.syntaxErrors) }
    if !isValidUTF8(bytes) { gaps.append(.invalidUTF8) }
    if ByteSearch.contains(0, in: bytes) { gaps.append(.nulBytes) }
    return gaps
  }

  /// Nearly all source is ASCII, which eight bytes at a time prove; only the rest is validated.
  private static func isValidUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let raw = UnsafeRawBufferPointer(bytes)
    var offset = 0
    while offset + 8 <= raw.count {
      if raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 { break }
      offset += 8
    }
    // Backing up is not needed: everything before `offset` is ASCII, so `offset` starts a character.
    return String(validating: UnsafeBufferPointer(rebasing: bytes[offset...]), as: UTF8.self) != nil
  }
}
