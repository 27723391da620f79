import Testing

@testable import Detectors

/// The finder of repeats against a search that tries everything.
@Suite struct RepeatFinderTests {
  /// A repeat as everything it says: how long, and where.
  private struct Found: Hashable {
    var length: Int
    var places: [Int]
  }

  private func find(_ symbols: [Int32], bound: Int) -> Set<Found> {
    let result = RepeatFinder.repeats(of: symbols, bound: bound) { _, _ in true }
    return Set(
      result.repeats.map { found in
        Found(length: found.length, places: result.positions[found.first...found.last].map(Int.init).sorted())
      })
  }

  /// Every substring that occurs twice or more and whose occurrences have no common symbol on either side.
  private func findByTrying(_ symbols: [Int32]) -> Set<Found> {
    var places: [[Int32]: [Int]] = [:]
    for start in symbols.indices {
      for end in start + 1...symbols.count { places[Array(symbols[start..<end]), default: []].append(start) }
    }
    return Set(
      places.compactMap { text, starts in
        guard starts.count > 1 else { return nil }
        let left = Set(starts.map { $0 > 0 ? symbols[$0 - 1] : -1 })
        let right = Set(starts.map { $0 + text.count < symbols.count ? symbols[$0 + text.count] : -1 })
        let isMaximal = (left.count > 1 || left == [-1]) && (right.count > 1 || right == [-1])
        return isMaximal ? Found(length: text.count, places: starts) : nil
      })
  }

  @Test(arguments: 1...60)
  func findsWhatTryingFinds(seed: Int) {
    var random = SplitMix(state: UInt64(seed))
    let alphabet = 1 + random.next(below: 5)
    let symbols = (0..<random.next(below: 40) + 2).map { _ in Int32(random.next(below: alphabet)) }
    #expect(find(symbols, bound: alphabet) == findByTrying(symbols))
  }

  @Test func separatorsAreNeverCrossed() {
    let found = find([0, 1, 2, 0, 1, 3], bound: 4)
    #expect(found == [Found(length: 2, places: [0, 3])])
  }

  @Test func emptyAndShortSequencesHaveNone() {
    #expect(find([], bound: 0).isEmpty)
    #expect(find([0], bound: 1).isEmpty)
  }

  @Test func suffixesAreSorted() {
    var random = SplitMix(state: 7)
    let symbols = (0..<300).map { _ in Int32(random.next(below: 3)) }
    let order = RepeatFinder.suffixArray(of: symbols, bound: 3).map(Int.init)
    #expect(order.sorted() == Array(symbols.indices))
    for (left, right) in zip(order, order.dropFirst()) {
      #expect(symbols[left...].lexicographicallyPrecedes(symbols[right...]))
    }
  }
}

/// A small random source whose numbers are the same in every run (Steele and others 2014).
struct SplitMix {
  var state: UInt64

  mutating func next(below bound: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int((value ^ (value >> 31)) % UInt64(bound))
  }
}
