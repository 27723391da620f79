/// Outcomes beside the candidates: a token of a class that no context foretold.
///
/// For names and literals: one that the stream had before, one that other streams have, one that nothing has; for all
/// else, which hardly comes anew, the last two.
enum EnergyLane {
  static let count = 16

  /// A token of the stream so far that is no candidate; open classes only.
  @inline(__always) static func local(_ tokenClass: Int) -> Int { tokenClass }

  /// A token of other streams that is no candidate and not in the stream so far.
  @inline(__always) static func known(_ tokenClass: Int) -> Int {
    tokenClass < TokenClass.openCount ? 4 + tokenClass : 8 + tokenClass
  }

  /// A token that is neither in the model nor in the stream so far.
  @inline(__always) static func new(_ tokenClass: Int) -> Int {
    tokenClass < TokenClass.openCount ? 8 + tokenClass : 10 + tokenClass
  }

  /// For all flags of a token a 1 in the lane that it would come in, were it no candidate; none for new tokens. The caller
  /// frees it.
  static func makeTable() -> UnsafeMutablePointer<SIMD16<UInt8>> {
    let table = UnsafeMutablePointer<SIMD16<UInt8>>.allocate(capacity: Int(TokenFlags.all) + 1)
    for flags in 0...TokenFlags.all {
      var lanes = SIMD16<UInt8>.zero
      let tokenClass = Int(flags & TokenFlags.classMask)
      if tokenClass < TokenClass.count {
        if flags & TokenFlags.local != 0, tokenClass < TokenClass.openCount {
          lanes[local(tokenClass)] = 1
        } else if flags & TokenFlags.known != 0 {
          lanes[known(tokenClass)] = 1
        }
      }
      (table + Int(flags)).initialize(to: lanes)
    }
    return table
  }
}
