import Facts
import Model

/// Sequences of operands and operators, folded by precedence.
extension ReferenceResolver {
  /// One operand or operator application of a folded sequence.
  private enum Folded {
    case operand(Int)
    case binary(operator: Int, left: Int, right: Int)
  }

  func inferSequence(_ node: Int, expecting expected: TypeID) -> TypeID {
    let tree = scope.tree
    var parts: [Int] = []
    for child in tree.children(of: node) { parts.append(child) }
    guard parts.count >= 3, parts.count % 2 == 1 else {
      var type = TypeID.unknown
      for part in parts { type = infer(part, expecting: .unknown) }
      return parts.count == 1 ? type : .unknown
    }
    // `try?` covers all that stands behind it.
    if tree[parts[0]].kind == .tryExpression, tree[parts[0]].flags.contains(.optional),
      let inner = tree.firstChild(of: parts[0])
    {
      parts[0] = inner
      return optionalized(infer(fold(parts), expecting: unwrapped(expected)))
    }
    if tree[parts[1]].kind == .assignment, parts.count > 3, tree[parts[2]].kind == .tryExpression,
      tree[parts[2]].flags.contains(.optional), let inner = tree.firstChild(of: parts[2])
    {
      let type = infer(parts[0], expecting: .unknown)
      _ = infer(fold([inner] + parts[3...]), expecting: unwrapped(type))
      return arena.void
    }
    return infer(fold(parts), expecting: expected)
  }

  private func infer(_ folded: [Folded], expecting expected: TypeID) -> TypeID {
    infer(folded, folded.count - 1, expecting: expected)
  }

  /// Precedence climbing with two stacks: linear, whatever the length.
  private func fold(_ parts: [Int]) -> [Folded] {
    var result: [Folded] = []
    var operands: [Int] = []
    var operators: [(node: Int, precedence: Int)] = []
    func reduce() {
      guard let top = operators.popLast(), let right = operands.popLast(), let left = operands.popLast() else { return }
      result.append(.binary(operator: top.node, left: left, right: right))
      operands.append(result.count - 1)
    }
    for (position, part) in parts.enumerated() {
      if position % 2 == 0 {
        result.append(.operand(part))
        operands.append(result.count - 1)
        continue
      }
      let precedence = precedence(of: part)
      while let top = operators.last,
        top.precedence > precedence.level || top.precedence == precedence.level && !precedence.isRightAssociative
      {
        reduce()
      }
      operators.append((part, precedence.level))
    }
    while !operators.isEmpty { reduce() }
    return result
  }

  /// Source: the operator declarations of the standard library. Operators of the repository count as the default group.
  private func precedence(of node: Int) -> (level: Int, isRightAssociative: Bool) {
    switch scope.tree[node].kind {
    case .assignment: return (1, true)
    case .ternary: return (2, true)
    case .cast, .typeCheck: return (9, false)
    default: break
    }
    if isCompoundAssignment(node) { return (1, true) }
    return scope.unit.strings.withBytes(of: scope.tree[node].name) { bytes -> (Int, Bool) in
      func matches(_ text: StaticString) -> Bool {
        bytes.count == text.utf8CodeUnitCount
          && bytes.elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: bytes.count))
      }
      if matches("||") || matches(".|.") || matches(".||") { return (4, false) }
      if matches("&&") || matches(".&.") { return (5, false) }
      if matches("??") { return (8, true) }
      if matches("...") || matches("..<") { return (10, false) }
      if matches("+") || matches("-") || matches("&+") || matches("&-") || matches("|") || matches("^") {
        return (11, false)
      }
      if matches("*") || matches("/") || matches("%") || matches("&*") || matches("&") { return (12, false) }
      if matches("<<") || matches(">>") || matches("&<<") || matches("&>>") { return (13, true) }
      if isComparison(bytes) { return (7, false) }
      return (3, false)
    }
  }

  private func isComparison(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    for text: StaticString in ["==", "!=", "<", ">", "<=", ">=", "===", "!==", "~=", ".==", ".!="]
    where bytes.count == text.utf8CodeUnitCount
      && bytes.elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: bytes.count))
    {
      return true
    }
    return false
  }

  /// `isFirm` tells that nothing but `expected` can be meant.
  private func infer(
    _ folded: [Folded], _ index: Int, expecting expected: TypeID, isFirm: Bool = false
  ) -> TypeID {
    switch folded[index] {
    case .operand(let node):
      // What an operator wants of `.name` is a guess, unless it stands alone.
      let isDoubtful = folded.count > 1 && !isFirm && rootIsImplicit(node)
      if isDoubtful { doubts += 1 }
      defer { if isDoubtful { doubts -= 1 } }
      return infer(node, expecting: expected)
    case .binary(let node, let left, let right):
      switch scope.tree[node].kind {
      case .assignment:
        let type = infer(folded, left, expecting: .unknown)
        _ = infer(folded, right, expecting: type, isFirm: true)
        return arena.void
      case .ternary:
        _ = infer(folded, left, expecting: arena.nominal(standard.bool))
        var type = TypeID.unknown
        if let middle = scope.tree.firstChild(of: node) { type = infer(middle, expecting: expected) }
        let other = infer(folded, right, expecting: expected.isKnown ? expected : type, isFirm: isFirm)
        return join(type, other)
      case .cast, .typeCheck: return inferCast(node, folded, left, right)
      default: return inferBinary(node, folded, left, right, expecting: expected)
      }
    }
  }

  private func inferCast(_ node: Int, _ folded: [Folded], _ left: Int, _ right: Int) -> TypeID {
    let target = infer(folded, right, expecting: .unknown)
    let type = arena.kind(target) == .metatype ? arena.child(target, 0) : .unknown
    let flags = scope.tree[node].flags
    let isPlain = scope.tree[node].kind == .cast && !flags.contains(.optional) && !flags.contains(.forced)
    if case .operand(let operand) = folded[left], scope.tree[operand].kind.isPattern {
      bindPattern(operand, type)
    } else {
      _ = infer(folded, left, expecting: isPlain ? type : .unknown)
    }
    if scope.tree[node].kind == .typeCheck { return arena.nominal(standard.bool) }
    return flags.contains(.optional) ? optional(type) : type
  }

  // MARK: Binary operators

  // xtal:disable:next dendrite/overgrown-declaration - the few operators that the language treats apart, one after the other
  private func inferBinary(
    _ node: Int, _ folded: [Folded], _ left: Int, _ right: Int, expecting expected: TypeID
  ) -> TypeID {
    if scope.unit.isNamed(node, "??") {
      let wanted = expected.isKnown ? optional(unwrapped(expected)) : .unknown
      let first = infer(folded, left, expecting: wanted)
      let second = infer(folded, right, expecting: expected.isKnown ? expected : unwrapped(first))
      if second.isKnown, arena.nominal(second) != standard.optional {
        return unwrapped(first).isKnown ? join(unwrapped(first), second) : second
      }
      return second.isKnown && !first.isKnown ? second : first
    }
    if scope.unit.isNamed(node, "&&") || scope.unit.isNamed(node, "||") {
      let bool = arena.nominal(standard.bool)
      _ = infer(folded, left, expecting: bool)
      _ = infer(folded, right, expecting: bool)
      return bool
    }
    let isComparison = scope.unit.strings.withBytes(of: scope.tree[node].name) { self.isComparison($0) }
    // The operand that has a type of its own goes first: the other takes it.
    let rightFirst = needsContext(folded, left) && !needsContext(folded, right)
    let wanted = isComparison ? TypeID.unknown : expected
    let first = infer(folded, rightFirst ? right : left, expecting: wanted)
    let isRange = scope.unit.isNamed(node, "...") || scope.unit.isNamed(node, "..<")
    let second = infer(
      folded, rightFirst ? left : right, expecting: otherOperand(first, folded, rightFirst ? left : right),
      isFirm: isEquality(node) && isComparedWithItsLike(first, node, implicit: folded, rightFirst ? left : right))
    let (leftType, rightType) = rightFirst ? (second, first) : (first, second)
    if let result = applyOperator(node, leftType, rightType) { return result }
    if isComparison { return arena.nominal(standard.bool) }
    if isRange {
      let bound = leftType.isKnown ? leftType : rightType
      return arena.nominal(scope.unit.isNamed(node, "...") ? standard.closedRange : standard.range, [bound])
    }
    if isCompoundAssignment(node) { return arena.void }
    if isLiteral(folded, left), rightType.isKnown { return rightType }
    return leftType.isKnown ? leftType : rightType
  }

  private func isEquality(_ node: Int) -> Bool { scope.unit.isNamed(node, "==") || scope.unit.isNamed(node, "!=") }

  /// Whether an operand that is an implicit member has to be of the type that the other one has. Enumerations are
  /// compared with their like, hardly anybody declares `==` of one with something else; for other types all operators
  /// have to be known.
  private func isComparedWithItsLike(_ type: TypeID, _ node: Int, implicit folded: [Folded], _ index: Int) -> Bool {
    guard isRecording, case .operand(let operand) = folded[index], rootIsImplicit(operand) else { return false }
    let inner = unwrappedFully(type)
    let nominal = arena.nominal(inner)
    guard nominal >= 0, symbols.isOfRepository(nominal) else { return false }
    if symbols.kinds[Int(nominal)] == .enum { return true }
    guard symbols.kinds[Int(nominal)] != .protocol, !isOpen(nominal),
      hasPlainAncestors(nominal)
    else { return false }
    return operatorCandidates(scope.unit.name(of: node), [inner]).allSatisfy { candidate in
      let signature = signature(of: candidate.declaration)
      guard symbols.isOfRepository(candidate.declaration), signature.parameters.count == 2 else { return true }
      return [(0, 1), (1, 0)].allSatisfy { given, other in
        var bindings = bindings(for: candidate)
        bindings.open(signature.generics)
        guard convert(inner, to: signature.parameters[given].type, &bindings) >= 0 else { return true }
        return arena.nominal(unwrappedFully(substitute(signature.parameters[other].type, bindings))) == nominal
      }
    }
  }

  /// What the second operand should be, given the first: the same type for literals and implicit members, which have
  /// none of their own; nothing is asked of others.
  private func otherOperand(_ first: TypeID, _ folded: [Folded], _ index: Int) -> TypeID {
    guard needsContext(folded, index) else { return .unknown }
    return unwrapped(first)
  }

  private func needsContext(_ folded: [Folded], _ index: Int) -> Bool {
    guard case .operand(let node) = folded[index] else { return false }
    switch scope.tree[node].kind {
    case .integerLiteral, .floatLiteral, .nilLiteral, .arrayLiteral, .dictionaryLiteral, .stringLiteral: return true
    case .member, .call, .subscriptCall: return rootIsImplicit(node)
    case .tuple, .prefixOperator, .closure: return true
    default: return false
    }
  }

  private func isLiteral(_ folded: [Folded], _ index: Int) -> Bool {
    guard case .operand(let node) = folded[index] else { return false }
    switch scope.tree[node].kind {
    case .integerLiteral, .floatLiteral: return true
    default: return false
    }
  }

  /// The operator function that the operands' types choose: one of the repository's, recorded, or the library's.
  private func applyOperator(_ node: Int, _ left: TypeID, _ right: TypeID) -> TypeID? {
    let name = scope.unit.name(of: node)
    guard name >= 0 else { return nil }
    var best: (candidate: Candidate, points: Int)?
    var ties = 0
    for candidate in operatorCandidates(name, [left, right]) {
      let signature = signature(of: candidate.declaration)
      guard signature.parameters.count == 2 else { continue }
      var bindings = bindings(for: candidate)
      bindings.open(signature.generics)
      let first = convert(left, to: signature.parameters[0].type, &bindings)
      let second = convert(right, to: signature.parameters[1].type, &bindings)
      guard first >= 0, second >= 0 else { continue }
      let points = first + second
      if let current = best, current.points >= points {
        if current.points == points { ties += 1 }
      } else {
        best = (candidate, points)
        ties = 0
      }
    }
    guard let best else { return nil }
    // With one operand unknown, the library's own operators are as likely.
    if !left.isKnown, !right.isKnown { return nil }
    let signature = signature(of: best.candidate.declaration)
    var bindings = bindings(for: best.candidate)
    bindings.open(signature.generics)
    _ = convert(left, to: signature.parameters[0].type, &bindings)
    _ = convert(right, to: signature.parameters[1].type, &bindings)
    if symbols.isOfRepository(best.candidate.declaration) {
      record(node, best.candidate.declaration, .call, ties == 0 ? Confidence.operator : Confidence.overloadGuess)
    }
    return substitute(signature.result, bindings)
  }

  /// Operator functions in reach: the repository's at file scope, and those that the operands' types declare.
  private func operatorCandidates(_ name: Int32, _ operands: [TypeID]) -> [Candidate] {
    var found: [Candidate] = []
    for module in symbols.modules(reachedFrom: scope.unit) where module < Int32(symbols.layout.modules.count) {
      found += topLevelCandidates(name, in: module).filter { symbols.kinds[Int($0.declaration)] == .function }
    }
    for operand in operands where operand.isKnown {
      let inner = unwrappedFully(operand)
      for candidate in members(of: inner, name)
      where symbols.kinds[Int(candidate.declaration)] == .function
        && !found.contains(where: { $0.declaration == candidate.declaration })
      {
        found.append(candidate)
      }
    }
    return found
  }

  // MARK: Prefix and postfix

  func inferPrefix(_ node: Int, expecting expected: TypeID) -> TypeID {
    guard let operand = scope.tree.firstChild(of: node) else { return .unknown }
    if scope.unit.isNamed(node, "!") {
      _ = infer(operand, expecting: arena.nominal(standard.bool))
      return arena.nominal(standard.bool)
    }
    let type = infer(operand, expecting: expected)
    if let result = applyUnary(node, type, "prefix") { return result }
    if scope.unit.isNamed(node, "..<") { return arena.nominal(standard.partialRangeUpTo, [type]) }
    if scope.unit.isNamed(node, "...") { return arena.nominal(standard.partialRangeThrough, [type]) }
    return type
  }

  func inferPostfixOperator(_ node: Int) -> TypeID {
    guard let operand = scope.tree.firstChild(of: node) else { return .unknown }
    let type = infer(operand, expecting: .unknown)
    if let result = applyUnary(node, type, "postfix") { return result }
    if scope.unit.isNamed(node, "...") { return arena.nominal(standard.partialRangeFrom, [type]) }
    return type
  }

  private func isMarked(_ declaration: Int32, _ modifier: StaticString) -> Bool {
    let unit = symbols.unit(of: declaration)
    return unit.tree.children(of: Int(symbols.fact(declaration).outerNode)).contains {
      unit.tree[$0].kind == .modifier && unit.isNamed($0, modifier)
    }
  }

  /// `fixity` is the modifier that the operator's function bears.
  private func applyUnary(_ node: Int, _ operand: TypeID, _ fixity: StaticString) -> TypeID? {
    let name = scope.unit.name(of: node)
    guard name >= 0, operand.isKnown else { return nil }
    for candidate in operatorCandidates(name, [operand]) {
      let signature = signature(of: candidate.declaration)
      guard signature.parameters.count == 1, isMarked(candidate.declaration, fixity) else { continue }
      var bindings = bindings(for: candidate)
      bindings.open(signature.generics)
      guard convert(operand, to: signature.parameters[0].type, &bindings) >= 0 else { continue }
      if symbols.isOfRepository(candidate.declaration) {
        record(node, candidate.declaration, .call, Confidence.operator)
      }
      return substitute(signature.result, bindings)
    }
    return nil
  }
}
