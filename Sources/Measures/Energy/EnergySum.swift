package import Model
package import TokenEnergy

/// Energy of some tokens. Energy is extensive: sums of parts are the whole's.
package struct EnergySum: Sendable, Equatable {
  package var tokens = 0
  /// In bits.
  package var bits = 0.0
  /// Bytes of the tokens' texts.
  package var characters = 0
  /// Tokens and bits by ``EnergyGroup``.
  package var groupTokens = [0, 0, 0]
  package var groupBits = [0.0, 0.0, 0.0]
  /// Tokens that neither other files nor the file before them had.
  package var newTokens = 0

  package init() {}

  /// Sum over one file.
  package init(_ file: EnergyFile, _ energy: StreamEnergy, _ vocabulary: TokenVocabulary) {
    for place in energy.bits.indices {
      add(energy.bits[place], file.group(of: place), characters: vocabulary.byteCount(of: file.stream.tokens[place]))
    }
    newTokens = energy.newTokens.count
  }

  package mutating func add(_ bits: Double, _ group: EnergyGroup, characters: Int) {
    tokens += 1
    self.bits += bits
    self.characters += characters
    groupTokens[group.rawValue] += 1
    groupBits[group.rawValue] += bits
  }

  package static func += (sum: inout EnergySum, other: EnergySum) {
    sum.tokens += other.tokens
    sum.bits += other.bits
    sum.characters += other.characters
    sum.newTokens += other.newTokens
    for group in 0..<3 {
      sum.groupTokens[group] += other.groupTokens[group]
      sum.groupBits[group] += other.groupBits[group]
    }
  }

  /// The intensive figure; 0 where there is no token.
  package var bitsPerToken: Double { tokens == 0 ? 0 : bits / Double(tokens) }

  /// The same over the bytes of the tokens' texts.
  package var bitsPerCharacter: Double { characters == 0 ? 0 : bits / Double(characters) }

  /// Tokens apart from literals.
  package var codeTokens: Int { tokens - groupTokens[EnergyGroup.literals.rawValue] }

  /// The intensive figure of names and syntax: what a literal says is costly wherever it stands, and says little about how
  /// the code is written. 0 where there is no such token.
  package var codeBitsPerToken: Double {
    codeTokens == 0 ? 0 : (bits - groupBits[EnergyGroup.literals.rawValue]) / Double(codeTokens)
  }

  /// What results keep of it.
  package var figures: EnergyFigures {
    func part(_ group: EnergyGroup) -> EnergyFigures.Part {
      EnergyFigures.Part(tokens: groupTokens[group.rawValue], bits: groupBits[group.rawValue])
    }
    let literals = part(.literals)
    return EnergyFigures(
      all: EnergyFigures.Part(tokens: tokens, bits: bits),
      code: EnergyFigures.Part(tokens: tokens - literals.tokens, bits: bits - literals.bits),
      identifiers: part(.identifiers))
  }

  package func bitsPerToken(of group: EnergyGroup) -> Double {
    let count = groupTokens[group.rawValue]
    return count == 0 ? 0 : groupBits[group.rawValue] / Double(count)
  }
}
