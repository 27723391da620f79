import Testing

@testable import Measures

/// AUC, Popt and recall of a ranking: computed by hand, by definition, and by what has to hold for all.
@Suite struct RankingTests {
  /// A: 10 lines, 2 fixes. B: 20 lines. C: 30 lines, 1 fix. D: 40 lines.
  private static let four = [(10, 2), (20, 0), (30, 1), (40, 0)].map { lines, fixes in
    UnitMass(isFixed: fixes > 0, lines: lines, yield: fixes)
  }

  private func measures(_ scores: [Double], _ units: [UnitMass]) -> RankingMeasures {
    let frame = EffortFrame(units: units, optimal: Ranking(optimalFor: units))
    return Ranking(scores: scores).measures(of: units, in: frame)
  }

  private func isNear(_ value: Double?, _ expected: Double) -> Bool {
    value.map { abs($0 - expected) < 1e-12 } ?? false
  }

  /// Units of many sizes, some without lines, with scores of which many are equal.
  private static func random(_ seed: UInt64, count: Int = 60) -> (units: [UnitMass], scores: [Double]) {
    var generator = SplitMix64(seed: seed)
    let units = (0..<count).map { _ in
      let fixes = max(0, generator.below(6) - 3)
      return UnitMass(isFixed: fixes > 0, lines: generator.below(12) * generator.below(40), yield: fixes)
    }
    return (units, (0..<count).map { _ in Double(generator.below(15)) - 7 })
  }

  @Test func fourUnitsByHand() {
    // Of the four pairs only C before B is in the wrong order. Areas, in lines × fixes: A 10 × 1, B 20 × 2,
    // C 30 × 2.5, D 40 × 3, together 245; the best order is A, C, then B and D: 10 + 75 + 180 = 265; the worst one
    // leaves 300 − 265. The first fifth of 100 lines is A and half of B.
    let result = measures([4, 3, 2, 1], Self.four)
    #expect(isNear(result.auc, 3.0 / 4))
    #expect(isNear(result.popt, (245.0 - 35) / (265 - 35)))
    #expect(isNear(result.recall, 2.0 / 3))
    // The first twentieth is half of A.
    #expect(isNear(result.earlyRecall, 1.0 / 3))
  }

  @Test func tiedUnitsAreOneBlock() {
    // A and B share 30 lines with 2 fixes: half a pair, a straight line, two thirds of the block in the first 20 lines.
    let result = measures([3, 3, 2, 1], Self.four)
    #expect(isNear(result.auc, 2.5 / 4))
    #expect(isNear(result.popt, (30.0 + 75 + 120 - 35) / (265 - 35)))
    #expect(isNear(result.recall, 2.0 * 20 / 30 / 3))
  }

  @Test func aBlockIsTheMeanOverItsOrders() throws {
    let orders = [[9.0, 8, 7, 1], [9, 7, 8, 1], [8, 9, 7, 1], [7, 9, 8, 1], [8, 7, 9, 1], [7, 8, 9, 1]]
    let all = orders.map { measures($0, Self.four) }
    let tied = measures([8, 8, 8, 1], Self.four)
    #expect(isNear(tied.auc, all.compactMap(\.auc).reduce(0, +) / 6))
    #expect(isNear(tied.popt, all.compactMap(\.popt).reduce(0, +) / 6))
  }

  @Test func aConstantScoreIsTheDiagonal() {
    for seed in 0..<5 as Range<UInt64> {
      let (units, _) = Self.random(seed)
      let result = measures(units.map { _ in 3 }, units)
      #expect(isNear(result.auc, 0.5) && isNear(result.popt, 0.5) && isNear(result.recall, 0.2))
    }
  }

  @Test func aRandomOrderIsExpectedOnTheDiagonal() {
    let (units, _) = Self.random(3)
    var generator = SplitMix64(seed: 8)
    let orders = (0..<2000).map { _ in
      measures(units.indices.shuffled(using: &generator).map(Double.init), units)
    }
    #expect(abs(orders.compactMap(\.auc).reduce(0, +) / 2000 - 0.5) < 0.01)
    #expect(abs(orders.compactMap(\.popt).reduce(0, +) / 2000 - 0.5) < 0.01)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func theAreaIsTheShareOfPairsInOrder(seed: UInt64) {
    let (units, scores) = Self.random(seed)
    var (wins, pairs) = (0.0, 0.0)
    for first in units.indices where units[first].fixed == 1 {
      for second in units.indices where units[second].fixed == 0 {
        pairs += 1
        wins += scores[first] > scores[second] ? 1 : scores[first] == scores[second] ? 0.5 : 0
      }
    }
    #expect(isNear(measures(scores, units).auc, wins / pairs))
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func reversingAndRescaling(seed: UInt64) throws {
    let (units, scores) = Self.random(seed)
    let forwards = measures(scores, units)
    let backwards = measures(scores.map { -$0 }, units)
    let (auc, popt) = (try #require(forwards.auc), try #require(forwards.popt))
    #expect(isNear(backwards.auc, 1 - auc) && isNear(backwards.popt, 1 - popt))
    for transform in [{ $0 * 3 + 5 }, { $0 * $0 * $0 }, RealFunctions.exponential] as [(Double) -> Double] {
      #expect(measures(scores.map(transform), units) == forwards)
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func theBestOrderIsOneAndTheWorstNone(seed: UInt64) throws {
    let (units, scores) = Self.random(seed)
    // Infinity stands for fixes on no line.
    let density = units.map(\.density)
    #expect(isNear(measures(density, units).popt, 1))
    #expect(isNear(measures(density.map { -min($0, 1e9) }, units).popt, 0))
    let other = try #require(measures(scores, units).popt)
    #expect(other > 0 && other < 1)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func copiesCountAsUnits(seed: UInt64) {
    let (units, scores) = Self.random(seed)
    let copies = Bootstrap.copies(ofResample: Int(seed), count: units.count)
    let weighted = zip(units, copies).map { $0.copied($1) }
    let places = copies.indices.flatMap { [Int](repeating: $0, count: Int(copies[$0])) }
    let written = places.map { units[$0] }
    let first = Ranking(scores: scores).measures(
      of: weighted, in: EffortFrame(units: weighted, optimal: Ranking(optimalFor: units)))
    let second = measures(places.map { scores[$0] }, written)
    #expect(isNear(first.auc, second.auc ?? .nan))
    #expect(isNear(first.popt, second.popt ?? .nan))
    #expect(isNear(first.recall, second.recall ?? .nan))
  }

  @Test func whatIsNotDefinedIsNil() {
    let none = RankingMeasures(auc: nil, popt: nil, recall: nil)
    #expect(measures([], []) == none)
    #expect(measures([1, 2], [UnitMass](repeating: UnitMass(isFixed: false, lines: 5, yield: 0), count: 2)) == none)
    // All fixed, all alike: no pair, and no order is better than another.
    let fixed = [UnitMass](repeating: UnitMass(isFixed: true, lines: 5, yield: 1), count: 2)
    #expect(measures([1, 2], fixed) == RankingMeasures(auc: nil, popt: nil, recall: 0.2, earlyRecall: 0.05))
    // No lines at all.
    let empty = [UnitMass(isFixed: true, lines: 0, yield: 1), UnitMass(isFixed: false, lines: 0, yield: 0)]
    #expect(measures([2, 1], empty) == RankingMeasures(auc: 1, popt: nil, recall: nil))
    let vast = [Int.max, 1].map { UnitMass(isFixed: $0 == 1, lines: $0, yield: $0 == 1 ? 1 : 0) }
    let result = measures([1, 2], vast)
    #expect([result.auc, result.popt, result.recall].allSatisfy { $0?.isFinite == true })
  }
}
