import SwiftSyntax

/// Types, generic parameters and conditions.
extension SignaturePrinter {
  /// The type without module qualifiers, ownership, isolation and names that only document.
  func type(_ syntax: TypeSyntax) -> String {
    switch syntax.as(TypeSyntaxEnum.self) {
    case .identifierType(let type): type.name.text + arguments(type.genericArgumentClause)
    case .memberType(let member):
      qualifier(member) + member.name.text + arguments(member.genericArgumentClause)
    case .optionalType(let optional): type(optional.wrappedType) + "?"
    case .implicitlyUnwrappedOptionalType(let optional): type(optional.wrappedType) + "!"
    case .arrayType(let array): "[" + type(array.element) + "]"
    case .dictionaryType(let dictionary): "[" + type(dictionary.key) + ": " + type(dictionary.value) + "]"
    case .tupleType(let tuple): "(" + elements(tuple.elements, isLabelled: true) + ")"
    case .functionType(let function):
      "(" + elements(function.parameters, isLabelled: false) + ")"
        + (function.effectSpecifiers?.asyncSpecifier == nil ? "" : " async")
        + throwing(function.effectSpecifiers?.throwsClause) + " -> " + type(function.returnClause.type)
    case .someOrAnyType(let constrained):
      constrained.someOrAnySpecifier.text + " " + type(constrained.constraint)
    case .compositionType(let composition):
      composition.elements.map { type($0.type) }.joined(separator: " & ")
    case .metatypeType(let metatype): type(metatype.baseType) + "." + metatype.metatypeSpecifier.text
    case .attributedType(let attributed): self.attributed(attributed)
    case .packElementType(let pack): "each " + type(pack.pack)
    case .packExpansionType(let pack): "repeat " + type(pack.repetitionPattern)
    default: syntax.trimmedDescription
    }
  }

  private func qualifier(_ member: MemberTypeSyntax) -> String {
    if let base = member.baseType.as(IdentifierTypeSyntax.self), base.genericArgumentClause == nil,
      modules.contains(base.name.text), !nestedNames.contains(member.name.text)
    {
      return ""
    }
    return type(member.baseType) + "."
  }

  private func arguments(_ clause: GenericArgumentClauseSyntax?) -> String {
    guard let clause else { return "" }
    let arguments = clause.arguments.map { argument in
      if case .type(let type) = argument.argument { return self.type(type) }
      return argument.argument.trimmedDescription
    }
    return "<" + arguments.joined(separator: ", ") + ">"
  }

  /// Parameters of a function type have no labels, whatever is written.
  private func elements(_ list: TupleTypeElementListSyntax, isLabelled: Bool) -> String {
    list.map { element in
      let label = isLabelled ? element.firstName.flatMap { $0.text == "_" ? nil : $0.text + ": " } : nil
      return (label ?? "") + type(element.type) + (element.ellipsis?.text ?? "")
    }.joined(separator: ", ")
  }

  private func attributed(_ syntax: AttributedTypeSyntax) -> String {
    let attributes = syntax.attributes.filter { element in
      attributeName(element).map { SignatureVocabulary.typeAttributes.contains($0) || isCustom($0) } ?? false
    }
    let isInout = syntax.specifiers.contains { $0.trimmedDescription == "inout" }
    return attributes.map { $0.trimmedDescription + " " }.joined() + (isInout ? "inout " : "") + type(syntax.baseType)
  }

  // MARK: Generics

  func genericParameters(_ clause: GenericParameterClauseSyntax?) -> String {
    guard let clause, !clause.parameters.isEmpty else { return "" }
    let parameters = clause.parameters.map { parameter in
      let specifier = parameter.specifier.map { $0.text + " " } ?? ""
      let constraint = parameter.inheritedType.map(type).flatMap { isMarker($0) ? nil : ": " + $0 } ?? ""
      return specifier + parameter.name.text + constraint
    }
    return "<" + parameters.joined(separator: ", ") + ">"
  }

  /// ` where …` without what leads to no member, empty where nothing is left.
  func conditions(_ clause: GenericWhereClauseSyntax?) -> String {
    guard let clause else { return "" }
    let conditions = clause.requirements.compactMap { requirement -> String? in
      switch requirement.requirement {
      case .sameTypeRequirement(let same):
        guard case .type(let left) = same.leftType, case .type(let right) = same.rightType else { return nil }
        return type(left) + " == " + type(right)
      case .conformanceRequirement(let conformance):
        let right = type(conformance.rightType)
        return isMarker(right) ? nil : type(conformance.leftType) + ": " + right
      case .layoutRequirement: return nil
      }
    }
    return conditions.isEmpty ? "" : " where " + conditions.joined(separator: ", ")
  }

  func inheritedTypes(_ clause: InheritanceClauseSyntax?) -> [String] {
    clause?.inheritedTypes.map { type($0.type) }.filter { !isMarker($0) } ?? []
  }

  private func isMarker(_ type: String) -> Bool {
    type.hasPrefix("~") || SignatureVocabulary.markers.contains(type)
  }
}
