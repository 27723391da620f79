/// How often one file, or a module, answers each question of style in each way.
struct ConventionProfile: Sendable {
  /// Where a value was seen first.
  struct Example: Sendable {
    /// Index of the file in the graph.
    var file: Int
    /// Index of a token of that file.
    var token: Int
  }

  /// Number of observations by ``ConventionValue``.
  private var counts = [Int](repeating: 0, count: ConventionValue.allCases.count)
  private var examples = [Example?](repeating: nil, count: ConventionValue.allCases.count)

  /// Notes that `value` was seen at a token of a file.
  mutating func observe(_ value: ConventionValue, file: Int, token: UInt32) {
    counts[value.rawValue] += 1
    if counts[value.rawValue] == 1 { examples[value.rawValue] = Example(file: file, token: Int(token)) }
  }

  /// Adds the observations of a file that comes later.
  mutating func add(_ other: ConventionProfile) {
    for index in counts.indices where other.counts[index] > 0 {
      counts[index] += other.counts[index]
      if examples[index] == nil { examples[index] = other.examples[index] }
    }
  }

  func count(of value: ConventionValue) -> Int { counts[value.rawValue] }

  func example(of value: ConventionValue) -> Example? { examples[value.rawValue] }

  /// Number of observations of all values of an axis.
  func observations(on axis: ConventionAxis) -> Int {
    axis.values.reduce(0) { $0 + counts[$1.rawValue] }
  }

  /// The most frequent value of an axis, the first of several; nil without observations.
  func leading(on axis: ConventionAxis) -> ConventionValue? {
    var best: ConventionValue?
    for value in axis.values where counts[value.rawValue] > (best.map { counts[$0.rawValue] } ?? 0) { best = value }
    return best
  }
}
