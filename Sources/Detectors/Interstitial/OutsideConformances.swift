import Facts
import Graph

/// What protocols and classes from outside the repository may ask of a type's members, read from the inheritance clauses
/// of the type, of its extensions in all files, and of what it inherits from.
struct OutsideConformances {
  /// The members asked for.
  struct Demand {
    /// Full names of the requirements of known protocols.
    var names: Set<String> = []
    /// Whether nothing unknown is inherited, so that ``names`` is the whole of it.
    var isComplete = true
  }

  private let graph: CodeGraph
  private let openTypes: Set<Int32>
  /// Types of the repository by simple name.
  private var types: [TextHash: [Int]] = [:]
  /// Extensions of a type of the repository, by the type.
  private var extensionsOfType: [Int32: [Int]] = [:]
  /// Extensions of other types, by the name as it is written.
  private var extensionsByName: [TextHash: [Int]] = [:]

  /// Requirements of the standard library's commonest protocols, those without a parameter left out.
  private static let known: [String: Set<String>] = {
    let collection: Set<String> = [
      "index(after:)", "index(before:)", "formIndex(after:)", "formIndex(before:)", "index(_:offsetBy:)",
      "index(_:offsetBy:limitedBy:)", "distance(from:to:)", "subscript(_:)", "replaceSubrange(_:with:)",
      "withContiguousStorageIfAvailable(_:)", "withContiguousMutableStorageIfAvailable(_:)",
    ]
    let key: Set<String> = ["init(stringValue:)", "init(intValue:)"]
    return [
      "Error": [], "Sendable": [], "AnyObject": [], "Any": [], "Copyable": [], "BitwiseCopyable": [], "Escapable": [],
      "SendableMetatype": [], "Actor": [], "Equatable": [], "Comparable": [], "Identifiable": [], "CaseIterable": [],
      "Hashable": ["hash(into:)", "_rawHashValue(seed:)"], "CustomStringConvertible": [],
      "CustomDebugStringConvertible": [],
      "CustomReflectable": [], "LocalizedError": [], "LosslessStringConvertible": ["init(_:)"],
      "IteratorProtocol": [], "AsyncIteratorProtocol": ["next(isolation:)"], "AsyncSequence": [],
      "Sequence": ["withContiguousStorageIfAvailable(_:)"], "Collection": collection,
      "BidirectionalCollection": collection, "RandomAccessCollection": collection, "MutableCollection": collection,
      "Codable": ["init(from:)", "encode(to:)"], "Encodable": ["encode(to:)"], "Decodable": ["init(from:)"],
      "CodingKey": key, "RawRepresentable": ["init(rawValue:)"], "TextOutputStream": ["write(_:)"],
      "ExpressibleByStringLiteral": [], "ExpressibleByArrayLiteral": [], "ExpressibleByIntegerLiteral": [],
      "ExpressibleByDictionaryLiteral": [], "ExpressibleByNilLiteral": [], "ExpressibleByFloatLiteral": [],
      "ExpressibleByBooleanLiteral": [], "ExpressibleByStringInterpolation": [],
      "String": [], "Int": [], "UInt": [], "Int8": [], "UInt8": [], "Int16": [], "UInt16": [], "Int32": [],
      "UInt32": [], "Int64": [], "UInt64": [], "Character": [], "Double": [],
      "XCTestCase": [], "NSObject": [], "ObservableObject": [],
    ]
  }()

  init(of graph: CodeGraph, _ tables: SharedTables) {
    self.graph = graph
    openTypes = Set(graph.openTypes)
    let table = tables.declarations
    for (file, notes) in tables.notes.enumerated() {
      let first = Int(graph.files[file].firstDeclaration)
      for (local, name) in notes.holders.enumerated() where table.kinds[first + local].holdsMembers {
        let global = first + local
        if table.kinds[global].isNominalType {
          types[name, default: []].append(global)
        } else if table.nominalOf[global] >= 0 {
          extensionsOfType[table.nominalOf[global], default: []].append(global)
        } else {
          extensionsByName[name, default: []].append(global)
        }
      }
    }
  }

  /// What is asked of the members of a type, or of the type that an extension extends.
  func demand(onMembersOf holder: Int) -> Demand {
    var demand = Demand()
    var seen: Set<Int> = []
    let type = Int(graph.typeOfDeclaration[holder])
    if type >= 0 {
      // A protocol from elsewhere may bear the name of a type of the repository.
      if openTypes.contains(Int32(type)) { demand.isComplete = false }
      add(type, seen: &seen, to: &demand)
    } else {
      let facts = graph.file(ofDeclaration: holder).facts
      let name = facts.strings.hash(of: graph.declaration(holder).name)
      for index in extensionsByName[name] ?? [] { addClause(of: index, seen: &seen, to: &demand) }
    }
    return demand
  }

  private func add(_ type: Int, seen: inout Set<Int>, to demand: inout Demand) {
    guard seen.insert(type).inserted else { return }
    addClause(of: type, seen: &seen, to: &demand)
    for index in extensionsOfType[Int32(type)] ?? [] { addClause(of: index, seen: &seen, to: &demand) }
  }

  private func addClause(of declaration: Int, seen: inout Set<Int>, to demand: inout Demand) {
    let facts = graph.file(ofDeclaration: declaration).facts
    let fact = graph.declaration(declaration)
    for child in facts.tree.children(of: Int(fact.node)) where facts.tree[child].kind == .inheritedType {
      guard let type = facts.tree.firstChild(of: child) else { continue }
      add(type, facts, of: fact, seen: &seen, to: &demand)
    }
  }

  private func add(
    _ node: Int, _ facts: FileFacts, of owner: DeclarationFact, seen: inout Set<Int>, to demand: inout Demand
  ) {
    let tree = facts.tree
    switch tree[node].kind {
    case .suppressedType: return
    case .attributedType, .compositionType:
      for child in tree.children(of: node) where tree[child].kind != .attribute && tree[child].kind != .modifier {
        add(child, facts, of: owner, seen: &seen, to: &demand)
      }
    case .namedType, .memberType:
      // A type that inherits from its own name means one from elsewhere.
      guard tree[node].name != owner.name || owner.kind == .extension else { return demand.isComplete = false }
      let name = facts.strings[tree[node].name]
      let own = types[facts.strings.hash(of: tree[node].name)] ?? []
      for type in own { add(type, seen: &seen, to: &demand) }
      if let names = Self.known[name] {
        demand.names.formUnion(names)
      } else if own.isEmpty {
        demand.isComplete = false
      }
    default: demand.isComplete = false
    }
  }
}
