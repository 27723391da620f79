import Facts
import Graph
import Model

/// Whether a repository is written in Swift before version 3, where calls of functions left out the label of the first
/// argument, and the library had other names: nothing can be said of what does not exist there.
///
/// A program tells by itself: calls that leave out a first label are then many beside those that write one, while later
/// no program with a few of them compiles.
enum FormerLanguage {
  /// Fewest calls without the first label.
  private static let fewest = 3
  /// So many calls with a first label stand beside one without it at most.
  private static let most = 4

  static func isUsed(in graph: CodeGraph) -> Bool {
    let omitted = graph.unresolvedReferences.count { reference in
      reference.reason == .noFittingArguments && omitsFirstLabel(reference, graph)
    }
    guard omitted >= fewest else { return false }
    var written = 0
    for reference in graph.references where reference.role == .call {
      if hasFirstLabel(Int(reference.target), graph) { written += 1 }
      if written > omitted * most { return false }
    }
    return true
  }

  private static func omitsFirstLabel(_ reference: UnresolvedReference, _ graph: CodeGraph) -> Bool {
    guard reference.base >= 0, hasFirstLabel(Int(reference.base), graph) else { return false }
    let facts = graph.files[Int(reference.file)].facts
    let call = Int(facts.tree[Int(reference.node)].parent)
    guard facts.tree[call].kind == .call,
      let argument = facts.tree.children(of: call).first(where: { facts.tree[$0].kind == .argument })
    else { return false }
    return facts.tree[argument].name.isEmpty
  }

  /// Whether a declaration is a function, and no initialiser, whose first parameter has a label.
  private static func hasFirstLabel(_ declaration: Int, _ graph: CodeGraph) -> Bool {
    let file = graph.files[Int(graph.fileOfDeclaration[declaration])]
    let fact = file.facts.declarations[declaration - Int(file.firstDeclaration)]
    guard fact.kind == .function else { return false }
    return file.facts.strings.withBytes(of: fact.fullName) { name in
      guard let open = name.firstIndex(of: UInt8(ascii: "(")), open + 1 < name.count else { return false }
      return name[open + 1] != UInt8(ascii: "_") && name[open + 1] != UInt8(ascii: ")")
    }
  }
}
