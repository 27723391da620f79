import Facts
import Graph

/// What the inheritance clauses of each type, its extensions' included, say about uses of its members that no source
/// shows.
///
/// A class because every rule borrows it.
final class TypeNatures: Sendable {
  struct Nature: OptionSet, Sendable {
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

  /// By declaration; of those that are no nominal types none.
  private let natures: [Nature]
  /// Names that protocols from elsewhere ask the type for.
  private let demands: [Int32: Set<NameKey>]
  /// Protocols and classes of the repository that a type inherits from itself.
  private let supers: [Int32: [Int32]]

  init(_ graph: CodeGraph, _ table: DeclarationTable, _ links: FileLinks, _ notes: [FileNotes]) {
    var reading = Reading(graph, table, links)
    for (index, notes) in notes.enumerated() { reading.read(notes, file: index) }
    reading.inherit()
    natures = reading.natures
    demands = reading.demands
    supers = reading.supers
  }

  /// The nature of the type that a declaration is or stands in.
  func nature(of type: Int32) -> Nature { natures[Int(type)] }

  /// Whether a protocol from elsewhere asks the type for a member of that name.
  func isAsked(_ type: Int32, for key: NameKey) -> Bool { demands[type]?.contains(key) ?? false }

  /// Whether a type inherits from another one, directly or not.
  func inherits(_ type: Int32, from other: Int32) -> Bool {
    guard type != other else { return true }
    guard let own = supers[type] else { return false }
    var seen: Set<Int32> = [type]
    var pending = own.filter { seen.insert($0).inserted }
    while let current = pending.popLast() {
      if current == other { return true }
      for next in supers[current] ?? [] where seen.insert(next).inserted { pending.append(next) }
    }
    return false
  }
}

/// The natures while they are read.
private struct Reading {
  typealias Nature = TypeNatures.Nature

  private(set) var natures: [Nature]
  private(set) var demands: [Int32: Set<NameKey>] = [:]
  private(set) var supers: [Int32: [Int32]] = [:]

  private let graph: CodeGraph
  private let names: DeclarationTable
  private let links: FileLinks

  init(_ graph: CodeGraph, _ table: DeclarationTable, _ links: FileLinks) {
    self.graph = graph
    self.links = links
    names = table
    natures = Array(repeating: [], count: table.count)
    for type in graph.openTypes { natures[Int(type)].formUnion([.isOpen, .isSynthesized, .hasOtherValues]) }
  }

  mutating func read(_ notes: FileNotes, file: Int) {
    let first = graph.files[file].firstDeclaration
    for entry in notes.clauses.entries {
      let type = names.nominalOf[Int(first + entry.holder)]
      if type >= 0 { add(entry, to: type, notes.facts, file: file) }
    }
  }

  private mutating func add(_ entry: InheritanceClauses.Entry, to type: Int32, _ facts: FileFacts, file: Int) {
    let position = links.firstReference(atOrBehind: entry.node, inFile: file)
    var target: Int32?
    if position < links.referenceStarts[file + 1], graph.references[position].node == entry.node {
      target = graph.references[position].target
    }
    if let target, target >= 0, names.kinds[Int(target)] == .protocol || names.kinds[Int(target)] == .class {
      if target == type { natures[Int(type)].formUnion([.isOpen, .isSynthesized, .hasOtherValues]) }
      supers[type, default: []].append(target)
      return
    }
    let open = links.firstUnresolved(atOrBehind: entry.node, inFile: file)
    let isLibrary =
      open < links.unresolvedStarts[file + 1] && graph.unresolvedReferences[open].node == entry.node
      && graph.unresolvedReferences[open].base >= 0
    addOutside(entry, facts, isOfRepository: target != nil, isLibrary: isLibrary, to: type)
  }

  private mutating func addOutside(
    _ entry: InheritanceClauses.Entry, _ facts: FileFacts, isOfRepository: Bool, isLibrary: Bool, to type: Int32
  ) {
    var nature = natures[Int(type)]
    if entry.says.contains(.isSynthesizing) { nature.insert(.isSynthesized) }
    if !entry.says.contains(.isPlain) { nature.insert(.hasOtherValues) }
    if entry.says.contains(.isDiscovered) { nature.insert(.isDiscovered) }
    if entry.says.contains(.isDemanding), !isOfRepository {
      for text in InheritedNames.demands[facts.strings[entry.name]] ?? [] {
        demands[type, default: []].insert(text.withUTF8Buffer { NameKey($0) })
      }
    } else if !entry.says.contains(.isSynthesizing), !(isLibrary && !graph.witnesses.isEmpty) {
      // A type alias, a raw type or something from elsewhere. The graph's list of witnesses speaks for the library.
      nature.formUnion([.isOpen, .isSynthesized])
    }
    natures[Int(type)] = nature
  }

  // MARK: Inheriting

  /// Hands on what supertypes of the repository themselves inherit, until nothing changes.
  mutating func inherit() {
    let types = supers.keys.sorted()
    for _ in 0..<32 {
      var hasChanged = false
      for type in types {
        for ancestor in supers[type] ?? [] {
          let more = natures[Int(type)].union(natures[Int(ancestor)])
          if more != natures[Int(type)] {
            natures[Int(type)] = more
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
