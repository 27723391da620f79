import Facts

/// What a line is, by its first token. Some kinds of line are costlier than others whoever wrote them, so a line is held
/// against its like (Ray et al., "On the Naturalness of Buggy Code", ICSE 2016).
package enum LineType: Int, Sendable, CaseIterable {
  case importing
  case declaration
  case variable
  case control
  case jump
  case attribute
  case member
  case closing
  case text
  case expression

  /// The type of a line that begins with a token of this text and kind.
  static func of(_ text: String, _ kind: TokenKind) -> LineType {
    switch kind {
    case .stringSegment: .text
    case .keyword: keywords[text] ?? .expression
    case .punctuation, .directive, .operator: signs[text] ?? .expression
    default: .expression
    }
  }

  private static let keywords: [String: LineType] = {
    var types: [String: LineType] = ["import": .importing]
    for word in ["let", "var"] { types[word] = .variable }
    for word in ["if", "guard", "else", "for", "while", "repeat", "switch", "case", "default", "do", "catch", "defer"] {
      types[word] = .control
    }
    for word in ["return", "throw", "break", "continue", "fallthrough"] { types[word] = .jump }
    for word in [
      "func", "init", "deinit", "subscript", "class", "struct", "enum", "protocol", "extension", "actor", "typealias",
      "associatedtype", "operator", "precedencegroup", "public", "private", "internal", "fileprivate", "open",
      "package",
      "static", "final", "override", "mutating", "nonmutating", "required", "convenience", "lazy", "weak", "unowned",
      "indirect", "dynamic", "get", "set", "willSet", "didSet", "nonisolated",
    ] { types[word] = .declaration }
    return types
  }()

  private static let signs: [String: LineType] = [
    "@": .attribute, ".": .member, "}": .closing, ")": .closing, "]": .closing, "#if": .attribute, "#else": .attribute,
    "#elseif": .attribute, "#endif": .attribute,
  ]
}
