import Testing

@testable import Measures

/// Whole studies: planted signals are found, noise is not, and nothing is said where there is nothing to say.
@Suite struct ValidationEvaluationTests {
  private func result(_ study: ValidationStudy, resamples: Int = 200) -> ValidationResult {
    ValidationEvaluation(study).result(resamples: resamples)
  }

  private func estimates(_ figures: RankingFigures) -> [Estimate] {
    [figures.auc, figures.popt, figures.recall, figures.earlyRecall].compactMap { $0 }
  }

  private func all(_ result: ValidationResult) -> [Estimate] {
    result.baselines.flatMap { estimates($0.figures) }
      + result.predictors.flatMap { predictor in
        [predictor.alone, predictor.beside].flatMap { estimates($0.figures) + estimates($0.difference) }
      }
  }

  @Test func aPlantedSignalIsFound() throws {
    let result = result(SyntheticStudy(signal: 2).study())
    let signal = result.predictors[0]
    #expect(signal.name == "signal" && signal.beside.verdict == .better)
    let gain = try #require(signal.beside.difference.auc)
    #expect(gain.value > 0.05 && gain.interval.map { $0.low > 0 } == true)
    #expect(try #require(signal.beside.figures.auc).value > 0.8)
    // On its own it says more than size does, as it has the greater weight.
    #expect(signal.alone.verdict == .better)
  }

  @Test func whatIsKnownBeforeAddsNothing() throws {
    let result = result(SyntheticStudy(signal: 0).study())
    let again = result.predictors[1]
    #expect(again.alone.verdict == .noDifferenceShown && again.alone.difference.auc?.value == 0)
    #expect(again.beside.verdict == .noDifferenceShown)
    let gain = try #require(again.beside.difference.auc)
    #expect(abs(gain.value) < 0.02)
    // Nor does noise, which alone is worse than size.
    let noise = result.predictors[3]
    #expect(noise.beside.verdict == .noDifferenceShown && noise.alone.verdict == .worse)
    // And a constant ranks nothing.
    #expect(result.predictors[2].alone.verdict == .constant && result.predictors[2].beside.verdict == .constant)
    #expect(result.predictors[2].alone.figures.auc?.value == 0.5)
  }

  @Test func noiseSeldomSeemsToAdd() {
    let result = result(SyntheticStudy(units: 200, seed: 9, noises: 40).study(), resamples: 100)
    let gains = result.predictors.dropFirst(3).count { $0.beside.verdict == .better }
    #expect(gains <= 3)
    #expect(abs(result.luckyGains - 42 * 0.025) < 1e-9)
  }

  @Test func baselinesAreWhatTheyAreCalled() throws {
    let result = result(SyntheticStudy(units: 200).study())
    #expect(result.baselines.map(\.kind) == [.random, .linesOfCode, .fewestLines, .churn, .linesAndChurn])
    let figures = result.baselines.map(\.figures)
    #expect(
      figures[0]
        == RankingFigures(
          auc: Estimate(value: 0.5, interval: nil), popt: Estimate(value: 0.5, interval: nil),
          recall: Estimate(value: 0.2, interval: nil), earlyRecall: Estimate(value: 0.05, interval: nil)))
    let (most, fewest) = (try #require(figures[1].auc), try #require(figures[2].auc))
    #expect(abs(most.value + fewest.value - 1) < 0.002 && most.value > 0.6)
    #expect(try #require(figures[4].auc).value > most.value - 0.02)
  }

  @Test func intervalsHoldTheirFigures() throws {
    for seed in [1, 2, 3] as [UInt64] {
      let result = result(SyntheticStudy(signal: 1, seed: seed).study(), resamples: 300)
      let estimates = all(result)
      #expect(estimates.count > 40)
      for estimate in estimates {
        guard let interval = estimate.interval else { continue }
        #expect(interval.contains(estimate.value), "\(estimate)")
      }
    }
  }

  @Test func moreUnitsGiveNarrowerIntervals() throws {
    func width(_ units: Int) throws -> Double {
      let figures = result(SyntheticStudy(units: units).study(), resamples: 100).baselines[1].figures
      let interval = try #require(figures.auc?.interval)
      return interval.high - interval.low
    }
    #expect(try width(900) < 0.7 * width(150))
  }

  @Test func orderAndWorkersChangeNothing() {
    let study = SyntheticStudy(signal: 0.5, units: 120).study()
    var generator = SplitMix64(seed: 2)
    let shuffled = ValidationStudy(
      unit: .file, predictors: study.predictors, samples: study.samples.shuffled(using: &generator))
    let expected = result(study, resamples: 60)
    #expect(result(shuffled, resamples: 60) == expected)
    for workers in [2, 8] {
      #expect(ValidationEvaluation(study, workers: workers).result(resamples: 60) == expected)
    }
  }

  @Test func fixedUnitsCountOnceWhereTheStudySaysSo() throws {
    let samples = [(10, 9), (10, 1), (80, 0)].enumerated().map { index, unit in
      ValidationSample(name: "\(index)", linesOfCode: unit.0, churn: 0, values: [Double(index)], fixes: unit.1)
    }
    func recall(_ yield: ValidationStudy.Yield) -> Double? {
      let study = ValidationStudy(unit: .declaration, predictors: ["index"], samples: samples, yield: yield)
      return result(study, resamples: 0).predictors[0].alone.figures.recall?.value
    }
    // Highest first: 80 lines without a fix, so the first 20 lines hold none of either.
    #expect(recall(.fixes) == 0 && recall(.fixedUnits) == 0)
    let fewest = { (yield: ValidationStudy.Yield) in
      result(ValidationStudy(unit: .file, predictors: [], samples: samples, yield: yield), resamples: 0)
        .baselines[2].figures.popt?.value
    }
    // Both small units are one block: 20 × 5 + 80 × 10 of a best 10 × 4.5 + 10 × 9.5 + 80 × 10, which leaves 60.
    #expect(fewest(.fixes) == Estimate(rounding: (900.0 - 60) / (940 - 60), interval: nil)?.value)
    #expect(fewest(.fixedUnits) == 1)
  }

  @Test func tooFewUnitsSaySo() {
    func verdict(fixed: Int, unfixed: Int) -> ValidationVerdict? {
      let samples = (0..<(fixed + unfixed)).map { number in
        ValidationSample(
          name: "\(number)", linesOfCode: 10 + number, churn: 1, values: [Double(number)], fixes: number < fixed ? 1 : 0
        )
      }
      return result(ValidationStudy(unit: .file, predictors: ["number"], samples: samples), resamples: 50)
        .predictors.first?.beside.verdict
    }
    #expect(verdict(fixed: 9, unfixed: 40) == .tooFewFixed(9))
    #expect(verdict(fixed: 40, unfixed: 9) == .tooFewUnfixed(9))
    #expect(verdict(fixed: 0, unfixed: 0) == .tooFewFixed(0))
    #expect(verdict(fixed: 10, unfixed: 10) == .noDifferenceShown)
  }

  /// Whatever comes in, figures are finite and verdicts are there.
  @Test func everyStudyHasAResult() {
    func study(_ count: Int, _ unit: (Int) -> (lines: Int, churn: Double, values: [Double], fixes: Int))
      -> ValidationStudy
    {
      ValidationStudy(
        unit: .file, predictors: ["first", "second"],
        samples: (0..<count).map { number in
          let (lines, churn, values, fixes) = unit(number)
          return ValidationSample(
            name: "\(number)", linesOfCode: lines, churn: churn, values: values, fixes: fixes)
        })
    }
    let studies = [
      study(0) { _ in (0, 0, [], 0) },
      study(1) { _ in (1, 1, [1, 1], 1) },
      study(40) { _ in (5, 5, [5, 5], 0) },
      study(40) { _ in (5, 5, [5, 5], 3) },
      study(40) { (5, 5, [5, 5], $0 % 2) },
      study(40) { (0, 0, [0, Double($0)], $0 % 2) },
      study(40) { ($0, Double($0), [Double($0), -Double($0)], $0 / 20) },
      study(40) { (Int.max, .greatestFiniteMagnitude, [.greatestFiniteMagnitude, -1e308], $0 % 2 * Int.max) },
      study(40) { (-$0, -.infinity, [.leastNonzeroMagnitude * Double($0), 1e-300], -$0 % 2) },
      study(40) { (10 + $0, .nan, [.nan, Double($0)], $0 % 2) },
      study(40) { (10 + $0, 1, $0 == 3 ? [1] : [1, .infinity], $0 % 2) },
    ]
    for study in studies {
      let result = result(study, resamples: 30)
      #expect(result.baselines.count == 5 && result.predictors.count == 2)
      for estimate in all(result) {
        #expect(estimate.value.isFinite && abs(estimate.value) <= 1)
        #expect(estimate.interval.map { $0.low.isFinite && $0.high.isFinite && $0.low <= $0.high } ?? true)
      }
    }
    let missing = result(studies[9], resamples: 30).predictors
    #expect(missing[0].alone.verdict == .valuesMissing && missing[0].beside.verdict == .valuesMissing)
    #expect(missing[0].alone.figures == RankingFigures())
    #expect(missing[1].alone.figures.auc != nil)
    #expect(result(studies[10], resamples: 30).predictors.map(\.alone.verdict) == [.constant, .valuesMissing])
  }
}
