import Foundation
import Testing

@testable import Measures

/// Logarithm and exponential against the machine's own.
@Suite struct RealFunctionsTests {
  private func isNear(_ value: Double, _ expected: Double) -> Bool {
    abs(value - expected) <= 4e-15 * max(abs(expected), 1e-300)
  }

  @Test func logarithms() {
    var generator = SplitMix64(seed: 1)
    for _ in 0..<2000 {
      let number = exp(Double(generator.below(1_400_000)) / 1000 - 700)
      #expect(isNear(RealFunctions.logarithm(number), log(number)), "\(number)")
      #expect(isNear(RealFunctions.logarithmOfOnePlus(number), log1p(number)), "\(number)")
    }
    #expect(RealFunctions.logarithm(1) == 0 && RealFunctions.logarithmOfOnePlus(0) == 0)
    for number in [Double.leastNonzeroMagnitude, .greatestFiniteMagnitude, 0.999_999, 1.000_001, 1.414_213_6] {
      #expect(isNear(RealFunctions.logarithm(number), log(number)), "\(number)")
      #expect(isNear(RealFunctions.logarithmOfOnePlus(number), log1p(number)), "\(number)")
    }
    #expect(RealFunctions.signedLogarithm(-3) == -RealFunctions.signedLogarithm(3))
    for number in [0, -1, Double.infinity, .nan] { #expect(RealFunctions.logarithm(number) == 0) }
  }

  @Test func exponentials() {
    for step in -6990...6990 {
      let number = Double(step) / 10
      #expect(isNear(RealFunctions.exponential(number), exp(number)), "\(number)")
    }
    #expect(RealFunctions.exponential(0) == 1)
    // Bounded, so that nothing overflows.
    #expect(RealFunctions.exponential(1e9) == RealFunctions.exponential(700))
    #expect(RealFunctions.exponential(-.infinity) > 0)
  }
}
