/// What a context of the stream is told apart by: how often it was seen, and for each successor how often it came and how
/// many came since.
enum FileState {
  private static let ranks = 5
  private static let counts = 5
  /// Counts above are not told apart.
  static let countLimit: UInt32 = 15
  /// No context gives more successors.
  static let reachLimit = 24

  /// The first state of contexts seen as often.
  @inline(__always)
  static func total(_ total: UInt32) -> UInt32 {
    UInt32(truncatingIfNeeded: min(CountState.magnitude(total), 5) &* (ranks &* counts))
  }

  /// `unit` times what each count up to ``countLimit`` adds to the state; the caller frees it.
  static func makeCountSteps(unit: UInt32) -> UnsafeMutablePointer<UInt32> {
    let table = UnsafeMutablePointer<UInt32>.allocate(capacity: Int(countLimit) + 1)
    for count in 0...countLimit {
      (table + Int(count)).initialize(to: unit * UInt32(min(CountState.magnitude(count), counts - 1) * ranks))
    }
    return table
  }

  /// `unit` times what each rank, the latest successor's being 0, adds to the state; the caller frees it.
  static func makeRankSteps(unit: UInt32) -> UnsafeMutablePointer<UInt32> {
    let table = UnsafeMutablePointer<UInt32>.allocate(capacity: reachLimit)
    for rank in 0..<reachLimit {
      (table + rank).initialize(to: unit * UInt32(rank < 3 ? rank : rank < 5 ? 3 : ranks - 1))
    }
    return table
  }
}
