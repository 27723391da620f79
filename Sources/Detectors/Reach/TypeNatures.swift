import Facts
import Graph

/// What the inheritance clauses of each type, its extensions' included, say about uses of its members that no source
/// shows.
struct TypeNatures {
  struct Nature: OptionSet {
    let rawValue: UInt8
    /// Something that nobody here knows is inherited: any visible member may be called by it.
    static let isOpen = Nature(rawValue: 1 << 0)
    /// The compiler or reflection uses the stored properties.
    static let isSynthesized = Nature(rawValue: 1 << 1)
    /// A framework finds the type by itself.
    static let isDiscovered = Nature(rawValue: 1 << 2)
    /// Values of the enum come from elsewhere than its cases' names: raw values, `allCases`, decoding.
    static let hasOtherValues = Nature(rawValue: 1 << 3)
  }

  /// By nominal type, as a global index.
  private(set) var natures: [Int32: Nature] = [:]
  /// Names that protocols from elsewhere ask the type for.
  private(set) var demands: [Int32: Set<NameKey>] = [:]
  /// Protocols and classes of the repository that a type inherits from itself.
  private(set) var supers: [Int32: [Int32]] = [:]

  private let graph: CodeGraph
  private let names: DeclarationTable

  init(_ graph: CodeGraph, _ table: DeclarationTable) {
    self.graph = graph
    names = table
    for type in graph.openTypes { natures[type, default: []].insert([.isOpen, .isSynthesized, .hasOtherValues]) }
    var reference = 0
    var unresolved = 0
    for (index, file) in graph.files.enumerated() {
      while reference < graph.references.count, Int(graph.references[reference].file) < index { reference += 1 }
      while unresolved < graph.unresolvedReferences.count, Int(graph.unresolvedReferences[unresolved].file) < index {
        unresolved += 1
      }
      for (local, declaration) in file.facts.declarations.enumerated() where declaration.kind.holdsMembers {
        let type = table.nominalOf[Int(file.firstDeclaration) + local]
        guard type >= 0 else { continue }
        addClause(
          of: Int(declaration.node), type, file.facts, reference: reference, unresolved: unresolved, file: index)
      }
    }
    inherit()
  }

  /// The nature of the type that a declaration is or stands in.
  func nature(of type: Int32) -> Nature { natures[type] ?? [] }

  /// Whether a protocol from elsewhere asks the type for a member of that name.
  func isAsked(_ type: Int32, for key: NameKey) -> Bool { demands[type]?.contains(key) ?? false }

  /// Whether a type inherits from another one, directly or not.
  func inherits(_ type: Int32, from other: Int32) -> Bool {
    var seen: Set<Int32> = [type]
    var pending = [type]
    while let current = pending.popLast() {
      if current == other { return true }
      for next in supers[current] ?? [] where seen.insert(next).inserted { pending.append(next) }
    }
    return false
  }

  // MARK: Reading

  private mutating func addClause(
    of node: Int, _ type: Int32, _ facts: FileFacts, reference: Int, unresolved: Int, file: Int
  ) {
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
          add(position, to: type, facts, from: reference, unresolved, file: Int32(file))
          // What stands before the period and between the brackets is not inherited from.
          position = Int(facts.tree[position].end) - 1
        default: continue
        }
      }
    }
  }

  private mutating func add(
    _ node: Int, to type: Int32, _ facts: FileFacts, from reference: Int, _ unresolved: Int, file: Int32
  ) {
    let target = find(node, file, graph.references, from: reference, { ($0.file, $0.node) }).map {
      graph.references[$0].target
    }
    if let target, target >= 0, names.kinds[Int(target)] == .protocol || names.kinds[Int(target)] == .class {
      if target == type { natures[type, default: []].insert([.isOpen, .isSynthesized, .hasOtherValues]) }
      supers[type, default: []].append(target)
      return
    }
    let name = facts.strings[facts.tree[node].name]
    let isLibrary = find(node, file, graph.unresolvedReferences, from: unresolved, { ($0.file, $0.node) }).map {
      graph.unresolvedReferences[$0].base >= 0
    }
    addOutside(name, isOfRepository: target != nil, isLibrary: isLibrary ?? false, to: type)
  }

  private mutating func addOutside(_ name: String, isOfRepository: Bool, isLibrary: Bool, to type: Int32) {
    var nature = natures[type] ?? []
    if InheritedNames.synthesizing.contains(name) { nature.insert(.isSynthesized) }
    if !InheritedNames.plain.contains(name) { nature.insert(.hasOtherValues) }
    if InheritedNames.isDiscovered(name) { nature.insert(.isDiscovered) }
    if let asked = InheritedNames.demands[name], !isOfRepository {
      for text in asked { demands[type, default: []].insert(text.withUTF8Buffer { NameKey($0) }) }
    } else if !InheritedNames.synthesizing.contains(name), !(isLibrary && !graph.witnesses.isEmpty) {
      // A type alias, a raw type or something from elsewhere. The graph's list of witnesses speaks for the library.
      nature.insert([.isOpen, .isSynthesized])
    }
    natures[type] = nature
  }

  /// The first of a list that is sorted by file and node and stands at a node.
  private func find<Item>(
    _ node: Int, _ file: Int32, _ list: [Item], from start: Int, _ key: (Item) -> (Int32, UInt32)
  ) -> Int? {
    var low = start
    var high = list.count
    while low < high {
      let middle = (low + high) / 2
      if key(list[middle]) < (file, UInt32(node)) { low = middle + 1 } else { high = middle }
    }
    return low < list.count && key(list[low]) == (file, UInt32(node)) ? low : nil
  }

  // MARK: Inheriting

  /// Hands on what supertypes of the repository themselves inherit, until nothing changes.
  private mutating func inherit() {
    let types = supers.keys.sorted()
    for _ in 0..<32 {
      var hasChanged = false
      for type in types {
        for ancestor in supers[type] ?? [] {
          let nature = natures[type] ?? []
          let more = nature.union(natures[ancestor] ?? [])
          if more != nature {
            natures[type] = more
            hasChanged = true
          }
          if let asked = demands[ancestor], !asked.isSubset(of: demands[type] ?? []) {
            demands[type, default: []].formUnion(asked)
            hasChanged = true
          }
        }
      }
      if !hasChanged { break }
    }
  }
}
