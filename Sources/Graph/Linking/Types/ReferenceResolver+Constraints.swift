import Facts
import Model

/// What generic signatures say about parameters and associated types.
extension ReferenceResolver {
  /// One line of a generic signature.
  struct Requirement {
    var subject: TypeID
    /// A protocol, superclass or composition; with `isSameType` the type the subject equals.
    var constraint: TypeID
    var isSameType: Bool
  }

  /// The requirements that a declaration itself writes: of its parameters, in its `where` clause, of an associated
  /// type's inheritance clause.
  func requirements(of declaration: Int32) -> [Requirement] {
    if let known = requirementLists.recalled(declaration, log) { return known }
    if let position = openRequirements[declaration] {
      noteCycle(at: position)
      return []
    }
    let (found, isWhole, answer) = asking(about: declaration) { position in
      openRequirements[declaration] = position
      return readRequirements(declaration)
    }
    openRequirements[declaration] = nil
    if isWhole { requirementLists.remember(declaration, found, answer: answer) }
    return found
  }

  private func readRequirements(_ declaration: Int32) -> [Requirement] {
    let unit = symbols.unit(of: declaration)
    let tree = unit.tree
    let kind = symbols.kinds[Int(declaration)]
    var found: [Requirement] = []
    if kind == .protocol {
      found.append(
        Requirement(
          subject: selfType(ofNominal: declaration), constraint: arena.nominal(declaration), isSameType: false))
    }
    for parameter in symbols.generics.range(of: declaration) {
      let node = Int(symbols.generics.nodes[Int(parameter)])
      guard node >= 0 else { continue }
      for child in tree.children(of: node) where tree[child].kind != .attribute && tree[child].kind != .modifier {
        let constraint = type(written: child, in: unit, context: declaration)
        add(arena.parameter(parameter), constraint, to: &found)
      }
    }
    guard kind.holdsMembers || kind == .function || kind == .initializer || kind == .subscript || kind.isTypeLike
    else { return found }
    for child in tree.children(of: Int(symbols.fact(declaration).node)) {
      switch tree[child].kind {
      case .inheritedType where kind == .associatedtype:
        guard let node = tree.firstChild(of: child) else { continue }
        let owner = symbols.parents[Int(declaration)]
        let subject = arena.dependent(selfType(of: owner), symbols.nameOf[Int(declaration)])
        add(subject, type(written: node, in: unit, context: owner), to: &found)
      case .requirement: addRequirement(child, of: declaration, in: unit, to: &found)
      default: continue
      }
    }
    return found
  }

  private func addRequirement(_ node: Int, of declaration: Int32, in unit: SourceUnit, to found: inout [Requirement]) {
    guard let left = unit.tree.firstChild(of: node) else { return }
    let right = Int(unit.tree[left].end)
    guard right < Int(unit.tree[node].end) else { return }
    let subject = type(written: left, in: unit, context: declaration)
    let constraint = type(written: right, in: unit, context: declaration)
    // The library's table has no tokens; it hardly ever equals anything to a class.
    let token = Int(unit.tree[left].endToken)
    let isEqual =
      !unit.isLibrary && token < unit.tokens.texts.count
      && unit.strings.withBytes(of: unit.tokens.texts[token]) { $0.elementsEqual("==".utf8) }
    if isEqual, arena.kind(subject) == .parameter || arena.kind(subject) == .dependent,
      arena.kind(constraint) == .nominal
    {
      found.append(Requirement(subject: subject, constraint: constraint, isSameType: true))
    } else {
      add(subject, constraint, to: &found)
    }
  }

  /// A protocol, class or composition constrains; any other type can only be equalled.
  private func add(_ subject: TypeID, _ constraint: TypeID, to found: inout [Requirement]) {
    guard subject.isKnown, constraint.isKnown else { return }
    if arena.kind(subject) != .parameter, arena.kind(subject) != .dependent {
      // `where Element == S.Element`: the side that is open is the subject.
      guard arena.kind(constraint) == .parameter || arena.kind(constraint) == .dependent else { return }
      found.append(Requirement(subject: constraint, constraint: subject, isSameType: true))
      return
    }
    switch arena.kind(constraint) {
    case .composition:
      for part in arena.childList(constraint) { add(subject, part, to: &found) }
    case .nominal:
      let kind = symbols.kinds[Int(arena.head(constraint))]
      let constrains = kind == .protocol || kind == .class
      if constrains || subject != constraint {
        found.append(Requirement(subject: subject, constraint: constraint, isSameType: !constrains))
      }
    case .parameter, .dependent:
      // One direction only, so that following equalities ends: a member type stands for a parameter.
      guard subject != constraint else { return }
      let isSwapped = arena.kind(subject) == .parameter && arena.kind(constraint) == .dependent
      found.append(
        isSwapped
          ? Requirement(subject: constraint, constraint: subject, isSameType: true)
          : Requirement(subject: subject, constraint: constraint, isSameType: true))
    default: found.append(Requirement(subject: subject, constraint: constraint, isSameType: true))
    }
  }

  /// Calls `body` with every requirement in force at the present place, and those of a parameter's owner.
  private func forEachRequirement(about subject: TypeID, _ body: (Requirement) -> Void) {
    var visited: Int32 = -1
    if let owner = parameterOwner(of: subject) {
      for item in requirements(of: owner) where item.subject == subject { body(item) }
      visited = owner
    }
    var enclosing = scope.declaration
    while enclosing >= 0 {
      if enclosing != visited {
        for item in requirements(of: enclosing) where item.subject == subject { body(item) }
      }
      if symbols.kinds[Int(enclosing)] == .extension {
        let nominal = symbols.nominalOf[Int(enclosing)]
        if nominal >= 0, nominal != visited {
          for item in requirements(of: nominal) where item.subject == subject { body(item) }
        }
      }
      enclosing = symbols.parents[Int(enclosing)]
    }
  }

  private func parameterOwner(of type: TypeID) -> Int32? {
    var current = type
    while arena.kind(current) == .dependent { current = arena.child(current, 0) }
    guard arena.kind(current) == .parameter else { return nil }
    return symbols.generics.owners[Int(arena.head(current))]
  }

  /// Protocols and superclasses that a parameter or dependent type is known to satisfy.
  func constraints(of type: TypeID) -> [TypeID] {
    guard constraintDepth < 6 else { return [] }
    constraintDepth += 1
    defer { constraintDepth -= 1 }
    var found: [TypeID] = []
    forEachRequirement(about: type) { item in
      if !item.isSameType, !found.contains(item.constraint) { found.append(item.constraint) }
    }
    guard arena.kind(type) == .dependent else { return found }
    let base = arena.child(type, 0)
    for constraint in constraints(of: base) where arena.kind(constraint) == .nominal {
      addAssociated(arena.head(constraint), of: base, name: arena.head(type), to: &found)
    }
    return found
  }

  /// What the protocols that the base satisfies say about its associated type of that name.
  private func addAssociated(_ nominal: Int32, of base: TypeID, name: Int32, to found: inout [TypeID]) {
    for owner in [nominal] + ancestors(of: nominal).map(\.nominal) where symbols.kinds[Int(owner)] == .protocol {
      var bindings = TypeBindings()
      bindings.bind(symbols.generics.range(of: owner).lowerBound, base)
      let subject = arena.dependent(selfType(ofNominal: owner), name)
      func add(_ list: [Requirement]) {
        for item in list where !item.isSameType && item.subject == subject {
          let constraint = substitute(item.constraint, bindings)
          if !found.contains(constraint) { found.append(constraint) }
        }
      }
      for id in members(named: name, of: owner) where symbols.kinds[Int(id)] == .associatedtype {
        add(requirements(of: id))
      }
      // `protocol P: Collection where Element: Q` says it of a type that another protocol declares.
      add(requirements(of: owner))
    }
  }

  /// The type that a parameter or dependent type is required to equal here.
  func sameType(as type: TypeID) -> TypeID? {
    guard constraintDepth < 6 else { return nil }
    constraintDepth += 1
    defer { constraintDepth -= 1 }
    var found: TypeID?
    forEachRequirement(about: type) { item in
      if item.isSameType, found == nil, item.constraint != type { found = item.constraint }
    }
    if found == nil, arena.kind(type) == .dependent { found = associatedSameType(type) ?? inheritedSameType(type) }
    return found
  }

  /// `protocol P: Collection where Index == Int`, for the index of a parameter that conforms to it.
  private func inheritedSameType(_ type: TypeID) -> TypeID? {
    let base = arena.child(type, 0)
    for constraint in constraints(of: base) where arena.kind(constraint) == .nominal {
      let nominal = arena.head(constraint)
      for owner in [nominal] + ancestors(of: nominal).map(\.nominal)
      where symbols.kinds[Int(owner)] == .protocol && symbols.isOfRepository(owner) {
        let subject = arena.dependent(selfType(ofNominal: owner), arena.head(type))
        for item in requirements(of: owner) where item.isSameType && item.subject == subject {
          var bindings = TypeBindings()
          bindings.bind(symbols.generics.range(of: owner).lowerBound, base)
          let same = substitute(item.constraint, bindings)
          return same == type ? nil : same
        }
      }
    }
    return nil
  }

  /// `associatedtype SubSequence: Collection where SubSequence.Element == Element`.
  private func associatedSameType(_ type: TypeID) -> TypeID? {
    let base = arena.child(type, 0)
    guard arena.kind(base) == .dependent else { return nil }
    let root = arena.child(base, 0)
    for constraint in constraints(of: root) where arena.kind(constraint) == .nominal {
      let nominal = arena.head(constraint)
      for owner in [nominal] + ancestors(of: nominal).map(\.nominal) where symbols.kinds[Int(owner)] == .protocol {
        let ownSelf = selfType(ofNominal: owner)
        let subject = arena.dependent(arena.dependent(ownSelf, arena.head(base)), arena.head(type))
        for id in members(named: arena.head(base), of: owner)
        where symbols.kinds[Int(id)] == .associatedtype {
          for item in requirements(of: id) where item.isSameType && item.subject == subject {
            var bindings = TypeBindings()
            bindings.bind(symbols.generics.range(of: owner).lowerBound, root)
            return substitute(item.constraint, bindings)
          }
        }
      }
    }
    return nil
  }
}
