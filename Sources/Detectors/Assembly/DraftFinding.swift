import Model

/// A finding on its way: complete but for its fingerprint, with the numbers it is sorted and suppressed by.
struct DraftFinding: Sendable {
  /// Index of the file in the graph.
  var file: Int
  /// Rank of the rule among the active ones, which are sorted by identifier.
  var rank: Int
  /// Hash of what tells this finding from others; equal for findings that nothing tells apart.
  var identity: UInt64
  var finding: Finding
}
