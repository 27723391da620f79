/// What a token is used as, told by the one before it.
package enum TokenRole: UInt8, Sendable, CaseIterable {
  /// After a dot.
  case member
  /// After `(`, `[` or a comma.
  case argument
  /// After a colon, an arrow, `<` and the like.
  case type
  /// After a word that declares.
  case declared
  /// Anywhere else.
  case other
  /// After a quote.
  case quoted

  package static let count = 6

  /// The role of what follows a token.
  static func after(_ text: UnsafeBufferPointer<UInt8>, tokenClass: TokenClass) -> TokenRole {
    guard tokenClass == .punctuation || tokenClass == .keyword, text.count <= 16 else { return .other }
    switch String(decoding: text, as: UTF8.self) {
    case ".": return .member
    case "(", ",", "[": return .argument
    case ":", "->", "<", "&", "is", "as", "?", "!", "@": return .type
    case "let", "var", "func", "case", "class", "struct", "enum", "protocol", "typealias", "associatedtype":
      return .declared
    case "\"", "\"\"\"": return .quoted
    default: return .other
    }
  }
}
