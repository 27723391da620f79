import Testing

@testable import Measures

/// The model of lines of code, churn and a predictor, and how units get scores from models that have not seen them.
@Suite struct LogisticRegressionTests {
  /// Rows with an intercept and two features; the first one says something of the target.
  private static func data(_ count: Int, seed: UInt64) -> (rows: [SIMD4<Double>], targets: [Bool]) {
    var generator = SplitMix64(seed: seed)
    let rows = (0..<count).map { _ in
      SIMD4(1, Double(generator.below(2001) - 1000) / 500, Double(generator.below(7) - 3), 0)
    }
    let targets = rows.map { Double(generator.below(1000)) / 1000 < SyntheticStudy.logistic(1.5 * $0[1] - 1) }
    return (rows, targets)
  }

  /// Of the penalised likelihood, by each coefficient: zero at its only maximum.
  private func gradient(_ model: LogisticRegression<SIMD4<Double>>, _ rows: [SIMD4<Double>], _ targets: [Bool])
    -> [Double]
  {
    (0..<4).map { index in
      let pull = zip(rows, targets).reduce(0) { sum, pair in
        sum + ((pair.1 ? 1 : 0) - SyntheticStudy.logistic(model.score(pair.0))) * pair.0[index]
      }
      return pull - (index == 0 ? 0 : LogisticRegression<SIMD4<Double>>.penalty * model.coefficients[index])
    }
  }

  private func isFinite(_ vector: SIMD4<Double>) -> Bool { (0..<4).allSatisfy { vector[$0].isFinite } }

  @Test func theFitIsTheMaximum() {
    let (rows, targets) = Self.data(400, seed: 5)
    let model = LogisticRegression(rows: rows, targets: targets)
    #expect(gradient(model, rows, targets).allSatisfy { abs($0) < 1e-4 })
    #expect(abs(model.coefficients[1] - 1.5) < 0.4 && abs(model.coefficients[2]) < 0.2)
    // A feature that is not there gets no weight.
    #expect(model.coefficients[3] == 0)
  }

  /// Places that no feature has change nothing: a wider row is for more features.
  @Test func widerRowsHaveTheSameFit() {
    let (rows, targets) = Self.data(200, seed: 8)
    let narrow = LogisticRegression(rows: rows, targets: targets)
    let wide = LogisticRegression(
      rows: rows.map { SIMD8(lowHalf: $0, highHalf: .zero) }, targets: targets)
    for index in 0..<8 {
      #expect(abs(wide.coefficients[index] - (index < 4 ? narrow.coefficients[index] : 0)) < 1e-9)
    }
  }

  @Test func separableAndCollinearFeaturesHaveAFiniteFit() {
    let separable = (0..<20).map { SIMD4(1, Double($0) - 9.5, 0, 0) }
    let sure = LogisticRegression(rows: separable, targets: (0..<20).map { $0 > 9 })
    #expect(isFinite(sure.coefficients) && sure.coefficients[1] > 0.5)
    let (rows, targets) = Self.data(100, seed: 6)
    let twice = LogisticRegression(rows: rows.map { SIMD4($0[0], $0[1], $0[2], $0[1]) }, targets: targets)
    #expect(isFinite(twice.coefficients))
    #expect(abs(twice.coefficients[1] - twice.coefficients[3]) < 1e-6)
  }

  @Test func nothingToLearnIsNoFailure() {
    #expect(isFinite(LogisticRegression<SIMD4<Double>>(rows: [], targets: []).coefficients))
    let one = LogisticRegression(rows: [SIMD4(1, 2, 0, 0), SIMD4(1, 3, 0, 0)], targets: [true, true])
    #expect(isFinite(one.coefficients))
    // A constant feature becomes 0.
    let columns = [[5.0, 5, 5], [1, 2, 3]]
    let scale = FeatureScale(columns: columns, rows: [0, 1, 2])
    let row: SIMD4<Double> = scale.row(2, of: columns)
    #expect(row[1] == 0 && abs(row[2] - 1.5.squareRoot()) < 1e-12)
    #expect(isFinite(FeatureScale(columns: columns, rows: []).row(0, of: columns)))
  }

  @Test func aSystemIsSolvedOrRefused() {
    var system = SymmetricSystem(unknowns: 2)
    system.matrix = [4, 2, 2, 3]
    system.right = [10, 8]
    #expect(system.solved().map { abs($0[0] - 1.75) < 1e-12 && abs($0[1] - 1.5) < 1e-12 } == true)
    system.matrix = [1, 1, 1, 1]
    #expect(system.solved() == nil)
    #expect(SymmetricSystem(unknowns: 1).solved() == nil)
    #expect(SymmetricSystem(unknowns: 0).solved() == [])
  }

  @Test func foldsFollowFromNamesAlone() {
    let folds = (0..<500).map { CrossValidation.fold(ofName: "Sources/File\($0).swift") }
    for fold in 0..<CrossValidation.foldCount { #expect((70...130).contains(folds.count { $0 == fold })) }
    #expect(CrossValidation.fold(ofName: "Sources/File0.swift") == folds[0])
  }

  @Test func noModelScoresAUnitThatItLearnedFrom() {
    let samples = (0..<60).map { number in
      ValidationSample(
        name: "unit \(number)", linesOfCode: 10 + number, churn: 0, values: [], fixes: number % 3 == 0 ? 1 : 0)
    }
    let column = FeatureScale.logarithmic(samples.map { Double($0.linesOfCode) })
    let before = CrossValidation(samples: samples).scores(columns: [column])
    // Another outcome of unit 7 changes the scores of other folds' units only.
    var changed = samples
    changed[7] = ValidationSample(name: "unit 7", linesOfCode: 17, churn: 0, values: [], fixes: 1)
    let after = CrossValidation(samples: changed).scores(columns: [column])
    let fold = CrossValidation.fold(ofName: "unit 7")
    for (number, sample) in samples.enumerated() {
      #expect((before[number] == after[number]) == (CrossValidation.fold(ofName: sample.name) == fold))
    }
  }
}
