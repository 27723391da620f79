import SwiftSyntax

/// The functions, computed values and types that a manifest declares and may use before or after their place.
///
/// All branches of `#if` count. Types are known by the last component of their name: a manifest with two types of one
/// name in different places is read as if they were one.
struct ManifestDeclarations {
  /// A function or property of a type or extension.
  struct Member {
    let type: String
    let isStatic: Bool
    let body: Body
  }

  /// Where a member's or global's value comes from.
  enum Body {
    case function(FunctionDeclSyntax)
    /// A computed property's statements.
    case getter(CodeBlockItemListSyntax)
    /// A stored static property's initial value.
    case stored(ExprSyntax)
  }

  /// A stored property of a structure, with its default.
  struct StoredProperty {
    let name: String
    let initial: ExprSyntax?
  }

  /// Functions at the top level, by name.
  private(set) var functions: [String: [FunctionDeclSyntax]] = [:]
  /// Computed variables at the top level, by name.
  private(set) var computed: [String: CodeBlockItemListSyntax] = [:]
  /// Members of types and extensions, by name, in source order.
  private(set) var members: [String: [Member]] = [:]
  /// Structures and classes, by name, with their stored instance properties.
  private(set) var structures: [String: [StoredProperty]] = [:]

  init(_ file: SourceFileSyntax) {
    collect(file.statements)
  }

  private mutating func collect(_ statements: CodeBlockItemListSyntax) {
    for statement in statements {
      guard case .decl(let declaration) = statement.item else { continue }
      if let conditional = declaration.as(IfConfigDeclSyntax.self) {
        for clause in conditional.clauses {
          if case .statements(let inner)? = clause.elements { collect(inner) }
        }
      } else if let function = declaration.as(FunctionDeclSyntax.self) {
        functions[function.name.identifierText, default: []].append(function)
      } else if let variable = declaration.as(VariableDeclSyntax.self) {
        for binding in variable.bindings {
          guard let name = binding.identifierText, let getter = binding.getter else { continue }
          computed[name] = getter
        }
      } else {
        collect(type: declaration)
      }
    }
  }

  private mutating func collect(type declaration: DeclSyntax) {
    if let node = declaration.as(ExtensionDeclSyntax.self) {
      collect(node.memberBlock.members, of: node.extendedType.lastComponent, stored: false)
    } else if let node = declaration.as(StructDeclSyntax.self) {
      collect(node.memberBlock.members, of: node.name.identifierText, stored: true)
    } else if let node = declaration.as(ClassDeclSyntax.self) {
      collect(node.memberBlock.members, of: node.name.identifierText, stored: true)
    } else if let node = declaration.as(EnumDeclSyntax.self) {
      collect(node.memberBlock.members, of: node.name.identifierText, stored: false)
    }
  }

  private mutating func collect(_ block: MemberBlockItemListSyntax, of type: String, stored: Bool) {
    if stored && structures[type] == nil { structures[type] = [] }
    for member in block {
      if let conditional = member.decl.as(IfConfigDeclSyntax.self) {
        for clause in conditional.clauses {
          if case .decls(let inner)? = clause.elements { collect(inner, of: type, stored: stored) }
        }
      } else if let function = member.decl.as(FunctionDeclSyntax.self) {
        add(
          function.name.identifierText,
          Member(
            type: type, isStatic: function.modifiers.isStatic, body: .function(function)))
      } else if let variable = member.decl.as(VariableDeclSyntax.self) {
        collect(variable, of: type, stored: stored)
      } else {
        collect(type: member.decl)
      }
    }
  }

  private mutating func collect(_ variable: VariableDeclSyntax, of type: String, stored: Bool) {
    let isStatic = variable.modifiers.isStatic
    for binding in variable.bindings {
      guard let name = binding.identifierText else { continue }
      if let getter = binding.getter {
        add(name, Member(type: type, isStatic: isStatic, body: .getter(getter)))
      } else if isStatic {
        guard let value = binding.initializer?.value else { continue }
        add(name, Member(type: type, isStatic: true, body: .stored(value)))
      } else if stored {
        structures[type, default: []].append(StoredProperty(name: name, initial: binding.initializer?.value))
      }
    }
  }

  private mutating func add(_ name: String, _ member: Member) { members[name, default: []].append(member) }
}

extension TokenSyntax {
  /// The name without backticks.
  var identifierText: String { identifier?.name ?? text }
}

extension PatternBindingSyntax {
  /// The bound name, where the pattern is one.
  var identifierText: String? { pattern.as(IdentifierPatternSyntax.self)?.identifier.identifierText }

  /// The statements that compute the value, where it is a computed one.
  var getter: CodeBlockItemListSyntax? {
    switch accessorBlock?.accessors {
    case .getter(let statements): return statements
    case .accessors(let accessors):
      return accessors.first { $0.accessorSpecifier.tokenKind == .keyword(.get) }?.body?.statements
    case nil: return nil
    }
  }
}

extension DeclModifierListSyntax {
  /// Whether one of them makes a member belong to the type itself.
  var isStatic: Bool {
    contains { $0.name.tokenKind == .keyword(.static) || $0.name.tokenKind == .keyword(.class) }
  }
}

extension TypeSyntax {
  /// The last component of a nominal type's name, optional or not; empty for other types.
  var lastComponent: String {
    if let type = self.as(IdentifierTypeSyntax.self) { return type.name.identifierText }
    if let type = self.as(MemberTypeSyntax.self) { return type.name.identifierText }
    if let type = self.as(OptionalTypeSyntax.self) { return type.wrappedType.lastComponent }
    return ""
  }
}
