/// Taylor's hardening law, asked of code: does changing it take more effort where defects are dense?
///
/// In a metal the stress to go on deforming it grows with the square root of the density of dislocations (Taylor,
/// "The Mechanism of Plastic Deformation of Crystals", 1934). Here log effort = a + α · log density + γ · log size is
/// fitted by ordinary least squares over module-months, and α is reported beside ½. That the law holds for code is a
/// conjecture: the result says what α is, whatever it is.
package struct HardeningTest: Sendable, Equatable {
  /// One module in one month.
  package struct Row: Sendable, Equatable {
    package var module: String
    /// The month, as `2026-03`.
    package var month: String
    /// In any one unit; positive to count.
    package var effort: Double
    /// Debt in minutes per 1,000 lines of code; positive to count.
    package var density: Double
    /// Lines of code; positive to count.
    package var size: Double

    package init(module: String, month: String, effort: Double, density: Double, size: Double) {
      self.module = module
      self.month = month
      self.effort = effort
      self.density = density
      self.size = size
    }

    var isUsable: Bool { [effort, density, size].allSatisfy { $0 > 0 && $0.isFinite } }

    func precedes(_ other: Row) -> Bool {
      if module != other.module { return module.utf8.lexicographicallyPrecedes(other.module.utf8) }
      if month != other.month { return month.utf8.lexicographicallyPrecedes(other.month.utf8) }
      return [effort, density, size].lexicographicallyPrecedes([other.effort, other.density, other.size])
    }
  }

  /// Fewer usable rows than this, and nothing is said.
  package static let leastRows = 10
  /// Fewer modules than this are too few to draw from: rows are drawn instead.
  package static let leastModules = 5

  /// What effort is, in words.
  package var effort: String
  private let rows: [Row]
  private let leftOut: Int

  /// Rows in which a figure is not positive have no logarithm and are left out; their number is reported. The order of
  /// the rows changes nothing.
  package init(effort: String, rows: [Row]) {
    self.effort = effort
    self.rows = rows.filter(\.isUsable).sorted { $0.precedes($1) }
    leftOut = rows.count - self.rows.count
  }

  /// The interval of α is that of a cluster bootstrap: whole modules are drawn, because months of one module are alike.
  package func result(resamples: Int = Bootstrap.standardResamples) -> HardeningResult {
    let modules = Set(rows.map(\.module)).count
    var result = HardeningResult(
      effort: effort, rows: rows.count, modules: modules, leftOut: leftOut,
      drawn: modules < HardeningTest.leastModules ? .rows : .modules, resamples: max(0, resamples), fit: nil,
      verdict: .tooFewRows(rows.count))
    guard rows.count >= HardeningTest.leastRows else { return result }
    result.verdict = .notSeparable
    let moments = clusters(drawn: result.drawn)
    guard let fit = moments.reduce(into: RegressionMoments(), { $0 += $1 }).fit else { return result }
    let slopes = (0..<max(0, resamples)).map { number -> Double? in
      let copies = Bootstrap.copies(ofResample: number, count: moments.count)
      return zip(moments, copies).reduce(into: RegressionMoments()) { $0 += $1.0.copied($1.1) }.fit?.density
    }
    guard let exponent = Estimate(rounding: fit.density, interval: ConfidenceInterval(resamples: slopes)),
      let size = Estimate(rounding: fit.size, interval: nil)
    else { return result }
    result.fit = HardeningResult.Fit(
      exponent: exponent, sizeExponent: size.value,
      determination: Estimate(rounding: fit.determination, interval: nil)?.value)
    result.verdict = HardeningResult.Verdict(exponent: exponent)
    return result
  }

  /// The rows' moments, a sum for each thing that is drawn, about the means of all rows.
  private func clusters(drawn: HardeningResult.Drawn) -> [RegressionMoments] {
    let logarithm = RealFunctions.logarithm
    let points = rows.map { SIMD3(logarithm($0.density), logarithm($0.size), logarithm($0.effort)) }
    let mean = points.reduce(SIMD3<Double>.zero, +) / Double(max(1, points.count))
    var clusters: [RegressionMoments] = []
    for (index, point) in points.enumerated() {
      let isSame = drawn == .modules && index > 0 && rows[index].module == rows[index - 1].module
      if !isSame { clusters.append(RegressionMoments()) }
      let place = point - mean
      clusters[clusters.count - 1] += RegressionMoments(density: place.x, size: place.y, effort: place.z)
    }
    return clusters
  }
}
