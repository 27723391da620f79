/// Follows a stream of tokens and gives the hashes of all contexts at the place reached. Constant time a token.
///
/// A class because it owns memory that must not be copied.
final class ContextTracker {
  private struct Bracket {
    var opener: UInt64 = 0
    var before: UInt64 = 0
    var argument: UInt64 = 0
  }

  private static let depthLimit = 256

  private let scope: UInt64
  /// The last tokens' hashes, the last one first.
  private var last: (UInt64, UInt64, UInt64, UInt64, UInt64) = (1, 1, 1, 1, 1)
  private var older: (UInt64, UInt64, UInt64, UInt64, UInt64) = (1, 1, 1, 1, 1)
  private var shapes: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (1, 1, 1, 1, 1, 1, 1)
  private let stack: UnsafeMutablePointer<Bracket>
  private var depth = 0
  /// Brackets beyond the limit, which are only counted.
  private var excess = 0
  /// The role of what comes next.
  private(set) var role = TokenRole.other

  init(scope: UInt64) {
    self.scope = scope
    stack = .allocate(capacity: Self.depthLimit)
    stack.initialize(repeating: Bracket(), count: Self.depthLimit)
  }

  deinit { stack.deallocate() }

  /// A group of the token before, by its shape, below ``shapeGroups``.
  @inline(__always) var shapeGroup: Int { Int(truncatingIfNeeded: shapes.0) & (Self.shapeGroups - 1) }

  static let shapeGroups = 16

  /// A group of the shape of three tokens before, below ``shapeRows``.
  @inline(__always) var shapeRow: Int {
    let three = TokenHash.combined(TokenHash.combined(shapes.0, shapes.1), shapes.2)
    return Int(truncatingIfNeeded: TokenHash.mixed(three)) & (Self.shapeRows - 1)
  }

  static let shapeRows = 4096

  /// Goes on by one token of the vocabulary.
  @inline(__always)
  func push(_ token: Int, _ vocabulary: VocabularyView) {
    let hash = vocabulary.hashes[token]
    switch vocabulary.brackets[token] {
    case .none: break
    case .opens: open(hash)
    case .closes: if excess > 0 { excess &-= 1 } else if depth > 0 { depth &-= 1 }
    case .comma: if depth > 0 { stack[depth &- 1].argument &+= 1 }
    }
    older = (last.4, older.0, older.1, older.2, older.3)
    last = (hash, last.0, last.1, last.2, last.3)
    shapes = (vocabulary.shapes[token], shapes.0, shapes.1, shapes.2, shapes.3, shapes.4, shapes.5)
    role = vocabulary.roles[token]
  }

  private func open(_ hash: UInt64) {
    if depth < Self.depthLimit {
      stack[depth] = Bracket(opener: hash, before: last.0)
      depth &+= 1
    } else {
      excess &+= 1
    }
  }

  /// Writes ``ContextKind/count`` hashes to `target`.
  @inline(__always)
  func write(to target: UnsafeMutablePointer<UInt64>) {
    let top = depth > 0 ? stack[depth &- 1] : Bracket()
    let outer = depth > 1 ? stack[depth &- 2].before : 0
    let order2 = TokenHash.combined(last.0, last.1)
    let order4 = TokenHash.combined(TokenHash.combined(order2, last.2), last.3)
    let order6 = TokenHash.combined(TokenHash.combined(order4, last.4), older.0)
    let bracket = TokenHash.combined(TokenHash.combined(top.opener, top.before), top.argument)
    let shape2 = TokenHash.combined(shapes.0, shapes.1)
    let shape4 = TokenHash.combined(TokenHash.combined(shape2, shapes.2), shapes.3)
    let shape6 = TokenHash.combined(TokenHash.combined(shape4, shapes.4), shapes.5)
    let older2 = TokenHash.combined(older.1, older.2)
    Self.put(last.0, .order1, target)
    Self.put(order2, .order2, target)
    Self.put(order6, .order6, target)
    Self.put(bracket, .bracket, target)
    Self.put(TokenHash.combined(bracket, last.0), .bracketOrder1, target)
    Self.put(shape4, .shape4, target)
    Self.put(TokenHash.combined(shape6, shapes.6), .shape7, target)
    Self.put(TokenHash.combined(scope, order2), .scopeOrder2, target)
    Self.put(
      TokenHash.combined(TokenHash.combined(order6, older2), TokenHash.combined(older.3, older.4)), .order10, target)
    Self.put(TokenHash.combined(TokenHash.combined(top.opener, outer), shape2), .nestingShape2, target)
  }

  @inline(__always)
  private static func put(_ value: UInt64, _ kind: ContextKind, _ target: UnsafeMutablePointer<UInt64>) {
    target[kind.rawValue] = TokenHash.mixed(
      value &+ UInt64(truncatingIfNeeded: kind.rawValue + 1) &* 0x9e37_79b9_7f4a_7c15)
  }
}
