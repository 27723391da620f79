/// What a stream's tokens cost.
package struct StreamEnergy: Sendable, Equatable {
  /// A token that neither the model nor the stream before it had.
  package struct NewToken: Sendable, Equatable {
    /// Its place in the stream.
    package var place: Int
    /// The part of its energy that its spelling costs, in bits; the rest says that something new comes.
    package var spelling: Double

    package init(place: Int, spelling: Double) {
      self.place = place
      self.spelling = spelling
    }
  }

  /// Energy of each token in bits, −log₂ p, its spelling included; at least 0, finite, a multiple of 2^-16, so that sums
  /// are exact and do not depend on their order.
  package var bits: [Double] = []
  package var newTokens: [NewToken] = []

  package init() {}

  /// Sum over all tokens, in bits.
  package var total: Double { bits.reduce(0, +) }

  /// The same with one price, in bits, for each new token in place of its spelling: log₂ of a vocabulary's size for a
  /// closed vocabulary.
  package func total(newTokensAt price: Double) -> Double {
    total - newTokens.reduce(0) { $0 + $1.spelling } + price * Double(newTokens.count)
  }

  /// The energy of each token with one price, in bits, for each new one in place of its spelling.
  package func bits(newTokensAt price: Double) -> [Double] {
    var result = bits
    let price = Self.rounded(price)
    for new in newTokens { result[new.place] += price - new.spelling }
    return result
  }

  /// `value` as a multiple of 2^-16, at least 0.
  static func rounded(_ value: Double) -> Double { max(0, (value * 65_536).rounded() / 65_536) }
}
