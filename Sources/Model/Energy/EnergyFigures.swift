/// Token energy of some tokens as results keep it: sums, so that the figures of parts add up to the whole's.
///
/// Energies are multiples of 2⁻¹⁶ bit, so that sums are exact and do not depend on their order.
package struct EnergyFigures: Sendable, Hashable {
  /// A number of tokens and their energy.
  package struct Part: Sendable, Hashable {
    package var tokens: Int
    /// In bits.
    package var bits: Double

    package init(tokens: Int = 0, bits: Double = 0) {
      self.tokens = tokens
      self.bits = bits
    }

    /// The intensive figure; nil where there is no token.
    package var bitsPerToken: Double? { tokens == 0 ? nil : bits / Double(tokens) }

    static func += (sum: inout Part, other: Part) {
      sum.tokens += other.tokens
      sum.bits += other.bits
    }
  }

  package var all = Part()
  /// Those that are no literals: names and syntax.
  package var code = Part()
  package var identifiers = Part()

  package init() {}

  package init(all: Part, code: Part, identifiers: Part) {
    self.all = all
    self.code = code
    self.identifiers = identifiers
  }

  package static func += (sum: inout EnergyFigures, other: EnergyFigures) {
    sum.all += other.all
    sum.code += other.code
    sum.identifiers += other.identifiers
  }
}
