/// What all rankings of the same units have in common: the totals and the area of the best order.
struct EffortFrame: Sendable {
  let total: UnitMass
  private var optimalArea = 0.0

  /// Without the best order: ``popt(area:)`` gives nothing.
  init(units: [UnitMass]) { total = units.reduce(into: UnitMass.zero) { $0 += $1 } }

  /// `optimal` is the best order of the same units, or of those that these are copies of.
  init(units: [UnitMass], optimal: Ranking) {
    self.init(units: units)
    optimalArea = optimal.area(of: units)
  }

  /// Pairs of a fixed unit and one that is not.
  var pairs: Double { total.fixed * total.unfixed }

  /// Popt = 1 − (area(optimal) − area) ÷ (area(optimal) − area(worst)), all areas as shares of the whole.
  ///
  /// The worst order is the best one reversed, so its area is what the best one leaves: the whole − area(optimal). Nil
  /// where the two are one: all units have the same density, or there are no lines or no yield. The bound against
  /// rounding keeps a difference of no meaning from being divided by.
  func popt(area: Double) -> Double? {
    let whole = total.lines * total.yield
    let span = 2 * optimalArea - whole
    guard whole > 0, span > whole * 1e-12 else { return nil }
    return min(1, max(0, (area - (whole - optimalArea)) / span))
  }

  func share(ofYield found: Double) -> Double? {
    total.lines > 0 && total.yield > 0 ? min(1, found / total.yield) : nil
  }
}
