/// Logarithms and powers of two from additions, multiplications and divisions alone, in a fixed order: the same bits on
/// every machine, which the C library does not promise.
package enum ExactMath {
  /// log₂ of a positive, finite number; relative error below 1e-14 (by the series of artanh, 10 terms).
  package static func log2(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return value > 0 ? 1024 : -1100 }
    var exponent = Double(value.exponent)
    var significand = value.significand
    if significand > 1.4142135623730951 {
      significand /= 2
      exponent += 1
    }
    let t = (significand - 1) / (significand + 1)
    let square = t * t
    var sum = 1.0 / 21
    sum = sum * square + 1.0 / 19
    sum = sum * square + 1.0 / 17
    sum = sum * square + 1.0 / 15
    sum = sum * square + 1.0 / 13
    sum = sum * square + 1.0 / 11
    sum = sum * square + 1.0 / 9
    sum = sum * square + 1.0 / 7
    sum = sum * square + 1.0 / 5
    sum = sum * square + 1.0 / 3
    sum = sum * square + 1
    return exponent + 2.8853900817779268 * t * sum
  }

  /// 2^x; relative error below 1e-14. 0 below -1,000 and the largest finite power above 1,000.
  package static func exp2(_ x: Double) -> Double {
    if x < -1000 { return 0 }
    let clamped = min(x, 1000)
    let whole = clamped.rounded(.down)
    let z = (clamped - whole) * 0.6931471805599453
    var sum = 1.0
    var term = 18.0
    while term > 0 {
      sum = 1 + z / term * sum
      term -= 1
    }
    return sum * Double(sign: .plus, exponent: Int(whole), significand: 1)
  }
}
