import Facts
import Model

/// Finds the members of a type by name.
extension ReferenceResolver {
  /// A declaration that a name may mean, with the type through which it is seen.
  struct Candidate {
    var declaration: Int32
    /// The type of the value whose member it is; unknown for a declaration that is no member.
    var receiver: TypeID = .unknown
    /// How far from the receiver it is declared: 0 for its own members, then superclasses and protocols in order.
    var distance: Int32 = 0
  }

  /// All members of that name, nearest first. A metatype gives the members of its type: static or not is the caller's
  /// question.
  func members(of base: TypeID, _ name: Int32) -> [Candidate] {
    var found: [Candidate] = []
    addMembers(of: base, name, receiver: base, distance: 0, to: &found)
    return compiledHere(found)
  }

  /// Those of some declarations that are compiled where the place at hand is; where there are none, those that may be
  /// meant all the same.
  func compiledHere(_ candidates: [Candidate]) -> [Candidate] {
    guard candidates.contains(where: { symbols.worlds[Int($0.declaration)] != .everywhere }) else { return candidates }
    let compiled = candidates.filter { !symbols.worlds[Int($0.declaration)].isDisjoint(with: scope.world) }
    return compiled.isEmpty
      ? candidates.filter { symbols.isSubstitute($0.declaration) } : compiled
  }

  private func addMembers(
    of base: TypeID, _ name: Int32, receiver: TypeID, distance: Int32, to found: inout [Candidate]
  ) {
    switch arena.kind(base) {
    case .nominal: addNominalMembers(base, name, receiver: receiver, distance: distance, to: &found)
    case .metatype:
      let inner = arena.child(base, 0)
      addMembers(of: inner, name, receiver: inner, distance: distance, to: &found)
    case .parameter, .dependent:
      guard memberDepth < 16 else { return }
      memberDepth += 1
      defer { memberDepth -= 1 }
      if let same = sameType(as: base) {
        addMembers(of: same, name, receiver: same, distance: distance, to: &found)
        return
      }
      var distance = distance
      for constraint in constraints(of: base) {
        addMembers(of: constraint, name, receiver: receiver, distance: distance, to: &found)
        distance += 32
      }
    case .composition:
      var distance = distance
      for part in arena.childList(base) {
        addMembers(of: part, name, receiver: receiver, distance: distance, to: &found)
        distance += 32
      }
    case .unknown, .tuple, .function: break
    }
  }

  /// A member that a nominal type declares or inherits, whoever may see it.
  struct ListedMember {
    var declaration: Int32
    /// 0 for the type's own, then its ancestors in order.
    var distance: Int32
    /// The extension that declares it, where that asks something of the type; -1 otherwise.
    var condition: Int32
    /// Whether it asks something of the type itself, in a `where` clause.
    var hasOwnCondition: Bool
  }

  private func addNominalMembers(
    _ base: TypeID, _ name: Int32, receiver: TypeID, distance: Int32, to found: inout [Candidate]
  ) {
    let isFirst = found.isEmpty
    for item in memberList(of: arena.head(base), name) {
      guard symbols.isSeen(item.declaration, from: scope.unit) else { continue }
      guard item.condition < 0 || satisfies(receiver, item.declaration, item.condition) else { continue }
      guard !item.hasOwnCondition || satisfies(receiver, item.declaration, item.declaration) else { continue }
      if !isFirst, found.contains(where: { $0.declaration == item.declaration }) { continue }
      found.append(Candidate(declaration: item.declaration, receiver: receiver, distance: distance + item.distance))
    }
  }

  /// All members of that name, remembered unless what they are inherited through is being found out at the moment.
  func memberList(of nominal: Int32, _ name: Int32) -> [ListedMember] {
    let key = IndexMap.key(nominal, name)
    if let known = memberListPositions.first(of: key) {
      log?.note(answer: memberLists[Int(known)].answer)
      return memberLists[Int(known)].list
    }
    let (list, isWhole, answer) = asking(about: nominal) { _ in listMembers(of: nominal, name) }
    if isWhole {
      memberLists.append((list, answer))
      memberListPositions.add(key, Int32(memberLists.count - 1))
    }
    return list
  }

  private func listMembers(of nominal: Int32, _ name: Int32) -> [ListedMember] {
    var list: [ListedMember] = []
    listMembers(of: nominal, name, distance: 0, in: &list)
    var step: Int32 = 0
    let isEnum = symbols.kinds[Int(nominal)] == .enum
    for ancestor in ancestors(of: nominal) {
      step += 1
      if isEnum, ancestor.nominal == standard.rawRepresentable { continue }
      listMembers(of: ancestor.nominal, name, distance: step, in: &list)
    }
    if isEnum, standard.rawRepresentable >= 0, name == known.rawValue || name == known.`init` {
      listMembers(of: standard.rawRepresentable, name, distance: step + 1, in: &list)
    }
    return list
  }

  private func listMembers(of nominal: Int32, _ name: Int32, distance: Int32, in list: inout [ListedMember]) {
    for id in members(named: name, of: nominal) {
      let parent = symbols.parents[Int(id)]
      let isConditional = parent >= 0 && symbols.kinds[Int(parent)] == .extension && !requirements(of: parent).isEmpty
      let hasOwnCondition =
        symbols.kinds[Int(id)] == .function && symbols.isOfRepository(id)
        && symbols.unit(of: id).tree.firstChild(of: Int(symbols.fact(id).node), .requirement) != nil
      list.append(
        ListedMember(
          declaration: id, distance: distance, condition: isConditional ? parent : -1, hasOwnCondition: hasOwnCondition)
      )
    }
  }

  /// Whether code of the file at hand can see declarations of that module: its own and imported ones.
  func isInReach(_ declaration: Int32) -> Bool { symbols.isReached(declaration, from: scope.unit) }

  /// Whether the conditions of the extension that declares a member may hold for a receiver.
  private func satisfies(_ receiver: TypeID, _ member: Int32, _ condition: Int32) -> Bool {
    guard receiver.isKnown else { return true }
    let list = requirements(of: condition)
    var bindings = TypeBindings()
    bindOwner(of: member, seenFrom: receiver, &bindings)
    guard !bindings.isEmpty else { return true }
    for item in list {
      let subject = substitute(item.subject, bindings)
      guard subject.isKnown else { continue }
      let constraint = substitute(item.constraint, bindings)
      if item.isSameType {
        if !mayEqual(subject, constraint) { return false }
      } else if conformance(of: subject, to: constraint) == .no {
        return false
      }
    }
    return true
  }

  private func mayEqual(_ left: TypeID, _ right: TypeID) -> Bool {
    if left == right || !left.isKnown || !right.isKnown { return true }
    guard !arena.isDependent(left), !arena.isDependent(right) else {
      return arena.kind(left) != .nominal || arena.kind(right) != .nominal || arena.head(left) == arena.head(right)
    }
    guard arena.kind(left) == arena.kind(right) else { return false }
    if arena.kind(left) == .nominal {
      // A protocol in expression position (`.default` where `some P` is wanted) may stand for any of its types.
      if symbols.kinds[Int(arena.head(left))] == .protocol || symbols.kinds[Int(arena.head(right))] == .protocol {
        return true
      }
      guard arena.head(left) == arena.head(right) else { return false }
      guard arena.childCount(left) == arena.childCount(right) else { return true }
      return (0..<arena.childCount(left)).allSatisfy { mayEqual(arena.child(left, $0), arena.child(right, $0)) }
    }
    return true
  }

  /// The bindings under which a candidate's interface is seen.
  func bindings(for candidate: Candidate) -> TypeBindings {
    var bindings = TypeBindings()
    guard candidate.receiver.isKnown, symbols.parents[Int(candidate.declaration)] >= 0 else { return bindings }
    bindOwner(of: candidate.declaration, seenFrom: candidate.receiver, &bindings)
    return bindings
  }

  /// The type of a candidate as the receiver sees it.
  func valueType(of candidate: Candidate) -> TypeID {
    let declaration = candidate.declaration
    if symbols.nameOf[Int(declaration)] == known.rawValue, candidate.receiver.isKnown {
      let raw = rawType(of: arena.nominal(candidate.receiver))
      if raw.isKnown { return raw }
    }
    let type = interfaceType(of: declaration)
    guard arena.isDependent(type) else { return type }
    return substitute(type, bindings(for: candidate))
  }

  // MARK: Conformance

  enum Conformance {
    case yes
    case no
    case maybe
  }

  /// Whether a type conforms to a protocol, or is a subclass of a class, as far as the files tell.
  func conformance(of type: TypeID, to constraint: TypeID) -> Conformance {
    guard type.isKnown, constraint.isKnown else { return .maybe }
    switch arena.kind(constraint) {
    case .composition:
      var result = Conformance.yes
      for part in arena.childList(constraint) {
        switch conformance(of: type, to: part) {
        case .no: return .no
        case .maybe: result = .maybe
        case .yes: break
        }
      }
      return result
    case .nominal: return conformance(of: type, toNominal: arena.head(constraint))
    default: return .maybe
    }
  }

  func conformance(of type: TypeID, toNominal target: Int32) -> Conformance {
    if standard.markers.contains(target) { return .yes }
    switch arena.kind(type) {
    case .nominal:
      let nominal = arena.head(type)
      if nominal == target { return .yes }
      if ancestors(of: nominal).contains(where: { $0.nominal == target }) { return .yes }
      if isOpen(nominal) { return .maybe }
      if symbols.kinds[Int(nominal)] == .enum, standard.derivable.contains(target) { return .maybe }
      return .no
    case .parameter, .dependent:
      guard memberDepth < 16 else { return .maybe }
      memberDepth += 1
      defer { memberDepth -= 1 }
      if let same = sameType(as: type) { return conformance(of: same, toNominal: target) }
      for constraint in constraints(of: type) where conformance(of: constraint, toNominal: target) == .yes {
        return .yes
      }
      return .no
    case .composition:
      for part in arena.childList(type) where conformance(of: part, toNominal: target) == .yes { return .yes }
      return .no
    case .tuple, .function, .metatype: return standard.derivable.contains(target) ? .maybe : .no
    case .unknown: return .maybe
    }
  }
}
