/// What of the tokens before it a token is foretold by. Each kind hashes other parts of them.
///
/// *Shape* is a token without its word: names and literals are told by their class only.
enum ContextKind: Int, CaseIterable {
  /// The token before.
  case order1
  /// Two tokens before.
  case order2
  /// Six tokens before.
  case order6
  /// The innermost open bracket (which, the token before it, commas since) and the token before.
  case bracketOrder1
  /// The shape of four tokens before.
  case shape4
  /// The shape of seven tokens before.
  case shape7
  /// The scope (a folder) and two tokens before.
  case scopeOrder2
  /// Ten tokens before.
  case order10
  /// The kind of the innermost bracket, the token before the one around it, and the shape of two tokens before.
  case nestingShape2
  /// The innermost open bracket: which, the token before it, commas since.
  case bracket

  static let count = 10

  /// Kinds that are counted over the repository: the first of all.
  static let repositoryCount = 9

  /// Most candidates that a context of the repository gives.
  static let repositoryReach = 8

  static let fileCount = 7

  /// Kinds that are counted over the file so far, by their numbers.
  static let ofFile: [Int] = [
    order1, order2, order6, order10, bracket, bracketOrder1, nestingShape2,
  ].map(\.rawValue)

  /// For each kind that is counted over the repository one before it whose context is part of this one's: a repository
  /// that never had that has not had this. -1 for none.
  static let contained: [Int] = (0..<repositoryCount).map { kind in
    switch ContextKind(rawValue: kind) {
    case .order2, .bracketOrder1: order1.rawValue
    case .order6, .scopeOrder2: order2.rawValue
    case .order10: order6.rawValue
    case .shape7: shape4.rawValue
    default: -1
    }
  }
}
