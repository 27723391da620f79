import Model

/// A revision as a person types it, taken apart and checked, so that no unchecked text reaches libgit2's own parser.
///
/// Accepted: a full or abbreviated hexadecimal id (at least 4 digits), a branch, tag or remote branch, `HEAD`, a
/// reference from `refs/` on; each followed by any number of `^`, `^N`, `~`, `~N`. Nothing else of git's revision
/// language: no ranges, no `@{…}`, no `:path`, no search.
package struct RevisionText: Sendable, Equatable {
  /// A step from a commit to one of its ancestors.
  package enum Step: Sendable, Equatable {
    /// So many first parents back.
    case ancestor(Int)
    /// The parent of that number, counted from 1; 0 stays where it is.
    case parent(Int)
  }

  /// The name or id before the steps.
  package let base: String
  package let steps: [Step]

  /// Parses a text. Throws ``AnalysisError`` with the accepted forms for any other text.
  package init(_ text: String) throws {
    let bytes = Array(text.utf8)
    let end = bytes.firstIndex { $0 == UInt8(ascii: "^") || $0 == UInt8(ascii: "~") } ?? bytes.count
    guard Self.isPlainName(bytes[..<end]), let steps = Self.steps(bytes[end...]) else {
      throw AnalysisError(
        """
        '\(text)' is not a revision that xtal understands. Give a commit id (4 digits or more), a branch, a tag, a \
        remote branch, HEAD, or a name under refs/, each with ^, ^N or ~N after it if need be.
        """)
    }
    base = String(decoding: bytes[..<end], as: UTF8.self)
    self.steps = steps
  }

  /// The full reference names that ``base`` may stand for, in git's order of preference.
  var referenceNames: [String] {
    let prefixes = ["refs/", "refs/tags/", "refs/heads/", "refs/remotes/"]
    return (base.hasPrefix("refs/") ? [base] : []) + prefixes.map { $0 + base } + ["refs/remotes/\(base)/HEAD"]
  }

  /// Whether ``base`` may be the beginning of an id.
  var isAbbreviatedID: Bool {
    (4..<40).contains(base.utf8.count) && base.utf8.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
  }

  /// Whether the bytes can be a name at all: git's rules for reference names, and no leading dash.
  private static func isPlainName(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, first != UInt8(ascii: "-"), first != UInt8(ascii: "/"), bytes.count <= 1024 else {
      return false
    }
    var previous: UInt8 = 0
    for byte in bytes {
      if byte <= 0x20 || byte == 0x7f || ":?*[\\@".utf8.contains(byte) {
        // An `@` alone is a name of HEAD to git and `@{` opens its reflog language; inside a name it is ordinary.
        guard byte == UInt8(ascii: "@"), bytes.count > 1 else { return false }
      }
      if byte == UInt8(ascii: "{") && previous == UInt8(ascii: "@") { return false }
      if byte == UInt8(ascii: ".") && previous == UInt8(ascii: ".") { return false }
      previous = byte
    }
    return true
  }

  private static func steps(_ bytes: ArraySlice<UInt8>) -> [Step]? {
    var steps = [Step]()
    var rest = bytes
    while let sign = rest.popFirst() {
      let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      rest = rest.dropFirst(digits.count)
      guard digits.count <= 9, steps.count < 100 else { return nil }
      let number = digits.isEmpty ? 1 : digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
      switch sign {
      case UInt8(ascii: "~"): steps.append(.ancestor(number))
      case UInt8(ascii: "^"): steps.append(.parent(number))
      default: return nil
      }
    }
    return steps
  }
}
