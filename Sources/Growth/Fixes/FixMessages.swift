package import Model

/// Tells by a commit's message whether the commit mends a bug.
///
/// It reads the message's title, and lines of its body that close an issue as a fix (`Fixes #12`). Other lines of the body
/// are not read: in squashed commits they list the steps of one piece of work (`* fix tests`), and prose names bugs that
/// the commit does not mend. What commits call themselves is all there is: some fixes are missed, some that are counted
/// are none (K. Herzig, S. Just, A. Zeller, "It's not a Bug, it's a Feature", 2013).
package struct FixMessages: Sendable, Equatable {
  /// Words that say that something is mended, where nobody gives others.
  package static let standardWords = [
    "fix", "fixes", "fixed", "fixing", "bug", "bugs", "bugfix", "bugfixes", "hotfix", "hotfixes", "defect", "defects",
    "crash", "crashes", "crashed", "crashing", "regression", "regressions", "leak", "leaks", "leaking", "race", "races",
    "deadlock", "deadlocks", "hang", "hangs", "corruption", "incorrect", "incorrectly", "wrong", "wrongly",
  ]

  /// Words that say that only text, style or the build service is mended, or that an earlier change is taken back.
  package static let exceptions = [
    "typo", "typos", "spelling", "misspelling", "misspellings", "grammar", "wording", "whitespace", "indentation",
    "formatting", "swiftformat", "lint", "linter", "swiftlint", "comment", "comments", "doc", "docs", "documentation",
    "docc", "readme", "changelog", "licence", "license", "copyright", "warning", "warnings", "ci", "travis", "revert",
    "reverts",
  ]

  /// In lower case, as they were given.
  package let words: [String]
  private let fixes: [[String]]
  private let excepted: [[String]]

  /// A word may be a phrase of several. Throws ``AnalysisError`` where there is none, or one without letter and digit.
  package init(words: [String] = FixMessages.standardWords) throws {
    guard !words.isEmpty else { throw AnalysisError("There is no fix word. Give at least one, or leave them out.") }
    self.words = words.map { $0.lowercased() }
    fixes = words.map(Self.parts)
    excepted = Self.exceptions.map(Self.parts)
    if let empty = zip(words, fixes).first(where: { $0.1.isEmpty })?.0 {
      throw AnalysisError("The fix word '\(empty)' has neither a letter nor a digit. Give a word.")
    }
  }

  /// Whether a commit with that message counts as a fix.
  package func isFix(_ message: String) -> Bool {
    let lines = message.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
    guard let title = Self.title(of: lines) else { return false }
    let parts = Self.parts(title)
    if excepted.contains(where: { Self.holds($0, in: parts) }) { return false }
    return fixes.contains { Self.holds($0, in: parts) } || lines.dropFirst().contains { closesIssue($0) }
  }

  /// The line that names the change: of a merge the one below, where hosting services put the request's title.
  private static func title(of lines: [Substring]) -> Substring? {
    guard let first = lines.first else { return nil }
    return first.hasPrefix("Merge ") && lines.count > 1 ? lines[1] : first
  }

  /// Whether a line begins with a fix word and goes on with an issue: `- Fixes: owner/name#12`, `Fix https://…`.
  private func closesIssue(_ line: Substring) -> Bool {
    let text = line.drop { !$0.isLetter && !$0.isNumber }
    let pieces = text.split(separator: " ", omittingEmptySubsequences: true)
    for (length, piece) in pieces.enumerated().dropFirst() where Self.isIssue(piece) {
      return fixes.contains(Self.parts(pieces[..<length].joined(separator: " ")[...]))
    }
    return false
  }

  private static func isIssue(_ piece: Substring) -> Bool {
    if piece.hasPrefix("https://") || piece.hasPrefix("http://") { return true }
    guard let sign = piece.firstIndex(of: "#") else { return false }
    return piece[sign...].dropFirst().first?.isNumber ?? false
  }

  /// The runs of letters and digits, in lower case.
  private static func parts(_ text: some StringProtocol) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// Whether a phrase stands in a row of words.
  private static func holds(_ phrase: [String], in words: [String]) -> Bool {
    guard let first = phrase.first else { return false }
    return words.indices.contains { words[$0] == first && words[$0...].starts(with: phrase) }
  }
}
