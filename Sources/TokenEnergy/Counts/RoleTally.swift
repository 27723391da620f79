/// In which roles each token of one stream stands.
struct RoleTally: Sendable {
  /// The roles as bits, by token; 0 for tokens that the stream has not.
  private(set) var roles: [UInt8] = []
  /// The stream's distinct tokens, in the order in which they came.
  private(set) var tokens: [UInt32] = []

  init() {}

  /// Begins anew with a stream. Linear in this and the last stream's tokens.
  mutating func count(_ stream: TokenSequence, _ view: VocabularyView) {
    clear()
    if roles.count < view.roles.count {
      roles.append(contentsOf: repeatElement(0, count: view.roles.count - roles.count))
    }
    roles.withUnsafeMutableBufferPointer { roles in
      var role = TokenRole.other
      for token in stream.tokens {
        let index = Int(token.index)
        if roles[index] == 0 { tokens.append(token.index) }
        roles[index] |= 1 << role.rawValue
        role = view.roles[index]
      }
    }
  }

  mutating func clear() {
    for token in tokens { roles[Int(token)] = 0 }
    tokens.removeAll(keepingCapacity: true)
  }
}
