@testable import Measures

/// Units of a made-up repository whose fixes come from a known law.
struct SyntheticStudy {
  /// Weights of the standardised logarithms in the log-odds of being fixed.
  var lines = 0.8
  var churn = 0.8
  /// Weight of the predictor `signal`, which is independent of size.
  var signal = 0.0
  var units = 300
  var seed: UInt64 = 1
  /// How many predictors are mere noise.
  var noises = 1

  /// Predictors: `signal`, `lines again` (a function of size), `constant`, then `noise 1`, `noise 2` and so on.
  func study(yield: ValidationStudy.Yield = .fixes) -> ValidationStudy {
    var generator = SplitMix64(seed: seed)
    let samples = (0..<units).map { number in
      let size = normal(&generator)
      let change = 0.6 * size + 0.8 * normal(&generator)
      let defects = normal(&generator)
      let odds = lines * size + churn * change + signal * defects - 1.2
      var fixes = 0
      while fixes < 5, Double(generator.below(100_000)) / 100_000 < Self.logistic(odds) { fixes += 1 }
      let linesOfCode = 1 + Int(RealFunctions.exponential(4.5 + size))
      return ValidationSample(
        name: "Sources/Module/File\(number).swift", linesOfCode: linesOfCode,
        churn: RealFunctions.exponential(3 + change).rounded(),
        values: [defects, Double(linesOfCode) * 2, 7] + (0..<noises).map { _ in normal(&generator) }, fixes: fixes)
    }
    return ValidationStudy(
      unit: .file, predictors: ["signal", "lines again", "constant"] + (0..<noises).map { "noise \($0 + 1)" },
      samples: samples, yield: yield)
  }

  /// The probability that belongs to log-odds.
  static func logistic(_ odds: Double) -> Double { 1 / (1 + RealFunctions.exponential(-odds)) }

  /// Nearly normal: the sum of twelve even numbers.
  private func normal(_ generator: inout SplitMix64) -> Double {
    (0..<12).reduce(-6) { sum, _ in sum + Double(generator.below(1_000_000)) / 1_000_000 }
  }
}
