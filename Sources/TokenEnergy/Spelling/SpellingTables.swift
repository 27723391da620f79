/// The mixer's table of the logistic function on [−12, 12]. It is computed, not shipped.
struct SpellingTables: Sendable {
  /// Steps a unit of the logistic table.
  static let steps: Float = 128
  /// The largest absolute value of a logit.
  static let limit: Float = 12
  private static let log2OfE = 1.4426950408889634
  /// σ(−12 + i ⁄ 128).
  let logistic: [Float]

  static let shared = SpellingTables()

  private init() {
    logistic = (0...3073).map { index in
      Float(1 / (1 + ExactMath.exp2((12 - Double(index) / 128) * Self.log2OfE)))
    }
  }
}
