/// One symbol's binary decisions: counts of all contexts, mixed in the logistic domain (Mahoney 2005) with weights that
/// learn by gradient descent on the coding cost.
///
/// Every context has a lane of a vector; a decision takes the counts for and against it from all lanes at once, and a
/// lane without counts says nothing. A class, because it owns the scratch memory; one worker uses it at a time. It
/// knows nothing of texts.
final class SpellingMixer {
  typealias Counts = SIMD16<Int32>
  typealias Factors = SIMD16<Float>

  /// A context's symbols: packed, ascending, up to a sentinel.
  struct List {
    var symbols: UnsafePointer<UInt32>
    var lane: Int32
    var total: Int32
  }

  /// Errors below teach nothing.
  static let negligible: Float = 0.02
  /// What the lane of the bias says.
  static let one: Float = 1
  /// The code of a symbol has at most as many decisions; the row after them takes what no decision parts.
  static let deepest = 32

  /// Rows of factors, a lane each; see ``SpellingWeights``.
  let sets: UnsafeMutablePointer<Factors>
  let biases: UnsafeMutablePointer<Float>
  var rates = SpellingRates.online
  let lists: UnsafeMutablePointer<List>
  var active = 0
  /// The list that the guess is from.
  var source = 0
  /// Counts by lane of the symbols that are still possible.
  let remaining: UnsafeMutablePointer<Int32>
  /// Counts by lane of the guess.
  let own: UnsafeMutablePointer<Int32>
  /// Counts by depth and lane of the symbols that part from the spelled one there.
  private let against: UnsafeMutablePointer<Int32>
  private let logistic: UnsafeMutablePointer<Float>
  private let nodes: UnsafeMutablePointer<SpellingAlphabet.Node>
  /// Path of each symbol from the root, left-aligned.
  private let codes: UnsafeMutablePointer<UInt32>
  /// Decisions of each symbol.
  private let depths: UnsafeMutablePointer<UInt8>
  let merits: UnsafeMutablePointer<Int32>
  /// No symbol.
  static let none: UInt32 = 511

  init() {
    sets = .allocate(capacity: SpellingWeights.sets)
    sets.initialize(repeating: .zero, count: SpellingWeights.sets)
    biases = .allocate(capacity: SpellingWeights.biases)
    biases.initialize(repeating: 0, count: SpellingWeights.biases)
    lists = .allocate(capacity: SpellingWeights.lanes)
    remaining = Self.lanes(rows: 1)
    own = Self.lanes(rows: 1)
    against = Self.lanes(rows: Self.deepest + 1)
    let tables = SpellingTables.shared
    logistic = .allocate(capacity: tables.logistic.count)
    for (index, value) in tables.logistic.enumerated() { (logistic + index).initialize(to: value) }
    let alphabet = SpellingAlphabet.shared
    nodes = .allocate(capacity: alphabet.nodes.count)
    for (index, value) in alphabet.nodes.enumerated() { (nodes + index).initialize(to: value) }
    codes = .allocate(capacity: 512)
    codes.initialize(repeating: 0, count: 512)
    for (index, value) in alphabet.codes.enumerated() { codes[index] = value }
    depths = .allocate(capacity: alphabet.depths.count)
    for (index, value) in alphabet.depths.enumerated() { (depths + index).initialize(to: value) }
    merits = .allocate(capacity: SpellingWeights.lanes)
    for (index, value) in SpellingWeights.merits.enumerated() { (merits + index).initialize(to: value) }
  }

  private static func lanes(rows: Int) -> UnsafeMutablePointer<Int32> {
    let vectors = UnsafeMutablePointer<Counts>.allocate(capacity: rows)
    vectors.initialize(repeating: .zero, count: rows)
    return UnsafeMutableRawPointer(vectors).assumingMemoryBound(to: Int32.self)
  }

  deinit {
    sets.deallocate()
    biases.deallocate()
    lists.deallocate()
    remaining.deallocate()
    own.deallocate()
    against.deallocate()
    logistic.deallocate()
    nodes.deallocate()
    codes.deallocate()
    depths.deallocate()
    merits.deallocate()
  }

  @inline(__always) func vector(_ lanes: UnsafeMutablePointer<Int32>) -> Counts {
    UnsafeRawPointer(lanes).load(as: Counts.self)
  }
  @inline(__always) func store(_ counts: Counts, _ lanes: UnsafeMutablePointer<Int32>) {
    UnsafeMutableRawPointer(lanes).storeBytes(of: counts, as: Counts.self)
  }

  /// Takes the weights of a file's beginning.
  func begin(_ values: UnsafePointer<Float>) {
    UnsafeMutableRawPointer(sets).copyMemory(from: values, byteCount: SpellingWeights.biasAt * 4)
    biases.update(from: values + SpellingWeights.biasAt, count: SpellingWeights.biases)
  }

  /// The weights as they are now, in the order of ``SpellingWeights/values``.
  var values: [Float] {
    let factors = UnsafeRawPointer(sets).assumingMemoryBound(to: Float.self)
    return (0..<SpellingWeights.biasAt).map { factors[$0] } + (0..<SpellingWeights.biases).map { biases[$0] }
  }

  /// Forgets the contexts of the last symbol.
  @inline(__always) func clear() {
    active = 0
    store(.zero, remaining)
  }

  /// A context with counts: packed symbols by ascending rank, and their sum, above 0.
  @inline(__always) func add(_ lane: Int, _ symbols: UnsafePointer<UInt32>, total: Int32) {
    lists[active] = List(symbols: symbols, lane: Int32(truncatingIfNeeded: lane), total: total)
    active &+= 1
    remaining[lane] = total
  }

  /// Spells one symbol: the probability of its decisions, learning from each.
  ///
  /// - Parameters:
  ///   - rank: the symbol.
  ///   - row: counts of order 1 by node.
  ///   - allowEnd: whether the end may come here; where not, its decision is certain.
  ///   - permitted: permitted ranks below each rank where the first byte is masked, else nil.
  ///   - place: selects the second set of factors.
  func spell(
    _ rank: UInt16, _ row: SpellingRowView, allowEnd: Bool, permitted: UnsafePointer<UInt16>?, place: Int
  ) -> Double {
    remaining[SpellingWeights.rowLane] = row.total
    var guess = Self.none
    var probability = 1.0
    if permitted == nil {
      if !allowEnd { withoutEnd(row) }
      guess = self.guess()
      if guess != Self.none {
        let isHit = UInt32(rank) == guess
        probability = decideGuess(guess, isHit, row, SpellingWeights.guessPlaceAt &+ place)
        if isHit { return probability }
        store(vector(remaining) &- vector(own), remaining)
      }
    }
    part(rank, from: guess)
    return probability * walk(rank, guess, row, allowEnd, permitted, SpellingWeights.placeAt &+ place)
  }

  /// Counts at which decision each symbol of each list parts from the spelled one.
  @inline(__always) private func part(_ rank: UInt16, from guess: UInt32) {
    let code = codes[Int(rank)]
    let vectors = UnsafeMutableRawPointer(against).assumingMemoryBound(to: Counts.self)
    for depth in 0..<Int(depths[Int(rank)]) { vectors[depth] = .zero }
    for index in 0..<active {
      let lane = against + Int(lists[index].lane)
      var symbols = lists[index].symbols
      while symbols.pointee != SpellingCounts.sentinel {
        let other = symbols.pointee >> SpellingCounts.countBits
        let depth = other == guess ? Self.deepest : (code ^ codes[Int(other)]).leadingZeroBitCount
        lane[depth &* SpellingWeights.lanes] &+= Int32(truncatingIfNeeded: symbols.pointee & SpellingCounts.countMask)
        symbols += 1
      }
    }
  }

  /// Goes down the tree to a symbol that is not the failed guess.
  @inline(__always) private func walk(
    _ rank: UInt16, _ guess: UInt32, _ row: SpellingRowView, _ allowEnd: Bool, _ permitted: UnsafePointer<UInt16>?,
    _ second: Int
  ) -> Double {
    let fork = guess == Self.none ? -1 : (codes[Int(rank)] ^ codes[Int(guess)]).leadingZeroBitCount
    var probability = 1.0
    var node = allowEnd ? 0 : 1
    var depth = node
    var total = allowEnd ? row.total : row.total &- row.left(0)
    while node >= 0 {
      let shape = nodes[node]
      let goesRight = rank >= shape.middle
      let left = row.left(node)
      var others = goesRight ? left : total &- left
      total = total &- others
      var leaves = goesRight ? Int(shape.middle &- shape.low) : Int(shape.high &- shape.middle)
      if depth == fork {
        others = others &- own[SpellingWeights.rowLane]
        leaves &-= 1
      }
      let counts = against + depth &* SpellingWeights.lanes
      counts[SpellingWeights.rowLane] = others
      let set = SpellingWeights.situationAt &+ situation(shape.kind)
      let without = vector(counts)
      let with = vector(remaining) &- without
      if leaves > 0 && isFree(shape, permitted) {
        probability *= decide(with, without, goesRight, node, set, second)
      }
      store(with, remaining)
      node = Int(goesRight ? shape.right : shape.left)
      depth &+= 1
    }
    return probability
  }

  /// Situation of the contexts that still have counts: order 5, longest word context, longest of the file.
  @inline(__always) private func situation(_ kind: UInt8) -> Int {
    let model = remaining + SpellingWeights.modelLane
    let local = remaining + SpellingWeights.localLane
    let order = model[0] > 0 ? 1 : 0
    let word = model[3] > 0 ? 3 : model[2] > 0 ? 2 : model[1] > 0 ? 1 : 0
    let here = local[2] > 0 ? 2 : local[1] > 0 ? 1 : 0
    return ((order &* 4 &+ word) &* 3 &+ here) &* 3 &+ Int(kind)
  }

  /// Whether both sides of a node are possible here.
  @inline(__always) private func isFree(
    _ shape: SpellingAlphabet.Node, _ permitted: UnsafePointer<UInt16>?
  ) -> Bool {
    guard let permitted else { return true }
    let middle = permitted[Int(shape.middle)]
    return middle != permitted[Int(shape.low)] && permitted[Int(shape.high)] != middle
  }

  /// Probability of one decision's outcome, given the counts with it and against it; the weights learn from it.
  ///
  /// A lane says ln((with + 0.4) ⁄ (against + 0.4)), the logarithm as the straight line between powers of two that the
  /// bits of a number are. What is said for the other outcome is the exact opposite.
  @inline(__always) func decide(
    _ with: Counts, _ without: Counts, _ isOne: Bool, _ bias: Int, _ set: Int, _ second: Int
  ) -> Double {
    let above = Factors(with) + 0.4
    let below = Factors(without) + 0.4
    let steps = unsafeBitCast(above, to: Counts.self) &- unsafeBitCast(below, to: Counts.self)
    var said = Factors(steps) * Self.perStep
    said[SpellingWeights.biasLane] = isOne ? Self.one : -Self.one
    let weighed = said * (sets[set] + sets[second])
    let eight = weighed.lowHalf + weighed.highHalf
    let four = eight.lowHalf + eight.highHalf
    let two = four.lowHalf + four.highHalf
    let logit = two.x + two.y + (isOne ? biases[bias] : -biases[bias])
    let one = Double(squash(isOne ? logit : -logit))
    let probability = isOne ? one : 1 - one
    let error = 1 - Float(probability)
    if error >= Self.negligible {
      biases[bias] += (isOne ? error : -error) * rates.bias
      let step = said * (error * rates.factor)
      sets[set] += step
      sets[second] += step
    }
    return probability
  }

  /// ln 2 ⁄ 2²³.
  private static let perStep: Float = 0.6931472 / 8_388_608

  @inline(__always) private func squash(_ logit: Float) -> Float {
    let bounded = min(max(logit, -SpellingTables.limit), SpellingTables.limit)
    let scaled = (bounded + SpellingTables.limit) * SpellingTables.steps
    // The integer below, by the rounding of the addition: a conversion would test what the bounds have settled.
    let index = Int((max(scaled - 0.5, 0) + 8_388_608).bitPattern & 0x7F_FFFF)
    let fraction = scaled - Float(index)
    return logistic[index] + (logistic[index &+ 1] - logistic[index]) * fraction
  }
}

/// A row of decision counts: the model's and what the withheld names take off.
struct SpellingRowView {
  let base: UnsafePointer<Int32>
  let over: UnsafePointer<Int32>

  @inline(__always) func left(_ node: Int) -> Int32 { base[node] &+ over[node] }

  @inline(__always) var total: Int32 { left(SpellingAlphabet.nodeCount) }
}
