import Model

/// A finding that a fixture's marker comment asks for.
struct FixtureExpectation: Sendable, Equatable, CustomStringConvertible {
  var path: String
  /// Counted from 1, in the source without markers.
  var line: Int
  /// Counted from 1 in UTF-8 bytes; nil where the marker has no carets.
  var column: Int?
  var rule: RuleID
  /// Part of the finding's message; empty where any message will do.
  var fragment: String

  func matches(_ finding: Finding) -> Bool {
    finding.path == path && finding.line == line && (column ?? finding.column) == finding.column
      && finding.rule == rule && (fragment.isEmpty || finding.message.contains(fragment))
  }

  /// The same expectation `count` lines further down.
  func movedDown(by count: Int) -> FixtureExpectation {
    var moved = self
    moved.line += count
    return moved
  }

  var description: String {
    "\(path):\(line)\(column.map { ":\($0)" } ?? ""): \(rule)\(fragment.isEmpty ? "" : ": \(fragment)")"
  }
}
