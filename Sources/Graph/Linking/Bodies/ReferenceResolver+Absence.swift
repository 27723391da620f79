import Facts
import Model

/// What has to hold before code may be told that something does not exist: the sources have to show all of it.
extension ReferenceResolver {
  /// Whether a type of the repository surely has no member of a name that a node writes. What is declared and only not
  /// seen from here is not missing: the conditions of an extension, access and clauses of `#if` are told by guessing.
  func isMissing(_ node: Int, _ name: Int32, in base: TypeID, _ nominal: Int32) -> Bool {
    guard name >= 0, isPlainName(name, of: nominal, in: base), !isDeclared(name, in: base),
      !mayBeExtendedElsewhere(nominal), !hasTwin(nominal), !hangsOnChoice(node), isMeant(node, name)
    else { return false }
    if !scope.tree[node].flags.contains(.hasBase), scope.tree[node].kind == .member {
      // Any type that conforms may be meant where a protocol is wanted, and `~=` may compare with any type.
      if symbols.kinds[Int(nominal)] == .protocol { return false }
      if isMatching, hasOwnMatching { return false }
    }
    return !isSynthesized(nominal)
  }

  /// Whether what a member is asked of was chosen among overloads that give back different types: what follows them
  /// speaks in the choice, so nothing is missing for sure.
  func hangsOnChoice(_ node: Int) -> Bool {
    let tree = scope.tree
    guard !scope.openCallees.isEmpty, tree[node].flags.contains(.hasBase) else { return false }
    var current = tree.firstChild(of: node)
    while let inner = current {
      if scope.openCallees.contains(inner) { return true }
      switch tree[inner].kind {
      case .member where !tree[inner].flags.contains(.hasBase): return false
      case .member, .call, .subscriptCall, .forceUnwrap, .optionalChain, .specialization, .tuple, .argument,
        .tryExpression, .awaitExpression:
        current = tree.firstChild(of: inner)
      default: return false
      }
    }
    return false
  }

  /// Not an element of a tuple, a projection or, where declarations of other modules may be meant, a name that they hide.
  private func isPlainName(_ name: Int32, of nominal: Int32, in base: TypeID) -> Bool {
    symbols.names.withBytes(name) { bytes in
      guard let first = bytes.first else { return false }
      if first >= UInt8(ascii: "0"), first <= UInt8(ascii: "9") { return false }
      if first == UInt8(ascii: "$") { return false }
      if BuildConditions.frameworkNames.contains(where: { text in
        bytes.elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
      }), ancestors(of: nominal).contains(where: { !symbols.isOfRepository($0.nominal) }) {
        return false
      }
      // What the library declares with a leading underscore its table does not hold.
      guard first == UInt8(ascii: "_") else { return true }
      return unwrapped(base) == base
        && hasPlainAncestors(nominal)
    }
  }

  /// Whether a type inherits from nothing outside the repository but what hardly anybody extends.
  func hasPlainAncestors(_ nominal: Int32) -> Bool {
    ancestors(of: nominal).allSatisfy {
      symbols.isOfRepository($0.nominal) || standard.plain.contains($0.nominal)
    }
  }

  /// Whether another clause of an `#if` declares the type once more, as extensions may belong to either, or another
  /// module that is seen here has a type of its name.
  private func hasTwin(_ nominal: Int32) -> Bool {
    let name = symbols.nameOf[Int(nominal)]
    let parent = symbols.parents[Int(nominal)]
    let owner = parent < 0 ? -1 : symbols.nominalOf[Int(parent)]
    let all =
      owner >= 0
      ? members(named: name, of: owner)
      : declarations(named: name, in: symbols.unit(of: nominal).module)
    if owner < 0, symbols.unit(of: nominal).module != scope.unit.module {
      let others = symbols.modules(visibleIn: scope.unit).contains { module in
        module != symbols.unit(of: nominal).module && module != scope.unit.module
          && declarations(named: name, in: module).contains {
            symbols.isOfRepository($0) && symbols.kinds[Int($0)].isTypeLike && symbols.accesses[Int($0)] >= .package
              && nominalBehind($0) != nominal
          }
      }
      if others { return true }
    }
    return all.contains {
      $0 != nominal && symbols.kinds[Int($0)].isTypeLike && symbols.accesses[Int($0)] > .fileprivate
    }
  }

  /// Whether a type or what it wraps declares the name, whoever sees it and whatever it asks.
  private func isDeclared(_ name: Int32, in base: TypeID) -> Bool {
    var current = base
    for _ in 0..<8 {
      if arena.kind(current) == .metatype { current = arena.child(current, 0) }
      let nominal = arena.nominal(current)
      if nominal >= 0, !memberList(of: nominal, name).isEmpty { return true }
      let inner = unwrapped(current)
      if inner == current { return false }
      current = inner
    }
    return false
  }

  /// Whether modules of which nothing is known may hold extensions that reach a type, those of the library's protocols
  /// that it conforms to among them, or whether another type of its name may be meant.
  func mayBeExtendedElsewhere(_ nominal: Int32) -> Bool {
    // What such a package declares may bear the name of another module's type, or be what extends it.
    if symbols.importsOthers[Int(scope.unit.index)], symbols.unit(of: nominal).module != scope.unit.module {
      return true
    }
    // Where a type is not compiled, another one of its name is meant, and other systems' libraries have more members.
    if symbols.worlds[Int(nominal)].isDisjoint(with: scope.world) { return true }
    if symbols.fact(nominal).traits.contains(.isLocal) { return true }
    let inherits = ancestors(of: nominal).contains {
      !symbols.isOfRepository($0.nominal) && !standard.markers.contains($0.nominal)
    }
    return inherits && (reachesForeign || scope.world != .linux)
  }

  /// Whether the module at hand, or one that it imports, imports modules of which nothing is known.
  var reachesForeign: Bool {
    symbols.modules(reachedFrom: scope.unit).contains { $0 >= 0 && symbols.moduleImportsForeign[Int($0)] }
      || symbols.importsForeign[Int(scope.unit.index)]
  }

  /// Whether the repository declares what patterns compare with.
  private var hasOwnMatching: Bool {
    membersOfAnyType(named: known.matching).contains { symbols.isOfRepository($0) }
      || (0..<symbols.moduleNames.count).contains { module in
        declarations(named: known.matching, in: Int32(module)).contains { symbols.isOfRepository($0) }
      }
  }

  /// Whether the compiler may make a type of that name nearer to the place at hand: the coding keys of a type that does
  /// not write them, while those of a type around it are found.
  private func isSynthesized(_ nominal: Int32) -> Bool {
    guard symbols.nameOf[Int(nominal)] == known.codingKeys, symbols.parents[Int(nominal)] >= 0 else {
      return symbols.nameOf[Int(nominal)] == known.codingKeys
    }
    let owner = symbols.nominalOf[Int(symbols.parents[Int(nominal)])]
    return scope.declaration < 0 || symbols.nominalOf[Int(scope.declaration)] != owner
  }

  /// Whether an extension of a type that could not be told, or another clause of an `#if`, declares the name.
  func mayBeElsewhere(_ name: Int32) -> Bool {
    guard name >= 0 else { return true }
    return membersOfAnyType(named: name).contains {
      let parent = symbols.parents[Int($0)]
      return symbols.nominalOf[Int(parent)] < 0 || symbols.worlds[Int($0)] != .everywhere
    }
  }

  /// Whether macros may add members to a type or to what it inherits from: macros at members, and expansions among them.
  func hasKnownMembers(_ nominal: Int32) -> Bool {
    ([nominal] + ancestors(of: nominal).map(\.nominal)).allSatisfy { type in
      guard symbols.isOfRepository(type) else { return true }
      if let known = knownMembers.recalled(type, log) { return known }
      log?.begin()
      log?.note(type, Lookup.everything)
      let result = symbols.repositoryDeclarations.allSatisfy { id in
        guard symbols.nominalOf[Int(id)] == type else { return true }
        if symbols.kinds[Int(id)] == .extension || id == type { return !holdsExpansion(id) && !mayHoldMacro(id) }
        let parent = symbols.parents[Int(id)]
        return parent < 0 || !symbols.kinds[Int(parent)].holdsMembers || !mayHoldMacro(id)
      }
      knownMembers.remember(type, result, answer: log?.end(isRemembered: true) ?? LookupLog.none)
      return result
    }
  }

  private func holdsExpansion(_ declaration: Int32) -> Bool {
    let tree = symbols.unit(of: declaration).tree
    return tree.children(of: Int(symbols.fact(declaration).node)).contains {
      tree[$0].kind == .macroExpansionDeclaration
    }
  }

  // MARK: Types of the library

  /// Notes that a type of the standard library has no member of a name, where its table shows all that it can have:
  /// other packages, Apple's own Foundation and the places where code is compiled for Apple's systems only may add some.
  func noteAbsence(_ node: Int, _ name: Int32, in base: TypeID, _ nominal: Int32) {
    guard isRecording, doubts == 0, !scope.isUncertain, name >= 0,
      scope.tree[node].flags.contains(.hasBase) || scope.tree[node].kind == .keyPathComponent,
      isWhollyKnown(nominal), isPlainName(name, of: nominal, in: base), !isDeclared(name, in: base),
      !mayBeElsewhere(name), !isDynamic(nominal), !hangsOnChoice(node), isMeant(node, name)
    else { return }
    let first = symbols.names.withBytes(name) { $0.first }
    // Whether an initialiser of the library can fail is an overload's matter: the value may be optional.
    guard first != UInt8(ascii: "_"), standard.optional >= 0, memberList(of: standard.optional, name).isEmpty else {
      return
    }
    outcome.absences.append(
      CodeGraph.Absence(
        file: scope.unit.index, node: UInt32(node), type: text(symbols.nameOf[Int(nominal)]),
        names: memberNames(of: nominal)))
  }

  /// Whether nothing else can be meant by a member than one that is missing: no type has it, or the type of what it is
  /// asked of is sure. Literals, closures, operators and what generic calls give back may have another type than was
  /// inferred, which is the one that has the member then.
  private func isMeant(_ node: Int, _ name: Int32) -> Bool {
    guard membersOfAnyType(named: name).contains(where: { _ in true }) else { return true }
    guard scope.tree[node].flags.contains(.hasBase), let base = scope.tree.firstChild(of: node) else {
      return scope.tree[node].kind == .member
    }
    return isFirm(base)
  }

  /// Whether the type of an expression is written, or that of a type's initialiser, or of members of such.
  func isFirm(_ node: Int) -> Bool {
    let tree = scope.tree
    var current = node
    while true {
      switch tree[current].kind {
      case .superExpression: return true
      case .reference: return isFirmName(current)
      case .member where !tree[current].flags.contains(.hasBase): return false
      case .member, .forceUnwrap, .optionalChain, .tryExpression, .awaitExpression:
        guard let inner = tree.firstChild(of: current) else { return false }
        current = inner
      case .call:
        // `Name(…)` is of that type.
        guard let callee = tree.firstChild(of: current), tree[callee].kind == .reference else { return false }
        let name = scope.unit.name(of: callee)
        return name >= 0 && bareCandidates(name).contains { symbols.kinds[Int($0.declaration)].isNominalType }
      default: return false
      }
    }
  }

  private func isFirmName(_ node: Int) -> Bool {
    let name = scope.unit.name(of: node)
    if name == known.`self` || name == known.selfType { return true }
    if let binding = scope.lookUp(scope.tree[node].name) { return binding.isFirm }
    guard name >= 0, let found = bareCandidates(name).first else { return false }
    let kind = symbols.kinds[Int(found.declaration)]
    guard kind == .variable else { return kind.isTypeLike }
    let unit = symbols.unit(of: found.declaration)
    return unit.tree.firstChild(of: Int(symbols.fact(found.declaration).node), .typeAnnotation) != nil
  }

  /// Whether a type is one of the standard library and all extensions that reach it from here can be seen.
  func isWhollyKnown(_ nominal: Int32) -> Bool {
    guard scope.world == .linux, symbols.kinds[Int(nominal)] != .protocol else { return false }
    let module = symbols.unit(of: nominal).module
    guard module >= 0 else { return false }
    let name = symbols.moduleNames[Int(module)]
    return (name == "Swift" || name == "_Concurrency") && !reachesForeign
  }

  /// Names of all that a type declares or inherits, sorted. Looks at every declaration: for the few that need it.
  private func memberNames(of nominal: Int32) -> [String] {
    if let known = memberNameLists.recalled(nominal, log) { return known }
    let (result, isWhole, answer) = asking(about: nominal) { _ in listMemberNames(of: nominal) }
    if isWhole { memberNameLists.remember(nominal, result, answer: answer) }
    return result
  }

  private func listMemberNames(of nominal: Int32) -> [String] {
    let owners = Set([nominal] + ancestors(of: nominal).map(\.nominal))
    var names: Set<Int32> = []
    for owner in owners { log?.note(owner, Lookup.everything) }
    for id in symbols.kinds.indices where symbols.parents[id] >= 0 && symbols.kinds[id] != .extension {
      let owner = symbols.nominalOf[Int(symbols.parents[id])]
      if owner >= 0, owners.contains(owner) { names.insert(symbols.nameOf[id]) }
    }
    return names.map { text($0) }.filter { name in
      name.utf8.first.map { $0 | 0x20 >= 97 && $0 | 0x20 <= 122 } == true && name != "init" && name != "subscript"
    }.sorted()
  }

  private func text(_ name: Int32) -> String { symbols.names.withBytes(name) { String(decoding: $0, as: UTF8.self) } }
}
