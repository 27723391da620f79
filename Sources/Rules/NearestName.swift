/// Finds the known name that a misspelt one most likely means, for messages such as "did you mean …?".
package enum NearestName {
  /// The candidate with the smallest edit distance to `name`, nil where none is close enough to be helpful.
  ///
  /// Close enough is a distance of at most a third of the longer name's length, case aside; or a candidate whose part
  /// behind the slash is `name` itself. Of equally near candidates the first in `candidates` wins. O(n·m) for each.
  package static func nearest(to name: String, among candidates: [String]) -> String? {
    let wanted = Array(name.lowercased().utf8.prefix(128))
    guard !wanted.isEmpty else { return nil }
    var best: (distance: Int, name: String)?
    for candidate in candidates {
      let whole = Array(candidate.lowercased().utf8)
      var distance = editDistance(wanted, whole)
      if let slash = whole.firstIndex(of: UInt8(ascii: "/")), Array(whole[(slash + 1)...]) == wanted { distance = 0 }
      guard distance * 3 <= max(wanted.count, whole.count) else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (distance, candidate) }
    }
    return best?.name
  }

  /// The `count` candidates that are nearest to `name`, each by its whole name or by its short one, the nearest first.
  ///
  /// As near as for ``nearest(to:among:)``; of equally near ones the shortest first, then by the alphabet. A candidate of many is
  /// passed over quickly where its length alone puts it out of reach.
  package static func nearest(
    _ count: Int, to name: String, among candidates: [(name: String, short: String)]
  ) -> [String] {
    let wanted = Array(name.lowercased().utf8.prefix(128))
    guard !wanted.isEmpty else { return [] }
    func distance(to text: String) -> Int? {
      let length = text.utf8.count
      guard abs(length - wanted.count) * 3 <= max(length, wanted.count) else { return nil }
      let distance = editDistance(wanted, Array(text.lowercased().utf8))
      return distance * 3 <= max(wanted.count, length) ? distance : nil
    }
    var best: [String: Int] = [:]
    for candidate in candidates {
      let found = [distance(to: candidate.name), distance(to: candidate.short)].compactMap { $0 }.min()
      if let found { best[candidate.name] = min(found, best[candidate.name] ?? found) }
    }
    return best.sorted { ($0.value, $0.key.utf8.count, $0.key) < ($1.value, $1.key.utf8.count, $1.key) }.prefix(count)
      .map(\.key)
  }

  /// The optimal-string-alignment distance: insertions, deletions, replacements and swaps of neighbours cost 1 each.
  static func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
    var beforePrevious = [Int](repeating: 0, count: right.count + 1)
    var previous = Array(0...right.count)
    var current = previous
    for row in 1...left.count {
      current[0] = row
      for column in 1...right.count {
        let change = left[row - 1] == right[column - 1] ? 0 : 1
        var cost = min(previous[column] + 1, current[column - 1] + 1, previous[column - 1] + change)
        if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
          cost = min(cost, beforePrevious[column - 2] + 1)
        }
        current[column] = cost
      }
      (beforePrevious, previous, current) = (previous, current, beforePrevious)
    }
    return previous[right.count]
  }
}
