/// The kinds of node in a ``CompactTree``: what remains of Swift's syntax once tokens, separators and wrappers
/// that no analysis asks about are left out.
///
/// Children stand in source order. Where a comment lists children, each may be missing unless it says otherwise.
/// `name` is the text of the node's name token, without backticks.
package enum NodeKind: UInt8, Sendable, CaseIterable {
  /// The root. Children: top-level items.
  case sourceFile

  // MARK: Declarations. All begin with `attribute` and `modifier` children.

  /// `import A.B`; name: the first path component. Children: `importPath` for every component. Flag `kindSpecified`
  /// where a kind (`struct`, `func` …) is named.
  case importDeclaration
  case importPath
  /// Name: the type. Children: `genericParameter`, `inheritedType`, `requirement`, members.
  case classDeclaration
  case structDeclaration
  case enumDeclaration
  case protocolDeclaration
  case actorDeclaration
  /// Name: the last component of the extended type. Children: `extendedType`, `inheritedType`, `requirement`, members.
  case extensionDeclaration
  /// Name: base name or operator. Children: `genericParameter`, `parameter`, `thrownType`, `returnType`,
  /// `requirement`, `codeBlock` (the body).
  case functionDeclaration
  /// As a function; name `init`. Flags: `optional` for `init?`, `implicitlyUnwrapped` for `init!`.
  case initializerDeclaration
  /// Children: `codeBlock`. Name `deinit`.
  case deinitializerDeclaration
  /// As a function, with `accessor` children or, for a bare getter, a `codeBlock`. Name `subscript`.
  case subscriptDeclaration
  /// `let` or `var` with one or more `binding` children. Flag `constant` for `let`.
  case variableDeclaration
  /// One pattern of a variable declaration. Children: a pattern, `typeAnnotation`, `initializer`, `accessor` or,
  /// for a bare getter, a `codeBlock`. Name: the pattern's where it is one identifier.
  case binding
  /// `get`, `set`, `willSet`, `didSet`, `init`, `_read`, `_modify` …; children: `parameter`, `codeBlock`.
  case accessor
  /// `case` of an enum with one or more `enumCaseElement` children.
  case enumCaseDeclaration
  /// Children: `parameter`, `initializer` (the raw value).
  case enumCaseElement
  /// Children: `genericParameter`, `initializer` holding the aliased type, `requirement`.
  case typealiasDeclaration
  /// Children: `inheritedType`, `initializer` holding the default type, `requirement`.
  case associatedtypeDeclaration
  case operatorDeclaration
  case precedenceGroupDeclaration
  /// As a function; `initializer` holds the definition.
  case macroDeclaration
  /// `#name(...)` in declaration position. Children: generic arguments, `argument`, `closure`.
  case macroExpansionDeclaration
  /// A parameter of a function, subscript, macro, enum case, closure or accessor. Name: the label callers write
  /// (empty for `_`); `secondName` gives the inner one. Children: a type, `initializer`. Flags: `variadic`.
  case parameter
  /// Child of a parameter whose inner name differs from its label. Name: the inner name.
  case secondName
  /// Name: the parameter's. Children: the constraint type.
  case genericParameter
  /// Children: two types (same-type, conformance) or a type and a layout.
  case requirement
  /// Child: a type.
  case inheritedType
  /// Child: a type.
  case extendedType
  /// Child: a type.
  case returnType
  /// Child: a type.
  case thrownType
  /// Child: a type.
  case typeAnnotation
  /// Child: an expression or a type.
  case initializer
  /// Name: the attribute's last component. Children: a type (the attribute's name), `argument`s or raw nodes.
  case attribute
  /// Name: the modifier. Children: `modifierDetail`, as in `private(set)`.
  case modifier
  /// Name: the detail's text.
  case modifierDetail

  // MARK: Types

  /// Name: the type. Children: generic arguments (types).
  case namedType
  /// `Base.Name`. Children: the base type (always), generic arguments.
  case memberType
  case optionalType
  case implicitlyUnwrappedType
  case arrayType
  case dictionaryType
  /// Children: `tupleTypeElement`.
  case tupleType
  /// Name: label, if any. Children: a type. Flags: `variadic`.
  case tupleTypeElement
  /// Children: `tupleTypeElement` for each parameter, `thrownType`, `returnType`.
  case functionType
  case someType
  case anyType
  case compositionType
  /// `T.Type`, `T.Protocol`; name says which.
  case metatype
  /// A type with specifiers and attributes (`inout`, `@escaping` …). Children: `attribute`, `modifier`, the type.
  case attributedType
  /// `~Copyable`.
  case suppressedType
  /// `each T`, `repeat each T`.
  case packType
  /// `[3 of Int]`.
  case inlineArrayType

  // MARK: Expressions

  /// A bare name. Name: it. Children: `argumentLabel` where labels are written (`f(a:b:)`).
  case reference
  /// `base.name`, or `.name` without a base. Children: the base where there is one (flag `hasBase`), then
  /// `argumentLabel`s.
  case member
  /// Name: one label of a compound name; empty for `_`.
  case argumentLabel
  /// Children: the callee (always), `argument`s, trailing closures (`closure`, or `argument` flagged
  /// `trailingClosure` with the label for the further ones).
  case call
  /// Name: the label, empty for none. Child: an expression.
  case argument
  /// Children: the base (always), `argument`s, trailing closures.
  case subscriptCall
  /// Children: `attribute`, `capture`, `parameter`, `thrownType`, `returnType`, then statements.
  /// Flag `hasSignature` where a signature is written.
  case closure
  /// Name: the captured name. Children: `modifier`, an expression.
  case capture
  case integerLiteral
  case floatLiteral
  case booleanLiteral
  case nilLiteral
  /// Children: `interpolation`. Name: the text where the literal is one segment.
  case stringLiteral
  /// Children: `argument`s.
  case interpolation
  case regexLiteral
  case arrayLiteral
  /// Children: `dictionaryElement`.
  case dictionaryLiteral
  /// Children: key and value.
  case dictionaryElement
  /// Also parentheses around one expression. Children: `argument`s.
  case tuple
  /// Operands and operators in a row, not folded by precedence: `a + b * c` has five children.
  case sequence
  /// Name: the operator.
  case binaryOperator
  /// Name: the operator. Child: the operand.
  case prefixOperator
  /// Name: the operator. Child: the operand.
  case postfixOperator
  /// `=`.
  case assignment
  /// The middle of a ternary: `? then :`. Child: the expression between.
  case ternary
  /// `as`, `as?`, `as!`; flags `optional`, `forced`. Child: the type.
  case cast
  /// `is`. Child: the type.
  case typeCheck
  /// `try`, `try?`, `try!`; flags `optional`, `forced`. Child: the expression.
  case tryExpression
  case awaitExpression
  /// `x!`.
  case forceUnwrap
  /// `x?` within a chain.
  case optionalChain
  /// `&x`.
  case inoutExpression
  /// `super`.
  case superExpression
  /// `\Root.a.b`. Children: the root type, then `keyPathComponent`s.
  case keyPath
  /// Name: the property, empty for subscripts and optional steps. Children: `argument`s.
  case keyPathComponent
  /// `#name(...)` in expression position. Children: generic arguments, `argument`, `closure`.
  case macroExpansion
  /// `f<T>`. Children: the expression, then the types.
  case specialization
  /// A type in expression position, such as `[Int]` before `.self`.
  case typeExpression
  /// `_`.
  case discard
  /// `copy`, `consume`, `borrow`, `unsafe`. Name: which.
  case ownershipExpression

  // MARK: Statements

  /// `{ … }` with a scope of its own. Children: statements.
  case codeBlock
  /// As statement or expression. Children: conditions, `codeBlock`, then `codeBlock` or another `ifStatement` flagged
  /// `elseBranch`.
  case ifStatement
  /// Children: conditions, `codeBlock`.
  case guardStatement
  case whileStatement
  /// Children: `codeBlock`, the condition.
  case repeatStatement
  /// Children: a pattern, `typeAnnotation`, the sequence, `whereClause`, `codeBlock`.
  case forStatement
  /// As statement or expression. Children: the subject, `switchCase`s.
  case switchStatement
  /// Children: `caseItem`s, then statements. Flag `defaultCase` for `default`.
  case switchCase
  /// Children: a pattern, `whereClause`.
  case caseItem
  case whereClause
  /// `if let`, `guard var` … Children: a pattern, `typeAnnotation`, `initializer`. Flag `constant` for `let`.
  case optionalBinding
  /// `if case`. Children: a pattern, `typeAnnotation`, `initializer`.
  case matchingCondition
  /// `#available`, `#unavailable`.
  case availabilityCondition
  /// Children: `codeBlock`, `catchClause`s.
  case doStatement
  /// Children: `caseItem`s, `codeBlock`.
  case catchClause
  case returnStatement
  case throwStatement
  case breakStatement
  case continueStatement
  case fallthroughStatement
  case deferStatement
  case yieldStatement
  case discardStatement
  /// `name: statement`. Name: the label.
  case labeledStatement

  // MARK: Patterns

  /// A name bound by a pattern.
  case identifierPattern
  case wildcardPattern
  /// Children: patterns.
  case tuplePattern
  /// `let` or `var` before a pattern; flag `constant` for `let`.
  case valueBindingPattern
  /// An expression to match against.
  case expressionPattern
  /// `is T`.
  case isPattern

  // MARK: Conditional compilation and errors

  /// `#if … #endif`. Children: `ifConfigClause`.
  case ifConfig
  /// Name: `#if`, `#elseif` or `#else`. Children: the condition (an expression) flagged by kind `ifConfigCondition`,
  /// then the clause's elements.
  case ifConfigClause
  case ifConfigCondition
  /// Text the parser could not place.
  case unexpected
}

extension NodeKind {
  /// Written out because what the compiler makes is a call across modules, and analyses compare kinds by the million. A
  /// kind is one byte, its place among the cases.
  @inlinable
  package static func == (left: NodeKind, right: NodeKind) -> Bool {
    unsafeBitCast(left, to: UInt8.self) == unsafeBitCast(right, to: UInt8.self)
  }
}
