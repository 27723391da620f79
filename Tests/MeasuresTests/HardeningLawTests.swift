import Testing

@testable import Measures

/// The exponent of Taylor's law over module-months, and when there is none.
@Suite struct HardeningLawTests {
  /// Rows that follow effort = 3 · ρ^exponent · size^0.2, times noise of that many percent.
  private func rows(
    modules: Int = 8, months: Int = 12, exponent: Double, noise: Int = 0, seed: UInt64 = 1
  ) -> [HardeningTest.Row] {
    var generator = SplitMix64(seed: seed)
    return (0..<(modules * months)).map { index in
      let density = Double(5 + generator.below(400))
      let size = Double(200 + generator.below(20_000))
      let factor = 1 + Double(generator.below(2 * noise + 1) - noise) / 100
      let power = { (base: Double, exponent: Double) in
        RealFunctions.exponential(exponent * RealFunctions.logarithm(base))
      }
      return HardeningTest.Row(
        module: "Module\(index % modules)", month: "2026-\(10 + index / modules)",
        effort: 3 * power(density, exponent) * power(size, 0.2) * factor, density: density, size: size)
    }
  }

  private func result(_ rows: [HardeningTest.Row], resamples: Int = 200) -> HardeningResult {
    HardeningTest(effort: "hunks per 100 changed lines", rows: rows).result(resamples: resamples)
  }

  @Test func anExactLawIsFoundExactly() throws {
    let result = result(rows(exponent: 0.5))
    let fit = try #require(result.fit)
    #expect(fit.exponent == Estimate(value: 0.5, interval: ConfidenceInterval(low: 0.5, high: 0.5)))
    #expect(fit.sizeExponent == 0.2 && fit.determination == 1)
    #expect(result.verdict == .halfInside && result.drawn == .modules && result.rows == 96 && result.modules == 8)
  }

  @Test func fiveRowsByHand() throws {
    // In logarithms: density 0 1 0 1, size 0 0 1 1, effort 0 2 1 3 and their mean again and again: slopes 2 and 1.
    let powers = [(0.0, 0.0, 0.0), (1, 0, 2), (0, 1, 1), (1, 1, 3)]
    let rows = (0..<3).flatMap { round in
      powers.map { density, size, effort in
        HardeningTest.Row(
          module: "M\(round)", month: "2026-01", effort: RealFunctions.exponential(effort),
          density: RealFunctions.exponential(density), size: RealFunctions.exponential(size))
      }
    }
    let result = result(rows)
    #expect(result.drawn == .rows && result.rows == 12)
    let fit = try #require(result.fit)
    #expect(fit.exponent.value == 2 && fit.sizeExponent == 1 && fit.determination == 1)
    #expect(result.verdict == .halfOutside)
  }

  @Test func noiseWidensTheInterval() throws {
    let found = result(rows(exponent: 0.5, noise: 60))
    let estimate = try #require(found.fit?.exponent)
    let interval = try #require(estimate.interval)
    #expect(interval.low < interval.high && interval.contains(estimate.value) && found.verdict == .halfInside)
    #expect(try #require(found.fit?.determination) < 1)
    #expect(result(rows(exponent: 0, noise: 30)).verdict == .halfOutside)
    let few = result(rows(modules: 5, months: 2, exponent: 0.2, noise: 90, seed: 4))
    #expect(few.verdict == .halfAndZeroInside)
  }

  @Test func theOrderOfRowsChangesNothing() {
    let rows = rows(exponent: 0.3, noise: 40)
    var generator = SplitMix64(seed: 3)
    #expect(result(rows.shuffled(using: &generator)) == result(rows))
  }

  @Test func rowsWithoutALogarithmAreLeftOutAndCounted() {
    var rows = rows(exponent: 0.5)
    let whole = result(rows)
    for figure in [0, -1, .nan, .infinity] as [Double] {
      rows.append(HardeningTest.Row(module: "Other", month: "2026-01", effort: figure, density: 1, size: 1))
      rows.append(HardeningTest.Row(module: "Other", month: "2026-01", effort: 1, density: figure, size: 1))
      rows.append(HardeningTest.Row(module: "Other", month: "2026-01", effort: 1, density: 1, size: figure))
    }
    let result = result(rows)
    #expect(result.leftOut == 12 && result.rows == whole.rows && result.fit == whole.fit)
  }

  @Test func withoutAnAnswerThereIsAReason() {
    #expect(result([]).verdict == .tooFewRows(0))
    #expect(result(Array(rows(exponent: 0.5).prefix(9))).verdict == .tooFewRows(9))
    func changed(_ change: (inout HardeningTest.Row) -> Void) -> HardeningResult {
      result(
        rows(exponent: 0.5).map { row in
          var row = row
          change(&row)
          return row
        })
    }
    let constantDensity = changed { $0.density = 42 }
    #expect(constantDensity.verdict == .notSeparable && constantDensity.fit == nil)
    #expect(changed { $0.size = 1e6 }.verdict == .notSeparable)
    #expect(changed { $0.size = $0.density * 10 }.verdict == .notSeparable)
    // Effort that is always the same has exponent 0 and nothing to explain.
    let flat = changed { $0.effort = 8 }
    #expect(flat.fit?.exponent.value == 0 && flat.fit?.determination == nil && flat.verdict == .halfOutside)
    #expect(result(rows(exponent: 0.5), resamples: 0).verdict == .noInterval)
    let extreme = changed { $0.effort = $0.effort > 30 ? .greatestFiniteMagnitude : .leastNonzeroMagnitude }
    #expect(extreme.fit.map { $0.exponent.value.isFinite } == true)
  }
}
