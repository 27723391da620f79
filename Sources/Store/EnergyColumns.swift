import Model

/// The six columns in which tables keep token energy.
enum EnergyColumns {
  /// Binds them, or NULLs, to the positions from `first` on.
  static func bind(_ figures: EnergyFigures?, to statement: BoundStatement, from first: Int32) {
    guard let figures else {
      for position in first..<first + 6 { statement.bind(nil as Int?, at: position) }
      return
    }
    for (index, part) in [figures.all, figures.code, figures.identifiers].enumerated() {
      statement.bind(part.tokens, at: first + Int32(index) * 2)
      statement.bind(part.bits, at: first + Int32(index) * 2 + 1)
    }
  }

  /// Reads them from the columns from `first` on.
  static func read(_ statement: BoundStatement, from first: Int32) -> EnergyFigures {
    func part(_ index: Int32) -> EnergyFigures.Part {
      EnergyFigures.Part(
        tokens: statement.integer(first + index * 2), bits: statement.number(first + index * 2 + 1))
    }
    return EnergyFigures(all: part(0), code: part(1), identifiers: part(2))
  }
}
