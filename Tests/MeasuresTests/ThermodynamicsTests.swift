import Testing

@testable import Measures

struct ThermodynamicsTests {
  /// Distributions drawn by a fixed sequence.
  private func distribution(_ count: Int, seed: UInt64) -> [Double] {
    var state = seed
    let weights = (0..<count).map { _ -> Double in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let uniform = Double(state >> 11) / 9_007_199_254_740_992
      return uniform * uniform * uniform + 1e-9
    }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }

  @Test(arguments: 1...20)
  func identitiesHoldAtUnitTemperature(seed: Int) {
    let system = Thermodynamics(distribution(3 + seed * 7, seed: UInt64(seed)), beta: 1)
    #expect(abs(system.logZ) < 1e-12)
    #expect(abs(system.freeEnergy) < 1e-12)
    #expect(abs(system.energy - system.entropy) < 1e-12)
  }

  @Test(arguments: [0.25, 0.5, 1, 1.5, 3])
  func theFirstAndSecondDerivativesOfLogZAreEnergyAndHeatCapacity(beta: Double) {
    let probabilities = distribution(50, seed: 11)
    let step = 1e-4
    let system = Thermodynamics(probabilities, beta: beta)
    let (below, above) = (
      Thermodynamics(probabilities, beta: beta - step), Thermodynamics(probabilities, beta: beta + step)
    )
    #expect(abs(system.energy + (above.logZ - below.logZ) / (2 * step)) < 1e-6)
    let slope = (above.energy - below.energy) / (2 * step)
    #expect(abs(system.heatCapacity + beta * beta * slope * 0.6931471805599453) < 1e-6)
    #expect(abs(system.freeEnergy - (system.energy - system.entropy / beta)) < 1e-9)
  }

  @Test(arguments: [0.5, 1, 2])
  func independentSystemsAddUp(beta: Double) {
    let left = distribution(9, seed: 3)
    let right = distribution(14, seed: 4)
    let product = left.flatMap { first in right.map { first * $0 } }
    let whole = Thermodynamics(product, beta: beta)
    let parts = [Thermodynamics(left, beta: beta), Thermodynamics(right, beta: beta)]
    let mean = Thermodynamics.mean(parts, beta: beta)
    #expect(abs(whole.logZ - 2 * mean.logZ) < 1e-9)
    #expect(abs(whole.energy - 2 * mean.energy) < 1e-9)
    #expect(abs(whole.entropy - 2 * mean.entropy) < 1e-9)
    #expect(abs(whole.freeEnergy - 2 * mean.freeEnergy) < 1e-9)
    #expect(abs(whole.heatCapacity - 2 * mean.heatCapacity) < 1e-9)
  }

  @Test func emptyAndCertainSystemsHaveFiniteFigures() {
    for probabilities in [[], [0], [1], [1, 0, 0], [1e-300, 1]] as [[Double]] {
      for beta in [0.25, 1, 4] {
        let system = Thermodynamics(probabilities, beta: beta)
        let figures = [system.logZ, system.energy, system.entropy, system.freeEnergy, system.heatCapacity]
        let areFinite = figures.allSatisfy { $0.isFinite }
        #expect(areFinite)
      }
    }
  }

  @Test func aCurveThatFollowsTheLawIsFound() {
    let points = [1_000, 2_000, 4_000, 8_000, 16_000, 64_000].map { tokens in
      LearningCurve.Point(tokens: tokens, bits: 1.5 + 30 * power(Double(tokens), -0.4))
    }
    let curve = LearningCurve(points)
    #expect(abs(curve.limit - 1.5) < 0.01 && abs(curve.exponent - 0.4) < 0.011 && curve.error < 1e-3)
    #expect(LearningCurve(Array(points.prefix(2))).exponent == 0)
  }

  private func power(_ base: Double, _ exponent: Double) -> Double {
    // By square roots: 0.4 = 2 ÷ 5 is solved by bisection on x⁵ = base².
    var (low, high) = (0.0, base)
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if middle * middle * middle * middle * middle < base * base { low = middle } else { high = middle }
    }
    return exponent < 0 ? 1 / low : low
  }
}
