package import Model

/// What kind of lexical token stands at a place.
package enum TokenKind: UInt8, Sendable {
  /// A keyword, reserved or contextual, where the parser read it as one.
  case keyword
  case identifier
  /// `$0` and the like.
  case dollarIdentifier
  /// A prefix, infix or postfix operator, and `=`, `->`, `&`, `?`, `!`.
  case `operator`
  /// Brackets, commas, colons, dots, semicolons, `@`, `#`, quotes, backslashes of interpolations and key paths.
  case punctuation
  case integerLiteral
  case floatLiteral
  /// The text between quotes and interpolations.
  case stringSegment
  case regexLiteral
  /// `#if` and its kin.
  case directive
  /// Text that is no token of the language.
  case unknown
}

extension TokenKind {
  /// What a token is where its energy is told apart.
  package var energyGroup: EnergyGroup {
    switch self {
    case .identifier, .dollarIdentifier: .identifiers
    case .integerLiteral, .floatLiteral, .stringSegment, .regexLiteral: .literals
    default: .syntax
    }
  }
}

/// The file's tokens in source order, without trivia; tokens that the parser made up are not among them.
///
/// Three arrays of one length, one entry a token.
package struct TokenStream: Sendable, Equatable {
  package var kinds: [TokenKind] = []
  /// The token's text.
  package var texts: [StringID] = []
  /// Offset of the token's first byte in the file.
  package var offsets: [UInt32] = []

  package init() {}

  package var count: Int { kinds.count }
}
