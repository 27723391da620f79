/// What a hardening test found.
package struct HardeningResult: Sendable, Equatable {
  /// What the resamples are drawn from.
  package enum Drawn: String, Sendable, CaseIterable {
    case modules
    case rows
  }

  package struct Fit: Sendable, Equatable {
    /// α: effort grows with density to this power, size held equal.
    package var exponent: Estimate
    /// γ: effort grows with size to this power, density held equal.
    package var sizeExponent: Double
    /// R², 0…1: share of the variance of log effort that density and size explain. Nil where effort is the same
    /// everywhere.
    package var determination: Double?

    package init(exponent: Estimate, sizeExponent: Double, determination: Double?) {
      self.exponent = exponent
      self.sizeExponent = sizeExponent
      self.determination = determination
    }
  }

  package enum Verdict: Sendable, Equatable {
    /// Taylor's exponent.
    static let expected = 0.5

    /// ½ lies inside the interval, 0 outside.
    case halfInside
    /// Both ½ and 0 lie inside: the rows tell the law neither from chance nor from its opposite.
    case halfAndZeroInside
    case halfOutside
    /// Fewer usable rows than ``HardeningTest/leastRows``.
    case tooFewRows(Int)
    /// Density or size hardly varies, or one follows from the other: no α belongs to density alone.
    case notSeparable
    /// There is an α, but too few resamples define one.
    case noInterval

    init(exponent: Estimate) {
      guard let interval = exponent.interval else {
        self = .noInterval
        return
      }
      guard interval.contains(Verdict.expected) else {
        self = .halfOutside
        return
      }
      self = interval.contains(0) ? .halfAndZeroInside : .halfInside
    }
  }

  /// What effort is, in words.
  package var effort: String
  /// Rows that were fitted.
  package var rows: Int
  /// Modules among those.
  package var modules: Int
  /// Rows without a positive figure each, which were not.
  package var leftOut: Int
  package var drawn: Drawn
  package var resamples: Int
  /// Nil where the verdict says why.
  package var fit: Fit?
  package var verdict: Verdict

  package init(
    effort: String, rows: Int, modules: Int, leftOut: Int, drawn: Drawn, resamples: Int, fit: Fit?, verdict: Verdict
  ) {
    self.effort = effort
    self.rows = rows
    self.modules = modules
    self.leftOut = leftOut
    self.drawn = drawn
    self.resamples = resamples
    self.fit = fit
    self.verdict = verdict
  }
}
