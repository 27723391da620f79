/// What changes that were accepted had, in bits a token of their names and syntax with one price for new ones, sorted.
package struct AcceptedChanges: Sendable {
  /// Changes, files and hunks with fewer added tokens are not counted: their means say little.
  package static let leastTokens = 10

  package private(set) var changes: [Double] = []
  package private(set) var files: [Double] = []
  package private(set) var hunks: [Double] = []

  package init() {}

  package mutating func add(_ change: ChangeEnergy) {
    Self.insert(change.closed, into: &changes)
    for file in change.files {
      Self.insert(file.closed, into: &files)
      for hunk in file.hunks { Self.insert(hunk.closed, into: &hunks) }
    }
  }

  /// Where a sum with one price for new tokens lies among `values`, in [0, 1]; nil where it has too few tokens, or
  /// too few values are known.
  package static func percentile(of sum: EnergySum, in values: [Double]) -> Double? {
    sum.codeTokens < leastTokens ? nil : percentile(of: sum.codeBitsPerToken, in: values)
  }

  /// The share of `values` below a value, equal ones counted half, in [0, 1]; nil where there are fewer than ten.
  package static func percentile(of value: Double, in values: [Double]) -> Double? {
    guard values.count >= 10 else { return nil }
    let below = lowerBound(value, values)
    var equal = below
    while equal < values.count, values[equal] == value { equal += 1 }
    return (Double(below) + Double(equal - below) / 2) / Double(values.count)
  }

  /// The value that the share `share` of all lies below; nil where there is none.
  package static func quantile(_ share: Double, of values: [Double]) -> Double? {
    values.isEmpty ? nil : values[min(values.count - 1, Int(share * Double(values.count)))]
  }

  private static func insert(_ sum: EnergySum, into values: inout [Double]) {
    guard sum.codeTokens >= leastTokens else { return }
    values.insert(sum.codeBitsPerToken, at: lowerBound(sum.codeBitsPerToken, values))
  }

  private static func lowerBound(_ value: Double, _ values: [Double]) -> Int {
    var low = 0
    var high = values.count
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
