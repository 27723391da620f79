import SwiftSyntax

/// Prints a module's interface as bare signatures, one declaration a line: see ``Graph/LibraryModule`` for what stays.
///
/// Of an `#if` the first branch that compilers of today take is read. Extensions of one type under the same conditions
/// become one. A declaration that cannot be named from outside (not public, underscored and not needed, unavailable,
/// with types of the compiler itself) is left out.
struct SignaturePrinter {
  /// What a declaration stands in.
  enum Place {
    case module
    /// A nominal type or an extension of it, by its name.
    case type(String)
    case `protocol`
  }

  /// Names of modules, which are dropped before types.
  var modules: Set<String>
  /// Names of types and generic parameters that stand inside others: the qualifier of a type of the same name stays.
  var nestedNames: Set<String> = []
  /// Underscored types that kept declarations mention.
  var needed: Set<String> = []

  /// The signatures of a parsed interface, imports that re-export first.
  func text(of file: SourceFileSyntax) -> String {
    var lines = [String]()
    var extensions = SignatureExtensions()
    for declaration in declarations(of: file.statements) {
      if let extended = declaration.as(ExtensionDeclSyntax.self) {
        add(extended, to: &extensions)
      } else if let line = self.line(declaration, in: .module), !lines.contains(line) {
        lines.append(line)
      }
    }
    return (lines + extensions.lines).joined(separator: "\n") + "\n"
  }

  // MARK: Choosing

  private func declarations(of statements: CodeBlockItemListSyntax) -> [DeclSyntax] {
    statements.flatMap { statement -> [DeclSyntax] in
      guard case .decl(let declaration) = statement.item else { return [] }
      return branches(of: declaration)
    }
  }

  private func members(of block: MemberBlockItemListSyntax) -> [DeclSyntax] {
    block.flatMap { branches(of: $0.decl) }
  }

  /// The declaration itself, or those of the branch that is read.
  private func branches(of declaration: DeclSyntax) -> [DeclSyntax] {
    guard let condition = declaration.as(IfConfigDeclSyntax.self) else { return [declaration] }
    let clauses = Array(condition.clauses)
    let isEmbeddedFirst = clauses.first?.condition?.trimmedDescription == "$Embedded"
    guard clauses.count > (isEmbeddedFirst ? 1 : 0) else { return [] }
    switch clauses[isEmbeddedFirst ? 1 : 0].elements {
    case .statements(let statements): return declarations(of: statements)
    case .decls(let list): return members(of: list)
    default: return []
    }
  }

  /// Whether a declaration with these modifiers can be seen from outside its module.
  private func isVisible(_ modifiers: DeclModifierListSyntax, in place: Place) -> Bool {
    if case .protocol = place { return true }
    return modifiers.contains { $0.detail == nil && ["public", "open"].contains($0.name.text) }
  }

  func isHidden(_ name: String) -> Bool {
    name.hasPrefix("_") && name.count > 1 && !needed.contains(name) || SignatureVocabulary.isVectorStorage(name)
  }

  // MARK: Declarations

  private func add(_ declaration: ExtensionDeclSyntax, to extensions: inout SignatureExtensions) {
    let type = self.type(declaration.extendedType)
    let parts = type.split(separator: ".").map(String.init)
    guard !isUnavailable(declaration.attributes), !parts.contains(where: isHidden), let name = parts.last else {
      return
    }
    let members = lines(of: declaration.memberBlock.members, in: .type(name))
    extensions.add(
      type: type, conditions: conditions(declaration.genericWhereClause),
      conformances: inheritedTypes(declaration.inheritanceClause), members: members)
  }

  private func lines(of block: MemberBlockItemListSyntax, in place: Place) -> [String] {
    if case .type(let name) = place, SignatureVocabulary.isMemberless(name) { return [] }
    var known = Set<String>()
    return members(of: block).compactMap { line($0, in: place) }.filter { known.insert($0).inserted }
  }

  /// One declaration, nil where it is left out.
  private func line(_ declaration: DeclSyntax, in place: Place) -> String? {
    if let attributed = declaration.asProtocol((any WithAttributesSyntax).self), isUnavailable(attributed.attributes) {
      return nil
    }
    let isCase = declaration.is(EnumCaseDeclSyntax.self) || declaration.is(AssociatedTypeDeclSyntax.self)
    if let modified = declaration.asProtocol((any WithModifiersSyntax).self), !isCase,
      !declaration.is(ImportDeclSyntax.self), !isVisible(modified.modifiers, in: place)
    {
      return nil
    }
    guard let line = signature(declaration, in: place), !line.contains("Builtin.") else { return nil }
    return line
  }

  private func signature(_ declaration: DeclSyntax, in place: Place) -> String? {
    switch declaration.as(DeclSyntaxEnum.self) {
    case .importDecl(let syntax): importLine(syntax)
    case .structDecl(let syntax): nominal(syntax, "struct", generics: syntax.genericParameterClause)
    case .classDecl(let syntax): nominal(syntax, "class", generics: syntax.genericParameterClause)
    case .enumDecl(let syntax): nominal(syntax, "enum", generics: syntax.genericParameterClause)
    case .actorDecl(let syntax): nominal(syntax, "actor", generics: syntax.genericParameterClause)
    case .protocolDecl(let syntax): protocolLine(syntax)
    case .functionDecl(let syntax): function(syntax, in: place)
    case .initializerDecl(let syntax): initializer(syntax)
    case .subscriptDecl(let syntax): subscriptLine(syntax)
    case .variableDecl(let syntax): variable(syntax)
    case .enumCaseDecl(let syntax): enumCase(syntax)
    case .typeAliasDecl(let syntax): typeAlias(syntax)
    case .associatedTypeDecl(let syntax): associatedType(syntax)
    case .macroDecl(let syntax): macro(syntax)
    case .operatorDecl(let syntax): syntax.trimmedDescription
    case .precedenceGroupDecl(let syntax): syntax.trimmedDescription
    default: nil
    }
  }

  /// Only what is handed on matters to who imports the module.
  private func importLine(_ syntax: ImportDeclSyntax) -> String? {
    let isExported = syntax.attributes.contains { attributeName($0) == "_exported" }
    return isExported ? "@_exported import \(syntax.path.trimmedDescription)" : nil
  }

  private func nominal(
    _ syntax: some DeclGroupSyntax & NamedDeclSyntax, _ keyword: String, generics: GenericParameterClauseSyntax?
  ) -> String? {
    let name = syntax.name.text
    guard !isHidden(name) else { return nil }
    let members = lines(of: syntax.memberBlock.members, in: .type(name))
    let inherited = inheritedTypes(syntax.inheritanceClause)
    return prefix(syntax.attributes, syntax.modifiers) + "\(keyword) \(name)" + genericParameters(generics)
      + (inherited.isEmpty ? "" : ": " + inherited.joined(separator: ", "))
      + conditions(syntax.genericWhereClause) + " {\n" + members.map { $0 + "\n" }.joined() + "}"
  }

  /// The primary associated types come first and in their order, since the tree does not hold their clause.
  private func protocolLine(_ syntax: ProtocolDeclSyntax) -> String? {
    let name = syntax.name.text
    guard !isHidden(name) else { return nil }
    let primary = syntax.primaryAssociatedTypeClause?.primaryAssociatedTypes.map(\.name.text) ?? []
    var members = lines(of: syntax.memberBlock.members, in: .protocol)
    for name in primary.reversed() {
      let start = "associatedtype \(name)"
      let own = members.filter { $0 == start || $0.hasPrefix(start + ":") || $0.hasPrefix(start + " ") }
      members.removeAll { own.contains($0) }
      members.insert(contentsOf: own.isEmpty ? [start] : own, at: 0)
    }
    let inherited = inheritedTypes(syntax.inheritanceClause)
    return prefix(syntax.attributes, syntax.modifiers) + "protocol \(name)"
      + (inherited.isEmpty ? "" : ": " + inherited.joined(separator: ", "))
      + conditions(syntax.genericWhereClause) + " {\n" + members.map { $0 + "\n" }.joined() + "}"
  }
}
