import Testing

@testable import Measures

/// Rankings of lines: planted signals are found, noise is not, and resamples draw whole files.
@Suite struct LineEvaluationTests {
  /// Lines of 40 files whose odds of being fixed depend on their length and on a signal.
  private func study(signal: Double, files: Int = 40, fixedFiles: Int = 40, seed: UInt64 = 3) -> LineStudy {
    var generator = SplitMix64(seed: seed)
    func uniform() -> Double { Double(generator.below(1_000_001)) / 1_000_000 }
    var samples: [LineStudy.Sample] = []
    for file in 0..<files {
      for _ in 0..<30 {
        let (tokens, energy, noise) = (1 + generator.below(20), uniform(), uniform())
        let odds = -3 + 0.08 * Double(tokens) + signal * energy
        let isFixed = uniform() < SyntheticStudy.logistic(odds) && file < fixedFiles
        samples.append(
          LineStudy.Sample(
            file: file, tokens: tokens, age: uniform() * 900, values: [energy, noise, Double(tokens) * 3],
            isFixed: isFixed))
      }
    }
    return LineStudy(
      paths: (0..<files).map { "Sources/\($0).swift" }, churn: (0..<files).map { Double($0 % 7) },
      predictors: ["energy", "noise", "length again"], samples: samples)
  }

  private func result(_ study: LineStudy, resamples: Int = 200, workers: Int = 1) -> ValidationResult {
    LineEvaluation(study, workers: workers).result(resamples: resamples)
  }

  @Test func aPlantedSignalIsFoundAndNoiseIsNot() throws {
    let result = result(study(signal: 3))
    #expect(result.predictors.map(\.beside.verdict) == [.better, .noDifferenceShown, .noDifferenceShown])
    #expect(try #require(result.predictors[0].beside.difference.auc).value > 0.05)
    #expect(try #require(result.predictors[0].alone.figures.earlyRecall).value > 0.07)
    #expect(result.predictors[2].alone.difference.auc?.value == 0)
    #expect(
      result.baselines.map(\.kind) == [.random, .tokens, .youngest, .fileChurn, .lengthAgeAndChurn])
    #expect(result.baselines[0].figures.recall?.value == 0.2 && result.baselines[0].figures.earlyRecall?.value == 0.05)
    #expect(result.baselines.allSatisfy { $0.figures.popt == nil } && result.unit == .line)
    #expect(self.result(study(signal: 0)).predictors.allSatisfy { $0.beside.verdict != .better })
  }

  @Test func workersChangeNothing() {
    let study = study(signal: 1)
    #expect(result(study, resamples: 40, workers: 3) == result(study, resamples: 40))
  }

  @Test func fixedLinesOfFewFilesSayNothing() {
    let few = result(study(signal: 3, fixedFiles: 9))
    #expect(few.fixedFiles == 9 && few.fixedUnits > 10)
    #expect(few.predictors.allSatisfy { $0.beside.verdict == .tooFewFiles(9) })
    #expect(result(study(signal: 3, fixedFiles: 0)).predictors[0].alone.verdict == .tooFewFixed(0))
    #expect(result(LineStudy(paths: [], churn: [], predictors: ["energy"], samples: [])).fixedFiles == 0)
  }

  /// Where every line stands thrice, resamples of whole files know that nothing was added; lines drawn one by one would
  /// give intervals narrower by √3.
  @Test func wholeFilesAreDrawn() throws {
    let once = study(signal: 1)
    var thrice = once
    thrice.samples = once.samples.flatMap { [$0, $0, $0] }
    func width(_ study: LineStudy) throws -> Double {
      let interval = try #require(result(study).predictors[0].alone.figures.auc?.interval)
      return interval.high - interval.low
    }
    #expect(abs(try width(thrice) / width(once) - 1) < 0.02)
  }

  @Test func ageIsNeverNegativeOrInfinite() {
    func age(_ age: Double) -> Double {
      LineStudy.Sample(file: 0, tokens: 1, age: age, values: [], isFixed: false).age
    }
    #expect(age(-3) == 0 && age(.nan) == 0 && age(.infinity) == 0 && age(4) == 4)
  }
}
