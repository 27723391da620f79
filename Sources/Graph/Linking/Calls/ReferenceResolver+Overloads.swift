import Facts
import Model

/// Chooses among the declarations that a call can mean.
extension ReferenceResolver {
  /// One way to make a call.
  struct Target {
    var candidate: Candidate
    var signature: Signature
    /// Nil as long as nobody has asked what the receiver binds: most overloads fail for their labels.
    var bindings: TypeBindings?
    /// The type that the callee names, for a call of an initialiser by its type's name; -1 otherwise.
    var type: Int32 = -1
    /// Whether a declaration stands behind it; not for a value that is called and an initialiser nobody wrote.
    var isDeclared = true
    /// For each argument the index of its parameter.
    var mapping: [Int] = []
  }

  /// The ways to make one call, without those that its arguments rule out at first sight: of a name with many overloads
  /// nearly all.
  struct Targets {
    private(set) var items: [Target] = []
    /// How many there were, those that were ruled out included.
    private(set) var offered = 0
    private let arguments: CallArguments
    /// In a pattern labels may be left out.
    private let keepsAll: Bool

    init(for arguments: CallArguments, isMatching: Bool) {
      self.arguments = arguments
      keepsAll = isMatching
    }

    /// Adds what `make` makes of a signature, unless that cannot fit.
    @inline(__always)
    mutating func offer(_ signature: Signature, _ make: (Signature) -> Target) {
      offered += 1
      if keepsAll || arguments.mayFit(signature) { items.append(make(signature)) }
    }
  }

  /// What the choice came to.
  struct Choice {
    var target: Target
    var confidence: UInt8
    /// Whether another overload may be meant: the type of an argument that would tell them apart is not known.
    var isDoubtful = false
    /// Whether all overloads that may be meant give the same.
    var isResultKnown = true
    /// Arguments of which every overload that takes the labels wants the same type; empty where none was looked at.
    var agreed: Set<Int> = []
  }

  /// The best fitting target; nil where the labels fit none.
  func choose(
    _ targets: Targets, _ arguments: CallArguments, at callee: Int, expecting expected: TypeID
  ) -> Choice? {
    if targets.offered == 1 {
      guard var target = targets.items.first, let mapping = mapping(of: arguments, to: target) else { return nil }
      target.mapping = mapping
      if target.bindings == nil { target.bindings = bindings(for: target.candidate) }
      return Choice(target: target, confidence: Confidence.member)
    }
    var fitting: [Target] = []
    for target in targets.items {
      guard let mapping = mapping(of: arguments, to: target) else { continue }
      fitting.append(target)
      fitting[fitting.count - 1].mapping = mapping
    }
    if fitting.count > 1 {
      let available = fitting.filter { !$0.isDeclared || !isUnavailable($0.candidate.declaration) }
      if !available.isEmpty { fitting = available }
    }
    if fitting.count > 1, !isAwaited {
      let immediate = fitting.filter { !isAsynchronous($0) }
      if !immediate.isEmpty { fitting = immediate }
    }
    guard !fitting.isEmpty else { return nil }
    for index in fitting.indices where fitting[index].bindings == nil {
      fitting[index].bindings = bindings(for: fitting[index].candidate)
    }
    if fitting.count == 1 { return Choice(target: fitting[0], confidence: Confidence.overload) }
    return best(fitting, arguments, at: callee, expecting: expected)
  }

  private func mapping(of arguments: CallArguments, to target: Target) -> [Int]? {
    arguments.matched(to: target.signature) { resemblesFunction($0, target) }
      ?? patternMapping(arguments, target)
  }

  /// In a pattern the labels of a case's payload may be left out, one that has none may be given one, and one pattern
  /// may stand for the whole payload.
  private func patternMapping(_ arguments: CallArguments, _ target: Target) -> [Int]? {
    guard isMatching, target.isDeclared, symbols.kinds[Int(target.candidate.declaration)] == .enumCase,
      zip(arguments.items, target.signature.parameters).allSatisfy({
        $0.label == 0 || $1.label == 0 || $0.label == $1.label
      })
    else { return nil }
    let count = arguments.items.count
    return count == target.signature.parameters.count || count == 1 ? Array(0..<count) : nil
  }

  /// Whether a trailing closure may go to a parameter: a function type, or a type that generic arguments may make one.
  private func resemblesFunction(_ parameter: Signature.Parameter, _ target: Target) -> Bool {
    if parameter.isFunction || !parameter.type.isKnown { return true }
    let type = unwrapped(parameter.type)
    guard arena.kind(type) == .parameter || arena.kind(type) == .dependent else { return false }
    let substituted = unwrapped(substitute(type, target.bindings ?? bindings(for: target.candidate)))
    // A parameter of the callable's own takes anything.
    return !substituted.isKnown || arena.kind(substituted) == .function || arena.kind(substituted) == .parameter
  }

  private func best(
    _ fitting: [Target], _ arguments: CallArguments, at callee: Int, expecting expected: TypeID
  ) -> Choice {
    var bestIndex = 0
    var bestRank = Rank.lowest
    var ties = 0
    var possible: [Int] = []
    let before = metUnknownArgument
    metUnknownArgument = false
    for (index, target) in fitting.enumerated() {
      let rank = rank(of: target, arguments, expecting: expected)
      if rank.points > -100 { possible.append(index) }
      if rank > bestRank {
        (bestIndex, bestRank, ties) = (index, rank, 0)
      } else if rank == bestRank {
        ties += 1
      }
    }
    let isDoubtful = ties > 0 || bestRank.points < 0 || metUnknownArgument && possible.count > 1
    metUnknownArgument = before
    let agreed = isDoubtful ? agreedArguments(fitting, arguments, at: callee) : []
    let result = fitting[bestIndex].signature.result
    // `await` may belong to what follows: both an asynchronous overload and another one can be meant then.
    let asynchronous = possible.filter { isAsynchronous(fitting[$0]) }
    let isDivided = isAwaited && !asynchronous.isEmpty && asynchronous.count < possible.count
    let isResultKnown = possible.allSatisfy {
      fitting[$0].signature.result == result && fitting[$0].type == fitting[bestIndex].type
    }
    if !isResultKnown { scope.openCallees.insert(callee) }
    return Choice(
      target: fitting[bestIndex], confidence: isDoubtful ? Confidence.overloadGuess : Confidence.overload,
      isDoubtful: isDoubtful || isDivided, isResultKnown: isResultKnown || !isDoubtful && !isDivided, agreed: agreed)
  }

  /// The arguments written `.name` of which all overloads want the same nominal type, where no others can be meant.
  private func agreedArguments(_ fitting: [Target], _ arguments: CallArguments, at callee: Int) -> Set<Int> {
    guard isRecording, arguments.items.contains(where: { rootIsImplicit($0.expression) }) else { return [] }
    let declared = fitting.filter(\.isDeclared)
    guard declared.allSatisfy({ isClosedCallee($0.candidate) }),
      declared.allSatisfy({ target in
        let declaration = target.candidate.declaration
        let name = symbols.kinds[Int(declaration)] == .initializer ? known.`init` : symbols.nameOf[Int(declaration)]
        return !hasHiddenOverload(name, declared.map(\.candidate), arguments, at: callee)
      })
    else { return [] }
    var agreed: Set<Int> = []
    for (index, item) in arguments.items.enumerated() where rootIsImplicit(item.expression) {
      let wanted = fitting.map { target in
        let type = target.signature.parameters[target.mapping[index]].type
        return arena.nominal(unwrappedFully(substitute(type, target.bindings ?? TypeBindings())))
      }
      if let first = wanted.first, first >= 0, wanted.allSatisfy({ $0 == first }) { agreed.insert(index) }
    }
    return agreed
  }

  private func isAsynchronous(_ target: Target) -> Bool {
    target.isDeclared && target.candidate.declaration >= 0
      && symbols.fact(target.candidate.declaration).traits.contains(.isAsync)
  }

  /// What speaks for a target, in order of weight.
  private struct Rank: Comparable {
    var points: Int
    /// Fewer parameters left to their defaults is better.
    var defaults: Int
    var distance: Int32
    /// More constraints are better.
    var specificity: Int
    /// A concrete type has the member itself rather than the protocol's requirement of it.
    var preference: Int

    static let lowest = Rank(points: .min, defaults: .max, distance: .max, specificity: .min, preference: .min)

    static func < (left: Rank, right: Rank) -> Bool {
      if left.points != right.points { return left.points < right.points }
      if left.distance != right.distance { return left.distance > right.distance }
      if left.specificity != right.specificity { return left.specificity < right.specificity }
      if left.defaults != right.defaults { return left.defaults > right.defaults }
      return left.preference < right.preference
    }
  }

  private func rank(of target: Target, _ arguments: CallArguments, expecting expected: TypeID) -> Rank {
    var bindings = target.bindings ?? TypeBindings()
    bindings.open(target.signature.generics)
    var points = 0
    for (index, item) in arguments.items.enumerated() {
      let parameter = target.signature.parameters[target.mapping[index]]
      let score = self.points(for: item.expression, going: parameter.type, &bindings)
      if score < 0 {
        points -= 1000
      } else {
        points += score
      }
    }
    if expected.isKnown {
      let result = substitute(target.signature.result, bindings)
      var open = bindings
      let score = convert(result, to: expected, &open)
      points += score < 0 ? -100 : min(score, 4)
    }
    // Arguments go to their parameters in order.
    var used = 0
    var last = -1
    for position in target.mapping where position != last { (used, last) = (used + 1, position) }
    return Rank(
      points: points, defaults: target.signature.parameters.count - used, distance: tier(of: target.candidate),
      specificity: specificity(of: target.candidate), preference: preference(target.candidate))
  }

  /// A type's own members and its superclasses' by distance; all protocols' members alike.
  private func tier(of candidate: Candidate) -> Int32 {
    guard candidate.declaration >= 0, candidate.distance < Self.guessDistance else { return candidate.distance }
    let nominal = symbols.nominalOf[Int(candidate.declaration)]
    guard nominal >= 0, symbols.kinds[Int(nominal)] == .protocol else { return candidate.distance }
    return 1 << 10
  }

  /// How much a declaration asks of the types involved: the protocols that its `Self` and generic parameters have to
  /// satisfy, with all that those refine. Of two that fit, the language takes the more specific.
  private func specificity(of candidate: Candidate) -> Int {
    let declaration = candidate.declaration
    guard declaration >= 0 else { return 0 }
    if let known = specificities.recalled(declaration, log) { return known }
    let (weight, isWhole, answer) = asking(about: declaration) { _ in weigh(declaration) }
    if isWhole { specificities.remember(declaration, weight, answer: answer) }
    return weight
  }

  private func weigh(_ declaration: Int32) -> Int {
    var weight = 0
    var asked: [Requirement] = requirements(of: declaration)
    let parent = symbols.parents[Int(declaration)]
    if parent >= 0 {
      let nominal = symbols.nominalOf[Int(parent)]
      if nominal >= 0, symbols.kinds[Int(nominal)] == .protocol { asked += requirements(of: nominal) }
      if symbols.kinds[Int(parent)] == .extension { asked += requirements(of: parent) }
    }
    var seen: [TypeID: Set<Int32>] = [:]
    for item in asked {
      guard !item.isSameType, arena.kind(item.constraint) == .nominal else {
        weight += 4
        continue
      }
      var closure = seen[item.subject] ?? []
      for part in [arena.head(item.constraint)] + ancestors(of: arena.head(item.constraint)).map(\.nominal)
      where closure.insert(part).inserted {
        weight += 1
      }
      seen[item.subject] = closure
    }
    return weight
  }

  /// `@available(*, unavailable)` and its kin.
  private func isUnavailable(_ declaration: Int32) -> Bool {
    let unit = symbols.unit(of: declaration)
    guard !unit.isLibrary else { return false }
    let tree = unit.tree
    for child in tree.children(of: Int(symbols.fact(declaration).outerNode)) {
      guard tree[child].kind == .attribute else {
        if tree[child].kind == .modifier { continue }
        return false
      }
      guard unit.isNamed(child, "available") else { continue }
      for token in Int(tree[child].firstToken)..<Int(tree[child].endToken) {
        let isWord = unit.strings.withBytes(of: unit.tokens.texts[token]) { bytes in
          bytes.elementsEqual("unavailable".utf8) || bytes.elementsEqual("obsoleted".utf8)
        }
        if isWord { return true }
      }
    }
    return false
  }

  /// Among declarations at the same distance: for a concrete type the default implementation before the requirement,
  /// for a protocol's value the requirement.
  func preference(_ candidate: Candidate) -> Int {
    guard candidate.declaration >= 0 else { return 0 }
    let fact = symbols.fact(candidate.declaration)
    var points = 0
    if fact.traits.contains(.isRequirement) {
      let isConcrete =
        arena.kind(candidate.receiver) == .nominal && symbols.kinds[Int(arena.head(candidate.receiver))] != .protocol
      points = isConcrete ? -1 : 1
    }
    if symbols.unitOf[Int(candidate.declaration)] == scope.unit.index { points += 2 }
    if fact.traits.contains(.isAsync) == isAwaited { points += 4 }
    return points
  }
}
