import Facts
import Graph

/// The private declarations of one file that are dead unless the file uses them: those that nothing outside the source
/// text can reach.
///
/// A declaration counts as private where it or something around it is marked `private` or `fileprivate`. Left out is
/// what the language, a run time, a macro or a protocol uses by name; the rule's file lists it.
struct PrivateCandidates {
  /// Local indices of the declarations, ascending.
  private(set) var declarations: [Int] = []
  /// For each declaration of the file the private type that it is, extends or stands in directly; -1 for none.
  private(set) var owningType: [Int]

  private let file: Int
  private let facts: FileFacts
  private let requirements: InheritedRequirements
  private var demands: [Int: InheritedRequirements.Demand] = [:]
  /// For each type of the file the declaration itself and its extensions in the file.
  private var holders: [Int: [Int]] = [:]
  /// For each declaration whether it or something around it is marked as private.
  private var isPrivate: [Bool] = []

  /// Members that the language calls by name.
  private static let languageNames: Set<String> = [
    "wrappedValue", "projectedValue", "callAsFunction", "dynamicallyCall", "appendInterpolation", "appendLiteral",
    "main", "unownedExecutor", "buildBlock", "buildExpression", "buildOptional", "buildEither", "buildArray",
    "buildFinalResult", "buildLimitedAvailability", "buildPartialBlock", "CodingKeys",
  ]
  /// Attributes that give nobody else a way to a declaration.
  private static let harmlessAttributes: Set<String> = [
    "available", "autoclosure", "concurrent", "discardableResult", "escaping", "frozen", "inlinable", "inline",
    "MainActor", "noDerivative", "nonobjc", "preconcurrency", "Sendable", "unchecked", "usableFromInline",
    "warn_unqualified_access", "_alwaysEmitIntoClient", "_disfavoredOverload", "_spi", "_transparent",
    "_unsafeInheritExecutor", "_inheritActorContext", "_optimize", "_specialize", "_semantics", "_effects",
    "_implementationOnly", "_noLocks", "_noAllocation",
  ]

  /// Protocols that give an enum no values but those its cases name.
  private static let plainProtocols: Set<String> = ["Comparable", "Equatable", "Error", "Hashable", "Sendable"]

  /// Parts of the names of things that are kept because they act by being alive.
  private static let holdingWords = [
    "cancel", "observ", "token", "task", "subscri", "dispos", "retain", "assertion", "padding", "reserved",
  ].map { Array($0.utf8) }

  init(file: Int, graph: CodeGraph, requirements: InheritedRequirements) {
    self.file = file
    facts = graph.files[file].facts
    self.requirements = requirements
    owningType = [Int](repeating: -1, count: facts.declarations.count)
    guard facts.declarations.contains(where: { $0.access <= .fileprivate }) else { return }
    findOwningTypes()
    findPrivacy()
    for index in facts.declarations.indices where isPrivate[index] && isCandidate(index) { declarations.append(index) }
  }

  // MARK: Privacy

  /// Types of the file are found by simple name for their extensions; of several of a name none is taken.
  private mutating func findOwningTypes() {
    var byName = [StringID: Int]()
    for (index, declaration) in facts.declarations.enumerated() where declaration.kind.isNominalType {
      byName[declaration.name] = byName[declaration.name] == nil ? index : -1
    }
    for (index, declaration) in facts.declarations.enumerated() {
      if declaration.kind.isNominalType {
        owningType[index] = index
      } else if declaration.kind == .extension {
        owningType[index] = byName[declaration.name] ?? -1
      } else if declaration.parent >= 0, facts.declarations[Int(declaration.parent)].kind.holdsMembers {
        owningType[index] = owningType[Int(declaration.parent)]
      }
      if declaration.kind.holdsMembers, owningType[index] >= 0 { holders[owningType[index], default: []].append(index) }
    }
  }

  private mutating func findPrivacy() {
    isPrivate = [Bool](repeating: false, count: facts.declarations.count)
    // Extensions may stand before the type they extend, so types are settled first.
    for _ in 0..<2 {
      for (index, declaration) in facts.declarations.enumerated() {
        let isOwn = declaration.access <= .fileprivate
        let around = declaration.parent >= 0 && isPrivate[Int(declaration.parent)]
        let extended = declaration.kind == .extension && owningType[index] >= 0 && isPrivate[owningType[index]]
        isPrivate[index] = isOwn || around || extended
      }
    }
  }

  // MARK: Ways to be used without being named

  private mutating func isCandidate(_ index: Int) -> Bool {
    let declaration = facts.declarations[index]
    let hidden: DeclarationTraits = [.isLocal, .isOverride, .isRequirement, .isDynamic]
    guard declaration.traits.isDisjoint(with: hidden), !isInBody(index), hasPlainAttributes(index) else { return false }
    let name = facts.strings[declaration.name]
    guard !name.utf8.isEmpty, name.utf8.first != UInt8(ascii: "_"), !Self.languageNames.contains(name) else {
      return false
    }
    switch declaration.kind {
    case .class, .struct, .enum, .actor, .protocol: return !demand(of: index).isDiscovered && !holdsMacros(index)
    case .typealias, .function: return isIdentifier(name) && !mayBeWitness(index, name: name)
    case .variable: return !mayBeWitness(index, name: name) && isUsefulOnlyWhenRead(index)
    case .enumCase: return isPlainCase(index)
    default: return false
    }
  }

  /// Whether a macro may make code of a type inside the type, code that is there to be compiled or to register itself.
  private func holdsMacros(_ type: Int) -> Bool {
    let end = facts.tree[Int(facts.declarations[type].node)].end
    var index = type + 1
    while index < facts.declarations.count, facts.declarations[index].node < end {
      let declaration = facts.declarations[index]
      if declaration.kind.isNominalType, declaration.traits.contains(.hasCustomAttribute) { return true }
      index += 1
    }
    return false
  }

  /// Whether something around it is a body: such declarations are the compiler's own to warn about.
  private func isInBody(_ index: Int) -> Bool {
    var around = Int(facts.declarations[index].parent)
    while around >= 0 {
      if facts.declarations[around].traits.contains(.isLocal) || !facts.declarations[around].kind.holdsMembers {
        return true
      }
      around = Int(facts.declarations[around].parent)
    }
    return false
  }

  /// Whether neither it nor a type around it has an attribute that may use it, such as `@objc` or a macro.
  private func hasPlainAttributes(_ index: Int) -> Bool {
    var current = index
    while current >= 0 {
      let declaration = facts.declarations[current]
      if !isPlain(attributesOf: Int(declaration.outerNode)) { return false }
      current = Int(declaration.parent)
    }
    return true
  }

  private func isPlain(attributesOf node: Int) -> Bool {
    for child in facts.tree.children(of: node) {
      switch facts.tree[child].kind {
      case .modifier: continue
      case .ifConfig where facts.tree[child].firstToken == facts.tree[node].firstToken: return false
      case .attribute:
        let name = facts.strings[facts.tree[child].name]
        guard Self.harmlessAttributes.contains(name) || name.hasSuffix("Builder") else { return false }
        for token in Int(facts.tree[child].firstToken)..<Int(facts.tree[child].endToken)
        where facts.strings[facts.tokens.texts[token]] == "unavailable" {
          return false
        }
      default: return true
      }
    }
    return true
  }

  /// Whether a protocol that the enclosing type conforms to may ask for the member. One that is marked `private` itself
  /// is hidden from the conformance.
  private mutating func mayBeWitness(_ index: Int, name: String) -> Bool {
    let declaration = facts.declarations[index]
    guard declaration.parent >= 0 else { return false }
    let parent = facts.declarations[Int(declaration.parent)]
    if declaration.access == .private, declaration.traits.contains(.hasExplicitAccess) {
      return name.hasPrefix("test") && declaration.kind == .function && parent.kind == .class
    }
    guard owningType[index] >= 0 else { return parent.kind == .extension && hasInheritance(Int(declaration.parent)) }
    let demand = demand(of: owningType[index])
    // In a type that others see, a private member can witness private protocols only, and those are in the file.
    let mayMeetUnknown = isPrivate[owningType[index]] && !demand.isComplete
    return mayMeetUnknown || demand.names.contains(name)
  }

  private func hasInheritance(_ index: Int) -> Bool {
    facts.tree.firstChild(of: Int(facts.declarations[index].node), .inheritedType) != nil
  }

  /// What the type and its extensions in the file inherit; for a protocol its own requirements too.
  private mutating func demand(of type: Int) -> InheritedRequirements.Demand {
    if let known = demands[type] { return known }
    var demand = InheritedRequirements.Demand()
    for holder in holders[type] ?? [] { requirements.add(holder, inFile: file, to: &demand) }
    if facts.declarations[type].kind == .protocol { requirements.addMembers(of: type, facts, to: &demand) }
    demands[type] = demand
    return demand
  }

  // MARK: Variables and cases

  /// Whether to hold the value is not itself the variable's purpose.
  private mutating func isUsefulOnlyWhenRead(_ index: Int) -> Bool {
    let declaration = facts.declarations[index]
    guard declaration.traits.contains(.isStored) else { return true }
    if declaration.parent < 0 { return true }
    let isStatic = declaration.traits.contains(.isStatic)
    let type = owningType[index]
    if !isStatic, type >= 0, demand(of: type).isSynthesized || !demand(of: type).isComplete { return false }
    if isStatic || declaration.traits.contains(.isLazy) { return true }
    // Without a value it has to be given one by an initialiser that names it, or by one that the compiler writes.
    let isOptionalVariable = !declaration.traits.contains(.isConstant) && hasOptionalType(Int(declaration.node))
    guard declaration.traits.contains(.hasInitialValue) || isOptionalVariable else { return false }
    return !holdsOnToSomething(index)
  }

  private func hasOptionalType(_ binding: Int) -> Bool {
    guard let annotation = facts.tree.firstChild(of: binding, .typeAnnotation),
      let type = facts.tree.firstChild(of: annotation)
    else { return false }
    return facts.tree[type].kind == .optionalType || facts.tree[type].kind == .implicitlyUnwrappedType
  }

  /// Whether the value acts by being alive: subscriptions, tasks, observation tokens, padding of a layout.
  private func holdsOnToSomething(_ index: Int) -> Bool {
    let node = facts.tree[Int(facts.declarations[index].node)]
    return (Int(node.firstToken)..<Int(node.endToken)).contains { token in
      facts.tokens.kinds[token] == .identifier
        && facts.strings.withBytes(of: facts.tokens.texts[token]) { bytes in
          bytes.indices.contains { start in Self.holdingWords.contains { Self.holds($0, bytes, at: start) } }
        }
    }
  }

  /// Whether the lower-case word stands at that place, in any case.
  private static func holds(_ word: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    bytes.count - start >= word.count && word.indices.allSatisfy { bytes[start + $0] | 0x20 == word[$0] }
  }

  /// Whether values of the case's enum come from nothing but its cases' names: no raw values, `allCases`, decoding.
  private func isPlainCase(_ index: Int) -> Bool {
    guard owningType[index] >= 0 else { return false }
    for holder in holders[owningType[index]] ?? [] {
      for child in facts.tree.children(of: Int(facts.declarations[holder].node))
      where facts.tree[child].kind == .inheritedType {
        guard let type = facts.tree.firstChild(of: child),
          Self.plainProtocols.contains(facts.strings[facts.tree[type].name])
        else { return false }
      }
    }
    return true
  }

  private func isIdentifier(_ name: String) -> Bool {
    guard let first = name.utf8.first else { return false }
    return MarkerScanner.isWordByte(first)
  }
}
