/// Logarithms and the logistic function from IEEE + − × ÷ alone, in a fixed order, so that a score has the same bits
/// on every machine. It calls no system mathematics and never contracts a product and a sum.
package enum SpellingArithmetic {
  /// Natural logarithm of 2.
  static let ln2 = 0.693147180559945309417232121458

  /// The natural logarithm of a positive, normal, finite number; relative error below 1e-14.
  static func ln(_ x: Double) -> Double {
    var exponent = Double(Int(x.bitPattern >> 52) - 1023)
    var mantissa = Double(bitPattern: (x.bitPattern & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000)
    if mantissa > 1.4142135623730951 {
      mantissa = mantissa * 0.5
      exponent = exponent + 1
    }
    let s = (mantissa - 1) / (mantissa + 1)
    let square = s * s
    var sum = 0.0
    var term = 25
    while term >= 1 {
      sum = sum * square + 1 / Double(term)
      term -= 2
    }
    return exponent * ln2 + 2 * s * sum
  }

  /// Binary logarithm of a positive, normal, finite number.
  static func log2(_ x: Double) -> Double { ln(x) / ln2 }

  /// The exponential for |x| ≤ 64, by a Taylor series of x / 1024 squared ten times; relative error below 1e-12.
  static func exp(_ x: Double) -> Double {
    let small = x / 1024
    var sum = 1.0
    var term = 12
    while term >= 1 {
      sum = 1 + sum * small / Double(term)
      term -= 1
    }
    for _ in 0..<10 { sum = sum * sum }
    return sum
  }
}

/// Tables of the mixer: the logistic function on [−12, 12] and ln(n + 0.4) of counts. They are computed, not shipped.
struct SpellingTables: Sendable {
  /// Steps a unit of the logistic table.
  static let steps: Float = 128
  /// The largest absolute value of a logit.
  static let limit: Float = 12
  /// σ(−12 + i ⁄ 128).
  let logistic: [Float]
  /// ln(n + 0.4), n < 1,024.
  let logCount: [Float]

  static let shared = SpellingTables()

  private init() {
    logistic = (0...3073).map { index in
      Float(1 / (1 + SpellingArithmetic.exp(12 - Double(index) / 128)))
    }
    logCount = (0..<1024).map { Float(SpellingArithmetic.ln(Double($0) + 0.4)) }
  }
}
