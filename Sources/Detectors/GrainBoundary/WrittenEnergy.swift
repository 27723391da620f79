import Facts
import Model

/// Energy of what somebody chose to write in a file: names and syntax, literals left out.
struct WrittenEnergy: Sendable {
  /// Index in the graph.
  let file: Int
  private(set) var tokens = 0
  private(set) var bits = 0.0
  private var squares = 0.0

  init(_ energy: EnergyTable.File, file: Int, facts: FileFacts) {
    self.file = file
    for (token, cost) in zip(energy.tokens, energy.bits) where Self.counts(Int(token), facts) {
      tokens += 1
      bits += cost
      squares += cost * cost
    }
  }

  /// Bits a token; 0 where there is none.
  var mean: Double { tokens == 0 ? 0 : bits / Double(tokens) }

  /// Of the tokens' costs.
  var deviation: Double { tokens == 0 ? 0 : max(0, squares / Double(tokens) - mean * mean).squareRoot() }

  /// Standard error of the mean.
  var error: Double { tokens == 0 ? 0 : deviation / Double(tokens).squareRoot() }

  /// Whether a token is a name or syntax.
  static func counts(_ token: Int, _ facts: FileFacts) -> Bool {
    facts.tokens.kinds[token].energyGroup != .literals
  }
}
