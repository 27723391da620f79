import Facts
import Graph
import Model

/// Where a reference to nothing stands, and how sure it is that there is nothing.
struct ImaginaryPlace {
  /// In a document, which may speak of what was or will be.
  private static let inDocument = 0.7
  /// In a module that a build description names.
  private static let surely = 0.9
  /// In a folder of files of which nobody tells how they are built.
  private static let perhaps = 0.6

  /// As ``Defect/file``.
  let file: Int
  let name: String
  let offset: UInt32
  let endOffset: UInt32
  let confidence: Double
  /// Nil for the rule's own: documents are not compiled.
  let severity: Severity?

  /// Nil for places that say nothing: in files that were not wholly understood, or that belong to no module.
  init?(_ reference: UnresolvedReference, in graph: CodeGraph) {
    self.file = Int(reference.file)
    severity = nil
    let file = graph.files[Int(reference.file)]
    guard file.facts.gaps.isEmpty, file.module >= 0, !file.isManifest, reference.base >= 0 else { return nil }
    let node = file.facts.tree[Int(reference.node)]
    name = file.facts.strings[node.name]
    guard !name.isEmpty, Int(node.nameToken) < file.facts.tokens.offsets.count else { return nil }
    offset = file.facts.tokens.offsets[Int(node.nameToken)]
    endOffset = offset + UInt32(name.utf8.count)
    confidence = graph.layout.modules[Int(file.module)].kind == .folder ? Self.perhaps : Self.surely
  }

  /// Nil for names that stand nowhere.
  init?(_ fault: CodeGraph.Fault, inDocument index: Int, of graph: CodeGraph) {
    file = graph.files.count + index
    severity = .warning
    let block = graph.documents[index].facts.blocks[fault.block]
    let node = block.facts.tree[Int(fault.reference.node)]
    name = block.facts.strings[node.name]
    guard !name.isEmpty, Int(node.nameToken) < block.facts.tokens.offsets.count else { return nil }
    offset = block.offset + block.facts.tokens.offsets[Int(node.nameToken)]
    endOffset = offset + UInt32(name.utf8.count)
    confidence = Self.inDocument
  }
}
