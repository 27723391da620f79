/// What is known of each token of the vocabulary while one stream is scored: its class, whether other streams hold it,
/// whether the stream has had it.
///
/// A class because it owns memory that must not be copied; one belongs to one ``EnergyScorer``.
final class LocalTokens {
  /// One byte a token: class and flags.
  private(set) var flags: UnsafeMutablePointer<UInt8>
  private var capacity = 0
  /// Roles that the withheld stream gives each of its tokens.
  private(set) var withheldRoles = RoleTally()
  private var uses = TokenUses()
  /// Tokens of the stream so far, by class.
  private(set) var localCount = SIMD8<Int32>.zero
  /// Tokens that other streams hold and this one has not had, by class.
  private(set) var knownCount = SIMD8<Int32>.zero
  /// Masses of the same tokens, by class and role.
  private var masses = [Int64](repeating: 0, count: TokenClass.count * TokenRole.count)

  init() { flags = .allocate(capacity: 1) }

  deinit { flags.deallocate() }

  /// Begins a stream. `withheld`: the stream itself where the model holds it.
  func begin(_ model: EnergyModel, _ view: VocabularyView, withheld: TokenSequence?) {
    uses = model.uses
    let classes = model.vocabulary.classes
    if capacity < classes.count {
      flags.deallocate()
      capacity = classes.count + classes.count / 2 + 64
      flags = .allocate(capacity: capacity)
    }
    uses.flags.withUnsafeBufferPointer { known in
      if let base = known.baseAddress { flags.update(from: base, count: known.count) }
    }
    for index in uses.flags.count..<max(uses.flags.count, classes.count) { flags[index] = classes[index].rawValue }
    masses = uses.masses
    localCount = .zero
    knownCount = .zero
    for tokenClass in 0..<TokenClass.count {
      knownCount[tokenClass] = Int32(truncatingIfNeeded: uses.known[tokenClass])
    }
    withheldRoles.clear()
    guard let withheld else { return }
    withheldRoles.count(withheld, view)
    for token in withheldRoles.tokens { withhold(Int(token)) }
  }

  private func withhold(_ index: Int) {
    let tokenClass = Int(flags[index] & TokenFlags.classMask)
    for role in 0..<TokenRole.count {
      let place = index * TokenRole.count + role
      masses[tokenClass * TokenRole.count + role] +=
        reducedMass(index, role) - TokenUses.mass(uses: uses.streams[index], inRole: uses.inRole[place])
    }
    if uses.streams[index] == 1 {
      flags[index] &= ~TokenFlags.known
      knownCount[tokenClass] &-= 1
    }
  }

  /// The mass of a token that is flagged as known. Words and signs of the language that only the stream itself has had
  /// count as seen in one stream.
  @inline(__always)
  func mass(_ index: Int, _ role: Int) -> Int64 {
    let mass = reducedMass(index, role)
    return mass > 0 ? mass : TokenUses.mass(uses: 1, inRole: 0)
  }

  /// The token's mass in a role, without the withheld stream; 0 where no other has it.
  @inline(__always)
  private func reducedMass(_ index: Int, _ role: Int) -> Int64 {
    guard index < uses.streams.count else { return 0 }
    let streams = uses.streams[index]
    let inRole = uses.inRole[index * TokenRole.count + role]
    let roles = index < withheldRoles.roles.count ? withheldRoles.roles[index] : 0
    if roles != 0 {
      return TokenUses.mass(uses: streams &- 1, inRole: roles >> UInt8(role) & 1 == 1 ? inRole &- 1 : inRole)
    }
    return TokenUses.mass(uses: streams, inRole: inRole)
  }

  /// Mass of all tokens of a class that other streams hold and this one has not had.
  func mass(ofClass tokenClass: Int, role: Int) -> Int64 { masses[tokenClass * TokenRole.count + role] }

  /// Notes that the stream has had the token.
  @inline(__always)
  func touch(_ index: Int) {
    let flag = flags[index]
    guard flag & TokenFlags.local == 0 else { return }
    let tokenClass = Int(flag & TokenFlags.classMask)
    guard tokenClass < TokenClass.openCount else {
      if flag & TokenFlags.known == 0 { admit(index, tokenClass) }
      return
    }
    flags[index] = flag | TokenFlags.local
    localCount[tokenClass] &+= 1
    guard flag & TokenFlags.known != 0 else { return }
    knownCount[tokenClass] &-= 1
    for role in 0..<TokenRole.count { masses[tokenClass * TokenRole.count + role] -= mass(index, role) }
  }

  /// Counts a word or sign of the language among the known.
  private func admit(_ index: Int, _ tokenClass: Int) {
    flags[index] |= TokenFlags.known
    knownCount[tokenClass] &+= 1
    for role in 0..<TokenRole.count { masses[tokenClass * TokenRole.count + role] += mass(index, role) }
  }
}
