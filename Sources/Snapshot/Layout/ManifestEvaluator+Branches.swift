import SwiftSyntax

// Conditions, branches and loops. A branch whose condition is not known is followed beside the others.
extension ManifestEvaluator {
  mutating func run(_ node: IfExprSyntax, implicitReturn: Bool) -> Flow {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.maximumDepth { return .continues }
    let start = scopes
    scopes.append([:])
    let truth = evaluate(node.conditions)
    var outcomes: [(Flow, [[String: ManifestValue]])] = []
    if truth != .no {
      let flow = run(node.body.statements, implicitReturn: implicitReturn)
      scopes.removeLast()
      if truth == .yes { return flow }
      outcomes.append((flow, scopes))
    }
    scopes = start
    let flow: Flow
    switch node.elseBody {
    case .ifExpr(let next)?: flow = run(next, implicitReturn: implicitReturn)
    case .codeBlock(let block)?: flow = inScope { $0.run(block.statements, implicitReturn: implicitReturn) }
    case nil: flow = .continues
    }
    outcomes.append((flow, scopes))
    return join(outcomes)
  }

  mutating func run(_ node: GuardStmtSyntax) -> Flow {
    let truth = evaluate(node.conditions)
    if truth == .yes { return .continues }
    let start = scopes
    let flow = inScope { $0.run(node.body.statements, implicitReturn: false) }
    if truth == .no { return flow }
    scopes = start
    return .continues
  }

  mutating func run(_ node: SwitchExprSyntax, implicitReturn: Bool) -> Flow {
    let subject = evaluate(node.subject)
    let start = scopes
    var outcomes: [(Flow, [[String: ManifestValue]])] = []
    for element in node.cases {
      guard case .switchCase(let branch) = element else { continue }
      scopes = start
      scopes.append([:])
      let truth = matches(branch.label, subject)
      if truth == .no { continue }
      let flow = run(branch.statements, implicitReturn: implicitReturn)
      scopes.removeLast()
      // A `break` leaves the switch, not the loop around it.
      outcomes.append((flow == .leavesLoop ? .continues : flow, scopes))
      if truth == .yes { break }
    }
    scopes = start
    return outcomes.isEmpty ? .continues : join(outcomes)
  }

  private mutating func matches(_ label: SwitchCaseSyntax.Label, _ subject: ManifestValue) -> Truth {
    guard case .case(let node) = label else { return .yes }
    var truth = Truth.no
    for item in node.caseItems {
      var this = matches(item.pattern, subject)
      if this == .yes, let clause = item.whereClause { this = self.truth(of: evaluate(clause.condition)) }
      if this == .yes { return .yes }
      if this == .unknown { truth = .unknown }
    }
    return truth
  }

  /// Follows the body once for each element of a known array, and once with an unknown element otherwise.
  mutating func run(_ node: ForStmtSyntax) -> Flow {
    let sequence = evaluate(node.sequence)
    guard case .array(let list) = sequence else {
      if case .absent = sequence { return .continues }
      _ = iterate(node, unknown(node.sequence), isCertain: false)
      return .continues
    }
    var elements = list.elements
    for index in elements.indices {
      if isExhausted { return .continues }
      let (flow, changed) = iterate(node, elements[index], isCertain: true)
      if let changed { elements[index] = changed }
      if flow == .returns { return flow }
    }
    // Targets are objects: what the body sets on the loop's variable is set on the package.
    if let place = place(of: node.sequence), elements != list.elements {
      assign(.array(of: elements), to: place)
    }
    return .continues
  }

  private mutating func iterate(
    _ node: ForStmtSyntax, _ element: ManifestValue, isCertain: Bool
  ) -> (Flow, changed: ManifestValue?) {
    let start = scopes
    scopes.append([:])
    bind(node.pattern, to: element)
    let truth = node.whereClause.map { self.truth(of: evaluate($0.condition)) } ?? .yes
    if truth == .no {
      scopes.removeLast()
      return (.continues, nil)
    }
    let flow = run(node.body.statements, implicitReturn: false)
    let name = node.pattern.as(IdentifierPatternSyntax.self)?.identifier.identifierText
    let changed = name.flatMap { scopes[scopes.count - 1][$0] }
    scopes.removeLast()
    if truth == .yes && isCertain { return (flow, changed) }
    _ = join([(.continues, scopes), (.continues, start)])
    return (.continues, changed.map { either(element, $0) })
  }

  // MARK: Conditions

  private mutating func evaluate(_ conditions: ConditionElementListSyntax) -> Truth {
    var truth = Truth.yes
    for element in conditions {
      let this: Truth
      switch element.condition {
      case .expression(let expression): this = self.truth(of: evaluate(expression))
      case .optionalBinding(let binding): this = bind(binding)
      case .matchingPattern(let node): this = matches(node.pattern, evaluate(node.initializer.value))
      case .availability: this = .unknown
      }
      if this == .no { return .no }
      if this == .unknown { truth = .unknown }
    }
    return truth
  }

  private mutating func bind(_ binding: OptionalBindingConditionSyntax) -> Truth {
    let value: ManifestValue
    if let initializer = binding.initializer {
      value = evaluate(initializer.value)
    } else if let name = binding.pattern.as(IdentifierPatternSyntax.self)?.identifier {
      value = lookUp(name.identifierText, at: name)
    } else {
      value = unknown(binding)
    }
    let present = value.possibilities.filter { $0 != .absent }
    guard let first = present.first else { return .no }
    bind(binding.pattern, to: present.count == 1 ? first : .alternatives(ManifestList(present)))
    return present.count == value.possibilities.count && !present.contains(where: \.isUnknown) ? .yes : .unknown
  }

  func truth(of value: ManifestValue) -> Truth {
    if case .boolean(let boolean) = value { return boolean ? .yes : .no }
    return .unknown
  }

  /// Whether two values are equal; unknown where either is not wholly known.
  func equality(_ left: ManifestValue, _ right: ManifestValue) -> Truth {
    switch (left, right) {
    case (.string, .string), (.boolean, .boolean), (.integer, .integer), (.absent, .absent): left == right ? .yes : .no
    case (.record(let first), .record(let second)):
      first.name != second.name ? .no : first.fields.isEmpty && second.fields.isEmpty ? .yes : .unknown
    case (.array, .array): left == right ? .yes : .unknown
    case (.absent, .string), (.absent, .boolean), (.absent, .integer), (.absent, .array), (.absent, .record): .no
    case (.string, .absent), (.boolean, .absent), (.integer, .absent), (.array, .absent), (.record, .absent): .no
    default: .unknown
    }
  }

  // MARK: Patterns

  /// Gives the names in the pattern their values, in the innermost scope.
  mutating func bind(_ pattern: PatternSyntax, to value: ManifestValue) {
    if let name = pattern.as(IdentifierPatternSyntax.self)?.identifier.identifierText {
      scopes[scopes.count - 1][name] = value
    } else if let tuple = pattern.as(TuplePatternSyntax.self) {
      for (index, element) in tuple.elements.enumerated() {
        bind(element.pattern, to: part(index, of: value) ?? unknown(pattern))
      }
    } else if let binding = pattern.as(ValueBindingPatternSyntax.self) {
      bind(binding.pattern, to: value)
    }
  }

  /// The tuple's part at a position.
  func part(_ index: Int, of value: ManifestValue) -> ManifestValue? {
    guard case .record(let record) = value, record.name.isEmpty, index < record.fields.count else { return nil }
    return record.fields[index].value
  }

  private mutating func matches(_ pattern: PatternSyntax, _ subject: ManifestValue) -> Truth {
    if let node = pattern.as(ExpressionPatternSyntax.self) {
      if subject.isUnknown { return .unknown }
      return equality(evaluate(node.expression), subject)
    }
    bind(pattern, to: subject)
    return pattern.is(WildcardPatternSyntax.self) ? .yes : .unknown
  }
}
