import Facts
import Graph

/// Whether values of a type are turned into text as a whole, which shows all their stored properties.
///
/// Looks at where the type's values are made: directly in an interpolation or in an argument of a function that describes,
/// or through a variable that stands there. A value that travels further is not followed.
enum DescribedValues {
  private static let describing: Set<String> = [
    "print", "debugPrint", "dump", "String", "describing", "reflecting", "customDump", "diff", "expectNoDifference",
    "assertSnapshot", "assertInlineSnapshot",
  ]

  static func hold(valuesOf type: Int32, _ graph: CodeGraph) -> Bool {
    guard type >= 0 else { return false }
    return graph.references(to: Int(type)).contains { index in
      let reference = graph.references[Int(index)]
      let tree = graph.files[Int(reference.file)].facts.tree
      let call = Int(tree[Int(reference.node)].parent)
      guard call >= 0, tree[call].kind == .call, call + 1 == Int(reference.node) else { return false }
      return isDescribed(call, inFile: Int(reference.file), graph) || isVariableDescribed(call, reference, graph)
    }
  }

  /// Whether the expression is all of an interpolation or of an argument that is described.
  private static func isDescribed(_ expression: Int, inFile file: Int, _ graph: CodeGraph) -> Bool {
    let facts = graph.files[file].facts
    var parent = Int(facts.tree[expression].parent)
    if parent >= 0, facts.tree[parent].kind == .argument {
      let call = Int(facts.tree[parent].parent)
      if facts.tree[call].kind == .interpolation { return true }
      guard facts.tree[call].kind == .call, let callee = facts.tree.firstChild(of: call) else { return false }
      return describing.contains(facts.strings[facts.tree[callee].name])
    }
    while parent >= 0, facts.tree[parent].kind == .tuple { parent = Int(facts.tree[parent].parent) }
    return parent >= 0 && facts.tree[parent].kind == .interpolation
  }

  /// Whether the expression is the initial value of a variable that is described somewhere.
  private static func isVariableDescribed(_ expression: Int, _ reference: Reference, _ graph: CodeGraph) -> Bool {
    let file = graph.files[Int(reference.file)]
    let initializer = Int(file.facts.tree[expression].parent)
    guard initializer > 0, file.facts.tree[initializer].kind == .initializer else { return false }
    let binding = file.facts.tree[initializer].parent
    guard let local = file.facts.declarations.firstIndex(where: { $0.kind == .variable && $0.node == binding }) else {
      return false
    }
    return graph.references(to: Int(file.firstDeclaration) + local).contains { index in
      let use = graph.references[Int(index)]
      return isDescribed(Int(use.node), inFile: Int(use.file), graph)
    }
  }
}
