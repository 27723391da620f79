import Facts

/// Binds extensions to the types that they extend, aliases at file scope followed.
extension SymbolTableBuilder {
  mutating func bindExtensions(_ declarations: Range<Int32>) {
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
  func preferred(_ list: IndexMap.Values, in world: BuildConditions.Worlds) -> Int32? {
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

  func topLevelType(_ name: Int32, from unit: SourceUnit, world: BuildConditions.Worlds) -> Int32? {
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
}
