/// The facts of one file while they are put together; ``FileFacts`` once they are whole.
package struct FactsDraft: Equatable {
  /// As in ``FileFacts``, each of them.
  package var byteCount: UInt32 = 0
  package var lineStarts: [UInt32] = [0]
  package var codeLines: [Bool] = []
  package var linesOfCode: UInt32 = 0
  package var commentLines: UInt32 = 0
  package var strings = StringTable()
  package var tokens = TokenStream()
  package var tree = CompactTree(nodes: [])
  package var declarations: [DeclarationFact] = []
  package var bodies: [BodyFact] = []
  package var imports: [ImportFact] = []
  package var conditions: [ConditionFact] = []
  package var comments: [CommentFact] = []
  package var gaps: [FactsGap] = []
  package var isGenerated = false

  /// The facts of an empty file.
  package init() {}

  /// The facts of a file, to be changed.
  package init(_ facts: FileFacts) {
    byteCount = facts.byteCount
    lineStarts = facts.lineStarts
    codeLines = facts.codeLines
    linesOfCode = facts.linesOfCode
    commentLines = facts.commentLines
    strings = facts.strings
    tokens = facts.tokens
    tree = facts.tree
    declarations = facts.declarations
    bodies = facts.bodies
    imports = facts.imports
    conditions = facts.conditions
    comments = facts.comments
    gaps = facts.gaps
    isGenerated = facts.isGenerated
  }

  /// The whole facts.
  package var facts: FileFacts { FileFacts(self) }
}
