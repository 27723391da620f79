import SwiftSyntax

/// Functions, values, cases and aliases.
extension SignaturePrinter {
  func function(_ syntax: FunctionDeclSyntax, in place: Place) -> String? {
    let isOperator: Bool
    if case .identifier = syntax.name.tokenKind { isOperator = false } else { isOperator = true }
    if isOperator, case .type(let name) = place, SignatureVocabulary.numbers.contains(name) { return nil }
    guard !isHidden(syntax.name.text), let parameters = parameters(syntax.signature.parameterClause.parameters) else {
      return nil
    }
    return prefix(syntax.attributes, syntax.modifiers) + "func " + syntax.name.text + (isOperator ? " " : "")
      + genericParameters(syntax.genericParameterClause) + "(\(parameters))"
      + effects(syntax.signature.effectSpecifiers) + result(syntax.signature.returnClause)
      + conditions(syntax.genericWhereClause)
  }

  func initializer(_ syntax: InitializerDeclSyntax) -> String? {
    guard let parameters = parameters(syntax.signature.parameterClause.parameters) else { return nil }
    return prefix(syntax.attributes, syntax.modifiers) + "init" + (syntax.optionalMark?.text ?? "")
      + genericParameters(syntax.genericParameterClause) + "(\(parameters))"
      + effects(syntax.signature.effectSpecifiers) + conditions(syntax.genericWhereClause)
  }

  func subscriptLine(_ syntax: SubscriptDeclSyntax) -> String? {
    guard let parameters = parameters(syntax.parameterClause.parameters, isSubscript: true) else { return nil }
    return prefix(syntax.attributes, syntax.modifiers) + "subscript"
      + genericParameters(syntax.genericParameterClause) + "(\(parameters))" + result(syntax.returnClause)
      + conditions(syntax.genericWhereClause) + (accessors(syntax.accessorBlock) ?? " { get }")
  }

  func macro(_ syntax: MacroDeclSyntax) -> String? {
    guard !isHidden(syntax.name.text), let parameters = parameters(syntax.signature.parameterClause.parameters) else {
      return nil
    }
    return prefix(syntax.attributes, syntax.modifiers) + "macro " + syntax.name.text
      + genericParameters(syntax.genericParameterClause) + "(\(parameters))" + result(syntax.signature.returnClause)
      + conditions(syntax.genericWhereClause)
  }

  func variable(_ syntax: VariableDeclSyntax) -> String? {
    let start = prefix(syntax.attributes, syntax.modifiers) + syntax.bindingSpecifier.text + " "
    let lines = syntax.bindings.compactMap { binding -> String? in
      guard let name = binding.pattern.as(IdentifierPatternSyntax.self)?.identifier.text, !isHidden(name),
        let annotation = binding.typeAnnotation
      else { return nil }
      return start + name + ": " + type(annotation.type) + (accessors(binding.accessorBlock) ?? "")
    }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  func enumCase(_ syntax: EnumCaseDeclSyntax) -> String? {
    let elements = syntax.elements.compactMap { element -> String? in
      guard !isHidden(element.name.text) else { return nil }
      guard let clause = element.parameterClause else { return element.name.text }
      let parameters = clause.parameters.map { parameter in
        let label = parameter.firstName.map(\.text).flatMap { $0 == "_" ? nil : $0 + ": " } ?? ""
        return label + type(parameter.type) + (parameter.defaultValue == nil ? "" : " = 0")
      }
      return element.name.text + "(" + parameters.joined(separator: ", ") + ")"
    }
    guard !elements.isEmpty else { return nil }
    return prefix(syntax.attributes, syntax.modifiers) + "case " + elements.joined(separator: ", ")
  }

  func typeAlias(_ syntax: TypeAliasDeclSyntax) -> String? {
    guard !isHidden(syntax.name.text) else { return nil }
    return prefix(syntax.attributes, syntax.modifiers) + "typealias \(syntax.name.text)"
      + genericParameters(syntax.genericParameterClause) + " = " + type(syntax.initializer.value)
      + conditions(syntax.genericWhereClause)
  }

  func associatedType(_ syntax: AssociatedTypeDeclSyntax) -> String? {
    guard !isHidden(syntax.name.text) else { return nil }
    let inherited = inheritedTypes(syntax.inheritanceClause)
    return "associatedtype \(syntax.name.text)" + (inherited.isEmpty ? "" : ": " + inherited.joined(separator: ", "))
      + (syntax.initializer.map { " = " + type($0.value) } ?? "") + conditions(syntax.genericWhereClause)
  }

  // MARK: Parts

  /// Attributes and modifiers that stay, each with a blank behind it.
  func prefix(_ attributes: AttributeListSyntax, _ modifiers: DeclModifierListSyntax) -> String {
    let kept = attributes.filter { element in
      guard let name = attributeName(element) else { return false }
      return SignatureVocabulary.attributes.contains(name) || isCustom(name)
    }
    let words = modifiers.filter { $0.detail == nil && SignatureVocabulary.modifiers.contains($0.name.text) }
    return (kept.map(\.trimmedDescription) + words.map(\.name.text)).map { $0 + " " }.joined()
  }

  func isCustom(_ attribute: String) -> Bool {
    attribute.first?.isUppercase == true && !SignatureVocabulary.isolationAttributes.contains(attribute)
  }

  /// The last component of an attribute's name.
  func attributeName(_ element: AttributeListSyntax.Element) -> String? {
    guard case .attribute(let attribute) = element else { return nil }
    return attribute.attributeName.lastToken(viewMode: .sourceAccurate)?.text
  }

  /// Whether nobody can use what carries these attributes: unavailable everywhere, obsoleted by the language's version,
  /// or for other clients than the public.
  func isUnavailable(_ attributes: AttributeListSyntax) -> Bool {
    attributes.contains { element in
      guard case .attribute(let attribute) = element, let name = attributeName(element) else { return false }
      if name == "_spi" { return true }
      guard name == "available", let arguments = attribute.arguments?.trimmedDescription else { return false }
      let parts = arguments.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
      guard let platform = parts.first, platform == "*" || platform.hasPrefix("swift") else { return false }
      return parts.contains { $0 == "unavailable" || $0.hasPrefix("obsoleted") }
    }
  }

  /// Nil where a label is underscored: such a function is for the library's own use.
  private func parameters(_ list: FunctionParameterListSyntax, isSubscript: Bool = false) -> String? {
    var parts = [String]()
    for parameter in list {
      let label = parameter.firstName.text
      guard !label.hasPrefix("_") || label == "_" else { return nil }
      let name: String
      if isSubscript {
        name = parameter.secondName != nil && label != "_" ? label + " x" : "_"
      } else {
        name = label
      }
      let value = parameter.defaultValue == nil ? "" : " = 0"
      let custom = parameter.attributes.filter { attributeName($0).map(isCustom) ?? false }
      let attributes = custom.map { $0.trimmedDescription + " " }.joined()
      parts.append(attributes + name + ": " + type(parameter.type) + (parameter.ellipsis?.text ?? "") + value)
    }
    return parts.joined(separator: ", ")
  }

  private func effects(_ specifiers: FunctionEffectSpecifiersSyntax?) -> String {
    guard let specifiers else { return "" }
    return (specifiers.asyncSpecifier == nil ? "" : " async") + throwing(specifiers.throwsClause)
  }

  func throwing(_ clause: ThrowsClauseSyntax?) -> String {
    guard let clause else { return "" }
    return " " + clause.throwsSpecifier.text + (clause.type.map { "(" + type($0) + ")" } ?? "")
  }

  private func result(_ clause: ReturnClauseSyntax?) -> String {
    guard let clause else { return "" }
    return " -> " + type(clause.type)
  }

  /// `{ get }` or `{ get set }`; nil for what is stored.
  private func accessors(_ block: AccessorBlockSyntax?) -> String? {
    guard let block else { return nil }
    guard case .accessors(let list) = block.accessors else { return " { get }" }
    let getter = list.first { $0.accessorSpecifier.text == "get" }
    let effects = getter?.effectSpecifiers.map { specifiers in
      (specifiers.asyncSpecifier == nil ? "" : " async") + throwing(specifiers.throwsClause)
    }
    let setters: Set<String> = ["set", "_modify", "modify", "mutate", "unsafeMutableAddress"]
    let isSettable = list.contains { setters.contains($0.accessorSpecifier.text) }
    return " { get" + (effects ?? "") + (isSettable ? " set }" : " }")
  }
}
