/// Facts about a node that its kind alone does not tell; the meaning of each stands with the kinds that use it.
package struct NodeFlags: OptionSet, Sendable {
  package let rawValue: UInt8
  @inlinable package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// `let` rather than `var`.
  package static let constant = NodeFlags(rawValue: 1 << 0)
  /// `?` after `try`, `as`, `init`.
  package static let optional = NodeFlags(rawValue: 1 << 1)
  /// `!` after `try`, `as`.
  package static let forced = NodeFlags(rawValue: 1 << 2)
  /// `init!`.
  package static let implicitlyUnwrapped = NodeFlags(rawValue: 1 << 2)
  /// `T...`.
  package static let variadic = NodeFlags(rawValue: 1 << 3)
  /// A closure after the parentheses of a call.
  package static let trailingClosure = NodeFlags(rawValue: 1 << 3)
  /// The first child is the base of a member access.
  package static let hasBase = NodeFlags(rawValue: 1 << 3)
  /// A closure with a written signature; an import with a kind.
  package static let hasSignature = NodeFlags(rawValue: 1 << 4)
  /// `default:`; the `else` side of an `if`.
  package static let alternative = NodeFlags(rawValue: 1 << 4)
  /// `async` in the effects.
  package static let isAsync = NodeFlags(rawValue: 1 << 5)
  /// `throws` or `rethrows` in the effects.
  package static let isThrowing = NodeFlags(rawValue: 1 << 6)
  /// `rethrows` in the effects.
  package static let isRethrowing = NodeFlags(rawValue: 1 << 7)
}

/// One node of a ``CompactTree``.
package struct Node: Sendable, Equatable {
  package var kind: NodeKind
  package var flags: NodeFlags
  /// The name, as the kind's comment says; empty where there is none.
  package var name: StringID
  /// Index of the parent node; the root is its own parent.
  package var parent: UInt32
  /// Index behind the last node of this subtree: children lie in `index + 1 ..< end`.
  package var end: UInt32
  /// Index of the node's first token in the ``TokenStream``.
  package var firstToken: UInt32
  /// Index behind the node's last token; equals `firstToken` for an empty node.
  package var endToken: UInt32
  /// Index of the token that gives the name; `firstToken` where there is none.
  package var nameToken: UInt32
}

/// A file's syntax reduced to what analyses ask about: nodes in preorder in one array, no pointers.
///
/// Invariants: `nodes[0]` is the root of kind `sourceFile`; a node's subtree is contiguous; children stand in source
/// order. It does not keep trivia, separators or the parser's own node kinds.
package struct CompactTree: Sendable, Equatable {
  package var nodes: [Node]

  package init(nodes: [Node]) { self.nodes = nodes }

  @inlinable
  package subscript(index: Int) -> Node {
    @inline(__always) get { nodes[index] }
  }

  /// The children of the node at `index`, as indices.
  @inlinable
  package func children(of index: Int) -> Children {
    Children(nodes: nodes, position: index + 1, end: Int(nodes[index].end))
  }

  /// The first child, nil for a leaf.
  package func firstChild(of index: Int) -> Int? {
    index + 1 < Int(nodes[index].end) ? index + 1 : nil
  }

  /// The first child of that kind, nil where there is none.
  package func firstChild(of index: Int, _ kind: NodeKind) -> Int? {
    for child in children(of: index) where nodes[child].kind == kind { return child }
    return nil
  }

  /// Indices of the direct children of a node.
  package struct Children: Sequence, IteratorProtocol, Sendable {
    @usableFromInline let nodes: [Node]
    @usableFromInline var position: Int
    @usableFromInline let end: Int

    @inlinable init(nodes: [Node], position: Int, end: Int) {
      self.nodes = nodes
      self.position = position
      self.end = end
    }

    @inlinable
    package mutating func next() -> Int? {
      guard position < end else { return nil }
      defer { position = Int(nodes[position].end) }
      return position
    }
  }
}
