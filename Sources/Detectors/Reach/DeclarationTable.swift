import Facts
import Graph

/// What passes over the whole graph ask of every declaration, one array for each question, by global index.
struct DeclarationTable {
  private(set) var kinds: [DeclarationKind] = []
  private(set) var access: [AccessLevel] = []
  private(set) var traits: [DeclarationTraits] = []
  /// The enclosing declaration, -1 at top level.
  private(set) var parents: [Int32] = []
  /// What has to be alive for the declaration to be: the enclosing declaration, for an extension the extended type of
  /// the repository; -1 for none.
  private(set) var containers: [Int32] = []
  /// The innermost declaration around it, or itself, that stands in no body: what it is a part of.
  private(set) var owners: [Int32] = []
  private(set) var keys: [NameKey] = []
  /// From how far away it can be seen at all: its own access or less, as the declarations around it allow.
  private(set) var reach: [AccessLevel] = []
  /// Members directly inside: `members[memberStarts[d] ..< memberStarts[d + 1]]`; extensions count as members of the
  /// type they extend.
  private(set) var memberStarts: [Int32] = []
  private(set) var members: [Int32] = []

  let fileOf: [Int32]
  /// As ``CodeGraph/typeOfDeclaration``.
  let nominalOf: [Int32]

  var count: Int { kinds.count }

  init(_ graph: CodeGraph) {
    fileOf = graph.fileOfDeclaration
    nominalOf = graph.typeOfDeclaration
    let total = graph.declarationCount
    kinds.reserveCapacity(total)
    access.reserveCapacity(total)
    traits.reserveCapacity(total)
    parents.reserveCapacity(total)
    keys.reserveCapacity(total)
    for file in graph.files {
      let strings = file.facts.strings
      for declaration in file.facts.declarations {
        kinds.append(declaration.kind)
        access.append(declaration.access)
        traits.append(declaration.traits)
        parents.append(declaration.parent < 0 ? -1 : file.firstDeclaration + declaration.parent)
        keys.append(strings.key(of: declaration.name))
      }
    }
    findOwners()
    findReach()
    collectMembers()
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

  private mutating func findOwners() {
    owners = [Int32](repeating: -1, count: count)
    containers = parents
    for index in kinds.indices {
      let parent = Int(parents[index])
      let isMember = parent < 0 || kinds[parent].holdsMembers && Int(owners[parent]) == parent
      owners[index] = isMember && !traits[index].contains(.isLocal) || parent < 0 ? Int32(index) : owners[parent]
      if kinds[index] == .extension, Int(nominalOf[index]) != index { containers[index] = nominalOf[index] }
    }
  }

  /// Types may stand behind their extensions and in extensions of others: repeated until nothing changes.
  private mutating func findReach() {
    reach = kinds.indices.map { index in
      kinds[index] == .extension && !traits[index].contains(.hasExplicitAccess) ? .open : access[index]
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
  }

  private mutating func collectMembers() {
    memberStarts = [Int32](repeating: 0, count: count + 1)
    for container in containers where container >= 0 { memberStarts[Int(container) + 1] += 1 }
    for index in kinds.indices { memberStarts[index + 1] += memberStarts[index] }
    var next = memberStarts
    members = [Int32](repeating: 0, count: Int(memberStarts.last ?? 0))
    for (index, container) in containers.enumerated() where container >= 0 {
      members[Int(next[Int(container)])] = Int32(index)
      next[Int(container)] += 1
    }
  }
}
