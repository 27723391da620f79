extension EnergyScorer {
  /// One step of gradient ascent on log p: every weight that took part moves by what the outcome was less what had been
  /// expected. Errors below ``threshold`` are left alone, which changes little and saves most of the work.
  @inline(__always)
  func learn(_ candidates: CandidateSet, candidate: Int, lane: Int, lanes: SIMD16<Float>, _ place: Place) {
    // What was foretold for sure teaches nothing: no error reaches the threshold.
    if candidate >= 0, candidates.scores[candidate] > 1 - Self.threshold { return }
    let rate = learningRate
    learnLanes(lane, lanes, rate, place)
    let scores = candidates.scores
    let flags = local.flags
    var byClass = SIMD8<Float>.zero
    withUnsafeMutableBytes(of: &byClass) { byClass in
      let byClass = byClass.assumingMemoryBound(to: Float.self)
      for index in 0..<candidates.count {
        var error = -scores[index]
        if index == candidate { error += 1 }
        let isSmall = error < Self.threshold && error > -Self.threshold
        error = isSmall ? 0 : error * rate
        scores[index] = error
        byClass[Int(flags[Int(candidates.tokens[index])] & TokenFlags.classMask)] += error
      }
    }
    weights.shapeClasses[place.row] += byClass
    weights.rowMarks[place.row] = 1
    let byDepth = weights.byDepth
    let byShape = weights.byShape
    let depthMarks = weights.depthMarks
    let shapeMarks = weights.shapeMarks
    for pair in 0..<candidates.pairCount {
      let error = scores[Int(candidates.owners[pair])]
      if error == 0 { continue }
      let depthPlace = Int(candidates.depthPlaces[pair])
      let shapePlace = Int(candidates.shapePlaces[pair])
      byDepth[depthPlace] += error
      byShape[shapePlace] += error
      depthMarks[depthPlace &>> WorkingWeights.blockBits] = 1
      shapeMarks[shapePlace &>> WorkingWeights.blockBits] = 1
    }
  }

  @inline(__always)
  private func learnLanes(_ lane: Int, _ lanes: SIMD16<Float>, _ rate: Float, _ place: Place) {
    var error = SIMD16<Float>.zero - lanes
    if lane >= 0 { error[lane] += 1 }
    guard any(error .> 0.01) || any(error .< -0.01) else { return }
    error *= rate
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
