import Facts
import Model

/// How well a value of one type goes where another is wanted, and what that says about generic parameters.
extension ReferenceResolver {
  /// Points for a conversion: -1 for none, 1 where nothing speaks against it, up to 8 for equal types. Binds open
  /// parameters of `pattern` on the way.
  func convert(_ actual: TypeID, to pattern: TypeID, _ bindings: inout TypeBindings, depth: Int = 0) -> Int {
    guard actual.isKnown, pattern.isKnown, depth < 24 else { return 1 }
    switch arena.kind(pattern) {
    case .parameter: return convert(actual, toParameter: pattern, &bindings, depth: depth)
    case .dependent:
      let resolved = substitute(pattern, bindings)
      if resolved == pattern { return actual == pattern ? 8 : 1 }
      return convert(actual, to: resolved, &bindings, depth: depth + 1)
    case .nominal: return convert(actual, toNominal: pattern, &bindings, depth: depth)
    case .metatype:
      guard arena.kind(actual) == .metatype else { return -1 }
      if isForeign(arena.child(actual, 0), toSelf: arena.child(pattern, 0), bindings) { return -1 }
      return convert(arena.child(actual, 0), to: arena.child(pattern, 0), &bindings, depth: depth + 1)
    case .function: return convert(actual, toFunction: pattern, &bindings, depth: depth)
    case .tuple:
      if actual == pattern { return 8 }
      guard arena.kind(actual) == .tuple, arena.elementCount(actual) == arena.elementCount(pattern) else { return -1 }
      var least = 8
      for index in 0..<arena.elementCount(actual) {
        let points = convert(arena.child(actual, index), to: arena.child(pattern, index), &bindings, depth: depth + 1)
        if points < 0 { return -1 }
        least = min(least, points)
      }
      return least
    case .composition:
      if arena.childCount(pattern) == 0 { return 2 }
      return conformance(of: actual, to: pattern) == .no ? -1 : 4
    case .unknown: return 1
    }
  }

  /// Whether `Self.Type` is wanted of a value of which only the protocol is known, and another type is given: no type
  /// but its own can be meant then.
  private func isForeign(_ actual: TypeID, toSelf pattern: TypeID, _ bindings: TypeBindings) -> Bool {
    guard arena.kind(pattern) == .parameter, let bound = bindings[arena.head(pattern)],
      arena.kind(bound) == .nominal, arena.kind(actual) == .nominal, actual != bound
    else { return false }
    let owner = symbols.generics.owners[Int(arena.head(pattern))]
    return symbols.kinds[Int(owner)] == .protocol && symbols.kinds[Int(arena.head(bound))] == .protocol
  }

  private func convert(
    _ actual: TypeID, toParameter pattern: TypeID, _ bindings: inout TypeBindings, depth: Int
  ) -> Int {
    let parameter = arena.head(pattern)
    guard let bound = bindings[parameter] else { return actual == pattern ? 8 : convertRigid(actual, pattern) }
    if bound.isKnown, bound != pattern {
      let points = convert(actual, to: bound, &bindings, depth: depth + 1)
      if points >= 0 { return points }
      // A later argument may widen what an earlier one bound: `T` from a subclass, then its superclass.
      if arena.kind(actual) == .nominal, arena.kind(bound) == .nominal,
        superType(of: bound, arena.head(actual)) != nil
          || unwrapped(actual) == bound
      {
        bindings.bind(parameter, actual)
        return 3
      }
      return -1
    }
    let owner = symbols.generics.owners[Int(parameter)]
    for item in requirements(of: owner) where item.subject == pattern && !item.isSameType {
      if conformance(of: actual, to: item.constraint) == .no { return -1 }
    }
    bindings.bind(parameter, actual)
    bindAssociated(of: owner, &bindings)
    return 3
  }

  /// `where S.Element == T` binds `T` once `S` is known.
  private func bindAssociated(of owner: Int32, _ bindings: inout TypeBindings) {
    for item in requirements(of: owner) where item.isSameType && arena.kind(item.subject) == .dependent {
      let subject = substitute(item.subject, bindings)
      guard subject.isKnown else { continue }
      if arena.kind(item.constraint) == .parameter, let open = bindings[arena.head(item.constraint)], !open.isKnown {
        bindings.bind(arena.head(item.constraint), subject)
      }
    }
  }

  /// A parameter of the code around the call is a type like any other.
  private func convertRigid(_ actual: TypeID, _ pattern: TypeID) -> Int {
    if let same = sameType(as: pattern) {
      var none = TypeBindings()
      return same == pattern ? -1 : convert(actual, to: same, &none, depth: 20)
    }
    return arena.kind(actual) == .dependent || arena.isDependent(actual) ? 1 : -1
  }

  // xtal:disable:next dendrite/overgrown-declaration - one case a pair of kinds of types
  private func convert(
    _ actual: TypeID, toNominal pattern: TypeID, _ bindings: inout TypeBindings, depth: Int
  ) -> Int {
    if actual == pattern, !arena.isDependent(pattern) { return 8 }
    let target = arena.head(pattern)
    if target == standard.optional, arena.childCount(pattern) == 1 {
      let inner = arena.child(pattern, 0)
      if arena.nominal(actual) == target, arena.childCount(actual) == 1 {
        return convert(arena.child(actual, 0), to: inner, &bindings, depth: depth + 1)
      }
      let points = convert(actual, to: inner, &bindings, depth: depth + 1)
      return points < 0 ? -1 : max(1, points - 1)
    }
    switch arena.kind(actual) {
    case .nominal:
      if arena.head(actual) == target { return convertArguments(actual, pattern, &bindings, depth: depth) }
      if symbols.kinds[Int(target)] == .protocol {
        if standard.erasing.contains(target) { return 2 }
        switch conformance(of: actual, toNominal: target) {
        case .yes: return 5
        case .maybe: return 1
        case .no: return -1
        }
      }
      if let seen = superType(of: actual, target) {
        return max(-1, min(6, convertArguments(seen, pattern, &bindings, depth: depth)))
      }
      return convertsImplicitly(to: target) ? 2 : -1
    case .parameter, .dependent:
      if let same = sameType(as: actual), same != actual {
        return convert(same, to: pattern, &bindings, depth: depth + 1)
      }
      switch conformance(of: actual, toNominal: target) {
      case .yes: return 5
      case .maybe: return 1
      case .no: return standard.erasing.contains(target) ? 2 : -1
      }
    case .composition:
      return conformance(of: actual, toNominal: target) == .yes ? 5 : -1
    case .function, .metatype, .tuple:
      return standard.erasing.contains(target) || standard.markers.contains(target) ? 2 : -1
    case .unknown: return 1
    }
  }

  private func convertArguments(
    _ actual: TypeID, _ pattern: TypeID, _ bindings: inout TypeBindings, depth: Int
  ) -> Int {
    guard arena.childCount(actual) == arena.childCount(pattern) else { return 3 }
    var least = 8
    for index in 0..<arena.childCount(pattern) {
      let points = convert(arena.child(actual, index), to: arena.child(pattern, index), &bindings, depth: depth + 1)
      if points < 0 { return -1 }
      least = min(least, points)
    }
    return least
  }

  /// Conversions that the language makes by itself: to `AnyHashable`, pointers from arrays and strings.
  private func convertsImplicitly(to target: Int32) -> Bool {
    if standard.erasing.contains(target) { return true }
    guard !symbols.isOfRepository(target) else { return false }
    return symbols.names.withBytes(symbols.nameOf[Int(target)]) { bytes in
      bytes.starts(with: "Unsafe".utf8) || bytes.elementsEqual("CGFloat".utf8)
    }
  }

  private func convert(
    _ actual: TypeID, toFunction pattern: TypeID, _ bindings: inout TypeBindings, depth: Int
  ) -> Int {
    guard arena.kind(actual) == .function else {
      let inner = unwrapped(actual)
      if inner != actual { return convert(inner, toFunction: pattern, &bindings, depth: depth) }
      return arena.nominal(actual) >= 0 && isKeyPath(actual) ? 2 : -1
    }
    guard arena.parameterCount(actual) == arena.parameterCount(pattern) else {
      // A function of several parameters takes a tuple of them.
      return arena.parameterCount(pattern) == 1 ? 1 : -1
    }
    var least = 8
    for index in 0..<arena.parameterCount(pattern) {
      let points = convert(arena.child(actual, index), to: arena.child(pattern, index), &bindings, depth: depth + 1)
      if points < 0 { return -1 }
      least = min(least, points)
    }
    let points = convert(arena.result(actual), to: arena.result(pattern), &bindings, depth: depth + 1)
    if points < 0 { return arena.result(pattern) == arena.void ? 1 : -1 }
    return min(least, points)
  }

  func isKeyPath(_ type: TypeID) -> Bool {
    let nominal = arena.nominal(type)
    guard nominal >= 0 else { return false }
    if nominal == standard.keyPath || nominal == standard.writableKeyPath { return true }
    return symbols.names.withBytes(symbols.nameOf[Int(nominal)]) {
      $0.count >= 7 && $0.suffix(7).elementsEqual("KeyPath".utf8)
    }
  }
}
