import Facts
import Graph

/// What passes over the whole graph ask of every declaration, one array for each question, by global index.
///
/// A class because every rule borrows it: as a structure each loan would count its arrays.
final class DeclarationTable: Sendable {
  let kinds: [DeclarationKind]
  let access: [AccessLevel]
  let traits: [DeclarationTraits]
  /// What the declaration's file alone tells of it.
  let marks: [DeclarationMarks]
  /// The enclosing declaration, -1 at top level.
  let parents: [Int32]
  /// What has to be alive for the declaration to be: the enclosing declaration, for an extension the extended type of
  /// the repository; -1 for none.
  let containers: [Int32]
  /// The innermost declaration around it, or itself, that stands in no body: what it is a part of.
  let owners: [Int32]
  let keys: [NameKey]
  /// From how far away it can be seen at all: its own access or less, as the declarations around it allow.
  let reach: [AccessLevel]
  /// Members directly inside: `members[memberStarts[d] ..< memberStarts[d + 1]]`; extensions count as members of the
  /// type they extend.
  let memberStarts: [Int32]
  let members: [Int32]

  let fileOf: [Int32]
  /// As ``CodeGraph/typeOfDeclaration``.
  let nominalOf: [Int32]

  var count: Int { kinds.count }

  init(_ graph: CodeGraph, _ notes: [FileNotes]) {
    let columns = notes.map(\.columns)
    kinds = Self.joined(columns, graph.declarationCount, \.kinds)
    access = Self.joined(columns, graph.declarationCount, \.access)
    traits = Self.joined(columns, graph.declarationCount, \.traits)
    keys = Self.joined(columns, graph.declarationCount, \.keys)
    marks = Self.joined(columns, graph.declarationCount, \.marks)
    fileOf = graph.fileOfDeclaration
    nominalOf = graph.typeOfDeclaration
    var parents: [Int32] = []
    parents.reserveCapacity(kinds.count)
    for (file, columns) in columns.enumerated() {
      let first = graph.files[file].firstDeclaration
      for parent in columns.parents { parents.append(parent < 0 ? -1 : first + parent) }
    }
    self.parents = parents
    (owners, containers) = Self.owners(kinds, traits, parents, nominalOf)
    reach = Self.reach(kinds, access, traits, containers)
    (memberStarts, members) = Self.members(containers)
  }

  private static func joined<Item>(
    _ columns: [DeclarationColumns], _ count: Int, _ column: (DeclarationColumns) -> [Item]
  ) -> [Item] {
    var items: [Item] = []
    items.reserveCapacity(count)
    for part in columns { items.append(contentsOf: column(part)) }
    return items
  }

  /// Whether it belongs to a file or a type rather than to a body.
  func isOwner(_ declaration: Int) -> Bool { Int(owners[declaration]) == declaration }

  /// What stands directly in a declaration, extensions of a type included.
  func members(of declaration: Int) -> ArraySlice<Int32> {
    members[Int(memberStarts[declaration])..<Int(memberStarts[declaration + 1])]
  }

  /// Whether a declaration is another one or stands within it, extensions of a type included.
  func isWithin(_ declaration: Int, _ outer: Int) -> Bool {
    var current = declaration
    // A broken program may nest a type in an extension of itself, so the climb is bounded.
    for _ in 0..<64 where current >= 0 {
      if current == outer { return true }
      current = Int(containers[current])
    }
    return false
  }

  /// Whether something outside of it uses it or a part of it.
  func isUsed(_ index: Int, in graph: CodeGraph) -> Bool {
    graph.references(to: index).contains { position in
      let source = graph.references[Int(position)].source
      return source < 0 || !isWithin(Int(source), index)
    }
  }

  // MARK: Making

  private static func owners(
    _ kinds: [DeclarationKind], _ traits: [DeclarationTraits], _ parents: [Int32], _ nominalOf: [Int32]
  ) -> (owners: [Int32], containers: [Int32]) {
    var owners = [Int32](repeating: -1, count: kinds.count)
    var containers = parents
    for index in kinds.indices {
      let parent = Int(parents[index])
      let isMember = parent < 0 || kinds[parent].holdsMembers && Int(owners[parent]) == parent
      owners[index] = isMember && !traits[index].contains(.isLocal) || parent < 0 ? Int32(index) : owners[parent]
      if kinds[index] == .extension, Int(nominalOf[index]) != index { containers[index] = nominalOf[index] }
    }
    return (owners, containers)
  }

  /// Types may stand behind their extensions and in extensions of others: repeated until nothing changes.
  private static func reach(
    _ kinds: [DeclarationKind], _ access: [AccessLevel], _ traits: [DeclarationTraits], _ containers: [Int32]
  ) -> [AccessLevel] {
    var reach = access
    for index in kinds.indices where kinds[index] == .extension && !traits[index].contains(.hasExplicitAccess) {
      reach[index] = .open
    }
    for _ in 0..<8 {
      var hasChanged = false
      for index in reach.indices where containers[index] >= 0 {
        let limit = reach[Int(containers[index])]
        if limit < reach[index] {
          reach[index] = limit
          hasChanged = true
        }
      }
      if !hasChanged { break }
    }
    return reach
  }

  private static func members(_ containers: [Int32]) -> (starts: [Int32], members: [Int32]) {
    var starts = [Int32](repeating: 0, count: containers.count + 1)
    for container in containers where container >= 0 { starts[Int(container) + 1] += 1 }
    for index in containers.indices { starts[index + 1] += starts[index] }
    var next = starts
    var members = [Int32](repeating: 0, count: Int(starts.last ?? 0))
    for (index, container) in containers.enumerated() where container >= 0 {
      members[Int(next[Int(container)])] = Int32(index)
      next[Int(container)] += 1
    }
    return (starts, members)
  }
}
