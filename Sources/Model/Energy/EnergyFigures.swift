/// Token energy of some tokens as results keep it: sums, so that the figures of parts add up to the whole's.
///
/// Energies are multiples of 2⁻¹⁶ bit, so that sums are exact and do not depend on their order.
package struct EnergyFigures: Sendable, Hashable {
  package var tokens = 0
  /// In bits.
  package var bits = 0.0
  /// Those of the tokens that are names, and their energy in bits.
  package var identifierTokens = 0
  package var identifierBits = 0.0

  package init() {}

  package init(tokens: Int, bits: Double, identifierTokens: Int, identifierBits: Double) {
    self.tokens = tokens
    self.bits = bits
    self.identifierTokens = identifierTokens
    self.identifierBits = identifierBits
  }

  package static func += (sum: inout EnergyFigures, other: EnergyFigures) {
    sum.tokens += other.tokens
    sum.bits += other.bits
    sum.identifierTokens += other.identifierTokens
    sum.identifierBits += other.identifierBits
  }

  /// The intensive figure; nil where there is no token.
  package var bitsPerToken: Double? { tokens == 0 ? nil : bits / Double(tokens) }

  /// The same of names alone.
  package var identifierBitsPerToken: Double? {
    identifierTokens == 0 ? nil : identifierBits / Double(identifierTokens)
  }
}
