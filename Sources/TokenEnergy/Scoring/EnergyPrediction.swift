/// What the model expects at one place of a stream, lent while it is there.
package struct EnergyPrediction: ~Copyable {
  let scorer: EnergyScorer
  let model: EnergyModel
  let lanes: SIMD16<Float>
  let role: Int
  let tallies: SIMD16<UInt8>

  /// The `count` likeliest candidates with their probabilities, the likeliest first; equal ones by their texts' hashes.
  package func likeliest(_ count: Int) -> [(token: TokenID, probability: Double)] {
    let set = scorer.candidates
    let hashes = model.vocabulary.hashes
    let order = (0..<set.count).sorted {
      let (left, right) = (set.scores[$0], set.scores[$1])
      return left != right ? left > right : hashes[Int(set.tokens[$0])] < hashes[Int(set.tokens[$1])]
    }
    return order.prefix(count).map { (TokenID(set.tokens[$0]), Double(set.scores[$0])) }
  }

  /// The probability of every outcome: each token of the vocabulary that the model or the stream has, and one outcome a
  /// class for everything new. Sums to 1 but for rounding. O(vocabulary).
  package func distribution() -> [Double] {
    let set = scorer.candidates
    var result = (0..<set.count).map { Double(set.scores[$0]) }
    var free = [Double](repeating: 0, count: TokenClass.count)
    var here = [Double](repeating: 0, count: TokenClass.count)
    for tokenClass in 0..<TokenClass.count {
      free[tokenClass] = Double(max(scorer.freeMass(tokenClass, role: role), 1))
      guard tokenClass < TokenClass.openCount else { continue }
      let tallied = Int32(tallies[EnergyLane.local(tokenClass)])
      here[tokenClass] = Double(max(1, scorer.local.localCount[tokenClass] - tallied))
    }
    for token in 0..<model.vocabulary.count where set.index(of: UInt32(token)) < 0 {
      let flags = scorer.local.flags[token]
      let tokenClass = Int(flags & TokenFlags.classMask)
      if flags & TokenFlags.local != 0 {
        result.append(Double(lanes[EnergyLane.local(tokenClass)]) / here[tokenClass])
      } else if flags & TokenFlags.known != 0 {
        let share = Double(scorer.local.mass(token, role)) / free[tokenClass]
        result.append(Double(lanes[EnergyLane.known(tokenClass)]) * share)
      }
    }
    for tokenClass in 0..<TokenClass.count { result.append(Double(lanes[EnergyLane.new(tokenClass)])) }
    return result
  }
}
