import Facts
import Model

/// Members to their types, and inheritance clauses to the types that they name.
extension SymbolTableBuilder {
  /// Fills both maps of members, each on a worker of its own.
  func collectMembers(_ declarations: Range<Int32>, workers: Int) {
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

  mutating func bindSuperTypes(_ declarations: Range<Int32>) {
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
