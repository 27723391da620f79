/// The guess of the mixer: before the tree, the commonest symbol of the most telling context is tried by one decision
/// (symbol ranking, Fenwick 1997). Most bytes end there.
extension SpellingMixer {
  /// Takes the end out of all counts where it may not come.
  func withoutEnd(_ row: SpellingRowView) {
    remaining[SpellingWeights.rowLane] &-= row.left(0)
    var kept = 0
    for index in 0..<active {
      var list = lists[index]
      let first = list.symbols[0]
      if first >> SpellingCounts.countBits == 0 {
        list.total &-= Int32(truncatingIfNeeded: first & SpellingCounts.countMask)
        list.symbols += 1
        remaining[Int(list.lane)] = list.total
      }
      lists[kept] = list
      kept &+= list.total > 0 ? 1 : 0
    }
    active = kept
  }

  /// The symbol to try: the commonest of the most telling context; `none` where no list has any.
  @inline(__always) func guess() -> UInt32 {
    if active == 0 { return Self.none }
    var best = 0
    var bestMerit: Int32 = -1
    for index in 0..<active {
      let merit = merits[Int(lists[index].lane)]
      if merit > bestMerit {
        bestMerit = merit
        best = index
      }
    }
    source = best
    var symbols = lists[best].symbols
    var top: UInt32 = 0
    while symbols.pointee != SpellingCounts.sentinel {
      let symbol = symbols.pointee
      if symbol & SpellingCounts.countMask > top & SpellingCounts.countMask { top = symbol }
      symbols += 1
    }
    return top >> SpellingCounts.countBits
  }

  /// Probability that the guess is right, or that it is not; `own` becomes the counts for it.
  @inline(__always) func decideGuess(_ guess: UInt32, _ isHit: Bool, _ row: SpellingRowView, _ place: Int) -> Double {
    store(.zero, own)
    own[SpellingWeights.rowLane] = row.left(SpellingRows.leafAt &+ Int(guess))
    let least = guess << SpellingCounts.countBits
    var sure = 0
    for index in 0..<active {
      var symbols = lists[index].symbols
      while symbols.pointee < least { symbols += 1 }
      let isThere = symbols.pointee >> SpellingCounts.countBits == guess
      let count = isThere ? Int32(truncatingIfNeeded: symbols.pointee & SpellingCounts.countMask) : 0
      own[Int(lists[index].lane)] = count
      sure &+= count == lists[index].total ? 1 : 0
    }
    let total = lists[source].total
    let many = total < 2 ? 0 : total < 5 ? 1 : total < 20 ? 2 : 3
    let lane = Int(lists[source].lane)
    let situation = ((lane &* 4 &+ min(sure, 3)) &* 4 &+ many) &* 2 &+ (guess == 0 ? 1 : 0)
    let hits = vector(own)
    let misses = vector(remaining) &- hits
    return decide(
      isHit ? hits : misses, isHit ? misses : hits, isHit, SpellingWeights.guessBias,
      SpellingWeights.guessAt &+ situation, place)
  }
}
