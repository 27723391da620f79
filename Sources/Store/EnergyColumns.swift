import Model

/// The four columns in which tables keep token energy.
enum EnergyColumns {
  /// Binds them, or NULLs, to the positions from `first` on.
  static func bind(_ figures: EnergyFigures?, to statement: BoundStatement, from first: Int32) {
    guard let figures else {
      for position in first..<first + 4 { statement.bind(nil as Int?, at: position) }
      return
    }
    statement.bind(figures.tokens, at: first)
    statement.bind(figures.bits, at: first + 1)
    statement.bind(figures.identifierTokens, at: first + 2)
    statement.bind(figures.identifierBits, at: first + 3)
  }

  /// Reads them from the columns from `first` on.
  static func read(_ statement: BoundStatement, from first: Int32) -> EnergyFigures {
    EnergyFigures(
      tokens: statement.integer(first), bits: statement.number(first + 1),
      identifierTokens: statement.integer(first + 2), identifierBits: statement.number(first + 3))
  }
}
