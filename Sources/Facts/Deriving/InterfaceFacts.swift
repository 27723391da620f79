/// What a file's facts show to other modules: the facts without bodies, without declarations that nobody outside can
/// name, and without tokens, lines and comments.
///
/// The linker reads a dependency's module in this form, beside the modules of the library's table, which have it from
/// the start. All token indices are 0.
package enum InterfaceFacts {
  /// Linear in the number of nodes. Texts are shared with `facts`.
  package static func facts(of facts: FileFacts) -> FileFacts {
    var reduction = Reduction(facts)
    reduction.chooseDeclarations()
    reduction.chooseNodes()
    return reduction.result()
  }

  private struct Reduction {
    private let facts: FileFacts
    /// For each declaration whether others can name it.
    private var isShown: [Bool]
    /// For each node whether it goes, with all below it; whether only what is below it goes.
    private var isDropped: [Bool]
    private var isEmptied: [Bool]
    /// For each node the number of nodes before it that stay; one more at the end.
    private var places: [UInt32] = []

    init(_ facts: FileFacts) {
      self.facts = facts
      isShown = [Bool](repeating: false, count: facts.declarations.count)
      isDropped = [Bool](repeating: false, count: facts.tree.nodes.count)
      isEmptied = isDropped
    }

    mutating func chooseDeclarations() {
      var holdsShown = [Bool](repeating: false, count: facts.tree.nodes.count)
      for (index, declaration) in facts.declarations.enumerated() {
        let isInside = declaration.parent < 0 || isShown[Int(declaration.parent)]
        isShown[index] = isInside && !declaration.traits.contains(.isLocal) && Self.isShown(declaration)
        if isShown[index] { holdsShown[Int(declaration.outerNode)] = true }
      }
      for (index, declaration) in facts.declarations.enumerated() where !isShown[index] {
        // One `let` or `case` may declare several.
        isDropped[Int(holdsShown[Int(declaration.outerNode)] ? declaration.node : declaration.outerNode)] = true
      }
    }

    /// Extensions have no access of their own that says anything about their conformances; operators never have any.
    private static func isShown(_ declaration: DeclarationFact) -> Bool {
      switch declaration.kind {
      case .extension, .operator, .precedenceGroup: true
      case .deinitializer: false
      default: declaration.access >= .public
      }
    }

    mutating func chooseNodes() {
      for (index, node) in facts.tree.nodes.enumerated() {
        switch node.kind {
        case .codeBlock: isDropped[index] = true
        case .initializer:
          let parent = Int(node.parent)
          switch facts.tree[parent].kind {
          case .parameter: isEmptied[index] = true
          // Without a written type the value tells it.
          case .binding: isEmptied[index] = facts.tree.firstChild(of: parent, .typeAnnotation) != nil
          default: break
          }
        default: break
        }
      }
    }

    mutating func result() -> FileFacts {
      let nodes = keptNodes()
      var draft = FactsDraft()
      draft.strings = facts.strings
      draft.tree = CompactTree(nodes: nodes)
      draft.gaps = facts.gaps
      draft.isGenerated = facts.isGenerated
      draft.conditions = facts.conditions.map { ConditionFact(node: place($0.node), parent: $0.parent, text: $0.text) }
      draft.imports = facts.imports.map { item in
        var item = item
        item.node = place(item.node)
        return item
      }
      draft.declarations = keptDeclarations()
      return draft.facts
    }

    private mutating func keptNodes() -> [Node] {
      var kept: [Int] = []
      places.reserveCapacity(facts.tree.nodes.count + 1)
      var hiddenUntil = 0
      for (index, node) in facts.tree.nodes.enumerated() {
        places.append(UInt32(kept.count))
        guard index >= hiddenUntil else { continue }
        if isDropped[index], index > 0 {
          hiddenUntil = Int(node.end)
        } else {
          kept.append(index)
          if isEmptied[index] { hiddenUntil = Int(node.end) }
        }
      }
      places.append(UInt32(kept.count))
      return kept.map { index in
        var node = facts.tree[index]
        node.parent = places[Int(node.parent)]
        node.end = places[Int(node.end)]
        (node.firstToken, node.endToken, node.nameToken) = (0, 0, 0)
        return node
      }
    }

    /// The new place of a node; 0, the root's, of one that is gone.
    private func place(_ node: UInt32) -> UInt32 {
      places[Int(node)] < places[Int(node) + 1] ? places[Int(node)] : 0
    }

    private func keptDeclarations() -> [DeclarationFact] {
      var numbers = [Int32](repeating: -1, count: facts.declarations.count)
      var result: [DeclarationFact] = []
      for (index, declaration) in facts.declarations.enumerated() where isShown[index] {
        numbers[index] = Int32(result.count)
        var declaration = declaration
        declaration.parent = declaration.parent < 0 ? -1 : numbers[Int(declaration.parent)]
        declaration.node = place(declaration.node)
        declaration.outerNode = place(declaration.outerNode)
        declaration.access = max(declaration.access, .public)
        declaration.nameToken = 0
        declaration.body = -1
        result.append(declaration)
      }
      return result
    }
  }
}
