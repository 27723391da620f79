import Facts
import Graph

/// What the inheritance clauses of types ask of their members, as far as the repository and the standard library tell.
struct InheritedRequirements {
  /// Names that a type's members may have to have.
  struct Demand {
    /// Base names of requirements.
    var names: Set<String> = []
    /// Whether all inherited types are known, so that ``names`` is the whole of it.
    var isComplete = true
    /// Whether the language makes code of the stored properties or the cases: `Codable`, `CaseIterable`, a raw type.
    var isSynthesized = false
    /// Whether a tool or a framework finds the type by itself: test cases and previews.
    var isDiscovered = false

    /// Notes a raw type, an alias, or a class or protocol from elsewhere: members may be there for its sake.
    fileprivate mutating func addUnknown(_ name: String) {
      isComplete = false
      isSynthesized = true
      if InheritedRequirements.discovered.contains(where: { name.hasSuffix($0) }) { isDiscovered = true }
    }
  }

  private struct TypeEntry {
    var file: Int
    var declaration: Int
  }

  private let graph: CodeGraph
  /// Protocols and classes of the repository by their simple name.
  private var types: [String: [TypeEntry]] = [:]

  /// What the standard library's protocols ask for, those that ask for nothing by name included.
  private static let known: [String: Set<String>] = [
    "Error": [], "Sendable": [], "AnyObject": [], "Any": [], "Copyable": [], "BitwiseCopyable": [], "Escapable": [],
    "SendableMetatype": [], "Actor": ["unownedExecutor"],
    "Equatable": [], "Hashable": ["hash", "hashValue"], "Comparable": [], "Identifiable": ["id", "ID"],
    "CustomStringConvertible": ["description"], "CustomDebugStringConvertible": ["debugDescription"],
    "CustomReflectable": ["customMirror"], "LosslessStringConvertible": ["description"],
    "IteratorProtocol": ["next", "Element"], "AsyncIteratorProtocol": ["next", "Element", "Failure"],
    "Sequence": ["makeIterator", "underestimatedCount", "withContiguousStorageIfAvailable", "Element", "Iterator"],
    "AsyncSequence": ["makeAsyncIterator", "Element", "AsyncIterator", "Failure"],
    "LocalizedError": ["errorDescription", "failureReason", "recoverySuggestion", "helpAnchor"],
  ]
  /// Those for which the compiler writes code from the stored properties or cases.
  private static let synthesizing: Set<String> = [
    "Codable", "Encodable", "Decodable", "CodingKey", "Hashable", "Equatable", "CaseIterable", "RawRepresentable",
    "OptionSet",
  ]
  fileprivate static let discovered = ["TestCase", "Tests", "PreviewProvider", "LibraryContentProvider"]

  init(graph: CodeGraph) {
    self.graph = graph
    for (index, file) in graph.files.enumerated() {
      for (local, declaration) in file.facts.declarations.enumerated()
      where declaration.kind == .protocol || declaration.kind == .class {
        types[file.facts.strings[declaration.name], default: []].append(TypeEntry(file: index, declaration: local))
      }
    }
  }

  /// Adds what the inheritance clause of a type or extension asks for, inherited protocols' own clauses included.
  func add(_ declaration: Int, inFile file: Int, to demand: inout Demand) {
    var seen: Set<String> = []
    add(declaration, inFile: file, seen: &seen, to: &demand)
  }

  private func add(_ declaration: Int, inFile file: Int, seen: inout Set<String>, to demand: inout Demand) {
    let facts = graph.files[file].facts
    let node = Int(facts.declarations[declaration].node)
    for child in facts.tree.children(of: node) where facts.tree[child].kind == .inheritedType {
      guard var type = facts.tree.firstChild(of: child) else { continue }
      while facts.tree[type].kind == .attributedType, let inner = innerType(of: type, facts) { type = inner }
      if facts.tree[type].kind == .suppressedType { continue }
      let name = facts.strings[facts.tree[type].name]
      // `Module.Name` and a type that inherits from its own name mean something from elsewhere.
      let isBare = facts.tree[type].kind == .namedType || isNested(type, facts)
      let fact = facts.declarations[declaration]
      let isItself = fact.kind != .extension && facts.tree[type].name == fact.name
      if isBare, !isItself { add(name: name, seen: &seen, to: &demand) } else { demand.addUnknown(name) }
    }
  }

  /// Whether the member type's base is a type of the repository or the standard library itself.
  private func isNested(_ type: Int, _ facts: FileFacts) -> Bool {
    guard facts.tree[type].kind == .memberType, let base = facts.tree.firstChild(of: type) else { return false }
    let name = facts.strings[facts.tree[base].name]
    return name == "Swift" || types[name] != nil
  }

  private func innerType(of attributed: Int, _ facts: FileFacts) -> Int? {
    var last: Int?
    for child in facts.tree.children(of: attributed) { last = child }
    return last
  }

  private func add(name: String, seen: inout Set<String>, to demand: inout Demand) {
    guard seen.insert(name).inserted else { return }
    if Self.synthesizing.contains(name) { demand.isSynthesized = true }
    let own = types[name] ?? []
    if let names = Self.known[name] {
      demand.names.formUnion(names)
      if own.isEmpty { return }
    }
    guard !own.isEmpty else {
      demand.addUnknown(name)
      return
    }
    for entry in own {
      let facts = graph.files[entry.file].facts
      if facts.declarations[entry.declaration].kind == .protocol {
        addMembers(of: entry.declaration, facts, to: &demand)
      }
      add(entry.declaration, inFile: entry.file, seen: &seen, to: &demand)
    }
  }

  /// Adds the names that a protocol declares.
  func addMembers(of declaration: Int, _ facts: FileFacts, to demand: inout Demand) {
    let end = facts.tree[Int(facts.declarations[declaration].node)].end
    var index = declaration + 1
    while index < facts.declarations.count, facts.declarations[index].node < end {
      demand.names.insert(facts.strings[facts.declarations[index].name])
      index += 1
    }
  }
}
