import Facts
import Model

/// Fills a ``SymbolTable``: collects declarations, binds extensions to the types they extend, members to their types,
/// and inheritance clauses to the types they name. Linear in the number of declarations.
struct SymbolTableBuilder {
  private(set) var layout: ProjectLayout
  private(set) var names: GlobalNames
  let known: KnownNames
  private(set) var standard: StandardTypes
  private(set) var units: [SourceUnit]
  private(set) var firstUnitOfRepository = 0
  private(set) var firstOfRepository: Int32 = 0
  let moduleNames: [String]
  private(set) var moduleOfName: [Int32: Int32] = [:]
  private(set) var moduleNumbers: [Int32] = []
  private(set) var unitOf: [Int32] = []
  private(set) var nameOf: [Int32] = []
  private(set) var kinds: [DeclarationKind] = []
  private(set) var accesses: [AccessLevel] = []
  private(set) var worlds: [BuildConditions.Worlds] = []
  private(set) var parents: [Int32] = []
  var nominalOf: [Int32] = []
  private(set) var topLevel: TopLevelIndex
  private(set) var members: IndexMap
  private(set) var membersByName: IndexMap
  private(set) var generics = GenericParameters()
  private(set) var visibleModules: [[Int32]] = []
  private(set) var visibleInUnit: [[Int32]] = []
  private(set) var scopedImports: ScopedImports
  var superStarts: [Int32] = [0]
  var superTypes: [SymbolTable.SuperType] = []
  /// Types that types declare, by both.
  private(set) var nested: IndexMap
  private let modules: [LibraryModule]

  /// The library's modules by themselves.
  init(library: [LibraryModule], layout: ProjectLayout, names given: GlobalNames, workers: Int) {
    self.layout = layout
    modules = library
    names = given
    known = KnownNames(numberedBy: &names)
    moduleNames = layout.modules.map(\.importName) + library.map(\.name)
    let facts = library.flatMap(\.parts)
    let moduleOfPart = library.indices.flatMap { index in
      repeatElement(Int32(layout.modules.count + index), count: library[index].parts.count)
    }
    let ownModules = Set(layout.modules.map(\.importName))
    var firsts: [Int32] = [0]
    for part in facts { firsts.append(firsts[firsts.count - 1] + Int32(part.declarations.count)) }
    let (numbers, starts) = (names.numbers, firsts)
    units = parallelMap(count: facts.count, workers: workers) { index in
      SourceUnit(
        index: Int32(index), facts: facts[index], names: numbers[index], firstDeclaration: starts[index],
        module: moduleOfPart[index], isLibrary: true, modules: ownModules)
    }
    let count = Int(firsts[facts.count])
    topLevel = TopLevelIndex(expectedCount: count / 4, nameCount: names.count)
    members = IndexMap(expectedCount: count)
    membersByName = IndexMap(expectedCount: count)
    nested = IndexMap(expectedCount: 256)
    standard = StandardTypes { _ in -1 }
    for (index, name) in moduleNames.enumerated() { moduleNumbers.append(names.number(of: name)) }
    for index in layout.modules.count..<max(layout.modules.count, moduleNames.count)
    where moduleOfName[moduleNumbers[index]] == nil {
      moduleOfName[moduleNumbers[index]] = Int32(index)
    }
    scopedImports = ScopedImports(units: [], moduleCount: 0, moduleOfName: [:], nameCount: 0)
    takeImports()
    collect(units[...])
    standard = standardTypes()
    bind(0..<Int32(kinds.count), workers: workers)
  }

  /// The repository's `files` behind the `library`, which was read alone. `names` number the names of the library's parts
  /// and then of the files, and agree with those that the library was read with; `earlier` gives the unit of a file that
  /// is the same as before.
  init(
    files: [CodeGraph.File], layout: ProjectLayout, library: SymbolTableBuilder, names given: GlobalNames, workers: Int,
    earlier: (Int) -> SourceUnit? = { _ in nil }
  ) {
    self = library
    self.layout = layout
    names = given
    (firstUnitOfRepository, firstOfRepository) = (units.count, Int32(kinds.count))
    let (firstUnit, first) = (units.count, Int32(kinds.count))
    let ownModules = Set(layout.modules.map(\.importName))
    let numbers = names.numbers
    let known = files.indices.map(earlier)
    units += parallelMap(count: files.count, workers: workers) { index in
      let start = first + files[index].firstDeclaration
      if let unit = known[index] {
        return unit.index == Int32(firstUnit + index) && unit.firstDeclaration == start
          ? unit : SourceUnit(unit, index: Int32(firstUnit + index), firstDeclaration: start)
      }
      return SourceUnit(
        index: Int32(firstUnit + index), facts: files[index].facts, names: numbers[firstUnit + index],
        firstDeclaration: start, module: files[index].module, isLibrary: false, modules: ownModules)
    }
    let count = files.reduce(0) { $0 + $1.facts.declarations.count }
    topLevel = TopLevelIndex(expectedCount: count / 4, nameCount: names.count, before: topLevel)
    members = IndexMap(expectedCount: count, before: members)
    membersByName = IndexMap(expectedCount: count, before: membersByName)
    nested = IndexMap(expectedCount: 256, before: nested)
    moduleOfName = [:]
    for (index, number) in moduleNumbers.enumerated() where moduleOfName[number] == nil {
      moduleOfName[number] = Int32(index)
    }
    takeImports()
    collect(units[firstUnit...])
    bind(first..<Int32(kinds.count), workers: workers)
  }

  private mutating func takeImports() {
    let visible = VisibleModules(units: units, moduleNames: moduleNames, modules: layout.modules, library: modules)
    (visibleModules, visibleInUnit) = (visible.lists, visible.listsOfUnits)
    scopedImports = ScopedImports(
      units: units, moduleCount: moduleNames.count, moduleOfName: moduleOfName, nameCount: names.count)
  }

  private func standardTypes() -> StandardTypes {
    var numbered = names
    let modules = ["Swift", "_Concurrency"].compactMap { moduleOfName[numbered.number(of: $0)] }
    return StandardTypes { name in
      let number = numbered.number(of: name)
      for module in modules {
        let found = topLevel.values(module, number).first { isTypeLike($0) }
        if let found { return found }
      }
      return -1
    }
  }

  private mutating func bind(_ declarations: Range<Int32>, workers: Int) {
    bindExtensions(declarations)
    collectMembers(declarations, workers: workers)
    bindSuperTypes(declarations)
  }

  func isTypeLike(_ declaration: Int32) -> Bool { kinds[Int(declaration)].isTypeLike }

  private mutating func collect(_ units: ArraySlice<SourceUnit>) {
    let count = kinds.count + units.reduce(0) { $0 + $1.declarations.count }
    unitOf.reserveCapacity(count)
    nameOf.reserveCapacity(count)
    kinds.reserveCapacity(count)
    accesses.reserveCapacity(count)
    worlds.reserveCapacity(count)
    parents.reserveCapacity(count)
    for unit in units {
      for (index, fact) in unit.declarations.enumerated() {
        let id = unit.firstDeclaration + Int32(index)
        let name = unit.names[Int(fact.name.index)]
        unitOf.append(unit.index)
        nameOf.append(name)
        kinds.append(fact.kind)
        accesses.append(fact.access)
        worlds.append(fact.condition >= 0 ? unit.clauses[Int(fact.condition)].worlds : .everywhere)
        parents.append(fact.parent < 0 ? -1 : unit.firstDeclaration + fact.parent)
        if fact.parent < 0, fact.kind != .extension, !fact.traits.contains(.isLocal) {
          topLevel.add(unit.module, name, id)
        }
        addGenerics(of: id, fact: fact, unit: unit)
      }
    }
  }

  private mutating func addGenerics(of id: Int32, fact: DeclarationFact, unit: SourceUnit) {
    defer { generics.endDeclaration() }
    switch fact.kind {
    case .protocol: generics.add(name: known.selfType, owner: id, node: -1)
    case .class, .struct, .enum, .actor, .function, .initializer, .subscript, .typealias, .macro:
      let node = Int(fact.node)
      var child = node + 1
      let end = Int(unit.tree[node].end)
      while child < end {
        switch unit.tree[child].kind {
        case .attribute, .modifier: break
        case .genericParameter: generics.add(name: unit.name(of: child), owner: id, node: Int32(child))
        default: return
        }
        child = Int(unit.tree[child].end)
      }
    default: break
    }
  }
}

extension DeclarationKind {
  /// Whether its name can stand where a type is expected.
  var isTypeLike: Bool { isNominalType || self == .typealias || self == .associatedtype }
}
