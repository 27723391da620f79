import SwiftSyntax

/// Names that a module's interface declares and that decide how others are printed.
struct InterfaceNames {
  /// Types, aliases, associated types and generic parameters that stand inside another declaration.
  private(set) var nested: Set<String> = []
  /// Types and aliases whose names begin with an underscore.
  private(set) var underscored: Set<String> = []

  init(_ file: SourceFileSyntax) {
    let visitor = Visitor(viewMode: .sourceAccurate)
    visitor.walk(file)
    nested = visitor.nested
    underscored = visitor.underscored
  }

  /// A class because a visitor of swift-syntax has to be one.
  private final class Visitor: SyntaxVisitor {
    var nested: Set<String> = []
    var underscored: Set<String> = []

    override func visit(_ node: CodeBlockSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: AccessorBlockSyntax) -> SyntaxVisitorContinueKind { .skipChildren }

    override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind { add(node.name, node) }
    override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind { add(node.name, node) }
    override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind { add(node.name, node) }
    override func visit(_ node: ActorDeclSyntax) -> SyntaxVisitorContinueKind { add(node.name, node) }
    override func visit(_ node: ProtocolDeclSyntax) -> SyntaxVisitorContinueKind { add(node.name, node) }
    override func visit(_ node: TypeAliasDeclSyntax) -> SyntaxVisitorContinueKind { add(node.name, node) }
    override func visit(_ node: AssociatedTypeDeclSyntax) -> SyntaxVisitorContinueKind { add(node.name, node) }

    override func visit(_ node: GenericParameterSyntax) -> SyntaxVisitorContinueKind {
      nested.insert(node.name.text)
      return .visitChildren
    }

    private func add(_ name: TokenSyntax, _ node: some SyntaxProtocol) -> SyntaxVisitorContinueKind {
      if name.text.hasPrefix("_") { underscored.insert(name.text) }
      if node.parent?.is(MemberBlockItemSyntax.self) == true { nested.insert(name.text) }
      return .visitChildren
    }
  }
}
