package import Model

/// Turns a graph document into the bytes of one format.
///
/// A writer does no IO: the same document gives the same bytes. Ids and labels are a repository's own texts and may hold
/// anything; each writer makes them harmless for its format, and no text of the document acts as markup.
package protocol GraphWriter: Sendable {
  /// The whole document, with a newline at its end.
  func write(_ document: GraphDocument) -> [UInt8]
}

extension GraphDocument {
  /// What the head of a drawing says: what it shows, and what not.
  var headLines: [String] {
    let revisionText = revision.isEmpty ? "" : " at \(revision)\(isDirty ? " with uncommitted changes" : "")"
    let focusText = focus.map { ", around \($0.symbol)" } ?? ""
    return ["\(level.rawValue) dependencies of \(repository)\(revisionText)\(focusText)"] + notes
  }

  /// What a drawing calls a node: its label, and how many are folded into it.
  func caption(of node: Node) -> String {
    guard node.folded > 0 else { return node.label }
    // A container stands for what is folded into it, a node for itself as well.
    let cyclic = node.foldedOnCycles == 0 ? "" : ", \(node.foldedOnCycles) on cycles"
    return "\(node.label) (+\(level.count(node.folded))\(cyclic))"
  }
}
