import Facts
import Model

/// What the table knows of the library's modules before it knows a repository: the state in which a ``SymbolTableBuilder``
/// goes on. A class because every table that is made from it lends it; it never changes.
final class LibrarySymbols: Sendable {
  fileprivate let builder: SymbolTableBuilder

  /// `names` number the names of the parts of `modules`, in order, before all others, and get those that the resolver knows;
  /// the modules' own numbers follow those of the layout's modules.
  init(_ modules: [LibraryModule], layout: ProjectLayout, names: inout GlobalNames, workers: Int) {
    builder = SymbolTableBuilder(library: modules, layout: layout, names: names, workers: workers)
    names = builder.names
  }
}

// xtal:disable:next dendrite/overgrown-declaration - the columns of the table while it is made
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
  private(set) var nominalOf: [Int32] = []
  private(set) var topLevel: TopLevelIndex
  private(set) var members: IndexMap
  private(set) var membersByName: IndexMap
  private(set) var generics = GenericParameters()
  private(set) var visibleModules: [[Int32]] = []
  private(set) var visibleInUnit: [[Int32]] = []
  private(set) var scopedImports: ScopedImports
  private(set) var superStarts: [Int32] = [0]
  private(set) var superTypes: [SymbolTable.SuperType] = []
  /// Types that types declare, by both.
  private var nested: IndexMap
  private let modules: [LibraryModule]

  /// The library's modules by themselves.
  fileprivate init(library: [LibraryModule], layout: ProjectLayout, names given: GlobalNames, workers: Int) {
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

  /// The repository's `files` behind the library. `names` number the names of the library's parts and then of the files, and
  /// agree with those that the library was read with; `earlier` gives the unit of a file that is the same as before.
  init(
    files: [CodeGraph.File], layout: ProjectLayout, library: LibrarySymbols, names given: GlobalNames, workers: Int,
    earlier: (Int) -> SourceUnit? = { _ in nil }
  ) {
    self = library.builder
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

  private func isTypeLike(_ declaration: Int32) -> Bool { kinds[Int(declaration)].isTypeLike }

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

  // MARK: Extensions

  private mutating func bindExtensions(_ declarations: Range<Int32>) {
    nominalOf.append(contentsOf: repeatElement(-1, count: declarations.count))
    var open: [Int32] = []
    for id in declarations {
      let kind = kinds[Int(id)]
      if kind.isNominalType { nominalOf[Int(id)] = id }
      if kind == .extension { open.append(id) }
      let parent = parents[Int(id)]
      if parent >= 0, kind.isTypeLike, kinds[Int(parent)].isNominalType {
        nested.add(IndexMap.key(parent, nameOf[Int(id)]), id)
      }
    }
    // Extensions may declare types that other extensions extend: further rounds bind those.
    for _ in 0..<4 where !open.isEmpty {
      let before = open.count
      open.removeAll { bind(extension: $0) }
      if open.count == before { break }
    }
    for id in declarations.lazy.map(Int.init) where nominalOf[id] < 0 && parents[id] >= 0 {
      nominalOf[id] = nominalOf[Int(parents[id])]
    }
  }

  private mutating func bind(extension id: Int32) -> Bool {
    guard let type = extendedType(id) else { return false }
    nominalOf[Int(id)] = type
    var member = id + 1
    let unit = units[Int(unitOf[Int(id)])]
    let end = unit.firstDeclaration + Int32(unit.declarations.count)
    while member < end, isInside(member, id) {
      if parents[Int(member)] == id, isTypeLike(member) {
        nested.add(IndexMap.key(type, nameOf[Int(member)]), member)
      }
      member += 1
    }
    return true
  }

  private func isInside(_ declaration: Int32, _ outer: Int32) -> Bool {
    var current = parents[Int(declaration)]
    while current > outer { current = parents[Int(current)] }
    return current == outer
  }

  /// The nominal type behind an extension's written type; aliases at file scope are followed.
  private func extendedType(_ id: Int32) -> Int32? {
    let unit = units[Int(unitOf[Int(id)])]
    let node = Int(unit.declarations[Int(id - unit.firstDeclaration)].node)
    guard let wrapper = unit.tree.firstChild(of: node, .extendedType), let type = unit.tree.firstChild(of: wrapper)
    else { return nil }
    return nominal(written: type, unit: unit, world: worlds[Int(id)].first, steps: 0)
  }

  private func nominal(
    written type: Int, unit: SourceUnit, world: BuildConditions.Worlds, steps: Int
  ) -> Int32? {
    guard steps < 16 else { return nil }
    let tree = unit.tree
    switch tree[type].kind {
    case .arrayType: return standard.array < 0 ? nil : standard.array
    case .dictionaryType: return standard.dictionary < 0 ? nil : standard.dictionary
    case .optionalType: return standard.optional < 0 ? nil : standard.optional
    default: break
    }
    var path: [Int32] = []
    var node = type
    while tree[node].kind == .memberType, path.count < 64 {
      path.append(unit.name(of: node))
      node += 1
    }
    guard tree[node].kind == .namedType else { return nil }
    let first = unit.name(of: node)
    var current = topLevelType(first, from: unit, world: world)
    if current == nil, let module = moduleOfName[first], let next = path.popLast() {
      current = topLevel.values(module, next).first(where: isTypeLike)
    }
    for name in path.reversed() {
      guard let named = current, let outer = unaliased(named, world: world, steps: steps) else {
        return nil
      }
      current = preferred(nested.values(of: IndexMap.key(outer, name)), in: world)
    }
    return current.flatMap { unaliased($0, world: world, steps: steps) }
  }

  /// The first of some declarations that is compiled in a world, else the first.
  private func preferred(_ list: IndexMap.Values, in world: BuildConditions.Worlds) -> Int32? {
    var fallback: Int32?
    for id in list where isTypeLike(id) {
      if !worlds[Int(id)].isDisjoint(with: world) { return id }
      fallback = fallback ?? id
    }
    return fallback
  }

  /// The type behind an alias, or the type itself.
  private func unaliased(_ found: Int32, world: BuildConditions.Worlds, steps: Int) -> Int32? {
    guard kinds[Int(found)] == .typealias else { return kinds[Int(found)].isNominalType ? found : nil }
    let target = units[Int(unitOf[Int(found)])]
    let alias = Int(target.declarations[Int(found - target.firstDeclaration)].node)
    guard let initializer = target.tree.firstChild(of: alias, .initializer),
      let aliased = target.tree.firstChild(of: initializer)
    else { return nil }
    return nominal(written: aliased, unit: target, world: world, steps: steps + 1)
  }

  private func topLevelType(_ name: Int32, from unit: SourceUnit, world: BuildConditions.Worlds) -> Int32? {
    var fallback: Int32?
    for module in scopedImports.order(visibleInUnit[Int(unit.index)], for: name, in: unit) {
      for id in topLevel.values(module, name) where isTypeLike(id) {
        let owner = units[Int(unitOf[Int(id)])]
        if owner.index == unit.index
          || owner.declarations[Int(id - owner.firstDeclaration)].access > .fileprivate
        {
          if !worlds[Int(id)].isDisjoint(with: world) { return id }
          fallback = fallback ?? id
        }
      }
    }
    return fallback
  }

  // MARK: Members and inheritance

  /// Fills both maps of members, each on a worker of its own.
  private func collectMembers(_ declarations: Range<Int32>, workers: Int) {
    let (kinds, parents, nameOf, nominalOf) = (kinds, parents, nameOf, nominalOf)
    let (members, membersByName) = (members, membersByName)
    parallelFor(count: 2, workers: workers) { part in
      for id in declarations.lazy.map(Int.init) where parents[id] >= 0 && kinds[id] != .extension {
        let parent = parents[id]
        if !kinds[Int(parent)].holdsMembers {
          // A type inside a body is found through the function that encloses it.
          if part == 0, kinds[id].isTypeLike { members.add(IndexMap.key(parent, nameOf[id]), Int32(id)) }
        } else if part > 0 {
          membersByName.add(IndexMap.key(0, nameOf[id]), Int32(id))
        } else if nominalOf[Int(parent)] >= 0 {
          members.add(IndexMap.key(nominalOf[Int(parent)], nameOf[id]), Int32(id))
        }
      }
    }
  }

  private mutating func bindSuperTypes(_ declarations: Range<Int32>) {
    var found: [(type: Int32, entry: SymbolTable.SuperType)] = []
    for id in declarations where kinds[Int(id)].holdsMembers {
      let type = nominalOf[Int(id)]
      guard type >= 0 else { continue }
      let unit = units[Int(unitOf[Int(id)])]
      let node = Int(unit.declarations[Int(id - unit.firstDeclaration)].node)
      var child = node + 1
      let end = Int(unit.tree[node].end)
      while child < end {
        let kind = unit.tree[child].kind
        if kind == .inheritedType, let named = unit.tree.firstChild(of: child) {
          addSuperTypes(named, unit: unit, scope: id, type: type, to: &found, steps: 0)
        } else if kind != .attribute, kind != .modifier, kind != .genericParameter, kind != .extendedType {
          break
        }
        child = Int(unit.tree[child].end)
      }
    }
    addSuperTypes(found)
  }

  /// Puts them before those that types have already.
  private mutating func addSuperTypes(_ found: [(type: Int32, entry: SymbolTable.SuperType)]) {
    let (oldStarts, oldTypes) = (superStarts, superTypes)
    superStarts = [Int32](repeating: 0, count: kinds.count + 1)
    for item in found { superStarts[Int(item.type) + 1] += 1 }
    for type in 0..<oldStarts.count - 1 { superStarts[type + 1] += oldStarts[type + 1] - oldStarts[type] }
    for index in 0..<kinds.count { superStarts[index + 1] += superStarts[index] }
    var next = superStarts
    let filler = SymbolTable.SuperType(nominal: -1, unit: 0, node: 0, scope: 0)
    superTypes = [SymbolTable.SuperType](repeating: filler, count: found.count + oldTypes.count)
    for item in found {
      superTypes[Int(next[Int(item.type)])] = item.entry
      next[Int(item.type)] += 1
    }
    for type in 0..<oldStarts.count - 1 {
      for position in oldStarts[type]..<oldStarts[type + 1] {
        superTypes[Int(next[type])] = oldTypes[Int(position)]
        next[type] += 1
      }
    }
  }

  private func addSuperTypes(
    _ node: Int, unit: SourceUnit, scope: Int32, type: Int32,
    to found: inout [(type: Int32, entry: SymbolTable.SuperType)], steps: Int
  ) {
    guard steps < 16 else { return }
    switch unit.tree[node].kind {
    case .compositionType:
      for child in unit.tree.children(of: node) {
        addSuperTypes(child, unit: unit, scope: scope, type: type, to: &found, steps: steps + 1)
      }
    case .attributedType:
      for child in unit.tree.children(of: node)
      where unit.tree[child].kind != .attribute && unit.tree[child].kind != .modifier {
        addSuperTypes(child, unit: unit, scope: scope, type: type, to: &found, steps: steps + 1)
      }
    case .suppressedType: break
    case .namedType, .memberType:
      let named = typeDeclaration(node, unit: unit, scope: parents[Int(scope)])
      if named >= 0, kinds[Int(named)] == .typealias {
        let target = units[Int(unitOf[Int(named)])]
        let alias = Int(target.declarations[Int(named - target.firstDeclaration)].node)
        if let initializer = target.tree.firstChild(of: alias, .initializer),
          let aliased = target.tree.firstChild(of: initializer)
        {
          addSuperTypes(aliased, unit: target, scope: named, type: type, to: &found, steps: steps + 1)
          return
        }
      }
      let isNominal = named >= 0 && kinds[Int(named)].isNominalType
      guard named != type, isNominal || !known.memberless.contains(unit.name(of: node)) else { return }
      found.append(
        (
          type,
          SymbolTable.SuperType(
            nominal: isNominal ? named : -1, unit: unit.index, node: Int32(node), scope: scope)
        ))
    default:
      found.append(
        (type, SymbolTable.SuperType(nominal: -1, unit: unit.index, node: Int32(node), scope: scope)))
    }
  }

  /// The declaration that a type node names from within `scope`, by lexical nesting alone; -1 for none.
  private func typeDeclaration(_ node: Int, unit: SourceUnit, scope: Int32) -> Int32 {
    let name = unit.name(of: node)
    switch unit.tree[node].kind {
    case .namedType:
      var enclosing = scope
      while enclosing >= 0 {
        let nominal = nominalOf[Int(enclosing)]
        if kinds[Int(enclosing)].holdsMembers, nominal >= 0 {
          if let member = preferred(members.values(of: IndexMap.key(nominal, name)), in: worlds[Int(scope)].first) {
            return member
          }
          if nameOf[Int(nominal)] == name, nominal == enclosing || parents[Int(nominal)] < 0 { return nominal }
        }
        enclosing = parents[Int(enclosing)]
      }
      let world: BuildConditions.Worlds = scope >= 0 ? worlds[Int(scope)].first : .linux
      return topLevelType(name, from: unit, world: world) ?? -1
    case .memberType:
      guard let baseNode = unit.tree.firstChild(of: node) else { return -1 }
      let base = typeDeclaration(baseNode, unit: unit, scope: scope)
      if base >= 0 {
        return members.values(of: IndexMap.key(base, name)).first(where: isTypeLike) ?? -1
      }
      guard unit.tree[baseNode].kind == .namedType, let module = moduleOfName[unit.name(of: baseNode)] else {
        return -1
      }
      return topLevel.values(module, name).first(where: isTypeLike) ?? -1
    default: return -1
    }
  }
}

extension DeclarationKind {
  /// Whether its name can stand where a type is expected.
  var isTypeLike: Bool { isNominalType || self == .typealias || self == .associatedtype }
}
