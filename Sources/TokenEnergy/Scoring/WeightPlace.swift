/// Where the two weights of a piece of evidence are, in one number: both move by the same steps.
enum WeightPlace {
  private static let shapeShift: UInt32 = 15

  /// Moves both places by one.
  static let step: UInt32 = 1 << shapeShift + 1

  @inline(__always)
  static func packed(depth: Int, shape: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: depth) | UInt32(truncatingIfNeeded: shape) &<< shapeShift
  }

  /// The place in ``EnergyWeights/byDepth``.
  @inline(__always) static func depth(_ place: UInt32) -> Int { Int(place & (1 << shapeShift - 1)) }

  /// The place in ``EnergyWeights/byShape``.
  @inline(__always) static func shape(_ place: UInt32) -> Int { Int(place &>> shapeShift) }
}
