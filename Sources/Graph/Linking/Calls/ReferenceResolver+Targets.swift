import Facts
import Model

/// The ways to call what a name means: callables, initialisers, written or made by the compiler, and values.
extension ReferenceResolver {
  /// The ways to call what a candidate names.
  func addTargets(of candidate: Candidate, _ explicit: [TypeID], to targets: inout Targets) {
    let declaration = candidate.declaration
    switch symbols.kinds[Int(declaration)] {
    case .function, .initializer, .subscript, .macro:
      targets.offer(signature(of: declaration)) { Target(candidate: candidate, signature: $0) }
    case .enumCase:
      guard symbols.fact(declaration).parameterCount > 0 else { return }
      targets.offer(signature(of: declaration)) { Target(candidate: candidate, signature: $0) }
    case .class, .struct, .enum, .actor, .typealias, .associatedtype, .protocol:
      let outer = arena.kind(candidate.receiver) == .metatype ? arena.child(candidate.receiver, 0) : candidate.receiver
      let made = instantiate(declaration, outer: outer, explicit, context: scope.declaration)
      addInitializerTargets(of: made, named: declaration, to: &targets)
    case .variable: addValueTargets(of: candidate, to: &targets)
    default: break
    }
  }

  /// The initialisers of a type, written or made by the compiler.
  func addInitializerTargets(of type: TypeID, named declaration: Int32, to targets: inout Targets) {
    for candidate in members(of: type, known.`init`) where symbols.kinds[Int(candidate.declaration)] == .initializer {
      targets.offer(signature(of: candidate.declaration)) {
        Target(candidate: candidate, signature: $0, type: declaration)
      }
    }
    if let made = memberwiseSignature(of: type) {
      targets.offer(made) { signature in
        var bindings = TypeBindings()
        bind(&bindings, parametersOf: arena.head(type), from: type)
        return Target(
          candidate: Candidate(declaration: -1, receiver: type), signature: signature, bindings: bindings,
          type: declaration, isDeclared: false)
      }
    }
  }

  /// The initialiser that the compiler makes of a structure's stored properties, or an empty one of a class.
  private func memberwiseSignature(of type: TypeID) -> Signature? {
    let nominal = arena.nominal(type)
    guard nominal >= 0 else { return nil }
    let kind = symbols.kinds[Int(nominal)]
    guard kind == .struct || kind == .class || kind == .actor, symbols.isOfRepository(nominal) else { return nil }
    if kind == .struct, let known = memberwiseSignatures.recalled(nominal, log) { return known }
    // A class keeps the one that the compiler makes as long as all others lead there.
    for id in members(named: known.`init`, of: nominal)
    where symbols.parents[Int(id)] == nominal && !symbols.fact(id).traits.contains(.isConvenience) {
      return nil
    }
    guard kind == .struct else {
      // A class inherits the initialisers of its superclass; where nobody writes any, there is an empty one.
      let isWritten = ancestors(of: nominal).contains { ancestor in
        guard symbols.kinds[Int(ancestor.nominal)] == .class else { return false }
        return !symbols.isOfRepository(ancestor.nominal)
          || members(named: known.`init`, of: ancestor.nominal).contains {
            symbols.parents[Int($0)] == ancestor.nominal
          }
      }
      return isWritten ? nil : Signature(parameters: [], result: type, generics: 0..<0)
    }
    let (made, isWhole, answer) = asking(about: nominal) { _ in
      // Found again, it is not asked any more whether there are others.
      log?.note(nominal, known.`init`)
      return Signature(parameters: storedParameters(of: nominal), result: selfType(ofNominal: nominal), generics: 0..<0)
    }
    if isWhole { memberwiseSignatures.remember(nominal, made, answer: answer) }
    return made
  }

  private func storedParameters(of nominal: Int32) -> [Signature.Parameter] {
    log?.note(nominal, Lookup.stored)
    let unit = symbols.unit(of: nominal)
    var parameters: [Signature.Parameter] = []
    var member = nominal + 1
    let end = unit.firstDeclaration + Int32(unit.declarations.count)
    while member < end, symbols.parents[Int(member)] >= nominal {
      defer { member += 1 }
      let fact = symbols.fact(member)
      guard symbols.parents[Int(member)] == nominal, fact.kind == .variable, fact.traits.contains(.isStored),
        !fact.traits.contains(.isStatic),
        // Of several clauses of an `#if` one holds.
        !symbols.worlds[Int(member)].isDisjoint(with: symbols.worlds[Int(nominal)].first)
      else { continue }
      let hasValue = fact.traits.contains(.hasInitialValue)
      if fact.traits.contains(.isConstant), hasValue { continue }
      // What a wrapper, or a macro, makes of it is not told.
      let type = fact.traits.contains(.hasCustomAttribute) ? .unknown : interfaceType(of: member)
      let isOptional =
        !fact.traits.contains(.isConstant)
        && (arena.nominal(type) == standard.optional || isWrittenOptional(member, in: unit))
      parameters.append(
        Signature.Parameter(
          label: symbols.nameOf[Int(member)], type: type, isVariadic: false,
          isOptional: hasValue || isOptional || fact.traits.contains(.hasCustomAttribute),
          isFunction: arena.kind(unwrapped(type)) == .function))
    }
    return parameters
  }

  /// Whether a variable's type is written with `?` or `!`: what stands before it may not be known.
  private func isWrittenOptional(_ variable: Int32, in unit: SourceUnit) -> Bool {
    let node = Int(symbols.fact(variable).node)
    guard unit.tree[node].kind == .binding, let annotation = unit.tree.firstChild(of: node, .typeAnnotation),
      let type = unit.tree.firstChild(of: annotation)
    else { return false }
    return unit.tree[type].kind == .optionalType || unit.tree[type].kind == .implicitlyUnwrappedType
  }

  /// A variable that is called: a function, a type, or a value with `callAsFunction`.
  private func addValueTargets(of candidate: Candidate, to targets: inout Targets) {
    let type = unwrapped(valueType(of: candidate))
    switch arena.kind(type) {
    case .function:
      targets.offer(functionSignature(type)) {
        Target(candidate: candidate, signature: $0, bindings: TypeBindings())
      }
    case .metatype: addInitializerTargets(of: arena.child(type, 0), named: candidate.declaration, to: &targets)
    case .unknown: break
    default:
      for member in members(of: type, known.callAsFunction) {
        targets.offer(signature(of: member.declaration)) {
          Target(candidate: member, signature: $0, type: candidate.declaration)
        }
      }
    }
  }

  func functionSignature(_ type: TypeID) -> Signature {
    let parameters = (0..<arena.parameterCount(type)).map { position in
      let parameter = arena.child(type, position)
      return Signature.Parameter(
        label: 0, type: parameter, isVariadic: false, isOptional: false,
        isFunction: arena.kind(unwrapped(parameter)) == .function)
    }
    return Signature(parameters: parameters, result: arena.result(type), generics: 0..<0)
  }
}
