/// Token energy of a snapshot's files: what each token costs under a model of all other files (docs/energy.md).
package struct EnergyTable: Sendable {
  /// One file's energy, empty tokens left out. Generated files are scored by the others and teach none of them.
  package struct File: Sendable {
    package var figures: EnergyFigures
    /// For each scored token its index among the tokens of the file's facts, ascending.
    package var tokens: [UInt32]
    /// Energy of each of ``tokens`` in bits, at least 0.
    package var bits: [Double]
    /// Positions in ``tokens`` of those that neither other files nor the file before them had, ascending.
    package var newTokens: [Int]

    package init(figures: EnergyFigures, tokens: [UInt32], bits: [Double], newTokens: [Int]) {
      self.figures = figures
      self.tokens = tokens
      self.bits = bits
      self.newTokens = newTokens
    }
  }

  /// One for each file of the graph, in its order.
  package var files: [File]

  package init(files: [File]) { self.files = files }
}
