import Model
import Rules

/// The suppression comments of a graph's files, and which of their names have suppressed a finding.
struct SuppressionTable: Sendable {
  /// One name of one suppression comment.
  private struct Entry: Sendable {
    var comment: Int
    var name: String
    var meaning: SuppressionScope.Meaning?
    var isUsed = false
  }

  private let comments: [Suppression]
  private var entries: [Entry] = []
  /// For a file of the graph the indices of its entries.
  private var entriesOfFile: [Int: [Int]] = [:]

  init(_ comments: [Suppression]) {
    self.comments = comments
    for (index, comment) in comments.enumerated() {
      for name in comment.names {
        entriesOfFile[comment.file, default: []].append(entries.count)
        entries.append(Entry(comment: index, name: name, meaning: SuppressionScope.Meaning(name)))
      }
    }
  }

  /// Whether a comment suppresses the finding. Every name that covers it counts as used.
  mutating func suppress(_ draft: DraftFinding, rule: RuleID) -> Bool {
    guard let candidates = entriesOfFile[draft.file] else { return false }
    var isSuppressed = false
    for index in candidates {
      guard let meaning = entries[index].meaning, meaning.covers(rule),
        comments[entries[index].comment].lines?.contains(draft.finding.line) == true
      else { continue }
      entries[index].isUsed = true
      isSuppressed = true
    }
    return isSuppressed
  }

  /// What is wrong with the comments: those that cannot be read, and names that are unknown or suppressed nothing.
  ///
  /// With `namingOwnRule` only the names of the rule about suppressions are judged, else all but those.
  func complaints(namingOwnRule: Bool, scope: SuppressionScope) -> [Defect] {
    var result = [Defect]()
    if !namingOwnRule {
      for comment in comments where comment.lines == nil {
        let message = "this suppression is not understood; write 'xtal:disable:next RULE - reason', ':this' or ':file'"
        result.append(complaint(about: comment, message: message, identity: "unreadable"))
      }
    }
    for entry in entries {
      let isOwn = entry.meaning == .rule(SuppressionScope.unusedRule)
      guard isOwn == namingOwnRule, let message = message(for: entry, scope: scope) else { continue }
      result.append(complaint(about: comments[entry.comment], message: message, identity: entry.name))
    }
    return result
  }

  private func message(for entry: Entry, scope: SuppressionScope) -> String? {
    guard let meaning = entry.meaning, scope.knows(meaning) else {
      let name = String(entry.name.prefix(60))
      if let nearest = RuleCatalogue.nearest(to: name) {
        return "'\(name)' is neither a rule nor a class; did you mean '\(nearest)'?"
      }
      return "'\(name)' is neither a rule nor a class; a reason stands behind ' - '"
    }
    guard !entry.isUsed, scope.judges(meaning) else { return nil }
    return "the suppression of \(entry.name) suppresses nothing"
  }

  private func complaint(about comment: Suppression, message: String, identity: String) -> Defect {
    Defect(
      file: comment.file, offset: comment.offset, endOffset: comment.endOffset, declaration: -1, message: message,
      identity: identity)
  }
}
