import Facts

/// What one file's inheritance clauses name, and what the names alone say of who inherits.
struct InheritanceClauses: Sendable {
  /// What a name says.
  struct Says: OptionSet, Sendable {
    let rawValue: UInt8
    /// See ``InheritedNames/synthesizing``.
    static let isSynthesizing = Says(rawValue: 1 << 0)
    /// See ``InheritedNames/plain``.
    static let isPlain = Says(rawValue: 1 << 1)
    /// See ``InheritedNames/isDiscovered(_:)``.
    static let isDiscovered = Says(rawValue: 1 << 2)
    /// ``InheritedNames/demands`` has the name.
    static let isDemanding = Says(rawValue: 1 << 3)
  }

  struct Entry: Sendable {
    /// Index of the declaration that has the clause in the file's declarations.
    var holder: Int32
    /// Node of the name.
    var node: UInt32
    var name: StringID
    var says: Says
  }

  /// In the order of the declarations, then of the nodes.
  private(set) var entries: [Entry] = []

  init(_ facts: FileFacts) {
    for (index, declaration) in facts.declarations.enumerated() where declaration.kind.holdsMembers {
      addClause(of: Int(declaration.node), holder: Int32(index), facts)
    }
  }

  private mutating func addClause(of node: Int, holder: Int32, _ facts: FileFacts) {
    for child in facts.tree.children(of: node) {
      switch facts.tree[child].kind {
      case .attribute, .modifier, .genericParameter, .extendedType: continue
      case .inheritedType: break
      default: return
      }
      var position = child + 1
      while position < Int(facts.tree[child].end) {
        defer { position += 1 }
        switch facts.tree[position].kind {
        case .suppressedType: position = Int(facts.tree[position].end) - 1
        case .namedType, .memberType:
          let name = facts.tree[position].name
          entries.append(
            Entry(holder: holder, node: UInt32(position), name: name, says: Self.says(facts.strings[name])))
          // What stands before the period and between the brackets is not inherited from.
          position = Int(facts.tree[position].end) - 1
        default: continue
        }
      }
    }
  }

  private static func says(_ name: String) -> Says {
    var says: Says = []
    if InheritedNames.synthesizing.contains(name) { says.insert(.isSynthesizing) }
    if InheritedNames.plain.contains(name) { says.insert(.isPlain) }
    if InheritedNames.isDiscovered(name) { says.insert(.isDiscovered) }
    if InheritedNames.demands[name] != nil { says.insert(.isDemanding) }
    return says
  }
}
