/// How far the conventions of two modules coincide.
///
/// For each axis with enough observations on both sides the overlap is Σ_v min(p(v), q(v)) of the shares of its values;
/// coincidence κ is the mean overlap, and Σ = 1 ÷ κ as in coincidence-site-lattice theory.
struct BoundaryComparison {
  /// Fewest comparable axes for a mean to say something.
  private static let leastAxes = 3

  /// Fewest axes that have to disagree: one is a habit, two are a boundary.
  private static let leastDisagreements = 2

  /// One axis on which both sides have enough observations.
  struct Axis {
    var axis: ConventionAxis
    /// In [0, 1]; 1 where both sides have the same shares.
    var overlap: Double
  }

  /// In the order of ``ConventionAxis``.
  let axes: [Axis]

  init(_ first: ConventionProfile, _ second: ConventionProfile, minimumObservations: Int) {
    axes = ConventionAxis.allCases.compactMap { axis in
      let counts = (first.observations(on: axis), second.observations(on: axis))
      guard min(counts.0, counts.1) >= max(1, minimumObservations) else { return nil }
      let overlap = axis.values.reduce(0.0) { sum, value in
        sum
          + min(
            Double(first.count(of: value)) / Double(counts.0), Double(second.count(of: value)) / Double(counts.1))
      }
      return Axis(axis: axis, overlap: overlap)
    }
  }

  /// κ in [0, 1]; nil with too few axes.
  var coincidence: Double? {
    guard axes.count >= Self.leastAxes else { return nil }
    return axes.reduce(0) { $0 + $1.overlap } / Double(axes.count)
  }

  /// Whether the sides differ in more than one habit.
  var isBroad: Bool { disagreements.count >= Self.leastDisagreements }

  /// The axes that agree on less than half, the worst first.
  var disagreements: [Axis] {
    axes.filter { $0.overlap < 0.5 }.sorted { ($0.overlap, $0.axis.rawValue) < ($1.overlap, $1.axis.rawValue) }
  }
}
