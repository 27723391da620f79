/// Finds every maximal repeat in a sequence of numbers.
///
/// A repeat is maximal if its occurrences, taken together, can be extended neither to the left nor to the right. They
/// are the left-diverse nodes of the suffix tree, read here from a suffix array (Manber and Myers 1993, by prefix
/// doubling with counting sort) with the longest common prefixes of Kasai and others (2001). O(n log n) whatever the
/// input, 32 bytes an element at peak.
enum RepeatFinder {
  /// A repeat: `positions[first ... last]` are the places where it starts.
  struct Repeat: Equatable {
    var length: Int
    var first: Int
    var last: Int
  }

  /// All repeats, and the suffix array into which they point.
  struct Result {
    var repeats: [Repeat] = []
    var positions: [Int32] = []
  }

  /// The maximal repeats of `symbols` that `isWanted` takes, given a place of the repeat and its length.
  ///
  /// Symbols lie in `0 ..< bound`. Repeats never reach across a symbol that occurs once: such symbols separate lists.
  static func repeats(
    of symbols: [Int32], bound: Int, where isWanted: (_ position: Int, _ length: Int) -> Bool
  ) -> Result {
    guard symbols.count > 1 else { return Result() }
    let positions = suffixArray(of: symbols, bound: bound)
    let common = commonPrefixes(symbols, positions)
    var result = Result(repeats: [], positions: positions)
    var open: [Interval] = []
    for rank in 0...symbols.count {
      // The common prefix of this suffix and the one before it; behind the last, everything closes.
      let length = rank < symbols.count && rank > 0 ? Int(common[rank]) : 0
      var start = rank - 1
      var left = rank > 0 ? leftSymbol(of: Int(positions[rank - 1]), symbols) : .mixed
      while let top = open.last, top.length > length {
        open.removeLast()
        let whole = top.left.joined(left)
        if whole == .mixed, isWanted(Int(positions[top.start]), top.length) {
          result.repeats.append(Repeat(length: top.length, first: top.start, last: rank - 1))
        }
        start = top.start
        left = whole
      }
      guard length > 0 else { continue }
      if let top = open.last, top.length == length {
        open[open.count - 1].left = top.left.joined(left)
      } else {
        open.append(Interval(length: length, start: start, left: left))
      }
    }
    return result
  }

  /// An interval of the suffix array that is still growing.
  private struct Interval {
    var length: Int
    var start: Int
    var left: LeftSymbol
  }

  /// What stands before all suffixes of an interval.
  private enum LeftSymbol: Equatable {
    case one(Int32)
    case mixed

    func joined(_ other: LeftSymbol) -> LeftSymbol { self == other ? self : .mixed }
  }

  private static func leftSymbol(of position: Int, _ symbols: [Int32]) -> LeftSymbol {
    position > 0 ? .one(symbols[position - 1]) : .mixed
  }

  /// The starts of all suffixes in the order of the suffixes.
  static func suffixArray(of symbols: [Int32], bound: Int) -> [Int32] {
    let count = symbols.count
    var ranks = symbols
    var order = [Int32](repeating: 0, count: count)
    var shifted = (0..<Int32(count)).map { $0 }
    var classes = bound
    var starts = [Int32](repeating: 0, count: max(bound, count) + 1)
    sort(shifted, by: ranks, classes: classes, counts: &starts, into: &order)
    var width = 1
    var fresh = [Int32](repeating: 0, count: count)
    while true {
      classes = rename(order, ranks, half: width == 1 ? 0 : width / 2, into: &fresh)
      swap(&ranks, &fresh)
      if classes == count { return order }
      // Suffixes in the order of their second halves: those too short to have one, then the others.
      var filled = 0
      for position in max(0, count - width)..<count {
        shifted[filled] = Int32(position)
        filled += 1
      }
      for position in order where Int(position) >= width {
        shifted[filled] = position - Int32(width)
        filled += 1
      }
      sort(shifted, by: ranks, classes: classes, counts: &starts, into: &order)
      width *= 2
    }
  }

  /// Stable counting sort of `items` by `ranks[item]`.
  private static func sort(
    _ items: [Int32], by ranks: [Int32], classes: Int, counts: inout [Int32], into order: inout [Int32]
  ) {
    for index in 0...classes { counts[index] = 0 }
    for item in items { counts[Int(ranks[Int(item)]) + 1] += 1 }
    for index in 0..<classes { counts[index + 1] += counts[index] }
    for item in items {
      let rank = Int(ranks[Int(item)])
      order[Int(counts[rank])] = item
      counts[rank] += 1
    }
  }

  /// Numbers the suffixes by their first `2·half` symbols (one where `half` is 0), equal ones alike.
  private static func rename(_ order: [Int32], _ ranks: [Int32], half: Int, into fresh: inout [Int32]) -> Int {
    func second(_ position: Int) -> Int32 {
      half == 0 ? 0 : position + half < ranks.count ? ranks[position + half] : -1
    }
    var classes = 0
    var previous = -1
    for position in order.lazy.map(Int.init) {
      if previous < 0 || ranks[previous] != ranks[position] || second(previous) != second(position) { classes += 1 }
      fresh[position] = Int32(classes - 1)
      previous = position
    }
    return classes
  }

  /// For each suffix in order the length of the prefix it shares with the one before.
  private static func commonPrefixes(_ symbols: [Int32], _ positions: [Int32]) -> [Int32] {
    let count = symbols.count
    var ranks = [Int32](repeating: 0, count: count)
    for (rank, position) in positions.enumerated() { ranks[Int(position)] = Int32(rank) }
    var common = [Int32](repeating: 0, count: count)
    var length = 0
    for position in 0..<count {
      let rank = Int(ranks[position])
      guard rank > 0 else {
        length = 0
        continue
      }
      let other = Int(positions[rank - 1])
      while position + length < count, other + length < count, symbols[position + length] == symbols[other + length] {
        length += 1
      }
      common[rank] = Int32(length)
      length = max(0, length - 1)
    }
    return common
  }
}
