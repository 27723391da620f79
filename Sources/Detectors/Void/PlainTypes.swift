import Facts
import Graph
import Model

/// Which types are plain values: to hold one does nothing but to keep it. Objects, closures, existentials, generic
/// parameters and whatever comes from elsewhere may act by being alive, and are not.
struct PlainTypes {
  private let graph: CodeGraph
  private let table: DeclarationTable
  private let links: FileLinks
  /// What is known of nominal types; false while one is being found out, so that recursive types are not plain.
  private var known: [Int32: Bool] = [:]

  /// Value types of the standard library and Foundation that hold no resource, and containers of such.
  private static let names: Set<String> = [
    "Bool", "Int", "Int8", "Int16", "Int32", "Int64", "Int128", "UInt", "UInt8", "UInt16", "UInt32", "UInt64",
    "UInt128", "Float", "Float16", "Float32", "Float64", "Float80", "Double", "CGFloat", "String", "Substring",
    "Character", "StaticString", "Array", "ArraySlice", "ContiguousArray", "Dictionary", "Set", "Optional", "Range",
    "ClosedRange", "Date", "UUID", "URL", "Data", "TimeInterval", "Decimal", "Duration", "Void", "CGPoint", "CGSize",
    "CGRect", "IndexPath", "IndexSet", "DateComponents", "TimeZone", "Locale", "Calendar", "Index", "Element",
    "ContinuousClock", "Instant", "UnicodeScalar", "CChar", "CInt", "ObjectIdentifier",
  ]

  init(_ graph: CodeGraph, _ tables: SharedTables) {
    self.graph = graph
    table = tables.declarations
    links = tables.links
  }

  /// Whether the type of a variable is plain, by its annotation or, without one, by its initial value.
  mutating func isPlain(variable declaration: Int) -> Bool {
    let file = Int(table.fileOf[declaration])
    let facts = graph.files[file].facts
    let fact = facts.declarations[declaration - Int(graph.files[file].firstDeclaration)]
    let binding = Int(fact.node)
    guard facts.tree[binding].kind == .binding else { return false }
    if let annotation = facts.tree.firstChild(of: binding, .typeAnnotation),
      let type = facts.tree.firstChild(of: annotation)
    {
      return isPlain(type: type, file, facts)
    }
    guard let initializer = facts.tree.firstChild(of: binding, .initializer),
      let value = facts.tree.firstChild(of: initializer)
    else { return false }
    return isPlain(value: value, file, facts)
  }

  private mutating func isPlain(type node: Int, _ file: Int, _ facts: FileFacts) -> Bool {
    switch facts.tree[node].kind {
    case .optionalType, .implicitlyUnwrappedType, .arrayType, .dictionaryType, .tupleType, .tupleTypeElement:
      return areAllPlain(node, file, facts)
    case .namedType, .memberType:
      if let target = target(of: node, file) {
        return isPlain(declaration: target) && (facts.tree[node].kind == .memberType || areAllPlain(node, file, facts))
      }
      guard Self.names.contains(facts.strings[facts.tree[node].name]) else { return false }
      return facts.tree[node].kind == .memberType || areAllPlain(node, file, facts)
    default: return false
    }
  }

  private mutating func areAllPlain(_ node: Int, _ file: Int, _ facts: FileFacts) -> Bool {
    for child in facts.tree.children(of: node) where !isPlain(type: child, file, facts) { return false }
    return true
  }

  private mutating func isPlain(value node: Int, _ file: Int, _ facts: FileFacts) -> Bool {
    switch facts.tree[node].kind {
    case .integerLiteral, .floatLiteral, .booleanLiteral, .stringLiteral: return true
    case .prefixOperator, .arrayLiteral:
      var count = 0
      for child in facts.tree.children(of: node) {
        guard isPlain(value: child, file, facts) else { return false }
        count += 1
      }
      return count > 0
    case .member:
      guard let target = target(of: node, file), table.kinds[Int(target)] == .enumCase else { return false }
      return isPlain(declaration: table.nominalOf[Int(target)])
    case .call:
      guard let callee = facts.tree.firstChild(of: node) else { return false }
      if let target = target(of: callee, file) {
        let kind = table.kinds[Int(target)]
        guard kind == .initializer || kind == .enumCase || kind.isNominalType else { return false }
        return isPlain(declaration: table.nominalOf[Int(target)])
      }
      return facts.tree[callee].kind == .reference && Self.names.contains(facts.strings[facts.tree[callee].name])
    default: return false
    }
  }

  /// Whether values of a type of the repository are plain: all that they are made of is.
  private mutating func isPlain(declaration: Int32) -> Bool {
    guard declaration >= 0 else { return false }
    if let found = known[declaration] { return found }
    known[declaration] = false
    let result = findPlain(declaration)
    known[declaration] = result
    return result
  }

  private mutating func findPlain(_ declaration: Int32) -> Bool {
    let file = Int(table.fileOf[Int(declaration)])
    let facts = graph.files[file].facts
    let fact = facts.declarations[Int(declaration - graph.files[file].firstDeclaration)]
    switch fact.kind {
    case .struct:
      for member in table.members(of: Int(declaration)) {
        let traits = table.traits[Int(member)]
        guard table.kinds[Int(member)] == .variable, traits.contains(.isStored), !traits.contains(.isStatic) else {
          continue
        }
        guard isPlain(variable: Int(member)) else { return false }
      }
      return true
    case .enum:
      for member in table.members(of: Int(declaration)) where table.kinds[Int(member)] == .enumCase {
        let element = Int(facts.declarations[Int(member - graph.files[file].firstDeclaration)].node)
        for parameter in facts.tree.children(of: element) where facts.tree[parameter].kind == .parameter {
          for child in facts.tree.children(of: parameter) where facts.tree[child].kind != .secondName {
            guard facts.tree[child].kind == .initializer || isPlain(type: child, file, facts) else { return false }
          }
        }
      }
      return true
    case .typealias:
      guard let aliased = facts.tree.firstChild(of: Int(fact.node), .initializer),
        let type = facts.tree.firstChild(of: aliased)
      else { return false }
      return isPlain(type: type, file, facts)
    default: return false
    }
  }

  private func target(of node: Int, _ file: Int) -> Int32? {
    let position = links.firstReference(atOrBehind: UInt32(node), inFile: file)
    guard position < links.referenceStarts[file + 1], Int(graph.references[position].node) == node else { return nil }
    return graph.references[position].target
  }
}
