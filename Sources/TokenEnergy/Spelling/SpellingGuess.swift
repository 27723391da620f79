/// The guesses of the mixer: before the tree, the commonest symbols of the most telling contexts are tried, each by
/// one decision (symbol ranking, Fenwick 1997). Most bytes end there.
extension SpellingMixer {
  /// Takes the end out of all counts where it may not come.
  func withoutEnd(_ row0: SpellingRowView, _ row1: SpellingRowView) {
    inputs[0].total = inputs[0].total &- row0.left(0)
    inputs[1].total = inputs[1].total &- row1.left(0)
    var kept = 2
    for index in 2..<active {
      var input = inputs[index]
      let first = input.symbols[0]
      if first >> SpellingCounts.countBits == 0 {
        input.total &-= Int32(truncatingIfNeeded: first & SpellingCounts.countMask)
        input.symbols += 1
      }
      inputs[kept] = input
      if input.total <= 0 { mask &= ~(1 << Int(input.number)) } else { kept &+= 1 }
    }
    active = kept
  }

  /// The symbol to try next: the commonest of the most telling context; `none` where no list has any.
  @inline(__always) func guess() -> UInt32 {
    if active == 2 { return Self.none }
    var best = 2
    var bestMerit: Int32 = -1
    for index in 2..<active {
      let merit = merits[Int(inputs[index].number)]
      if merit > bestMerit {
        bestMerit = merit
        best = index
      }
    }
    source = Int(inputs[best].number)
    let symbols = inputs[best].symbols
    var top: UInt32 = 0
    var at = 0
    while symbols[at] != SpellingCounts.sentinel {
      let symbol = symbols[at]
      at &+= 1
      let isCommoner = symbol & SpellingCounts.countMask > top & SpellingCounts.countMask
      if isCommoner && symbol >> SpellingCounts.countBits != skipped0 { top = symbol }
    }
    return top >> SpellingCounts.countBits
  }

  /// Probability that the symbol is the guess. `left` of an input becomes the counts against it, `passed` those for it.
  @inline(__always) func decideGuess(
    _ guess: UInt32, _ row0: SpellingRowView, _ row1: SpellingRowView, _ place: Int
  ) -> Float {
    inputs[0].passed = row0.left(SpellingRows.leafAt &+ Int(guess))
    inputs[1].passed = row1.left(SpellingRows.leafAt &+ Int(guess))
    inputs[0].left = inputs[0].total &- inputs[0].passed
    inputs[1].left = inputs[1].total &- inputs[1].passed
    let least = guess << SpellingCounts.countBits
    var sure = 0
    for index in 2..<active {
      let input = inputs + index
      var symbols = input.pointee.symbols
      while symbols.pointee < least { symbols += 1 }
      let isThere = symbols.pointee >> SpellingCounts.countBits == guess
      let own = isThere ? Int32(truncatingIfNeeded: symbols.pointee & SpellingCounts.countMask) : 0
      input.pointee.passed = own
      input.pointee.left = input.pointee.total &- own
      sure &+= own == input.pointee.total ? 1 : 0
    }
    let situation = ((failed &* SpellingWeights.inputs &+ source) &* 4 &+ min(sure, 3)) &* 2 &+ (guess == 0 ? 1 : 0)
    guessSet = SpellingWeights.guessAt &+ situation &* SpellingWeights.inputs
    let cells = SpellingWeights.cellAt &+ SpellingWeights.inputs &* SpellingWeights.cells
    return squash(weights[SpellingWeights.guessBias &+ failed] + evidence(guessSet, place, cells))
  }

  /// Takes a guess that failed out of all counts; `passed` holds them.
  @inline(__always) func withoutGuess(_ guess: UInt32) {
    if failed == 0 { skipped0 = guess } else { skipped1 = guess }
    let isFirst = failed == 0
    failed &+= 1
    for index in 0..<active {
      if isFirst { inputs[index].taken0 = inputs[index].passed } else { inputs[index].taken1 = inputs[index].passed }
    }
    inputs[0].total = inputs[0].left
    inputs[1].total = inputs[1].left
    var kept = 2
    for index in 2..<active {
      let input = inputs[index]
      inputs[kept].symbols = input.symbols
      inputs[kept].number = input.number
      inputs[kept].taken0 = input.taken0
      inputs[kept].taken1 = input.taken1
      inputs[kept].total = input.left
      if input.left == 0 { mask &= ~(1 << Int(input.number)) } else { kept &+= 1 }
    }
    active = kept
  }
}
