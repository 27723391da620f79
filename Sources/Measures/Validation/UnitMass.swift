/// What one unit, or some units together, weigh in the measures of a ranking. Numbers of a resample count copies.
///
/// One vector, because the inner loop of the bootstrap does nothing but add these up.
struct UnitMass: Sendable, Equatable {
  private var lanes: SIMD4<Double>

  static let zero = UnitMass(lanes: .zero)

  /// Units with at least one fix.
  var fixed: Double { lanes[0] }
  /// Units without a fix.
  var unfixed: Double { lanes[1] }
  /// Lines of code.
  var lines: Double { lanes[2] }
  /// Fixes or fixed units, as the study's ``ValidationStudy/Yield`` has it.
  var yield: Double { lanes[3] }

  private init(lanes: SIMD4<Double>) { self.lanes = lanes }

  init(isFixed: Bool, lines: Int, yield: Int) {
    lanes = SIMD4(isFixed ? 1 : 0, isFixed ? 0 : 1, Double(lines), Double(yield))
  }

  @inline(__always)
  static func += (left: inout UnitMass, right: UnitMass) { left.lanes += right.lanes }

  /// That many copies.
  @inline(__always)
  func copied(_ count: UInt32) -> UnitMass { UnitMass(lanes: lanes * Double(count)) }

  /// What of this is mended a line. Infinite where there is something to mend on no line, 0 where there is nothing.
  var density: Double { yield == 0 ? 0 : yield / lines }
}
