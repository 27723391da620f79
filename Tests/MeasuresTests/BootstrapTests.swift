import Testing

@testable import Measures

/// The generator, the resamples and the intervals read from them.
@Suite struct BootstrapTests {
  @Test func theGeneratorIsSplitMix64() {
    // The reference implementation's first numbers for this seed.
    var generator = SplitMix64(seed: 1_234_567)
    #expect(
      (0..<3).map { _ in generator.next() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      ])
    #expect((0..<1000).allSatisfy { _ in (0..<7).contains(generator.below(7)) })
    #expect(generator.below(1) == 0 && generator.below(0) == 0)
  }

  @Test func aResampleHasAsManyUnitsAndIsAlwaysTheSame() {
    let first = Bootstrap.copies(ofResample: 4, count: 500)
    #expect(first.reduce(0, +) == 500)
    #expect(first == Bootstrap.copies(ofResample: 4, count: 500))
    #expect(first != Bootstrap.copies(ofResample: 5, count: 500))
    // A unit is left out with a probability of 1 ÷ e.
    #expect((150...220).contains(first.count { $0 == 0 }))
    #expect(Bootstrap.copies(ofResample: 0, count: 0).isEmpty)
  }

  @Test func anIntervalHoldsThatShareOfTheResamples() throws {
    let interval = try #require(ConfidenceInterval(resamples: (0...1000).reversed().map { Double($0) }))
    #expect(abs(interval.low - 25) < 1e-9 && abs(interval.high - 975) < 1e-9)
    #expect(interval.contains(25.5) && !interval.contains(24))
    // Between two values lies a straight line.
    let pair = try #require(ConfidenceInterval(resamples: [10, 20]))
    #expect(abs(pair.low - 10.25) < 1e-9 && abs(pair.high - 19.75) < 1e-9)
  }

  @Test func tooFewResamplesGiveNoInterval() {
    #expect(ConfidenceInterval(resamples: [Double?]()) == nil)
    #expect(ConfidenceInterval(resamples: [1]) == nil)
    #expect(ConfidenceInterval(resamples: [nil, 1, 2, nil]) != nil)
    #expect(ConfidenceInterval(resamples: [nil, 1, 2, nil, nil]) == nil)
    #expect(ConfidenceInterval(resamples: [.nan, .infinity, 1]) == nil)
  }

  @Test func estimatesAreRoundedAndFinite() {
    let interval = ConfidenceInterval(low: -0.0004, high: 0.123_49)
    #expect(
      Estimate(rounding: 0.0567, interval: interval)
        == Estimate(value: 0.057, interval: ConfidenceInterval(low: 0, high: 0.123)))
    #expect(Estimate(rounding: -0.0001, interval: nil)?.value.sign == .plus)
    #expect(Estimate(rounding: nil, interval: interval) == nil && Estimate(rounding: .nan, interval: nil) == nil)
  }
}
