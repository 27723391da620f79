import SwiftSyntax

// Calls: of the manifest's own functions by substitution, of the package description's initialisers as records, of a few
// array methods.
extension ManifestEvaluator {
  /// An argument with its value and, for in-out arguments, its place.
  struct Argument {
    let label: String?
    let value: ManifestValue
    var place: Place?
  }

  mutating func call(_ node: FunctionCallExprSyntax, _ type: String) -> ManifestValue {
    let callee = node.calledExpression
    if let access = callee.as(MemberAccessExprSyntax.self) {
      let name = access.declName.baseName.identifierText
      guard let base = access.base else { return staticCall(name, of: type, arguments(of: node), at: node) }
      if let changed = changeInPlace(name, base, node) { return changed }
      let value = evaluate(base)
      if case .type(let type) = value { return staticCall(name, of: type, arguments(of: node), at: node) }
      return methodCall(name, of: value, base, node)
    }
    // `[String]()`, where the brackets hold a type.
    if callee.is(ArrayExprSyntax.self) || callee.is(DictionaryExprSyntax.self) { return .array(of: []) }
    switch evaluate(callee) {
    case .closure(let index): return invoke(closure: index, arguments(of: node).map(\.value))
    case .function(let name): return functionCall(name, node)
    case .type(let name): return staticCall("init", of: name, arguments(of: node), at: node)
    default:
      // A name that is both a variable and a function, as a function's own parameter may be.
      if let name = callee.as(DeclReferenceExprSyntax.self)?.baseName.identifierText { return functionCall(name, node) }
      return unknown(node)
    }
  }

  private mutating func arguments(of node: FunctionCallExprSyntax) -> [Argument] {
    var result: [Argument] = []
    for argument in node.arguments {
      var one = Argument(label: argument.label?.identifierText, value: evaluate(argument.expression))
      if let inOut = argument.expression.as(InOutExprSyntax.self) { one.place = place(of: inOut.expression) }
      result.append(one)
    }
    if let closure = node.trailingClosure {
      result.append(Argument(label: nil, value: evaluate(ExprSyntax(closure))))
    }
    return result
  }

  // MARK: Functions of the manifest

  private mutating func functionCall(_ name: String, _ node: FunctionCallExprSyntax) -> ManifestValue {
    let arguments = arguments(of: node)
    for function in declarations.functions[name] ?? [] {
      if let bound = bind(arguments, to: function.signature.parameterClause.parameters) {
        return invoke(function, bound, own: nil, at: node).value
      }
    }
    if let own = variable("self"), let result = userMethod(name, of: own, arguments, at: node) { return result.value }
    return unknown(node)
  }

  /// A static function that the manifest declares, the memberwise initialiser of its structures, or a record of the call.
  private mutating func staticCall(
    _ name: String, of type: String, _ arguments: [Argument], at node: some SyntaxProtocol
  ) -> ManifestValue {
    for member in declarations.members[name] ?? [] where member.isStatic && (type.isEmpty || member.type == type) {
      guard case .function(let function) = member.body, !active.contains(function.id) else { continue }
      if let bound = bind(arguments, to: function.signature.parameterClause.parameters) {
        return invoke(function, bound, own: .type(member.type), at: node).value
      }
    }
    if name == "init" {
      if ["Array", "Set", "String", "Optional"].contains(type) { return arguments.first?.value ?? .array(of: []) }
      if let stored = declarations.structures[type] { return memberwise(type, stored, arguments) }
    }
    let fields = arguments.enumerated().map { index, argument in
      ManifestRecord.Field(label: argument.label ?? String(index), value: argument.value)
    }
    return .record(ManifestRecord(type: type, name: name, fields: fields))
  }

  private mutating func memberwise(
    _ type: String, _ stored: [ManifestDeclarations.StoredProperty], _ arguments: [Argument]
  ) -> ManifestValue {
    var record = ManifestRecord(type: type, name: "init")
    for (index, argument) in arguments.enumerated() {
      record = record.setting(argument.label ?? String(index), to: argument.value)
    }
    for property in stored where record[property.name] == nil {
      record = record.setting(property.name, to: property.initial.map { evaluate($0) } ?? .absent)
    }
    return .record(record)
  }

  /// The parameters' values; nil where the arguments do not fit. Defaults are left to the call.
  private func bind(
    _ arguments: [Argument], to parameters: FunctionParameterListSyntax
  ) -> [(parameter: FunctionParameterSyntax, argument: Argument?)]? {
    var rest = arguments[...]
    var bound: [(FunctionParameterSyntax, Argument?)] = []
    for parameter in parameters {
      let text = parameter.firstName.identifierText
      let label = text == "_" ? nil : text
      if parameter.ellipsis != nil {
        var values: [ManifestValue] = []
        while let next = rest.first, next.label == (values.isEmpty ? label : nil) {
          values.append(next.value)
          rest.removeFirst()
        }
        bound.append((parameter, Argument(label: label, value: .array(of: values))))
      } else if let next = rest.first, next.label == label || isTrailing(next, last: rest.count == 1) {
        bound.append((parameter, next))
        rest.removeFirst()
      } else if parameter.defaultValue != nil {
        bound.append((parameter, nil))
      } else {
        return nil
      }
    }
    return rest.isEmpty ? bound : nil
  }

  private func isTrailing(_ argument: Argument, last: Bool) -> Bool {
    guard last, argument.label == nil, case .closure = argument.value else { return false }
    return true
  }

  /// Runs a function's body with its parameters bound. `own` afterwards is what `self` has become.
  private mutating func invoke(
    _ function: FunctionDeclSyntax, _ bound: [(parameter: FunctionParameterSyntax, argument: Argument?)],
    own: ManifestValue?, at node: some SyntaxProtocol
  ) -> (value: ManifestValue, own: ManifestValue?) {
    guard let body = function.body?.statements, active.insert(function.id).inserted else { return (unknown(node), own) }
    defer { active.remove(function.id) }
    var scope: [String: ManifestValue] = [:]
    scope["self"] = own
    for (parameter, argument) in bound {
      let name = (parameter.secondName ?? parameter.firstName).identifierText
      scope[name] = argument?.value ?? parameter.defaultValue.map { evaluate($0.value) } ?? unknown(parameter)
    }
    let (value, after) = inFrame(scope) { $0.run(body, implicitReturn: true) }
    for (parameter, argument) in bound {
      guard let place = argument?.place else { continue }
      let name = (parameter.secondName ?? parameter.firstName).identifierText
      if let changed = after[name] { assign(changed, to: place) }
    }
    return (value ?? .absent, after["self"])
  }

  /// The value of a computed or static property that the manifest declares.
  mutating func value(
    of body: ManifestDeclarations.Body, own: ManifestValue?, at node: some SyntaxProtocol
  ) -> ManifestValue {
    var scope: [String: ManifestValue] = [:]
    scope["self"] = own
    switch body {
    case .function: return unknown(node)
    case .getter(let statements):
      guard active.insert(statements.id).inserted else { return unknown(node) }
      defer { active.remove(statements.id) }
      return inFrame(scope) { $0.run(statements, implicitReturn: true) }.value ?? unknown(node)
    case .stored(let expression):
      guard active.insert(expression.id).inserted else { return unknown(node) }
      defer { active.remove(expression.id) }
      var type = ""
      if case .type(let name)? = own { type = name }
      return inFrame(scope) { evaluator in
        evaluator.giveBack(evaluator.evaluate(expression, as: type))
        return .returns
      }.value ?? unknown(node)
    }
  }

  /// Runs `body` in a frame that sees only `scope` and the global variables.
  private mutating func inFrame(
    _ scope: [String: ManifestValue], _ body: (inout ManifestEvaluator) -> Flow
  ) -> (value: ManifestValue?, scope: [String: ManifestValue]) {
    let outerBase = frameBase
    let outerReturned = returned
    scopes.append(scope)
    frameBase = scopes.count - 1
    returned = nil
    _ = body(&self)
    let result = (returned, scopes[frameBase])
    scopes.removeLast()
    frameBase = outerBase
    returned = outerReturned
    return result
  }

  /// Runs a closure in sight of the running function's variables.
  mutating func invoke(closure index: Int, _ arguments: [ManifestValue]) -> ManifestValue {
    let node = closures[index]
    depth += 1
    defer { depth -= 1 }
    if depth > Self.maximumDepth { return unknown(node) }
    let names = parameterNames(of: node)
    var scope: [String: ManifestValue] = [:]
    for (position, value) in arguments.enumerated() { scope["$\(position)"] = value }
    for (position, name) in names.enumerated() {
      let isSplit = names.count > 1 && arguments.count == 1
      let value = isSplit ? part(position, of: arguments[0]) : position < arguments.count ? arguments[position] : nil
      scope[name] = value ?? unknown(node)
    }
    if names.isEmpty, arguments.count == 1, let second = part(1, of: arguments[0]), node.mentionsSecondArgument {
      scope["$0"] = part(0, of: arguments[0])
      scope["$1"] = second
    }
    let outer = returned
    returned = nil
    scopes.append(scope)
    _ = run(node.statements, implicitReturn: true)
    scopes.removeLast()
    let value = returned ?? .absent
    returned = outer
    return value
  }

  private func parameterNames(of node: ClosureExprSyntax) -> [String] {
    switch node.signature?.parameterClause {
    case .simpleInput(let list): list.map { $0.name.identifierText }
    case .parameterClause(let clause):
      clause.parameters.map { ($0.secondName ?? $0.firstName).identifierText }
    case nil: []
    }
  }

  // MARK: Methods

  private mutating func methodCall(
    _ name: String, of value: ManifestValue, _ base: ExprSyntax, _ node: FunctionCallExprSyntax
  ) -> ManifestValue {
    let arguments = arguments(of: node)
    if let result = userMethod(name, of: value, arguments, at: node) {
      if let own = result.own, own != value, let place = place(of: base) { assign(own, to: place) }
      return result.value
    }
    if value == .absent { return .absent }
    if case .string(let text) = value { return stringMethod(name, text, arguments) ?? unknown(node) }
    let elements = flattened(value)
    guard value.isArray || elements.count > 1 || elements.first != value else { return unknown(node) }
    return arrayMethod(name, elements, arguments, at: node) ?? unknown(node)
  }

  /// A method that the manifest declares, called on a value.
  private mutating func userMethod(
    _ name: String, of value: ManifestValue, _ arguments: [Argument], at node: some SyntaxProtocol
  ) -> (value: ManifestValue, own: ManifestValue?)? {
    var type = ""
    if case .record(let record) = value { type = record.type }
    let candidates = (declarations.members[name] ?? []).filter { !$0.isStatic }
    for member in candidates.filter({ $0.type == type }) + candidates.filter({ $0.type != type }) {
      guard case .function(let function) = member.body, !active.contains(function.id),
        let bound = bind(arguments, to: function.signature.parameterClause.parameters)
      else { continue }
      return invoke(function, bound, own: value, at: node)
    }
    return nil
  }

  private func stringMethod(_ name: String, _ text: String, _ arguments: [Argument]) -> ManifestValue? {
    switch (name, arguments.first?.value) {
    case ("lowercased", nil): return .string(text.lowercased())
    case ("uppercased", nil): return .string(text.uppercased())
    case ("hasPrefix", .string(let part)?): return .boolean(text.hasPrefix(part))
    case ("hasSuffix", .string(let part)?): return .boolean(text.hasSuffix(part))
    case ("appending", .string(let part)?): return .string(text + part)
    default: return nil
    }
  }
}

extension ClosureExprSyntax {
  /// Whether the body uses `$1`, which means that a pair is taken apart.
  fileprivate var mentionsSecondArgument: Bool {
    tokens(viewMode: .sourceAccurate).contains { $0.tokenKind == .dollarIdentifier("$1") }
  }
}
