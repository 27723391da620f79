import Facts
import Graph

/// Tells of some functions whether anything in the repository or beyond prescribes their parameters.
///
/// Works by name and labels, across all conformances: a requirement of any protocol of the repository counts as asking
/// for every member of that name.
struct PrescribedSignatures {
  private let graph: CodeGraph
  /// Full names of requirements and of overrides, which fix those of witnesses and of overridden members.
  private var fixedNames: Set<TextHash> = []
  /// Full names of what extensions of protocols give every conformer, which a conformer replaces by its own.
  private var sharedNames: Set<TextHash> = []
  private let values: ValueNames
  private let conformances: OutsideConformances

  /// Confidence where nothing speaks for the parameter.
  private static let certain = 0.9
  /// Confidence where a protocol from elsewhere could ask for the function but the repository itself calls it.
  private static let doubtful = 0.7
  /// From which confidence of the graph, in percent, a call shows that the function is the repository's own.
  private static let trustedConfidence: UInt8 = 90

  init(for functions: [Int], in graph: CodeGraph, _ tables: SharedTables) {
    self.graph = graph
    values = ValueNames(of: functions, in: graph, tables)
    conformances = OutsideConformances(of: graph, tables)
    let table = tables.declarations
    for (file, notes) in tables.notes.enumerated() {
      fixedNames.formUnion(notes.prescribed.fixed)
      let first = graph.files[file].firstDeclaration
      for member in notes.prescribed.members {
        let type = table.nominalOf[Int(first + member.declaration)]
        if type >= 0, table.kinds[Int(type)] == .protocol { sharedNames.insert(member.name) }
      }
    }
  }

  /// Whether the declaration stands in a protocol of the repository or in an extension of one.
  private func isInProtocol(_ declaration: Int) -> Bool {
    let type = Int(graph.typeOfDeclaration[declaration])
    return type >= 0 && graph.declaration(type).kind == .protocol
  }

  /// How sure it is that nothing prescribes the function's parameters; 0 where something does or may.
  func freedom(of function: Int) -> Double {
    let fact = graph.declaration(function)
    if values.contain(function) { return 0 }
    let holder = graph.parent(function)
    guard holder >= 0, graph.declaration(holder).kind.holdsMembers else { return Self.certain }
    let facts = graph.file(ofDeclaration: function).facts
    let name = facts.strings[fact.fullName]
    let hash = facts.strings.hash(of: fact.fullName)
    if fixedNames.contains(hash) || (sharedNames.contains(hash) && !isInProtocol(function)) { return 0 }
    let demand = conformances.demand(onMembersOf: holder)
    if demand.names.contains(name) { return 0 }
    guard !demand.isComplete, mayWitnessFromElsewhere(function, in: holder) else { return Self.certain }
    return isCalledNearby(function) ? Self.doubtful : 0
  }

  /// Whether the function is visible enough: a witness is as visible as its type where the protocol is public.
  private func mayWitnessFromElsewhere(_ function: Int, in holder: Int) -> Bool {
    let access = graph.declaration(function).access
    let type = Int(graph.typeOfDeclaration[holder])
    guard type >= 0 else { return access > .fileprivate }
    var visible = AccessLevel.public
    var current = type
    while current >= 0 {
      visible = min(visible, graph.declaration(current).access)
      current = graph.parent(current)
    }
    return access >= visible
  }

  /// Whether its own file calls it; a call from afar may mean the protocol's requirement.
  private func isCalledNearby(_ function: Int) -> Bool {
    graph.references(to: function).contains { index in
      let reference = graph.references[Int(index)]
      return reference.role == .call && reference.file == graph.fileOfDeclaration[function]
        && reference.confidence >= Self.trustedConfidence
    }
  }
}
