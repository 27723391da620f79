/// Owns what a ``CandidateSet`` points to.
///
/// A class because memory has one owner; one belongs to one ``EnergyScorer``.
final class CandidateMemory {
  private let tokens: UnsafeMutablePointer<UInt32>
  private let scores: UnsafeMutablePointer<Float>
  private let owners: UnsafeMutablePointer<UInt8>
  private let depthPlaces: UnsafeMutablePointer<Int32>
  private let shapePlaces: UnsafeMutablePointer<Int32>
  private var marks: UnsafeMutablePointer<UInt32>
  private var markCount: Int

  init() {
    tokens = .allocate(capacity: CandidateSet.limit)
    // Whole vectors are read and written.
    scores = .allocate(capacity: CandidateSet.limit + 16)
    scores.initialize(repeating: 0, count: CandidateSet.limit + 16)
    owners = .allocate(capacity: CandidateSet.limit)
    depthPlaces = .allocate(capacity: CandidateSet.limit)
    shapePlaces = .allocate(capacity: CandidateSet.limit)
    markCount = 1024
    marks = .allocate(capacity: markCount)
  }

  deinit {
    tokens.deallocate()
    scores.deallocate()
    owners.deallocate()
    depthPlaces.deallocate()
    shapePlaces.deallocate()
    marks.deallocate()
  }

  /// A set for a vocabulary of `count` tokens: `set` itself where that will do, else one in its place.
  func set(vocabulary count: Int, after set: CandidateSet?) -> CandidateSet {
    if let set, count <= markCount { return set }
    marks.deallocate()
    markCount = max(markCount, count + count / 2)
    marks = .allocate(capacity: markCount)
    marks.initialize(repeating: 0, count: markCount)
    return CandidateSet(
      tokens: tokens, scores: scores, owners: owners, depthPlaces: depthPlaces, shapePlaces: shapePlaces, marks: marks,
      markCount: markCount)
  }
}
