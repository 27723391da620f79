import Facts
package import Graph
package import Model
package import Rules

/// Finds declarations that are `public`, `open` or `package` although their own module alone uses them.
///
/// It judges modules whose package offers them in no library product, and says nothing of what is not used at all.
package struct RedundantAccessDetector: GraphDetector {
  package static let rule = RuleID("interstitial/redundant-access")

  package init(options: RuleOptions) {}

  package func detect(in graph: CodeGraph, _ tables: SharedTables, report: inout DefectReport) {
    let table = tables.declarations
    let offered = tables.offered
    let isJudged = tables.isJudged
    var candidates: [Int] = []
    for (index, file) in graph.files.enumerated() where isJudged[index] && file.module >= 0 {
      let module = Int(file.module)
      guard offered.isKnown[module] else { continue }
      let first = Int(file.firstDeclaration)
      for declaration in first..<first + file.facts.declarations.count
      where isCandidate(declaration, isOffered: offered.isOffered[module], table) { candidates.append(declaration) }
    }
    guard !candidates.isEmpty else { return }
    let needed = NeededAccess(graph, tables, candidates: candidates)
    var isReported = Set<Int>()
    var inner: [Int: Int] = [:]
    var found: [Int] = []
    let redundant = Set(candidates.filter { !needed.isNeeded[$0] && !isOfNeededSet($0, needed, table) })
    for candidate in redundant.sorted() {
      if let outer = outermost(around: candidate, among: redundant, table) {
        inner[outer, default: 0] += 1
      } else if table.isUsed(candidate, in: graph), isReported.insert(candidate).inserted {
        found.append(candidate)
      }
    }
    for candidate in found {
      let module = Int(graph.files[Int(table.fileOf[candidate])].module)
      report.add(
        defect(
          candidate, members: inner[candidate] ?? 0, confidence: confidence(of: module, needed, graph), table, graph))
    }
  }

  private func isCandidate(_ index: Int, isOffered: Bool, _ table: DeclarationTable) -> Bool {
    let traits = table.traits[index]
    guard table.reach[index] >= .package, traits.contains(.hasExplicitAccess), table.isOwner(index),
      traits.isDisjoint(with: [.isLocal, .isRequirement, .isOverride, .isDynamic])
    else { return false }
    switch table.kinds[index] {
    case .class, .struct, .enum, .actor, .protocol, .function, .variable, .typealias: break
    default: return false
    }
    return (table.access[index] == .package || !isOffered) && !table.marks[index].contains(.isAttributed)
  }

  /// Whether it is one of several constants of a type, the options of an option set for example, of which another is
  /// needed: such a set is offered as a whole.
  private func isOfNeededSet(_ index: Int, _ needed: NeededAccess, _ table: DeclarationTable) -> Bool {
    func isConstant(_ index: Int) -> Bool {
      table.kinds[index] == .variable && table.traits[index].isSuperset(of: [.isStatic, .isConstant])
    }
    guard isConstant(index), table.containers[index] >= 0 else { return false }
    return table.members(of: Int(table.containers[index])).contains { member in
      isConstant(Int(member)) && needed.isNeeded[Int(member)]
    }
  }

  /// The outermost redundant type around a member.
  private func outermost(around index: Int, among redundant: Set<Int>, _ table: DeclarationTable) -> Int? {
    var result: Int?
    var current = Int(table.containers[index])
    for _ in 0..<64 where current >= 0 {
      if redundant.contains(current) { result = current }
      current = Int(table.containers[current])
    }
    return result
  }

  /// What a library that only tests import offers may be there for users to come.
  private func confidence(of module: Int, _ needed: NeededAccess, _ graph: CodeGraph) -> Double {
    if graph.layout.modules[module].kind == .library, !needed.isImportedByCode[module] { return 0.6 }
    return needed.isImported[module] ? 0.85 : 0.95
  }

  private func defect(
    _ index: Int, members: Int, confidence: Double, _ table: DeclarationTable, _ graph: CodeGraph
  ) -> Defect {
    let file = Int(table.fileOf[index])
    let facts = graph.files[file].facts
    let fact = facts.declarations[index - Int(graph.files[file].firstDeclaration)]
    let word = fact.access == .package ? "package" : fact.access == .open ? "open" : "public"
    var message = "the \(fact.kind.word) '\(facts.strings[fact.fullName])' is \(word), but only its own module uses it"
    if members > 0 { message += ", nor is the access of its members needed" }
    return Defect(
      file: file, offset: facts.tokens.offsets[Int(fact.nameToken)],
      endOffset: facts.endOffset(ofToken: Int(fact.nameToken)), declaration: index, message: message,
      confidence: confidence, units: Double(members), evidence: uses(of: index, table, graph))
  }

  /// The first use, which shows that the module itself is all that needs it.
  private func uses(of index: Int, _ table: DeclarationTable, _ graph: CodeGraph) -> [Defect.Place] {
    for position in graph.references(to: index) {
      let reference = graph.references[Int(position)]
      guard reference.source < 0 || !table.isWithin(Int(reference.source), index) else { continue }
      let token = Int(graph.files[Int(reference.file)].facts.tree[Int(reference.node)].nameToken)
      return [
        Defect.Place(file: Int(reference.file), firstToken: token, lastToken: token, message: "its own module uses it")
      ]
    }
    return []
  }
}
