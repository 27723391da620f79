@_spi(ExperimentalLanguageFeatures) @_spi(RawSyntax) import SwiftSyntax

/// What the walk makes of one kind of raw syntax node.
struct NodeRule {
  /// The node to open; nil for a wrapper whose children go to the node around it.
  var kind: NodeKind?
  /// Position in the layout of the token that gives the name, -1 for none. Real children stand at odd positions,
  /// unexpected text between them at even ones.
  var name: Int

  init(_ kind: NodeKind?, name: Int = -1) {
    self.kind = kind
    self.name = name
  }

  static let transparent = NodeRule(nil)

  /// Splits by family to keep each table short; the families are disjoint.
  static func rule(for kind: SyntaxKind) -> NodeRule {
    declaration(kind) ?? type(kind) ?? expression(kind) ?? statement(kind) ?? transparent
  }

  private static func declaration(_ kind: SyntaxKind) -> NodeRule? {
    switch kind {
    case .sourceFile: NodeRule(.sourceFile)
    case .importDecl: NodeRule(.importDeclaration)
    case .importPathComponent: NodeRule(.importPath, name: 1)
    case .classDecl: NodeRule(.classDeclaration, name: 7)
    case .structDecl: NodeRule(.structDeclaration, name: 7)
    case .enumDecl: NodeRule(.enumDeclaration, name: 7)
    case .protocolDecl: NodeRule(.protocolDeclaration, name: 7)
    case .actorDecl: NodeRule(.actorDeclaration, name: 7)
    case .extensionDecl: NodeRule(.extensionDeclaration)
    case .functionDecl: NodeRule(.functionDeclaration, name: 7)
    case .initializerDecl: NodeRule(.initializerDeclaration, name: 5)
    case .deinitializerDecl: NodeRule(.deinitializerDeclaration, name: 5)
    case .subscriptDecl: NodeRule(.subscriptDeclaration, name: 5)
    case .variableDecl: NodeRule(.variableDeclaration)
    case .patternBinding: NodeRule(.binding)
    case .accessorDecl: NodeRule(.accessor, name: 5)
    case .accessorParameters: NodeRule(.parameter, name: 3)
    case .enumCaseDecl: NodeRule(.enumCaseDeclaration)
    case .enumCaseElement: NodeRule(.enumCaseElement, name: 1)
    case .typeAliasDecl: NodeRule(.typealiasDeclaration, name: 7)
    case .associatedTypeDecl: NodeRule(.associatedtypeDeclaration, name: 7)
    case .operatorDecl: NodeRule(.operatorDeclaration, name: 5)
    case .precedenceGroupDecl: NodeRule(.precedenceGroupDeclaration, name: 7)
    case .macroDecl: NodeRule(.macroDeclaration, name: 7)
    case .macroExpansionDecl: NodeRule(.macroExpansionDeclaration, name: 9)
    case .functionParameter, .closureParameter: NodeRule(.parameter, name: 5)
    case .enumCaseParameter: NodeRule(.parameter, name: 3)
    case .closureShorthandParameter: NodeRule(.parameter, name: 1)
    case .genericParameter: NodeRule(.genericParameter, name: 5)
    case .conformanceRequirement, .sameTypeRequirement, .layoutRequirement: NodeRule(.requirement)
    case .inheritedType: NodeRule(.inheritedType)
    case .returnClause: NodeRule(.returnType)
    case .typeAnnotation: NodeRule(.typeAnnotation)
    case .initializerClause, .typeInitializerClause: NodeRule(.initializer)
    case .attribute: NodeRule(.attribute)
    case .declModifier, .simpleTypeSpecifier, .nonisolatedTypeSpecifier, .lifetimeTypeSpecifier:
      NodeRule(.modifier, name: 1)
    case .declModifierDetail: NodeRule(.modifierDetail, name: 3)
    case .ifConfigDecl: NodeRule(.ifConfig)
    case .ifConfigClause: NodeRule(.ifConfigClause, name: 1)
    case .unexpectedNodes: NodeRule(.unexpected)
    default: nil
    }
  }

  private static func type(_ kind: SyntaxKind) -> NodeRule? {
    switch kind {
    case .identifierType: NodeRule(.namedType, name: 3)
    case .memberType: NodeRule(.memberType, name: 7)
    case .optionalType: NodeRule(.optionalType)
    case .implicitlyUnwrappedOptionalType: NodeRule(.implicitlyUnwrappedType)
    case .arrayType: NodeRule(.arrayType)
    case .dictionaryType: NodeRule(.dictionaryType)
    case .tupleType: NodeRule(.tupleType)
    case .tupleTypeElement: NodeRule(.tupleTypeElement, name: 3)
    case .functionType: NodeRule(.functionType)
    case .someOrAnyType: NodeRule(.someType, name: 1)
    case .compositionType: NodeRule(.compositionType)
    case .metatypeType: NodeRule(.metatype, name: 5)
    case .attributedType: NodeRule(.attributedType)
    case .suppressedType: NodeRule(.suppressedType)
    case .packElementType, .packExpansionType: NodeRule(.packType)
    case .inlineArrayType: NodeRule(.inlineArrayType)
    case .classRestrictionType: NodeRule(.namedType, name: 1)
    default: nil
    }
  }

  private static func expression(_ kind: SyntaxKind) -> NodeRule? {
    switch kind {
    case .declReferenceExpr: NodeRule(.reference, name: 3)
    case .memberAccessExpr: NodeRule(.member)
    case .declNameArgument: NodeRule(.argumentLabel, name: 1)
    case .functionCallExpr: NodeRule(.call)
    case .subscriptCallExpr: NodeRule(.subscriptCall)
    case .labeledExpr, .multipleTrailingClosureElement: NodeRule(.argument, name: 1)
    case .closureExpr: NodeRule(.closure)
    case .closureCapture: NodeRule(.capture, name: 3)
    case .closureCaptureSpecifier: NodeRule(.modifier, name: 1)
    case .integerLiteralExpr: NodeRule(.integerLiteral, name: 1)
    case .floatLiteralExpr: NodeRule(.floatLiteral, name: 1)
    case .booleanLiteralExpr: NodeRule(.booleanLiteral, name: 1)
    case .nilLiteralExpr: NodeRule(.nilLiteral)
    case .stringLiteralExpr, .simpleStringLiteralExpr: NodeRule(.stringLiteral)
    case .expressionSegment: NodeRule(.interpolation)
    case .regexLiteralExpr: NodeRule(.regexLiteral)
    case .arrayExpr: NodeRule(.arrayLiteral)
    case .dictionaryExpr: NodeRule(.dictionaryLiteral)
    case .dictionaryElement: NodeRule(.dictionaryElement)
    case .tupleExpr: NodeRule(.tuple)
    case .sequenceExpr: NodeRule(.sequence)
    case .binaryOperatorExpr: NodeRule(.binaryOperator, name: 1)
    case .prefixOperatorExpr: NodeRule(.prefixOperator, name: 1)
    case .postfixOperatorExpr: NodeRule(.postfixOperator, name: 3)
    case .assignmentExpr: NodeRule(.assignment)
    case .unresolvedTernaryExpr, .ternaryExpr: NodeRule(.ternary)
    case .unresolvedAsExpr, .asExpr: NodeRule(.cast)
    case .unresolvedIsExpr, .isExpr: NodeRule(.typeCheck)
    case .tryExpr: NodeRule(.tryExpression)
    case .awaitExpr: NodeRule(.awaitExpression)
    case .forceUnwrapExpr: NodeRule(.forceUnwrap)
    case .optionalChainingExpr: NodeRule(.optionalChain)
    case .inOutExpr: NodeRule(.inoutExpression)
    case .superExpr: NodeRule(.superExpression)
    case .keyPathExpr: NodeRule(.keyPath)
    case .keyPathComponent: NodeRule(.keyPathComponent)
    case .macroExpansionExpr: NodeRule(.macroExpansion, name: 5)
    case .genericSpecializationExpr: NodeRule(.specialization)
    case .typeExpr: NodeRule(.typeExpression)
    case .discardAssignmentExpr: NodeRule(.discard)
    case .copyExpr, .consumeExpr, .borrowExpr, .unsafeExpr: NodeRule(.ownershipExpression, name: 1)
    default: nil
    }
  }

  private static func statement(_ kind: SyntaxKind) -> NodeRule? {
    switch kind {
    case .codeBlock: NodeRule(.codeBlock)
    case .ifExpr: NodeRule(.ifStatement)
    case .guardStmt: NodeRule(.guardStatement)
    case .whileStmt: NodeRule(.whileStatement)
    case .repeatStmt: NodeRule(.repeatStatement)
    case .forStmt: NodeRule(.forStatement)
    case .switchExpr: NodeRule(.switchStatement)
    case .switchCase: NodeRule(.switchCase)
    case .switchCaseItem, .catchItem: NodeRule(.caseItem)
    case .whereClause: NodeRule(.whereClause)
    case .optionalBindingCondition: NodeRule(.optionalBinding)
    case .matchingPatternCondition: NodeRule(.matchingCondition)
    case .availabilityCondition: NodeRule(.availabilityCondition)
    case .doStmt, .doExpr: NodeRule(.doStatement)
    case .catchClause: NodeRule(.catchClause)
    case .returnStmt: NodeRule(.returnStatement)
    case .throwStmt: NodeRule(.throwStatement)
    case .breakStmt: NodeRule(.breakStatement, name: 3)
    case .continueStmt: NodeRule(.continueStatement, name: 3)
    case .fallThroughStmt: NodeRule(.fallthroughStatement)
    case .deferStmt: NodeRule(.deferStatement)
    case .yieldStmt: NodeRule(.yieldStatement)
    case .discardStmt: NodeRule(.discardStatement)
    case .labeledStmt: NodeRule(.labeledStatement, name: 1)
    case .identifierPattern: NodeRule(.identifierPattern, name: 1)
    case .wildcardPattern: NodeRule(.wildcardPattern)
    case .tuplePattern: NodeRule(.tuplePattern)
    case .valueBindingPattern: NodeRule(.valueBindingPattern)
    case .expressionPattern: NodeRule(.expressionPattern)
    case .isTypePattern: NodeRule(.isPattern)
    default: nil
    }
  }
}
