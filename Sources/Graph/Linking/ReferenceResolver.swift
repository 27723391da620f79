import Facts
import Model

// xtal:disable:next dendrite/overgrown-declaration - what it remembers of declarations, each of its own kind
/// Resolves references from syntax alone: types of expressions are inferred from annotations, initialisers, literals,
/// results and the library's signatures, in both directions, as far as the files tell.
///
/// It is no type checker: it never rejects a program, it takes what fits best and says how sure that is. One resolver
/// serves one thread and any number of files; what it learns about declarations it keeps. Results depend on the symbol
/// table alone, never on the order of the files.
///
/// A class because everything below works on one shared memory of types.
final class ReferenceResolver {
  /// A member or a declaration at file scope: what is found in it hangs on no other part of its file.
  struct Part: Sendable {
    /// Its node, and the first node behind it.
    var node: UInt32
    var end: UInt32
    /// Look-ups that what was found in it rests on, as a ``LookupLog`` has them.
    var lookups: [UInt32]
  }

  /// What a file's references come to.
  struct Outcome: Sendable {
    var references: [Reference] = []
    var unresolved: [UnresolvedReference] = []
    var witnesses: [CodeGraph.Witness] = []
    var openTypes: [Int32] = []
    var absences: [CodeGraph.Absence] = []
    /// Look-ups that all of it rests on, and those of its parts, by node; empty where no ``LookupLog`` was kept.
    var lookups: [UInt32] = []
    var parts: [Part] = []

    var hasSortedReferences: Bool {
      zip(references, references.dropFirst()).allSatisfy {
        ($0.node, $0.role.rawValue, $0.target) <= ($1.node, $1.role.rawValue, $1.target)
      }
    }

    /// By node, then role, then target.
    mutating func sortReferences() {
      references.sort { ($0.node, $0.role.rawValue, $0.target) < ($1.node, $1.role.rawValue, $1.target) }
    }
  }

  let symbols: SymbolTable
  let arena = TypeArena()
  let standard: StandardTypes
  let known: KnownNames
  /// Notes what is looked up, where somebody is to link again.
  let log: LookupLog?

  /// Types of declarations, as ``interfaceType(of:)`` finds them: -1 not asked for yet, -2 being found out.
  var interfaceTypes: [Int32]
  /// The log's numbers for them.
  var interfaceAnswers: [Int32]
  var signatures: DeclarationMemo<Signature>
  /// Signatures of the initialisers that the compiler makes.
  var memberwiseSignatures: DeclarationMemo<Signature>
  var ancestorLists: DeclarationMemo<[Ancestor]>
  var nominalParameters: DeclarationMemo<[Int32]>
  var requirementLists: DeclarationMemo<[Requirement]>
  var openTypes: DeclarationMemo<Bool>
  var specificities: DeclarationMemo<Int>
  /// For types that were asked for a member that they lack whether the sources show all members.
  var knownMembers: DeclarationMemo<Bool>
  var memberNameLists: DeclarationMemo<[String]>
  /// Positions in ``memberLists`` by (nominal type, name).
  let memberListPositions = IndexMap(expectedCount: 1024)
  var memberLists: [(list: [ListedMember], answer: Int32)] = []
  var associatedTypes: [UInt64: (type: TypeID, answer: Int32)] = [:]
  /// How many facts about declarations are being found out at the moment, one for another's sake.
  var questionCount = 0
  /// The outermost of them that was asked for again before it was answered. What was found out inside of it is not
  /// whole, and is not remembered: else it would depend on which question came first.
  var outermostCycle = Int.max
  /// Positions of the questions about ancestors, requirements and member types that are open.
  var openAncestors: [Int32: Int] = [:]
  var openRequirements: [Int32: Int] = [:]
  var openProjections: [UInt64: Int] = [:]
  /// How deep inferring one declaration's type for another's sake goes at the moment.
  var inferenceDepth = 0
  var constraintDepth = 0
  /// How many equalities and constraints have been followed at the moment: cyclic ones end there.
  var memberDepth = 0

  /// How many doubtful choices what is looked at hangs on: it is no ground for saying that something does not exist.
  var doubts = 0
  /// Those of them that the closure at hand hangs on, for the types of its parameters. What asks nothing of the place
  /// where it stands hangs on no others.
  var closureDoubts = 0
  /// Set where an argument without a known type was looked at to choose among overloads.
  var metUnknownArgument = false

  /// The file at hand.
  var scope: FileScope
  var outcome = Outcome()
  /// Numbers of the types, where a log is kept.
  private var owners: TypeNumbers?
  /// Parts of the file at hand whose findings are known, by node.
  private var keptParts: Set<UInt32> = []
  private var isInPart = false
  /// Off while an expression is only looked at, to choose among overloads or for another file's sake.
  var isRecording = false
  /// On while arguments are looked at to choose among overloads: bodies of closures are left alone then.
  var isProbing = false
  /// On while an expression is read as a pattern.
  var isMatching = false
  /// On while a property wrapper's initialiser is chosen: its first argument belongs to the variable and is inferred
  /// there.
  var isWrapping = false
  /// On while a pattern is bound to a value whose type is sure; see ``FileScope/Binding/isFirm``.
  var bindsFirmly = false
  /// On inside `await`.
  var isAwaited = false

  init(symbols: SymbolTable, log: LookupLog? = nil) {
    self.symbols = symbols
    self.log = log
    standard = symbols.standard
    known = symbols.known
    let count = symbols.kinds.count
    interfaceTypes = [Int32](repeating: -1, count: count)
    interfaceAnswers = [Int32](repeating: LookupLog.none, count: log == nil ? 0 : count)
    signatures = DeclarationMemo(count: count)
    memberwiseSignatures = DeclarationMemo(count: count)
    ancestorLists = DeclarationMemo(count: count)
    nominalParameters = DeclarationMemo(count: count)
    requirementLists = DeclarationMemo(count: count)
    openTypes = DeclarationMemo(count: count)
    specificities = DeclarationMemo(count: count)
    knownMembers = DeclarationMemo(count: count)
    memberNameLists = DeclarationMemo(count: count)
    scope = FileScope(unit: symbols.units[0])
  }

  /// Resolves the references of one file of the repository, and finds its witnesses; all in the graph's numbers. With `owners`
  /// it notes what that rests on. Of `kept`, what was found in the same file earlier, the parts are taken as they are.
  func resolve(file: Int, owners: TypeNumbers? = nil, keeping kept: Outcome = Outcome()) -> Outcome {
    scope = FileScope(unit: symbols.units[symbols.firstUnitOfRepository + file])
    outcome = Outcome()
    self.owners = owners
    keptParts = Set(kept.parts.map(\.node))
    isRecording = true
    for child in scope.tree.children(of: 0) { visitStatement(child) }
    isRecording = false
    recordWitnesses()
    if let log, let owners { outcome.lookups = log.takeFile(owners: owners, kept: kept.parts.lazy.map(\.lookups)) }
    numberAsInGraph()
    outcome.references += kept.references
    outcome.unresolved += kept.unresolved
    outcome.absences += kept.absences
    outcome.parts += kept.parts
    outcome.sortReferences()
    outcome.unresolved.sort { $0.node < $1.node }
    outcome.absences.sort { $0.node < $1.node }
    outcome.parts.sort { $0.node < $1.node }
    return outcome
  }

  /// Visits a declaration, as a part of the file where it is one and somebody is to link again.
  func visitPart(_ node: Int) {
    let isContainer: Bool
    switch scope.tree[node].kind {
    case .classDeclaration, .structDeclaration, .enumDeclaration, .protocolDeclaration, .actorDeclaration,
      .extensionDeclaration:
      isContainer = true
    default: isContainer = false
    }
    guard let log, let owners, isRecording, !isInPart, !isContainer, scope.mark == 0 else {
      visitDeclaration(node)
      return
    }
    guard !keptParts.contains(UInt32(node)) else { return }
    isInPart = true
    log.beginPart()
    visitDeclaration(node)
    isInPart = false
    // What binds a name for what follows belongs to the whole.
    guard scope.mark == 0 else { return }
    outcome.parts.append(
      Part(node: UInt32(node), end: scope.tree[node].end, lookups: log.endPart(owners: owners)))
  }

  /// Puts what was found in the graph's numbers instead of the table's.
  private func numberAsInGraph() {
    let file = scope.unit.index - Int32(symbols.firstUnitOfRepository)
    for index in outcome.references.indices {
      outcome.references[index].file = file
      outcome.references[index].source = symbols.inGraph(outcome.references[index].source)
      outcome.references[index].target = symbols.inGraph(outcome.references[index].target)
    }
    for index in outcome.unresolved.indices {
      outcome.unresolved[index].file = file
      outcome.unresolved[index].source = symbols.inGraph(outcome.unresolved[index].source)
      if outcome.unresolved[index].reason != .external {
        outcome.unresolved[index].base = symbols.inGraph(outcome.unresolved[index].base)
      }
    }
    for index in outcome.absences.indices { outcome.absences[index].file = file }
    for index in outcome.witnesses.indices {
      outcome.witnesses[index].member = symbols.inGraph(outcome.witnesses[index].member)
      outcome.witnesses[index].requirement = symbols.inGraph(outcome.witnesses[index].requirement)
    }
    for index in outcome.openTypes.indices { outcome.openTypes[index] = symbols.inGraph(outcome.openTypes[index]) }
  }

  /// Runs `body` without the doubts about what is wanted of an expression, if `node` takes nothing from there.
  @inline(__always)
  func withoutContext<Result>(of node: Int, _ body: () -> Result) -> Result {
    guard doubts != closureDoubts, !rootIsImplicit(node) else { return body() }
    let before = doubts
    doubts = closureDoubts
    defer { doubts = before }
    return body()
  }

  /// Resolves what a unit names that declares nothing for others, a block of a document. Names of `unknown` mean something
  /// that is not to be told.
  func resolve(block: Int, unknown: Set<Int32>) -> Outcome {
    let unit = symbols.units[block]
    scope = FileScope(unit: unit, isBorrowed: true)
    outcome = Outcome()
    for id in 1..<UInt32(max(1, unit.strings.count)) where unknown.contains(unit.names[Int(id)]) {
      scope.bind(StringID(id), type: .unknown)
    }
    isRecording = true
    for child in scope.tree.children(of: 0) { visitStatement(child) }
    isRecording = false
    outcome.unresolved.sort { $0.node < $1.node }
    return outcome
  }

  // MARK: Recording

  func record(_ node: Int, _ target: Int32, _ role: ReferenceRole, _ confidence: UInt8) {
    guard isRecording else { return }
    guard symbols.isOfRepository(target) else {
      recordExternal(node, role, module: symbols.unit(of: target).module)
      return
    }
    outcome.references.append(
      Reference(
        file: scope.unit.index, node: UInt32(node), source: scope.declaration, target: target, role: role,
        confidence: confidence))
  }

  func recordExternal(_ node: Int, _ role: ReferenceRole, module: Int32 = -1) {
    let own = Int32(symbols.layout.modules.count)
    recordUnresolved(node, role, .external, base: module >= own ? module - own : -1)
  }

  func recordUnresolved(_ node: Int, _ role: ReferenceRole, _ reason: UnresolvedReason, base: Int32 = -1) {
    guard isRecording else { return }
    // Nothing is held against code that neither Linux nor Apple's systems compile, for all that conditions tell.
    if doubts > 0 || scope.isUncertain || scope.world == .always, reason == .noMember || reason == .noFittingArguments {
      recordUnresolved(node, role, .unknownBase)
      return
    }
    outcome.unresolved.append(
      UnresolvedReference(
        file: scope.unit.index, node: UInt32(node), source: scope.declaration, base: base, role: role, reason: reason))
  }

  /// What the reference just recorded at a node names; -1 where there is none.
  func recordedTarget(at node: Int) -> Int32 {
    guard isRecording, let last = outcome.references.last, last.node == UInt32(node) else { return -1 }
    return last.target
  }

  /// Finds out a fact about a declaration as seen from that declaration itself, so that it is the same whoever asks.
  /// Tells whether it is whole, and the log's number for it if it is and is to be remembered.
  func asking<Value>(
    about declaration: Int32, isRemembered: Bool = true, _ compute: (_ position: Int) -> Value
  ) -> (value: Value, isWhole: Bool, answer: Int32) {
    let position = questionCount
    let before = (scope.declaration, scope.world, outermostCycle)
    questionCount += 1
    outermostCycle = .max
    log?.begin()
    if declaration >= 0 {
      scope.declaration = declaration
      scope.world = symbols.worlds[Int(declaration)].first
    }
    let value = compute(position)
    questionCount -= 1
    (scope.declaration, scope.world) = (before.0, before.1)
    let isWhole = outermostCycle >= position
    outermostCycle = isWhole ? before.2 : min(before.2, outermostCycle)
    return (value, isWhole, log?.end(isRemembered: isRemembered && isWhole) ?? LookupLog.none)
  }

  /// Notes that an open question was asked again.
  func noteCycle(at position: Int) { outermostCycle = min(outermostCycle, position) }

  /// Runs `body` as if at the place of another declaration, for its type's sake.
  func inside<Result>(_ unit: SourceUnit, declaration: Int32, _ body: () -> Result) -> Result {
    let before = (scope, isRecording, isProbing)
    scope = FileScope(unit: unit, isBorrowed: true)
    scope.declaration = declaration
    if declaration >= 0 { scope.world = symbols.worlds[Int(declaration)].first }
    (isRecording, isProbing) = (false, false)
    defer { (scope, isRecording, isProbing) = before }
    return body()
  }
}
