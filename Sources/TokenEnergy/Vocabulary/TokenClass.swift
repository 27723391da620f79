/// What a token is by its text alone, and by whether it stands between quotes.
///
/// The classes part all texts: an unseen token is first told by its class, then spelled within it.
package enum TokenClass: UInt8, Sendable, CaseIterable {
  /// A word that begins with a lower-case letter, `_`, `$`, a backtick or a byte beyond ASCII.
  case lower
  /// A word that begins with an upper-case letter of ASCII.
  case upper
  /// Begins with a digit.
  case number
  /// Text inside of a string literal.
  case segment
  /// Brackets, commas, operators and all else.
  case punctuation
  /// A word that the language uses itself, reserved or not.
  case keyword

  package static let count = 6
  /// Names and literals, which each code base has its own of, are the first classes.
  static let openCount = 4

  /// The class of a token. `isSegment`: whether it is text inside of a string literal.
  package static func of(_ text: UnsafeBufferPointer<UInt8>, isSegment: Bool) -> TokenClass {
    if isSegment { return .segment }
    guard let first = text.first else { return .punctuation }
    switch first {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "#"):
      if KeywordHashes.contain(TokenHash.of(text, isSegment: false)) { return .keyword }
      return first == UInt8(ascii: "#") ? .punctuation : .lower
    case UInt8(ascii: "A")...UInt8(ascii: "Z"):
      return KeywordHashes.contain(TokenHash.of(text, isSegment: false)) ? .keyword : .upper
    case UInt8(ascii: "$"), UInt8(ascii: "`"), 128...: return .lower
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
    default: return .punctuation
    }
  }

  /// Whether tokens of this class are names or literals.
  var isOpen: Bool { rawValue < TokenClass.openCount }
}

/// The words of the language, reserved and contextual, by their hashes.
enum KeywordHashes {
  private static let words =
    """
    actor any as associatedtype async await borrowing break case catch class consuming continue convenience default \
    defer deinit didSet do dynamic each else enum extension fallthrough false fileprivate final for func get guard if \
    import in indirect infix init inout internal is lazy let mutating nil nonisolated nonmutating open operator optional \
    override package postfix precedencegroup prefix private protocol public repeat required rethrows return self Self set \
    some static struct subscript super switch throw throws true try typealias unowned var weak where while willSet _ Any \
    #if #else #elseif #endif #available
    """

  private static let hashes: Set<UInt64> = Set(
    words.split(separator: " ").map { word in
      var bytes = Array(word.utf8)
      return bytes.withUnsafeMutableBufferPointer { TokenHash.of(UnsafeBufferPointer($0), isSegment: false) }
    })

  static func contain(_ hash: UInt64) -> Bool { hashes.contains(hash) }
}
