/// The energy of one change beside that of accepted ones.
package struct MismatchReport: Sendable {
  /// An added line that costs much, and the line that comes nearest to it in what stood before.
  package struct Line: Sendable {
    package var path: String
    package var line: Int
    package var tokens: Int
    package var bits: Double
    package var surprises: [EnergyReport.Surprise]
    package var nearest: NearestLine?

    package init(
      path: String, line: Int, tokens: Int, bits: Double, surprises: [EnergyReport.Surprise], nearest: NearestLine?
    ) {
      self.path = path
      self.line = line
      self.tokens = tokens
      self.bits = bits
      self.surprises = surprises
      self.nearest = nearest
    }
  }

  package var repository = ""
  package var base = ""
  /// Empty for the working tree.
  package var head = ""
  package var notes: [String] = []
  package var change = ChangeEnergy()
  /// What a new token costs in ``ChangeEnergy/closed``, in bits.
  package var closedPrice = 0.0
  package var accepted = AcceptedChanges()
  package var lines: [Line] = []

  package init() {}

  /// Where the change lies among those that were accepted, in [0, 1]; nil where it adds too little, or too few are known.
  package var percentile: Double? { AcceptedChanges.percentile(of: change.closed, in: accepted.changes) }
}
