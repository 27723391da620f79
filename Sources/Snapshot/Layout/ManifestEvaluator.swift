import SwiftSyntax

/// Follows a package manifest statement by statement without running it, and keeps what its variables hold.
///
/// It knows literals, constants, arrays and their concatenation, functions and computed values by substitution, members
/// of extensions, small structures, `if`, `switch`, `for`, closures given to `map` and its like. Where a condition
/// depends on the machine or the toolchain it follows every branch and unites the outcomes. Everything else becomes
/// ``ManifestValue/unknown(start:end:)``. Steps and depth are limited, so that no manifest can hold it up.
struct ManifestEvaluator {
  /// Whether a condition holds; `unknown` where only a build could tell.
  enum Truth {
    case yes, no, unknown
  }

  /// How a run of statements ends.
  enum Flow {
    case continues, leavesLoop, returns
  }

  /// The limit on evaluation steps, far above what the largest real manifests take.
  static let maximumSteps = 250_000
  /// The limit on nested evaluations: calls, operands, branches.
  static let maximumDepth = 160

  let declarations: ManifestDeclarations
  /// Variables by scope, the outermost first; the scopes of callers below `frameBase` are out of sight, save the first.
  var scopes: [[String: ManifestValue]] = [[:]]
  var frameBase = 0
  /// What the running function has returned so far, on any of the branches followed.
  var returned: ManifestValue?
  /// The functions and getters that are running: a recursive call is not followed.
  var active: Set<SyntaxIdentifier> = []
  var closures: [ClosureExprSyntax] = []
  var depth = 0
  private(set) var steps = 0

  /// Whether a limit was reached, so that the outcome is incomplete.
  var isExhausted: Bool { steps > Self.maximumSteps }

  init(declarations: ManifestDeclarations) {
    self.declarations = declarations
  }

  /// The package that the manifest describes: the global variable's value at the end; nil where there is none.
  mutating func evaluate(_ file: SourceFileSyntax) -> ManifestRecord? {
    _ = run(file.statements, implicitReturn: false)
    let globals = scopes[0]
    let names = globals.keys.sorted { ($0 == "package" ? 0 : 1, $0) < ($1 == "package" ? 0 : 1, $1) }
    for name in names {
      for value in globals[name]?.possibilities ?? [] {
        if case .record(let record) = value, record.type == "Package" { return record }
      }
    }
    return nil
  }

  /// Counts work done; past the limit everything evaluates to unknown at once.
  mutating func spend(_ count: Int) { steps = min(Self.maximumSteps * 2, steps + count) }

  /// The value, or unknown where it is too large to go on with.
  mutating func bounded(_ value: ManifestValue, at node: some SyntaxProtocol) -> ManifestValue {
    if value.weight < ManifestValue.maximumWeight { return value }
    spend(Self.maximumSteps)
    return unknown(node)
  }

  /// The unknown value that stands for `node`.
  func unknown(_ node: some SyntaxProtocol) -> ManifestValue {
    .unknown(
      start: node.positionAfterSkippingLeadingTrivia.utf8Offset, end: node.endPositionBeforeTrailingTrivia.utf8Offset)
  }

  /// Unites two values, at the cost of comparing them.
  mutating func either(_ first: ManifestValue, _ second: ManifestValue) -> ManifestValue {
    spend(1 + min(first.weight, second.weight) / 16)
    if isExhausted { return first }
    return .either(first, second)
  }

  // MARK: Statements

  /// Follows the statements. With `implicitReturn` a lone expression is the value returned.
  mutating func run(_ statements: CodeBlockItemListSyntax, implicitReturn: Bool) -> Flow {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.maximumDepth { return .continues }
    let isLone = implicitReturn && statements.count == 1
    for statement in statements {
      spend(1)
      if isExhausted { return .continues }
      let flow: Flow
      switch statement.item {
      case .decl(let declaration): flow = run(declaration)
      case .stmt(let statement): flow = run(statement, implicitReturn: isLone)
      case .expr(let expression): flow = run(expression, implicitReturn: isLone)
      }
      if flow != .continues { return flow }
    }
    return .continues
  }

  private mutating func run(_ expression: ExprSyntax, implicitReturn: Bool) -> Flow {
    if let node = expression.as(IfExprSyntax.self) { return run(node, implicitReturn: implicitReturn) }
    if let node = expression.as(SwitchExprSyntax.self) { return run(node, implicitReturn: implicitReturn) }
    let value = evaluate(expression)
    guard implicitReturn else { return .continues }
    giveBack(value)
    return .returns
  }

  private mutating func run(_ statement: StmtSyntax, implicitReturn: Bool) -> Flow {
    if let node = statement.as(ExpressionStmtSyntax.self) {
      return run(node.expression, implicitReturn: implicitReturn)
    }
    if let node = statement.as(ReturnStmtSyntax.self) {
      if let expression = node.expression { giveBack(evaluate(expression)) }
      return .returns
    }
    if let node = statement.as(GuardStmtSyntax.self) { return run(node) }
    if let node = statement.as(ForStmtSyntax.self) { return run(node) }
    if let node = statement.as(DoStmtSyntax.self) {
      return inScope { $0.run(node.body.statements, implicitReturn: false) }
    }
    if statement.is(ThrowStmtSyntax.self) { return .returns }
    if statement.is(BreakStmtSyntax.self) || statement.is(ContinueStmtSyntax.self) { return .leavesLoop }
    return .continues
  }

  private mutating func run(_ declaration: DeclSyntax) -> Flow {
    if let variable = declaration.as(VariableDeclSyntax.self) {
      for binding in variable.bindings where binding.getter == nil { declare(binding) }
    } else if let conditional = declaration.as(IfConfigDeclSyntax.self) {
      return run(conditional)
    }
    return .continues
  }

  private mutating func declare(_ binding: PatternBindingSyntax) {
    let type = binding.typeAnnotation?.type.lastComponent ?? ""
    let value = binding.initializer.map { evaluate($0.value, as: type) } ?? .absent
    bind(binding.pattern, to: value)
  }

  /// Every branch is followed: which one a build takes depends on the machine and the toolchain.
  private mutating func run(_ conditional: IfConfigDeclSyntax) -> Flow {
    let start = scopes
    var outcomes: [(Flow, [[String: ManifestValue]])] = []
    var isComplete = false
    for clause in conditional.clauses {
      guard case .statements(let statements)? = clause.elements else { continue }
      if clause.poundKeyword.tokenKind == .poundElse { isComplete = true }
      scopes = start
      let flow = run(statements, implicitReturn: false)
      outcomes.append((flow, scopes))
    }
    if !isComplete { outcomes.append((.continues, start)) }
    return join(outcomes)
  }

  /// Runs `body` in a scope of its own.
  mutating func inScope<Result>(_ body: (inout ManifestEvaluator) -> Result) -> Result {
    scopes.append([:])
    defer { scopes.removeLast() }
    return body(&self)
  }

  /// Notes a value that the running function may return.
  mutating func giveBack(_ value: ManifestValue) {
    returned = returned.map { either($0, value) } ?? value
  }

  /// Unites the states at the end of several branches, of which any may be the one taken.
  mutating func join(_ outcomes: [(flow: Flow, scopes: [[String: ManifestValue]])]) -> Flow {
    let going = outcomes.filter { $0.flow == .continues }
    let relevant = going.isEmpty ? outcomes : going
    guard var merged = relevant.first?.scopes else { return .continues }
    for outcome in relevant.dropFirst() {
      for index in merged.indices where index < outcome.scopes.count {
        for (name, value) in outcome.scopes[index] {
          if let other = merged[index][name] {
            merged[index][name] = either(other, value)
          } else {
            merged[index][name] = value
          }
        }
      }
    }
    scopes = merged
    if !going.isEmpty { return .continues }
    return outcomes.contains { $0.flow == .leavesLoop } ? .leavesLoop : .returns
  }
}
