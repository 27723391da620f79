/// How well the resolver's references fit the compiler's index.
struct TruthReport: Codable, Equatable {
  /// Counts of one row: what the resolver has and how much of it is right, what the index has and how much was found.
  struct Row: Codable, Equatable {
    var name: String
    var ours = 0
    var right = 0
    var index = 0
    var found = 0

    /// Nil where there is nothing to be right about.
    var precision: Double? { ours == 0 ? nil : Double(right) / Double(ours) }
    var recall: Double? { index == 0 ? nil : Double(found) / Double(index) }
  }

  /// A class of differences.
  struct Problem: Codable, Equatable {
    /// `wrong` or `missed`.
    var kind: String
    var reason: String
    var role: String
    var count: Int
    /// Spread evenly over all of them.
    var examples: [String]
  }

  /// Why files take no part.
  struct Coverage: Codable, Equatable {
    var files = 0
    var covered = 0
    /// Reason and number of files, sorted.
    var notCovered: [Row] = []
  }

  var coverage = Coverage()
  var levels: [Row] = []
  var roles: [Row] = []
  var kinds: [Row] = []
  /// By the resolver's confidence, highest first; only `ours` and `right` count.
  var confidences: [Row] = []
  var witnesses = Row(name: "override and witness")
  /// Kept out of all of the above; `right` and `found` count what both have.
  var apart: [Row] = []
  /// The largest classes first.
  var problems: [Problem] = []
}
