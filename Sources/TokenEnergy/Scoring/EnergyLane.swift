/// Outcomes beside the candidates: a token of a class that no context foretold.
///
/// For names and literals: one that the stream had before, one that other streams have, one that nothing has; for all
/// else, which hardly comes anew, the last two.
enum EnergyLane {
  static let count = 16

  /// A token of the stream so far that is no candidate; open classes only.
  @inline(__always) static func local(_ tokenClass: Int) -> Int { tokenClass }

  /// A token of other streams that is no candidate and not in the stream so far.
  @inline(__always) static func known(_ tokenClass: Int) -> Int { tokenClass < 4 ? 4 + tokenClass : 8 + tokenClass }

  /// A token that is neither in the model nor in the stream so far.
  @inline(__always) static func new(_ tokenClass: Int) -> Int { tokenClass < 4 ? 8 + tokenClass : 10 + tokenClass }
}
