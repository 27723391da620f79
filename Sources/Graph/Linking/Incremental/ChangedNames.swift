import Facts
import Model

/// Which names mean something else than before, so that the files that mention them have to be resolved again.
///
/// A reference depends on nothing but the file it stands in and declarations that this file names, or that the types
/// of such declarations name, and so on. So: begin with the names of declarations that appeared, vanished or look
/// different; add every declaration whose written type, inheritance clause, condition or inferred initial value names
/// one of them; until nothing is added. What reaches files without being named (an iterator's `next`, a property
/// wrapper's `wrappedValue`, a subscript, an operator, members of a library's protocol) is not followed:
/// ``isEverything`` says then that all files have to be resolved.
struct ChangedNames {
  private(set) var isEverything = false
  /// By global number: names whose declarations changed.
  private var isChanged: [Bool]
  /// Names of types whose initialisers alone changed: only calls of them, and what is inferred from calls, do.
  private var isCalledAnew: [Bool]
  private let symbols: SymbolTable

  /// `symbols` is the new table; both tables number names alike.
  init(_ pairing: FilePairing, old: SymbolTable, new symbols: SymbolTable) {
    self.symbols = symbols
    isChanged = [Bool](repeating: false, count: symbols.names.count)
    isCalledAnew = isChanged
    guard old.moduleNames == symbols.moduleNames else {
      isEverything = true
      return
    }
    let (oldTypes, newTypes) = (typeNames(of: old), typeNames(of: symbols))
    for declaration in pairing.vanished { add(declaration, of: old, others: newTypes) }
    for declaration in pairing.appeared { add(declaration, of: symbols, others: oldTypes) }
    guard !isEverything, !pairing.vanished.isEmpty || !pairing.appeared.isEmpty else { return }
    spread()
  }

  /// Whether a file names something that changed.
  func isMentioned(in unit: SourceUnit) -> Bool {
    for name in unit.names where name >= 0 && (isChanged[Int(name)] || isCalledAnew[Int(name)]) { return true }
    return false
  }

  // MARK: First names

  /// By global number whether a type bears the name.
  private func typeNames(of table: SymbolTable) -> [Bool] {
    var result = [Bool](repeating: false, count: symbols.names.count)
    for id in 0..<Int(table.repositoryDeclarationCount) where table.kinds[id].isTypeLike && table.nameOf[id] >= 0 {
      result[Int(table.nameOf[id])] = true
    }
    return result
  }

  /// `others` are the names of types in the other table.
  private mutating func add(_ declaration: Int32, of table: SymbolTable, others: [Bool]) {
    let fact = table.fact(declaration)
    guard !fact.traits.contains(.isLocal) else { return }
    let around = table.nominalOf[Int(declaration)]
    // A type may have no name where its file has syntax errors: then nothing names it.
    if around >= 0, table.isOfRepository(around), !isNamed(around, in: table, by: others) {
      // A type that is new or gone as a whole: only who names it, or a member of it, can mean something else.
      mark(table.nameOf[Int(around)])
      if table.nameOf[Int(declaration)] >= 0, fact.kind != .extension { mark(table.nameOf[Int(declaration)]) }
      if fact.kind == .operator || fact.kind == .precedenceGroup { isEverything = true }
      return
    }
    switch fact.kind {
    case .operator, .precedenceGroup, .subscript: isEverything = true
    case .extension, .class, .struct, .enum, .actor, .protocol: addType(declaration, fact, of: table)
    default: break
    }
    let name = table.nameOf[Int(declaration)]
    if fact.kind == .extension {
      let nominal = table.nominalOf[Int(declaration)]
      if nominal >= 0 { mark(table.nameOf[Int(nominal)]) }
    } else if name >= 0 {
      mark(name)
      if table.known.isImplicit(name) || table.names.withBytes(name, Self.isImplicitlyUsed) { isEverything = true }
    }
    let parent = fact.parent < 0 ? -1 : table.parents[Int(declaration)]
    guard parent >= 0, table.kinds[Int(parent)].holdsMembers else { return }
    let nominal = table.nominalOf[Int(parent)]
    guard nominal >= 0 else { return }
    if fact.kind == .initializer || fact.kind == .variable && fact.traits.contains(.isStored) {
      if table.nameOf[Int(nominal)] >= 0 { isCalledAnew[Int(table.nameOf[Int(nominal)])] = true }
      isCalledAnew[Int(table.known.`init`)] = true
    }
    if isWitnessOfAssociated(name, nominal, of: table) { isEverything = true }
  }

  private func isNamed(_ declaration: Int32, in table: SymbolTable, by names: [Bool]) -> Bool {
    let name = table.nameOf[Int(declaration)]
    return name >= 0 && names[Int(name)]
  }

  /// A new or changed head of a type: what it inherits from reaches its users through names of that.
  private mutating func addType(_ declaration: Int32, _ fact: DeclarationFact, of table: SymbolTable) {
    let nominal = table.nominalOf[Int(declaration)]
    if fact.traits.contains(.hasCustomAttribute) { isEverything = true }
    let unit = table.unit(of: declaration)
    for child in unit.tree.children(of: Int(fact.node)) {
      switch unit.tree[child].kind {
      case .attribute:
        if ["propertyWrapper", "resultBuilder", "dynamicMemberLookup", "dynamicCallable"].contains(
          unit.strings[unit.tree[child].name])
        {
          isEverything = true
        }
      default: break
      }
    }
    guard nominal >= 0 else { return }
    var seen: Set<Int32> = [nominal]
    var open = [nominal]
    while let next = open.popLast() {
      mark(table.nameOf[Int(next)])
      for entry in table.superTypes(of: next) where entry.nominal >= 0 && seen.insert(entry.nominal).inserted {
        if !table.isOfRepository(entry.nominal), !table.standard.markers.contains(entry.nominal) {
          isEverything = true
        }
        open.append(entry.nominal)
      }
    }
    if !table.isOfRepository(nominal), fact.kind == .extension,
      unit.tree.firstChild(of: Int(fact.node), .inheritedType) != nil
    {
      isEverything = true
    }
  }

  /// Whether a member of that name may be what an associated type is inferred from.
  private func isWitnessOfAssociated(_ name: Int32, _ nominal: Int32, of table: SymbolTable) -> Bool {
    var seen: Set<Int32> = [nominal]
    var open = [nominal]
    while let next = open.popLast() {
      for entry in table.superTypes(of: next) where entry.nominal >= 0 && seen.insert(entry.nominal).inserted {
        open.append(entry.nominal)
        guard table.kinds[Int(entry.nominal)] == .protocol, hasAssociatedType(entry.nominal, of: table) else {
          continue
        }
        for member in table.members.values(of: IndexMap.key(entry.nominal, name))
        where table.parents[Int(member)] == entry.nominal {
          return true
        }
      }
    }
    return false
  }

  private func hasAssociatedType(_ protocolDeclaration: Int32, of table: SymbolTable) -> Bool {
    var seen: Set<Int32> = [protocolDeclaration]
    var open = [protocolDeclaration]
    while let next = open.popLast() {
      let unit = table.unit(of: next)
      let end = unit.firstDeclaration + Int32(unit.declarations.count)
      var member = next + 1
      while member < end, table.parents[Int(member)] >= next {
        if table.parents[Int(member)] == next, table.kinds[Int(member)] == .associatedtype { return true }
        member += 1
      }
      for entry in table.superTypes(of: next) where entry.nominal >= 0 && seen.insert(entry.nominal).inserted {
        open.append(entry.nominal)
      }
    }
    return false
  }

  /// Names that code uses without writing them.
  private static func isImplicitlyUsed(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    let text = String(decoding: name, as: UTF8.self)
    if text.hasPrefix("build") || text.hasPrefix("append") { return true }
    if ["makeIterator", "makeAsyncIterator", "next", "Iterator", "AsyncIterator", "Element", "Output", "Failure"]
      .contains(text)
    {
      return true
    }
    guard let first = name.first else { return false }
    // Operators.
    return
      !(first == UInt8(ascii: "_") || first == UInt8(ascii: "$") || first >= 0x80
      || first | 0x20 >= UInt8(ascii: "a") && first | 0x20 <= UInt8(ascii: "z"))
  }

  private mutating func mark(_ name: Int32) {
    if name >= 0 { isChanged[Int(name)] = true }
  }

  // MARK: Spreading

  /// Adds declarations whose interfaces name a changed name, until there are no more.
  private mutating func spread() {
    var hasGrown = true
    while hasGrown, !isEverything {
      hasGrown = false
      for index in 0..<symbols.repositoryUnitCount {
        let unit = symbols.units[index]
        guard isMentioned(in: unit) else { continue }
        if spread(in: unit) { hasGrown = true }
      }
    }
  }

  // xtal:disable:next dendrite/overgrown-declaration - a fixed point over all files, read best in one place
  private mutating func spread(in unit: SourceUnit) -> Bool {
    let reader = InterfaceReader(unit)
    var hasGrown = false
    // Declarations stand behind the ones that enclose them.
    var affected = [Bool](repeating: false, count: unit.declarations.count)
    for (index, fact) in unit.declarations.enumerated() where !fact.traits.contains(.isLocal) {
      let id = unit.firstDeclaration + Int32(index)
      var isAffected = fact.parent >= 0 && affected[Int(fact.parent)]
      if !isAffected, fact.parent >= 0, fact.kind != .extension {
        // Members of a type whose inheritance changed are found where they were not before.
        let nominal = symbols.nominalOf[Int(id)]
        isAffected =
          nominal >= 0 && nominal != id && isNamed(nominal, in: symbols, by: isChanged)
          && symbols.kinds[Int(nominal)] == .protocol
      }
      var isCalled = false
      let infersType = fact.kind == .variable && isInferred(fact, unit)
      reader.forEachHeaderNode(of: fact) { node in
        let name = unit.name(of: node)
        guard name >= 0, node != Int(fact.node) || fact.kind == .extension else { return }
        if isChanged[Int(name)] { isAffected = true }
        if isCalledAnew[Int(name)] { isCalled = true }
      }
      if isCalled, infersType { isAffected = true }
      affected[index] = isAffected && (fact.kind == .extension || fact.kind.isNominalType)
      let name = symbols.nameOf[Int(id)]
      guard name >= 0 else { continue }
      if isAffected, fact.kind != .extension, !isChanged[Int(name)] {
        isChanged[Int(name)] = true
        hasGrown = true
        if fact.kind == .subscript || symbols.known.isImplicit(name)
          || symbols.names.withBytes(name, Self.isImplicitlyUsed)
        {
          isEverything = true
        }
      }
      if isCalled, fact.kind == .typealias || fact.kind.isNominalType, !isCalledAnew[Int(name)] {
        isCalledAnew[Int(name)] = true
        hasGrown = true
      }
    }
    return hasGrown
  }

  private func isInferred(_ fact: DeclarationFact, _ unit: SourceUnit) -> Bool {
    var node = Int(fact.node)
    while unit.tree[node].kind != .binding, node > 0 { node = Int(unit.tree[node].parent) }
    return unit.tree.firstChild(of: node, .typeAnnotation) == nil
  }
}
