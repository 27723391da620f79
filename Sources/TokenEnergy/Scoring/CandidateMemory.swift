/// Owns what a ``CandidateSet`` points to.
///
/// A class because memory has one owner; one belongs to one ``EnergyScorer``.
final class CandidateMemory {
  private let tokens: UnsafeMutablePointer<UInt32>
  private let scores: UnsafeMutablePointer<Float>
  private let latest: UnsafeMutablePointer<UInt8>
  private let earlier: UnsafeMutablePointer<UInt8>
  private let places: UnsafeMutablePointer<UInt32>
  private var marks: UnsafeMutablePointer<UInt32>
  private var markCount: Int

  init() {
    tokens = .allocate(capacity: CandidateSet.limit)
    // Whole vectors are read and written.
    scores = .allocate(capacity: CandidateSet.limit + 32)
    scores.initialize(repeating: 0, count: CandidateSet.limit + 32)
    latest = .allocate(capacity: CandidateSet.limit + 16)
    latest.initialize(repeating: 0, count: CandidateSet.limit + 16)
    earlier = .allocate(capacity: CandidateSet.limit)
    places = .allocate(capacity: CandidateSet.limit)
    markCount = 1024
    marks = .allocate(capacity: markCount)
  }

  deinit {
    tokens.deallocate()
    scores.deallocate()
    latest.deallocate()
    earlier.deallocate()
    places.deallocate()
    marks.deallocate()
  }

  /// A set for a vocabulary of `count` tokens: `set` itself where that will do, else one in its place.
  func set(vocabulary count: Int, after set: CandidateSet?) -> CandidateSet {
    if let set, count <= markCount { return set }
    marks.deallocate()
    markCount = max(markCount, count + count / 2)
    marks = .allocate(capacity: markCount)
    marks.initialize(repeating: 0, count: markCount)
    // What the set before left behind is no longer known to be cleared.
    scores.update(repeating: 0, count: CandidateSet.limit + 32)
    latest.update(repeating: 0, count: CandidateSet.limit + 16)
    return CandidateSet(
      tokens: tokens, scores: scores, latest: latest, earlier: earlier, places: places, marks: marks,
      markCount: markCount)
  }
}
