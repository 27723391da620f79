import SwiftParser
import SwiftSyntax

// Expressions and operators.
extension ManifestEvaluator {
  /// The value of an expression. `type` is the last component of the type that the context asks for, where it is known.
  mutating func evaluate(_ expression: ExprSyntax, as type: String = "") -> ManifestValue {
    depth += 1
    defer { depth -= 1 }
    spend(1)
    if depth > Self.maximumDepth || isExhausted { return unknown(expression) }
    return bounded(evaluateKind(expression, type), at: expression)
  }

  private mutating func evaluateKind(_ expression: ExprSyntax, _ type: String) -> ManifestValue {
    switch expression.kind {
    case .stringLiteralExpr: return text(expression.cast(StringLiteralExprSyntax.self))
    case .booleanLiteralExpr:
      return .boolean(expression.cast(BooleanLiteralExprSyntax.self).literal.tokenKind == .keyword(.true))
    case .nilLiteralExpr: return .absent
    case .integerLiteralExpr:
      let digits = expression.cast(IntegerLiteralExprSyntax.self).literal.text
      return Int(digits).map { .integer($0) } ?? unknown(expression)
    case .arrayExpr:
      var elements: [ManifestValue] = []
      for element in expression.cast(ArrayExprSyntax.self).elements { elements.append(evaluate(element.expression)) }
      return .array(of: elements)
    case .dictionaryExpr: return dictionary(expression.cast(DictionaryExprSyntax.self))
    case .tupleExpr: return tuple(expression.cast(TupleExprSyntax.self))
    case .declReferenceExpr:
      return lookUp(expression.cast(DeclReferenceExprSyntax.self).baseName.identifierText, at: expression)
    case .memberAccessExpr: return member(expression.cast(MemberAccessExprSyntax.self), type)
    case .functionCallExpr: return call(expression.cast(FunctionCallExprSyntax.self), type)
    case .sequenceExpr: return operators(Array(expression.cast(SequenceExprSyntax.self).elements)[...], type)
    case .closureExpr:
      closures.append(expression.cast(ClosureExprSyntax.self))
      return .closure(closures.count - 1)
    default: return evaluateWrapper(expression, type)
    }
  }

  private mutating func evaluateWrapper(_ expression: ExprSyntax, _ type: String) -> ManifestValue {
    switch expression.kind {
    case .optionalChainingExpr: return evaluate(expression.cast(OptionalChainingExprSyntax.self).expression, as: type)
    case .forceUnwrapExpr: return evaluate(expression.cast(ForceUnwrapExprSyntax.self).expression, as: type)
    case .tryExpr: return evaluate(expression.cast(TryExprSyntax.self).expression, as: type)
    case .inOutExpr: return evaluate(expression.cast(InOutExprSyntax.self).expression, as: type)
    case .genericSpecializationExpr:
      return evaluate(expression.cast(GenericSpecializationExprSyntax.self).expression, as: type)
    case .prefixOperatorExpr: return prefix(expression.cast(PrefixOperatorExprSyntax.self))
    case .subscriptCallExpr: return element(expression.cast(SubscriptCallExprSyntax.self))
    case .ifExpr:
      let node = expression.cast(IfExprSyntax.self)
      return branchValue(at: node) { $0.run(node, implicitReturn: true) }
    case .switchExpr:
      let node = expression.cast(SwitchExprSyntax.self)
      return branchValue(at: node) { $0.run(node, implicitReturn: true) }
    default: return unknown(expression)
    }
  }

  /// The value of `if` or `switch` used as an expression.
  private mutating func branchValue(
    at node: some SyntaxProtocol, _ body: (inout ManifestEvaluator) -> Flow
  ) -> ManifestValue {
    let outer = returned
    returned = nil
    _ = body(&self)
    let value = returned ?? unknown(node)
    returned = outer
    return value
  }

  private mutating func text(_ literal: StringLiteralExprSyntax) -> ManifestValue {
    if let plain = literal.representedLiteralValue { return .string(plain) }
    var result = ""
    for segment in literal.segments {
      switch segment {
      case .stringSegment(let part): result += part.content.text
      case .expressionSegment(let part):
        guard let expression = part.expressions.first?.expression, part.expressions.count == 1 else {
          return unknown(literal)
        }
        switch evaluate(expression) {
        case .string(let value): result += value
        case .integer(let value): result += String(value)
        case .record(let value) where value.fields.isEmpty: result += value.name
        default: return unknown(literal)
        }
      }
      spend(result.utf8.count / 64)
      if isExhausted || result.utf8.count > 1 << 16 { return unknown(literal) }
    }
    return .string(result)
  }

  /// An array of pairs, in the order of the source.
  private mutating func dictionary(_ node: DictionaryExprSyntax) -> ManifestValue {
    guard case .elements(let elements) = node.content else { return .array(of: []) }
    var pairs: [ManifestValue] = []
    for element in elements {
      let key = evaluate(element.key)
      let value = evaluate(element.value)
      pairs.append(
        .record(
          ManifestRecord(name: "", fields: [.init(label: "key", value: key), .init(label: "value", value: value)])))
    }
    return .array(of: pairs)
  }

  private mutating func tuple(_ node: TupleExprSyntax) -> ManifestValue {
    if node.elements.count == 1, let only = node.elements.first, only.label == nil { return evaluate(only.expression) }
    var fields: [ManifestRecord.Field] = []
    for (index, element) in node.elements.enumerated() {
      let label = element.label?.identifierText ?? String(index)
      fields.append(.init(label: label, value: evaluate(element.expression)))
    }
    return .record(ManifestRecord(name: "", fields: fields))
  }

  private mutating func member(_ node: MemberAccessExprSyntax, _ type: String) -> ManifestValue {
    let name = node.declName.baseName.identifierText
    guard let base = node.base else { return staticMember(name, of: type, at: node) }
    let value = evaluate(base)
    if name == "self" { return value }
    return member(name, of: value, at: node)
  }

  private mutating func prefix(_ node: PrefixOperatorExprSyntax) -> ManifestValue {
    let value = evaluate(node.expression)
    switch (node.operator.text, value) {
    case ("!", .boolean(let boolean)): return .boolean(!boolean)
    case ("-", .integer(let integer)): return .integer(0 &- integer)
    default: return unknown(node)
    }
  }

  private mutating func element(_ node: SubscriptCallExprSyntax) -> ManifestValue {
    guard case .array(let list) = evaluate(node.calledExpression),
      let argument = node.arguments.first, argument.label == nil
    else { return unknown(node) }
    let key = evaluate(argument.expression)
    if case .integer(let index) = key {
      return list.elements.indices.contains(index) ? list.elements[index] : unknown(node)
    }
    guard case .string = key else { return unknown(node) }
    spend(list.elements.count)
    for case .record(let pair) in list.elements where pair["key"] == key { return pair["value"] ?? unknown(node) }
    return .absent
  }

  // MARK: Operators

  /// The operators it knows, from the loosest to the tightest. The parser leaves them in a row, and a row may be long.
  private enum Precedence: Int {
    case assignment, ternary, or, and, comparison, coalescing, addition, other
  }

  private func precedence(of element: ExprSyntax) -> Precedence? {
    if element.is(AssignmentExprSyntax.self) { return .assignment }
    if element.is(UnresolvedTernaryExprSyntax.self) { return .ternary }
    guard let node = element.as(BinaryOperatorExprSyntax.self) else { return nil }
    switch node.operator.text {
    case "+=", "-=": return .assignment
    case "||": return .or
    case "&&": return .and
    case "==", "!=", "<", ">", "<=", ">=", "~=", "===", "!==": return .comparison
    case "??": return .coalescing
    case "+", "-": return .addition
    default: return .other
    }
  }

  /// The value of operands and operators in a row.
  private mutating func operators(_ all: ArraySlice<ExprSyntax>, _ type: String) -> ManifestValue {
    guard let first = all.first else { return .absent }
    depth += 1
    defer { depth -= 1 }
    spend(all.count)
    if depth > Self.maximumDepth || isExhausted { return unknown(first) }
    if all.count == 1 { return evaluate(first, as: type) }
    guard let loosest = all.compactMap({ precedence(of: $0) }).min(by: { $0.rawValue < $1.rawValue }) else {
      // `x as T`: the cast changes no value.
      let isCast = all.count == 3 && all[all.startIndex + 1].is(UnresolvedAsExprSyntax.self)
      return isCast ? evaluate(first, as: type) : unknown(first)
    }
    if loosest == .assignment || loosest == .ternary { return splitOnce(all, loosest, type) }
    let parts = all.split(omittingEmptySubsequences: false) { precedence(of: $0) == loosest }
    switch loosest {
    case .or, .and: return logic(parts, isOr: loosest == .or)
    case .coalescing: return coalesce(parts, type)
    case .addition where all.allSatisfy({ $0.as(BinaryOperatorExprSyntax.self)?.operator.text != "-" }):
      return sum(parts, type, at: first)
    case .comparison where parts.count == 2:
      guard let node = all[parts[0].endIndex].as(BinaryOperatorExprSyntax.self) else { return unknown(first) }
      let truth = equality(operators(parts[0], ""), operators(parts[1], ""))
      if truth == .unknown { return unknown(first) }
      switch node.operator.text {
      case "==": return .boolean(truth == .yes)
      case "!=": return .boolean(truth == .no)
      default: return unknown(first)
      }
    default: return unknown(first)
    }
  }

  private mutating func splitOnce(
    _ all: ArraySlice<ExprSyntax>, _ precedence: Precedence, _ type: String
  ) -> ManifestValue {
    guard let index = all.firstIndex(where: { self.precedence(of: $0) == precedence }) else { return .absent }
    let left = all[..<index]
    let right = all[(index + 1)...]
    if let ternary = all[index].as(UnresolvedTernaryExprSyntax.self) {
      switch truth(of: operators(left, "")) {
      case .yes: return evaluate(ternary.thenExpression, as: type)
      case .no: return operators(right, type)
      case .unknown:
        let first = evaluate(ternary.thenExpression, as: type)
        return either(first, operators(right, type))
      }
    }
    let value = operators(right, "")
    guard let target = left.first, left.count == 1, let place = place(of: target) else { return .absent }
    if all[index].is(AssignmentExprSyntax.self) {
      assign(value, to: place)
    } else {
      let node = all[index]
      change(place) { evaluator, old in evaluator.concatenate(old ?? .absent, value, at: node) }
    }
    return .absent
  }

  private mutating func logic(_ parts: [ArraySlice<ExprSyntax>], isOr: Bool) -> ManifestValue {
    var result = ManifestValue.boolean(!isOr)
    for part in parts {
      let value = operators(part, "")
      if truth(of: value) == (isOr ? .yes : .no) { return value }
      if truth(of: value) == .unknown { result = value }
    }
    return truth(of: result) == .unknown ? result : .boolean(!isOr)
  }

  /// What cannot be known, an environment variable for example, is taken for nil: the default is the common case.
  private mutating func coalesce(_ parts: [ArraySlice<ExprSyntax>], _ type: String) -> ManifestValue {
    var last = ManifestValue.absent
    for part in parts {
      last = operators(part, type)
      if last != .absent && !last.isUnknown { return last }
    }
    return last
  }

  private mutating func sum(
    _ parts: [ArraySlice<ExprSyntax>], _ type: String, at node: ExprSyntax
  ) -> ManifestValue {
    var elements: [ManifestValue] = []
    var text: String?
    var isKnown = false
    for part in parts {
      let value = operators(part, type)
      if !value.isUnknown { isKnown = true }
      switch value {
      case .array(let list): elements += list.elements
      case .string(let more):
        text = (text ?? "") + more
        if (text ?? "").utf8.count > 1 << 16 { return unknown(node) }
      case .alternatives(let list) where list.elements.contains(where: { $0.isArray }): elements += flattened(value)
      default: elements.append(value)
      }
      spend(1 + elements.count / 32)
      if isExhausted { return unknown(node) }
    }
    if !isKnown { return unknown(node) }
    if let text { return elements.isEmpty ? .string(text) : unknown(node) }
    return .array(of: elements)
  }

  /// The array with the other's elements after its own; an unknown one counts as one unknown element.
  mutating func concatenate(_ left: ManifestValue, _ right: ManifestValue, at node: some SyntaxProtocol)
    -> ManifestValue
  {
    if case .string(let first) = left, case .string(let second) = right {
      return first.utf8.count + second.utf8.count > 1 << 16 ? unknown(node) : .string(first + second)
    }
    spend(1 + left.weight / 32)
    if isExhausted { return left }
    return bounded(.array(of: flattened(left) + flattened(right)), at: node)
  }

  /// The elements of an array, of alternatives that are arrays, or the value itself.
  func flattened(_ value: ManifestValue) -> [ManifestValue] {
    switch value {
    case .absent: return []
    case .array(let list): return list.elements
    case .alternatives(let list):
      return list.elements.flatMap { element in
        if case .array(let inner) = element { return inner.elements }
        return element == .absent ? [] : [element]
      }
    default: return [value]
    }
  }
}

extension ManifestValue {
  /// Whether it is an array.
  var isArray: Bool {
    if case .array = self { return true }
    return false
  }
}
