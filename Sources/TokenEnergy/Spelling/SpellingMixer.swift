/// One symbol's binary decisions: counts of all active contexts, mixed in the logistic domain (Mahoney 2005) with
/// weights that learn by gradient descent on the coding cost.
///
/// A class, because it owns the scratch memory; one worker uses it at a time. It knows nothing of texts.
final class SpellingMixer {
  /// A context that still has counts for the symbols under the present node.
  struct Input {
    /// Packed symbols, ascending, up to a sentinel; failed guesses are still among them.
    var symbols: UnsafePointer<UInt32>
    var total: Int32
    var left: Int32
    var number: Int32
    var passed: Int32
    /// Counts of the failed guesses, which total and left leave out.
    var taken0: Int32
    var taken1: Int32
    var ratio: Float
    var cell: Int32
  }
  /// What a count is worth: ln(n + 0.4), and its step of the cell table.
  struct Worth {
    var log: Float
    var step: Int32
  }

  /// Errors below teach nothing.
  private static let negligible: Float = 0.02
  let weights: UnsafeMutablePointer<Float>
  var rates = SpellingRates.online
  let inputs: UnsafeMutablePointer<Input>
  private let worths: UnsafeMutablePointer<Worth>
  private let logistic: UnsafeMutablePointer<Float>
  private let nodes: UnsafeMutablePointer<SpellingAlphabet.Node>
  var active = 0
  var mask = 0
  var source = 0
  var guessSet = 0
  /// Guesses that failed.
  var failed = 0
  var skipped0: UInt32 = 0
  var skipped1: UInt32 = 0
  /// No symbol.
  static let none: UInt32 = 511
  let merits: UnsafeMutablePointer<Int32>

  init() {
    weights = .allocate(capacity: SpellingWeights.count)
    weights.initialize(repeating: 0, count: SpellingWeights.count)
    inputs = .allocate(capacity: SpellingWeights.inputs)
    let tables = SpellingTables.shared
    logistic = .allocate(capacity: tables.logistic.count)
    for (index, value) in tables.logistic.enumerated() { (logistic + index).initialize(to: value) }
    worths = .allocate(capacity: tables.logCount.count)
    for (index, value) in tables.logCount.enumerated() {
      let step: Int32 = index < 3 ? Int32(index) : index < 6 ? 3 : index < 16 ? 4 : 5
      (worths + index).initialize(to: Worth(log: value, step: step))
    }
    merits = .allocate(capacity: SpellingWeights.inputs)
    for (index, value) in ([0, 0, 1, 2, 6, 3, 7, 5, 10, 8, 11, 9, 0] as [Int32]).enumerated() {
      (merits + index).initialize(to: value)
    }
    let alphabet = SpellingAlphabet.shared
    nodes = .allocate(capacity: alphabet.nodes.count)
    for (index, value) in alphabet.nodes.enumerated() { (nodes + index).initialize(to: value) }
  }

  deinit {
    weights.deallocate()
    inputs.deallocate()
    worths.deallocate()
    logistic.deallocate()
    nodes.deallocate()
    merits.deallocate()
  }

  /// Forgets the contexts of the last symbol. The first two inputs are the rows of orders 0 and 1.
  @inline(__always) func clear() {
    active = 2
    mask = 0
    inputs[0].number = 0
    inputs[1].number = 1
  }

  /// A context with counts: packed symbols by ascending rank, and their sum, above 0.
  @inline(__always) func add(_ number: Int, _ symbols: UnsafePointer<UInt32>, total: Int32) {
    inputs[active].symbols = symbols
    inputs[active].total = total
    inputs[active].number = Int32(truncatingIfNeeded: number)
    inputs[active].taken0 = 0
    inputs[active].taken1 = 0
    mask |= 1 << number
    active &+= 1
  }

  /// Situation of the active contexts: longest order, longest word context, whether the file has any.
  @inline(__always) private func situation(_ kind: UInt8) -> Int {
    let order = mask & 16 != 0 ? 3 : mask & 8 != 0 ? 2 : mask & 4 != 0 ? 1 : 0
    let word = mask & 128 != 0 ? 3 : mask & 64 != 0 ? 2 : mask & 32 != 0 ? 1 : 0
    let local = (mask >> 8) & 15 != 0 ? 1 : 0
    return ((order &* 4 &+ word) &* 2 &+ local) &* 3 &+ Int(kind)
  }

  @inline(__always) private func worth(_ count: Int32) -> Worth {
    UInt32(bitPattern: count) < 1024 ? worths[Int(count)] : worthOfMany(count)
  }

  private func worthOfMany(_ count: Int32) -> Worth {
    if count <= 0 { return worths[0] }
    let shift = 22 - Int(count.leadingZeroBitCount)
    return Worth(log: worths[Int(count >> shift)].log + Float(shift) * 0.6931472, step: 5)
  }

  /// Spells one symbol: the probability of its decisions, learning from each.
  ///
  /// - Parameters:
  ///   - rank: the symbol.
  ///   - row0, row1: counts of orders 0 and 1 by node.
  ///   - allowEnd: whether the end may come here; where not, its decision is certain.
  ///   - permitted: permitted ranks below each rank where the first byte is masked, else nil.
  ///   - place: selects the second set of factors.
  func spell(
    _ rank: UInt16, _ row0: SpellingRowView, _ row1: SpellingRowView, allowEnd: Bool,
    permitted: UnsafePointer<UInt16>?, place: Int
  ) -> Double {
    inputs[0].total = row0.total
    inputs[1].total = row1.total
    failed = 0
    skipped0 = Self.none
    skipped1 = Self.none
    var probability = 1.0
    if permitted == nil {
      if !allowEnd { withoutEnd(row0, row1) }
      let guessPlace = SpellingWeights.guessPlaceAt &+ place &* SpellingWeights.inputs
      while failed < 2 {
        let guess = guess()
        if guess == Self.none { break }
        let hit = decideGuess(guess, row0, row1, guessPlace)
        if UInt32(rank) == guess {
          learn(SpellingWeights.guessBias &+ failed, 1 - hit, guessSet, guessPlace)
          return probability * Double(hit)
        }
        learn(SpellingWeights.guessBias &+ failed, -hit, guessSet, guessPlace)
        probability *= 1 - Double(hit)
        withoutGuess(guess)
      }
    }
    let second = SpellingWeights.placeAt &+ place &* SpellingWeights.inputs
    return probability * walk(rank, row0, row1, allowEnd, permitted, second)
  }

  /// Goes down the tree to a symbol that is none of the failed guesses.
  @inline(__always) private func walk(
    _ rank: UInt16, _ row0: SpellingRowView, _ row1: SpellingRowView, _ allowEnd: Bool,
    _ permitted: UnsafePointer<UInt16>?, _ second: Int
  ) -> Double {
    var probability = 1.0
    var node = allowEnd ? 0 : 1
    while node >= 0 {
      let shape = nodes[node]
      let goesRight = rank >= shape.middle
      inputs[0].left = row0.left(node)
      inputs[1].left = row1.left(node)
      partition(UInt32(shape.middle))
      var leftLeaves = Int(shape.middle &- shape.low)
      var rightLeaves = Int(shape.high &- shape.middle)
      if failed > 0 {
        leaveOut(skipped0, 0, shape, &leftLeaves, &rightLeaves)
        if failed > 1 { leaveOut(skipped1, 1, shape, &leftLeaves, &rightLeaves) }
      }
      if leftLeaves > 0 && rightLeaves > 0 && isFree(shape, permitted) {
        let set = SpellingWeights.situationAt &+ situation(shape.kind) &* SpellingWeights.inputs
        let right = squash(weights[node] + evidence(set, second, SpellingWeights.cellAt))
        probability *= goesRight ? Double(right) : 1 - Double(right)
        learn(node, (goesRight ? 1 : 0) - right, set, second)
      }
      follow(goesRight)
      node = Int(goesRight ? shape.right : shape.left)
    }
    return probability
  }

  /// Leaves a failed guess out of a node: out of its leaves and of the counts.
  @inline(__always) private func leaveOut(
    _ skipped: UInt32, _ order: Int, _ shape: SpellingAlphabet.Node, _ left: inout Int, _ right: inout Int
  ) {
    if skipped < UInt32(shape.low) || skipped >= UInt32(shape.high) { return }
    if skipped < UInt32(shape.middle) {
      left &-= 1
      for index in 0..<active { inputs[index].left &-= order == 0 ? inputs[index].taken0 : inputs[index].taken1 }
    } else {
      right &-= 1
    }
  }

  /// Whether both sides of a node are possible here.
  @inline(__always) private func isFree(
    _ shape: SpellingAlphabet.Node, _ permitted: UnsafePointer<UInt16>?
  ) -> Bool {
    guard let permitted else { return true }
    let middle = permitted[Int(shape.middle)]
    return middle != permitted[Int(shape.low)] && permitted[Int(shape.high)] != middle
  }

  @inline(__always) func squash(_ logit: Float) -> Float {
    let bounded = min(max(logit, -SpellingTables.limit), SpellingTables.limit)
    let scaled = (bounded + SpellingTables.limit) * SpellingTables.steps
    let index = Int(scaled)
    let fraction = scaled - Float(index)
    return logistic[index] + (logistic[index &+ 1] - logistic[index]) * fraction
  }

  /// Counts left of a rank, of every list.
  @inline(__always) private func partition(_ middle: UInt32) {
    let limit = middle << SpellingCounts.countBits
    var input = inputs + 2
    let end = inputs + active
    while input < end {
      let symbols = input.pointee.symbols
      var at = symbols
      var sum: UInt32 = 0
      while at.pointee < limit {
        sum &+= at.pointee & SpellingCounts.countMask
        at += 1
      }
      input.pointee.left = Int32(truncatingIfNeeded: sum)
      input.pointee.passed = Int32(truncatingIfNeeded: at - symbols)
      input += 1
    }
  }

  /// The logit of all inputs.
  @inline(__always) func evidence(_ set: Int, _ second: Int, _ cells: Int) -> Float {
    let factors = weights + set
    let placeFactors = weights + second
    let weights = self.weights
    let worths = self.worths
    var logit: Float = 0
    var input = inputs
    let end = inputs + active
    while input < end {
      let left = input.pointee.left
      let right = input.pointee.total &- left
      let isSmall = UInt32(bitPattern: left | right) < 1024
      let zeros = isSmall ? worths[Int(left)] : worth(left)
      let ones = isSmall ? worths[Int(right)] : worth(right)
      let number = Int(input.pointee.number)
      let ratio = ones.log - zeros.log
      let cell = cells &+ number &* SpellingWeights.cells &+ Int(zeros.step &* 6 &+ ones.step)
      input.pointee.ratio = ratio
      input.pointee.cell = Int32(truncatingIfNeeded: cell)
      logit += weights[cell] + ratio * (factors[number] + placeFactors[number])
      input += 1
    }
    return logit
  }

  /// Keeps the side the symbol took; lists without counts there fall out.
  @inline(__always) private func follow(_ right: Bool) {
    inputs[0].total = right ? inputs[0].total &- inputs[0].left : inputs[0].left
    inputs[1].total = right ? inputs[1].total &- inputs[1].left : inputs[1].left
    var kept = inputs + 2
    var input = inputs + 2
    let end = inputs + active
    var left = mask
    while input < end {
      let number = input.pointee.number
      let remaining = right ? input.pointee.total &- input.pointee.left : input.pointee.left
      let symbols = input.pointee.symbols
      kept.pointee.symbols = right ? symbols + Int(input.pointee.passed) : symbols
      kept.pointee.total = remaining
      kept.pointee.number = number
      kept.pointee.taken0 = input.pointee.taken0
      kept.pointee.taken1 = input.pointee.taken1
      left &= ~((remaining == 0 ? 1 : 0) << Int(number))
      kept += remaining == 0 ? 0 : 1
      input += 1
    }
    mask = left
    active = kept - inputs
  }

  @inline(__always) private func learn(_ node: Int, _ error: Float, _ set: Int, _ second: Int) {
    if error.magnitude < Self.negligible { return }
    weights[node] += error * rates.bias
    let cellStep = error * rates.cell
    let factorStep = error * rates.factor
    let factors = weights + set
    let placeFactors = weights + second
    let weights = self.weights
    var input = inputs
    let end = inputs + active
    while input < end {
      let number = Int(input.pointee.number)
      let step = factorStep * input.pointee.ratio
      weights[Int(input.pointee.cell)] += cellStep
      factors[number] += step
      placeFactors[number] += step
      input += 1
    }
  }
}

/// A row of decision counts: the model's and what the file lays over it.
struct SpellingRowView {
  let base: UnsafePointer<Int32>
  let over: UnsafePointer<Int32>

  @inline(__always) func left(_ node: Int) -> Int32 { base[node] &+ over[node] }

  @inline(__always) var total: Int32 { left(SpellingAlphabet.nodeCount) }
}
