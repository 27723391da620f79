@_spi(RawSyntax) import SwiftSyntax

/// What the token stream keeps of the parser's token kinds.
struct TokenCategory {
  var kind: TokenKind
  /// Whether all tokens of that kind have the same text.
  var isFixed: Bool

  static func category(of kind: RawTokenKind) -> TokenCategory {
    switch kind {
    case .identifier: TokenCategory(kind: .identifier, isFixed: false)
    case .keyword: TokenCategory(kind: .keyword, isFixed: false)
    case .dollarIdentifier: TokenCategory(kind: .dollarIdentifier, isFixed: false)
    case .integerLiteral: TokenCategory(kind: .integerLiteral, isFixed: false)
    case .floatLiteral: TokenCategory(kind: .floatLiteral, isFixed: false)
    case .stringSegment: TokenCategory(kind: .stringSegment, isFixed: false)
    case .regexLiteralPattern: TokenCategory(kind: .regexLiteral, isFixed: false)
    case .binaryOperator, .prefixOperator, .postfixOperator: TokenCategory(kind: .operator, isFixed: false)
    case .arrow, .equal, .exclamationMark, .infixQuestionMark, .postfixQuestionMark, .prefixAmpersand, .ellipsis:
      TokenCategory(kind: .operator, isFixed: true)
    case .wildcard: TokenCategory(kind: .keyword, isFixed: true)
    case .poundAvailable, .poundElse, .poundElseif, .poundEndif, .poundIf, .poundSourceLocation, .poundUnavailable:
      TokenCategory(kind: .directive, isFixed: true)
    case .rawStringPoundDelimiter, .regexPoundDelimiter: TokenCategory(kind: .punctuation, isFixed: false)
    case .unknown, .shebang, .endOfFile: TokenCategory(kind: .unknown, isFixed: false)
    default: TokenCategory(kind: .punctuation, isFixed: true)
    }
  }
}
