import SwiftSyntax

// The methods of arrays that manifests use.
extension ManifestEvaluator {
  /// The value of a method that leaves the array as it is; nil for one that is not known.
  mutating func arrayMethod(
    _ name: String, _ elements: [ManifestValue], _ arguments: [Argument], at node: FunctionCallExprSyntax
  ) -> ManifestValue? {
    spend(elements.count)
    let argument = arguments.first?.value
    switch name {
    case "map": return argument.map { transform in .array(of: elements.map { apply(transform, to: $0, at: node) }) }
    case "compactMap":
      return argument.map { transform in
        .array(of: elements.flatMap { element in flattenedOptional(apply(transform, to: element, at: node)) })
      }
    case "flatMap":
      return argument.map { transform in
        .array(of: elements.flatMap { element in flattened(apply(transform, to: element, at: node)) })
      }
    case "filter":
      return argument.map { condition in
        .array(of: elements.filter { truth(of: apply(condition, to: $0, at: node)) != .no })
      }
    case "forEach":
      return argument.map { body in
        for element in elements where !isExhausted { _ = apply(body, to: element, at: node) }
        return .absent
      }
    case "sorted", "reversed", "shuffled": return .array(of: name == "reversed" ? elements.reversed() : elements)
    case "contains": return argument.flatMap { contains($0, elements) }
    case "joined": return joined(elements, separator: argument)
    default: return nil
    }
  }

  private mutating func apply(
    _ transform: ManifestValue, to element: ManifestValue, at node: FunctionCallExprSyntax
  ) -> ManifestValue {
    spend(1)
    if isExhausted { return unknown(node) }
    switch transform {
    case .closure(let index): return invoke(closure: index, [element])
    case .unknown:
      guard let path = node.arguments.first?.expression.as(KeyPathExprSyntax.self), path.root == nil else { break }
      var value = element
      for component in path.components {
        guard case .property(let property) = component.component else { return unknown(node) }
        value = member(property.declName.baseName.identifierText, of: value, at: path)
      }
      return value
    default: break
    }
    return unknown(node)
  }

  private func flattenedOptional(_ value: ManifestValue) -> [ManifestValue] {
    let present = value.possibilities.filter { $0 != .absent }
    if present.isEmpty { return [] }
    return [present.count == 1 ? present[0] : .alternatives(ManifestList(present))]
  }

  private mutating func contains(_ value: ManifestValue, _ elements: [ManifestValue]) -> ManifestValue? {
    var isCertain = true
    for element in elements {
      switch equality(element, value) {
      case .yes: return .boolean(true)
      case .unknown: isCertain = false
      case .no: continue
      }
    }
    return isCertain ? .boolean(false) : nil
  }

  private mutating func joined(_ elements: [ManifestValue], separator: ManifestValue?) -> ManifestValue? {
    if separator == nil, elements.allSatisfy(\.isArray) { return .array(of: elements.flatMap { flattened($0) }) }
    var texts: [String] = []
    for element in elements {
      guard case .string(let text) = element else { return nil }
      texts.append(text)
      spend(text.utf8.count / 64)
    }
    guard !isExhausted else { return nil }
    if case .string(let text)? = separator { return .string(texts.joined(separator: text)) }
    return separator == nil ? .string(texts.joined()) : nil
  }

  /// Follows a method that changes the array it is called on; nil where the call is no such method.
  mutating func changeInPlace(
    _ name: String, _ base: ExprSyntax, _ node: FunctionCallExprSyntax
  ) -> ManifestValue? {
    guard ["append", "insert", "removeAll"].contains(name), let place = place(of: base) else { return nil }
    // A function of this name that the manifest declares is called as such.
    if declarations.members[name] != nil { return nil }
    if name == "removeAll" {
      if node.arguments.isEmpty && node.trailingClosure == nil { assign(.array(of: []), to: place) }
      return .absent
    }
    guard let argument = node.arguments.first else { return .absent }
    let value = evaluate(argument.expression)
    let isSequence = argument.label?.text == "contentsOf"
    let addition = isSequence ? value : .array(of: [value])
    change(place) { evaluator, old in evaluator.concatenate(old ?? .absent, addition, at: node) }
    return .absent
  }
}
