import Foundation
import Testing

@testable import TokenEnergy

@Suite struct ExactMathTests {
  @Test func logarithmsAgreeWithTheLibrary() {
    for step in -400...400 {
      let value = Foundation.exp2(Double(step) * 0.37 + 0.011)
      #expect(abs(ExactMath.log2(value) - Foundation.log2(value)) < 1e-12 * max(1, abs(Foundation.log2(value))))
    }
    #expect(ExactMath.log2(1) == 0)
    #expect(ExactMath.log2(8) == 3)
  }

  @Test func powersAgreeWithTheLibrary() {
    for step in -300...300 {
      let exponent = Double(step) * 0.173
      let power = Foundation.exp2(exponent)
      #expect(abs(ExactMath.exp2(exponent) - power) < 1e-13 * power)
    }
  }

  @Test func theQuickPowersOfTheSoftmaxAreCloseEnough() {
    for step in 0...990 {
      let exponent = -Float(step) / 10
      var values = SIMD8<Float>(repeating: exponent)
      let parts = CandidateSet.powers(&values)
      // Whole parts of 2^-22, at least one.
      let power = max(Foundation.exp2(exponent), 0x1p-22)
      #expect(abs(values[3] - power) < 4e-6 * power + 0x1p-22)
      #expect(Float(parts[3]) * 0x1p-22 == values[3])
    }
  }

  @Test func nothingIsInfinite() {
    for value in [0, -1, .infinity, .nan, 5e-324, Double.greatestFiniteMagnitude] {
      #expect(ExactMath.log2(value).isFinite)
    }
    #expect(ExactMath.exp2(5000).isFinite)
    #expect(ExactMath.exp2(-5000) == 0)
  }
}
