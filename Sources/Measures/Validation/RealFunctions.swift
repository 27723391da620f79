/// Logarithm and exponential from additions, multiplications and divisions alone.
///
/// The functions of the C libraries differ in their last digit from machine to machine; these do not, because IEEE 754
/// fixes every step. Right to about 1 part in 10^15.
enum RealFunctions {
  private static let logarithmOfTwo = 0.693_147_180_559_945_3
  /// Its leading 32 bits: products with exponents are exact.
  private static let leading = 0.693_147_180_369_123_8
  /// What those leave.
  private static let rest = 1.908_214_929_270_587_7e-10

  /// 1 ÷ 25, 1 ÷ 23 … 1 ÷ 3: the series of the logarithm from its last term on.
  private static let inverseOddNumbers = (1...12).reversed().map { 1 / Double(2 * $0 + 1) }
  /// 1 ÷ 15!, 1 ÷ 14! … 1 ÷ 0!: the series of the exponential from its last term on.
  private static let inverseFactorials = (0...15).reversed().map { 1 / (1..<($0 + 1)).reduce(1.0) { $0 * Double($1) } }

  /// The natural logarithm of a positive finite number; 0 of anything else, which has none.
  static func logarithm(_ number: Double) -> Double {
    guard number > 0, number.isFinite else { return 0 }
    var exponent = Double(number.exponent)
    var significand = number.significand
    if significand > 1.414_213_562_373_095 {
      significand /= 2
      exponent += 1
    }
    // log m = 2 artanh((m − 1) ÷ (m + 1)), whose series ends fast because the quotient is below 0.172.
    let quotient = (significand - 1) / (significand + 1)
    let square = quotient * quotient
    var series = 0.0
    for coefficient in inverseOddNumbers { series = (series + coefficient) * square }
    return exponent * leading + (2 * quotient * (1 + series) + exponent * rest)
  }

  /// log(1 + number) without loss for small numbers; `number` is not negative.
  static func logarithmOfOnePlus(_ number: Double) -> Double {
    let sum = 1 + number
    guard sum > 1 else { return number }
    return logarithm(sum) * (number / (sum - 1))
  }

  /// sign(number) · log(1 + |number|): the logarithmic scale for figures that can be 0 or negative.
  static func signedLogarithm(_ number: Double) -> Double {
    number < 0 ? -logarithmOfOnePlus(-number) : logarithmOfOnePlus(number)
  }

  /// e^number; numbers beyond ±700 count as ±700, so that nothing overflows.
  static func exponential(_ number: Double) -> Double {
    let bounded = min(700, max(-700, number))
    let exponent = (bounded / logarithmOfTwo).rounded()
    let remainder = bounded - exponent * leading - exponent * rest
    var series = 0.0
    for coefficient in inverseFactorials { series = series * remainder + coefficient }
    return Double(sign: .plus, exponent: Int(exponent), significand: series)
  }
}
