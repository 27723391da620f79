/// Scores streams of tokens against an ``EnergyModel``: how many bits each token costs whoever knows the model and the
/// stream before it.
///
/// Every token is foretold by contexts of the repository and of the stream so far. The successors of these contexts are
/// the candidates; each gets the sum of learned weights for the states of its counts, and a softmax over candidates and
/// ``EnergyLane`` gives probabilities (a log-linear mixture of experts; Hinton 2002, Mahoney 2005). The weights begin as
/// shipped and learn within the stream. A token that is no candidate is paid by its lane, then by its share among the
/// tokens of its class, or by its spelling where it is new.
///
/// The result is a function of the model's streams, the stream and the shipped weights: nothing stays from one stream to
/// the next. A class because it owns scratch memory; one worker uses it at a time.
package final class EnergyScorer {
  /// Positions whose contexts are looked up together.
  static let window = 64
  /// Step size of learning within a stream.
  package var learningRate: Float = 0.06
  /// Smallest error, as a probability, that is learned from: all in training; within a stream small ones bring hardly
  /// anything, and each costs time.
  let threshold: Float
  /// How many successors of each context of the stream are candidates, in the order of ``ContextKind/ofFile``.
  static let fileReach = ContextKind.ofFile.map { $0 == ContextKind.order1.rawValue ? FileState.reachLimit : 8 }

  let initial: EnergyWeights
  let weights: WorkingWeights
  private let candidateMemory = CandidateMemory()
  var candidates: CandidateSet
  let file = FileTable()
  let withheld = WithheldCounts()
  let local = LocalTokens()
  var recent = RecentNames()
  let spelling: SpellingScorer
  private let windowHashes: UnsafeMutablePointer<UInt64>
  /// Hashes of the window's contexts.
  private(set) var hashes: UnsafeMutablePointer<UInt64>
  /// What the repository knows of the window's contexts.
  let found: UnsafeMutablePointer<ContextTable.Slot>
  /// For each kind of context of the repository where the lists of ``found`` are.
  let lists: UnsafeMutablePointer<UnsafePointer<ContextTable.Pair>>
  let fileSlots: UnsafeMutablePointer<Int32>
  let rows: UnsafeMutablePointer<Int32>
  let places: UnsafeMutablePointer<Place>
  /// ``ContextKind/ofFile`` and ``fileReach``, by their address.
  let fileKinds: UnsafeMutablePointer<Int>
  let fileReaches: UnsafeMutablePointer<Int>
  /// How far the counts below ``CountState/tableCount``, beyond which it is the same, move the places of weights.
  let steps: UnsafeMutablePointer<UInt32>
  /// For all flags of a token a 1 in the lane that it would come in were it no candidate; none for lanes of new tokens.
  let lanesOfFlags: UnsafeMutablePointer<SIMD16<UInt8>>
  let fileCountSteps: UnsafeMutablePointer<UInt32>
  let fileRankSteps: UnsafeMutablePointer<UInt32>
  private let parts: EnergyParts
  let usesRecentNames: Bool
  /// Whether weights go back to the initial ones with each stream.
  let isFresh: Bool
  /// Keeps ``touch(_:count:)`` from being optimised away; means nothing.
  // xtal:disable:next void/assign-only-property - that it is set is its purpose
  private var touched: UInt32 = 0

  /// - Parameters:
  ///   - keepsLearning: For training only: weights stay from stream to stream.
  ///   - parts: What is left out says nothing, neither for candidates nor for lanes.
  package init(weights: EnergyWeights = .shipped, keepsLearning: Bool = false, parts: EnergyParts = .all) {
    self.parts = parts
    initial = weights
    self.weights = WorkingWeights(weights)
    isFresh = !keepsLearning
    usesRecentNames = parts.contains(.recentNames)
    threshold = keepsLearning ? 0 : 0.01
    candidates = candidateMemory.set(vocabulary: 0, after: nil)
    spelling = SpellingScorer()
    windowHashes = .allocate(capacity: Self.window * ContextKind.count)
    hashes = windowHashes
    found = .allocate(capacity: Self.window * ContextKind.repositoryCount)
    lists = .allocate(capacity: ContextKind.repositoryCount)
    fileSlots = .allocate(capacity: ContextKind.fileCount)
    rows = .allocate(capacity: EnergyWeights.sources)
    places = .allocate(capacity: Self.window)
    steps = CountState.makeTable(unit: WeightPlace.step)
    lanesOfFlags = EnergyLane.makeTable()
    fileCountSteps = FileState.makeCountSteps(unit: WeightPlace.step)
    fileRankSteps = FileState.makeRankSteps(unit: WeightPlace.step)
    fileKinds = .allocate(capacity: ContextKind.ofFile.count)
    fileReaches = .allocate(capacity: ContextKind.ofFile.count)
    for (order, kind) in ContextKind.ofFile.enumerated() {
      (fileKinds + order).initialize(to: kind)
      (fileReaches + order).initialize(to: parts.contains(.file(order)) ? Self.fileReach[order] : 0)
    }
    if !parts.contains(.learning), !keepsLearning { learningRate = 0 }
  }

  deinit {
    windowHashes.deallocate()
    found.deallocate()
    lists.deallocate()
    fileSlots.deallocate()
    rows.deallocate()
    lanesOfFlags.deallocate()
    fileCountSteps.deallocate()
    fileRankSteps.deallocate()
    places.deallocate()
    steps.deallocate()
    fileKinds.deallocate()
    fileReaches.deallocate()
  }

  /// The weights as learning has left them.
  package var learned: EnergyWeights { weights.current }

  /// Energy of each token of a stream.
  ///
  /// - Parameter withheld: Whether the model holds the stream itself; it is then scored as if it did not.
  package func score(
    _ stream: TokenSequence, in model: EnergyModel, withheld isWithheld: Bool,
    inspect: ((Int, borrowing EnergyPrediction) -> Void)? = nil
  ) -> StreamEnergy {
    model.vocabulary.withView { score(stream, in: model, $0, isWithheld, inspect) }
  }

  private func score(
    _ stream: TokenSequence, in model: EnergyModel, _ view: VocabularyView, _ isWithheld: Bool,
    _ inspect: ((Int, borrowing EnergyPrediction) -> Void)?
  ) -> StreamEnergy {
    begin(stream, model, view, isWithheld)
    var result = StreamEnergy()
    result.bits.reserveCapacity(stream.tokens.count)
    let tracker = ContextTracker(scope: stream.scope)
    for start in stride(from: 0, to: stream.tokens.count, by: Self.window) {
      let end = min(start + Self.window, stream.tokens.count)
      for index in start..<end {
        if !isWithheld { tracker.write(to: windowHashes + (index - start) * ContextKind.count) }
        places[index - start] = Place(
          position: index - start, group: tracker.shapeGroup, row: tracker.shapeRow, role: Int(tracker.role.rawValue))
        tracker.push(Int(stream.tokens[index].index), view)
      }
      file.reserve((end - start) * ContextKind.fileCount)
      if isWithheld { takeWithheld(from: start, count: end - start) } else { lookUp(model, count: end - start) }
      touchFile(count: end - start)
      for index in start..<end {
        scoreToken(stream.tokens[index], index, places[index - start], model, view, &result, inspect)
      }
    }
    return result
  }

  /// Where in the window a token stands, and what shapes are before it.
  struct Place {
    var position: Int
    var group: Int
    var row: Int
    var role: Int
  }

  private func begin(_ stream: TokenSequence, _ model: EnergyModel, _ view: VocabularyView, _ isWithheld: Bool) {
    if isFresh { weights.reset(to: initial) }
    candidates = candidateMemory.set(vocabulary: model.vocabulary.count, after: candidates)
    file.clear()
    recent.clear()
    local.begin(model, view, withheld: isWithheld ? stream : nil)
    hashes = windowHashes
    for kind in 0..<ContextKind.repositoryCount { lists[kind] = UnsafePointer(model.tables[kind].pairs) }
    if isWithheld { withhold(stream, model, view) }
    beginSpelling(model, view)
  }

  /// Takes the stream's own share out of the model's counts.
  private func withhold(_ stream: TokenSequence, _ model: EnergyModel, _ view: VocabularyView) {
    let tracker = ContextTracker(scope: stream.scope)
    withheld.reserve(tokens: stream.tokens.count)
    for (place, token) in stream.tokens.enumerated() {
      tracker.write(to: withheld.hashes + place &* ContextKind.count)
      tracker.push(Int(token.index), view)
    }
    withheld.begin(stream.tokens, model, parts)
    for kind in 0..<ContextKind.repositoryCount { lists[kind] = UnsafePointer(withheld.pairs) }
  }

  /// What is left of a window's contexts without the withheld stream.
  private func takeWithheld(from start: Int, count: Int) {
    hashes = withheld.hashes + start &* ContextKind.count
    let numbers = withheld.numbers + start &* ContextKind.repositoryCount
    let slots = withheld.slots
    for cell in 0..<(count &* ContextKind.repositoryCount) {
      let number = Int(numbers[cell])
      found[cell] = number < 0 ? ContextTable.Slot.empty : slots[number]
    }
  }

  /// Finds the contexts of a window, all at once, so that the memory's delays overlap.
  private func lookUp(_ model: EnergyModel, count: Int) {
    for kind in 0..<ContextKind.repositoryCount {
      let table = model.tables[kind]
      guard parts.contains(.repository(kind)) else {
        for position in 0..<count { found[position &* ContextKind.repositoryCount &+ kind] = ContextTable.Slot.empty }
        continue
      }
      for position in 0..<count {
        found[position &* ContextKind.repositoryCount &+ kind] = table.slot(
          of: hashes[position &* ContextKind.count &+ kind])
      }
    }
    touch(model, count: count)
  }

  /// Brings what a window's contexts lead to into the caches.
  private func touch(_ model: EnergyModel, count: Int) {
    var sum: UInt32 = 0
    for kind in 0..<ContextKind.repositoryCount {
      let pairs = model.tables[kind].pairs
      for position in 0..<count {
        let slot = found[position &* ContextKind.repositoryCount &+ kind]
        if slot.distinct > 1 { sum &+= pairs[Int(slot.reference)].count }
      }
    }
    touched &+= sum
  }

  private func touchFile(count: Int) {
    var sum: UInt32 = 0
    for position in 0..<count { sum &+= file.touch(hashes + position &* ContextKind.count, fileKinds) }
    touched &+= sum
  }
}
