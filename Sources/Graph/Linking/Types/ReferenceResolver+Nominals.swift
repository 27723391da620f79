import Facts
import Model

/// What a nominal type is made of: its parameters, what it inherits from, whether all of that is known.
extension ReferenceResolver {
  /// A superclass or protocol of a nominal type.
  struct Ancestor {
    var nominal: Int32
    /// In terms of the inheriting type's own parameters.
    var type: TypeID
  }

  /// Generic parameters of a nominal type, those of the types around it first.
  func allParameters(of nominal: Int32) -> [Int32] {
    if let known = nominalParameters.recalled(nominal, nil) { return known }
    var result: [Int32] = []
    let parent = symbols.parents[Int(nominal)]
    if parent >= 0, symbols.kinds[Int(parent)].holdsMembers {
      let outer = symbols.nominalOf[Int(parent)]
      if outer >= 0, outer != nominal, symbols.kinds[Int(outer)] != .protocol { result = allParameters(of: outer) }
    }
    if symbols.kinds[Int(nominal)] != .protocol { result += Array(symbols.generics.range(of: nominal)) }
    nominalParameters.remember(nominal, result, answer: LookupLog.none)
    return result
  }

  /// What `Self` is in a nominal type: itself with its own parameters, for a protocol the parameter `Self`.
  func selfType(ofNominal nominal: Int32) -> TypeID {
    if symbols.kinds[Int(nominal)] == .protocol {
      return arena.parameter(symbols.generics.range(of: nominal).lowerBound)
    }
    return arena.nominal(nominal, allParameters(of: nominal).map { arena.parameter($0) })
  }

  /// What `Self` is inside a declaration; unknown outside types.
  func selfType(of context: Int32) -> TypeID {
    guard context >= 0 else { return .unknown }
    let nominal = symbols.nominalOf[Int(context)]
    return nominal >= 0 ? selfType(ofNominal: nominal) : .unknown
  }

  /// Superclasses and protocols, nearest first, each once, without the type itself.
  func ancestors(of nominal: Int32) -> [Ancestor] {
    if let known = ancestorLists.recalled(nominal, log) { return known }
    if let position = openAncestors[nominal] {
      // A cyclic inheritance ends here.
      noteCycle(at: position)
      return []
    }
    let (result, isWhole, answer) = asking(about: nominal) { position in
      openAncestors[nominal] = position
      return findAncestors(of: nominal)
    }
    openAncestors[nominal] = nil
    if isWhole { ancestorLists.remember(nominal, result, answer: answer) }
    return result
  }

  private func findAncestors(of nominal: Int32) -> [Ancestor] {
    var seen: Set<Int32> = [nominal]
    var result: [Ancestor] = []
    var queue: [(nominal: Int32, type: TypeID)] = [(nominal, selfType(ofNominal: nominal))]
    var position = 0
    while position < queue.count {
      let (current, type) = queue[position]
      position += 1
      for entry in superTypes(of: current) {
        guard entry.nominal >= 0 else { continue }
        var target = entry.nominal
        if symbols.kinds[Int(current)] == .enum, !isInheritable(target) {
          // The raw type of an enumeration is no type it inherits from.
          guard standard.rawRepresentable >= 0 else { continue }
          target = standard.rawRepresentable
        }
        guard seen.insert(target).inserted else { continue }
        let written = target == entry.nominal ? superType(entry, of: current, seenAs: type) : arena.nominal(target)
        result.append(Ancestor(nominal: target, type: written))
        queue.append((target, written))
      }
      if symbols.kinds[Int(current)] == .actor, standard.actor >= 0, seen.insert(standard.actor).inserted {
        result.append(Ancestor(nominal: standard.actor, type: arena.nominal(standard.actor)))
        queue.append((standard.actor, arena.nominal(standard.actor)))
      }
    }
    return ordered(result)
  }

  /// Superclasses first, then protocols, those that refine others before them.
  private func ordered(_ list: [Ancestor]) -> [Ancestor] {
    let classes = list.filter { symbols.kinds[Int($0.nominal)] != .protocol }
    let protocols = list.filter { symbols.kinds[Int($0.nominal)] == .protocol }
    guard protocols.count > 1 else { return classes + protocols }
    let weights = protocols.map { refinementCount($0.nominal) }
    let order = protocols.indices.sorted { (-weights[$0], $0) < (-weights[$1], $1) }
    return classes + order.map { protocols[$0] }
  }

  /// How many protocols a protocol refines, directly or not.
  func refinementCount(_ declaration: Int32) -> Int { ancestors(of: declaration).count }

  private func isInheritable(_ nominal: Int32) -> Bool {
    symbols.kinds[Int(nominal)] == .protocol || symbols.kinds[Int(nominal)] == .class
  }

  private func superType(_ entry: SymbolTable.SuperType, of current: Int32, seenAs type: TypeID) -> TypeID {
    guard symbols.kinds[Int(entry.nominal)] != .protocol, !allParameters(of: entry.nominal).isEmpty else {
      return arena.nominal(entry.nominal)
    }
    let unit = symbols.units[Int(entry.unit)]
    let written = self.type(written: Int(entry.node), in: unit, context: symbols.parents[Int(entry.scope)])
    let ownType = self.type(written: Int(entry.node), in: unit, context: entry.scope)
    let best = ownType.isKnown ? ownType : written
    guard arena.kind(best) == .nominal, arena.head(best) == entry.nominal else { return arena.nominal(entry.nominal) }
    guard arena.kind(type) == .nominal else { return best }
    var bindings = TypeBindings()
    bind(&bindings, parametersOf: current, from: type)
    return bindings.isEmpty ? best : substitute(best, bindings)
  }

  /// The raw type of an enumeration; unknown for none.
  func rawType(of nominal: Int32) -> TypeID {
    guard nominal >= 0, symbols.kinds[Int(nominal)] == .enum else { return .unknown }
    for entry in superTypes(of: nominal) where entry.nominal >= 0 && !isInheritable(entry.nominal) {
      return arena.nominal(entry.nominal)
    }
    return .unknown
  }

  /// Whether more members may exist than the files tell: an inherited type is not known, or a macro is attached that
  /// may add some, or members are looked up dynamically.
  func isOpen(_ nominal: Int32) -> Bool {
    if let known = openTypes.recalled(nominal, log) { return known }
    let (result, isWhole, answer) = asking(about: nominal) { _ in
      isOpenItself(nominal)
        || ancestors(of: nominal).contains { symbols.isOfRepository($0.nominal) && isOpenItself($0.nominal) }
    }
    if isWhole { openTypes.remember(nominal, result, answer: answer) }
    return result
  }

  private func isOpenItself(_ nominal: Int32) -> Bool {
    superTypes(of: nominal).contains { $0.nominal < 0 } || mayHoldMacro(nominal)
  }

  /// Whether an attribute stands at a declaration that is no type in reach, as global actors, property wrappers and
  /// result builders are: a macro, for all that is known.
  func mayHoldMacro(_ declaration: Int32) -> Bool {
    let fact = symbols.fact(declaration)
    guard fact.traits.contains(.hasCustomAttribute) else { return false }
    let unit = symbols.unit(of: declaration)
    for child in unit.tree.children(of: Int(fact.outerNode)) where unit.tree[child].kind == .attribute {
      guard let name = unit.tree.firstChild(of: child), unit.tree[name].kind == .namedType,
        !KnownAttributes.contains(unit.strings[unit.tree[child].name])
      else { continue }
      guard
        case .declaration(let found) = lookUpType(
          unit.name(of: name), in: unit, context: symbols.parents[Int(declaration)])
      else { return true }
      // A macro may share its name with a protocol, which is no attribute.
      if symbols.kinds[Int(found)] == .protocol { return true }
    }
    return false
  }

  /// Binds the parameters of a nominal type to the arguments of a type made from it; those that it leaves open are
  /// bound to nothing known. A protocol's `Self` is bound to the type.
  func bind(_ bindings: inout TypeBindings, parametersOf nominal: Int32, from type: TypeID) {
    if symbols.kinds[Int(nominal)] == .protocol {
      bindings.bind(symbols.generics.range(of: nominal).lowerBound, type)
      return
    }
    let parameters = allParameters(of: nominal)
    guard !parameters.isEmpty else { return }
    let isSpecified = arena.childCount(type) == parameters.count
    for (index, parameter) in parameters.enumerated() {
      bindings.bind(parameter, isSpecified ? arena.child(type, index) : .unknown)
    }
  }
}
