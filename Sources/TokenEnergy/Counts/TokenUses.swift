/// In how many streams each token stands, all in all and by role, and what follows from that for a token of which nothing
/// but its class is foretold.
///
/// A token's share among those of its class is in proportion to its *mass*, ``mass(uses:inRole:)``.
struct TokenUses: Sendable {
  /// Streams that hold the token.
  private(set) var streams: [UInt32] = []
  /// Streams that hold the token in a role, at `token * TokenRole.count + role`.
  private(set) var inRole: [UInt32] = []
  /// One byte a token: its class, and ``TokenFlags/known`` where some stream holds it.
  private(set) var flags: [UInt8] = []
  /// Sum of the masses by class and role, at `class * TokenRole.count + role`.
  private(set) var masses = [Int64](repeating: 0, count: TokenClass.count * TokenRole.count)
  /// Different tokens that some stream holds, by class.
  private(set) var known = [Int](repeating: 0, count: TokenClass.count)

  /// Counts the tokens of one stream in or out.
  mutating func change(_ tally: RoleTally, by sign: Int, classes: [TokenClass]) {
    grow(to: classes)
    for token in tally.tokens {
      let index = Int(token)
      let roles = tally.roles[index]
      let tokenClass = Int(classes[index].rawValue)
      let before = streams[index]
      let after = UInt32(truncatingIfNeeded: Int(before) + sign)
      streams[index] = after
      if before == 0 {
        known[tokenClass] += 1
        flags[index] |= TokenFlags.known
      }
      if after == 0 {
        known[tokenClass] -= 1
        flags[index] &= ~TokenFlags.known
      }
      for role in 0..<TokenRole.count {
        let place = index * TokenRole.count + role
        let old = inRole[place]
        if roles >> UInt8(role) & 1 == 1 { inRole[place] = UInt32(truncatingIfNeeded: Int(old) + sign) }
        masses[tokenClass * TokenRole.count + role] +=
          Self.mass(uses: after, inRole: inRole[place]) - Self.mass(uses: before, inRole: old)
      }
    }
  }

  /// Makes room for tokens that the vocabulary has learned.
  mutating func grow(to classes: [TokenClass]) {
    let count = classes.count
    guard streams.count < count else { return }
    for index in streams.count..<count { flags.append(classes[index].rawValue) }
    streams.append(contentsOf: repeatElement(0, count: count - streams.count))
    inRole.append(contentsOf: repeatElement(0, count: count * TokenRole.count - inRole.count))
  }

  /// 0.4 · uses^0.7 + inRole^0.7, in units of 5/65,536. Less than proportional: that a token stands in many streams says
  /// less about the next one than that it stands in any.
  @inline(__always)
  static func mass(uses: UInt32, inRole: UInt32) -> Int64 { 2 * power(uses) + 5 * power(inRole) }

  @inline(__always)
  private static func power(_ count: UInt32) -> Int64 {
    powers.withUnsafeBufferPointer { $0[min(Int(count), limit)] }
  }

  private static let limit = 8191

  /// n^0.7 in units of 1/65,536; constant beyond the limit.
  private static let powers: [Int64] = (0...limit).map { count in
    count == 0 ? 0 : Int64((65_536 * ExactMath.exp2(0.7 * ExactMath.log2(Double(count)))).rounded())
  }
}
