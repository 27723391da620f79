/// The addresses of the weights for candidates, so that they stay in registers.
struct WeightTables {
  private let byDepth: UnsafeMutablePointer<Float>
  private let byShape: UnsafeMutablePointer<Float>

  @inline(__always)
  init(_ weights: WorkingWeights) {
    byDepth = weights.byDepth
    byShape = weights.byShape
  }

  /// Adds the evidence of one ``WeightPlace`` for a token.
  @inline(__always)
  func add(_ token: UInt32, _ place: UInt32, _ candidates: inout CandidateSet) {
    let weight = byDepth[WeightPlace.depth(place)] + byShape[WeightPlace.shape(place)]
    candidates.add(token, place: place, weight: weight)
  }
}
