extension EnergyScorer {
  /// One step of gradient ascent on log p: every weight that took part moves by what the outcome was less what had been
  /// expected. Errors below ``threshold`` are left alone, which changes little and saves most of the work.
  func learn(_ candidates: CandidateSet, candidate: Int, lane: Int, lanes: SIMD16<Float>, _ place: Place) {
    // What was foretold for sure teaches nothing: no error reaches the threshold.
    if candidate >= 0, candidates.scores[candidate] > 1 - threshold { return }
    let rate = learningRate
    learnLanes(lane, lanes, rate, place)
    let scores = candidates.scores
    let threshold = self.threshold
    let classes = UnsafeMutableRawPointer(weights.shapeClasses + place.row).assumingMemoryBound(to: Float.self)
    for index in 0..<candidates.count where scores[index] >= threshold {
      let error = (index == candidate ? 1 : 0) - scores[index]
      move(index, by: Self.exact(error * rate), candidates, classes)
    }
    if candidate >= 0, scores[candidate] < threshold {
      move(candidate, by: Self.exact((1 - scores[candidate]) * rate), candidates, classes)
    }
    weights.rowMarks[place.row] = 1
  }

  /// Moves all weights that speak for a candidate.
  @inline(__always)
  private func move(
    _ candidate: Int, by error: Float, _ candidates: CandidateSet, _ classes: UnsafeMutablePointer<Float>
  ) {
    let tokenClass = Int(local.flags[Int(candidates.tokens[candidate])] & TokenFlags.classMask)
    classes[tokenClass] += error
    let byDepth = weights.byDepth
    let byShape = weights.byShape
    let depthMarks = weights.depthMarks
    let shapeMarks = weights.shapeMarks
    var pair = Int(candidates.latest[candidate])
    while pair > 0 {
      let place = candidates.places[pair &- 1]
      let depthPlace = WeightPlace.depth(place)
      let shapePlace = WeightPlace.shape(place)
      byDepth[depthPlace] += error
      byShape[shapePlace] += error
      depthMarks[depthPlace &>> WorkingWeights.blockBits] = 1
      shapeMarks[shapePlace &>> WorkingWeights.blockBits] = 1
      pair = Int(candidates.earlier[pair &- 1])
    }
  }

  /// The nearest multiple of 2^-17, the distance between neighbouring numbers from 64 to 128: sums of such numbers are
  /// exact, whatever their order.
  @inline(__always)
  private static func exact(_ error: Float) -> Float { (error + 96) - 96 }

  @inline(__always)
  private func learnLanes(_ lane: Int, _ lanes: SIMD16<Float>, _ rate: Float, _ place: Place) {
    var error = SIMD16<Float>.zero - lanes
    if lane >= 0 { error[lane] += 1 }
    guard any(error .> 0.01) || any(error .< -0.01) else { return }
    error = (error * rate + 96) - 96
    let table = weights.lanes
    let marks = weights.laneMarks
    for source in 0..<(EnergyWeights.sources - 1) {
      let row = Int(rows[source])
      table[row] += error
      marks[row] = 1
    }
    weights.shapeLanes[place.row] += error
  }
}
