extension EnergyScorer {
  /// Foretells one token, notes what it cost, learns from it.
  @inline(__always)
  func scoreToken(
    _ token: TokenID, _ index: Int, _ place: Place, _ model: EnergyModel, _ view: VocabularyView,
    _ result: inout StreamEnergy, _ inspect: ((Int, borrowing EnergyPrediction) -> Void)?
  ) {
    var candidates = self.candidates
    candidates.clear()
    gatherFromRepository(place, &candidates)
    gatherFromFile(place, &candidates)
    gatherRecent(place, &candidates)
    var lanes = laneScores(place)
    let tallies = addClassEvidence(place, candidates, &lanes)
    candidates.normalise(lanes: &lanes)
    self.candidates = candidates
    if let inspect {
      inspect(index, EnergyPrediction(scorer: self, model: model, lanes: lanes, role: place.role, tallies: tallies))
    }
    let candidate = candidates.index(of: token.index)
    var lane = -1
    var bits: Double
    if candidate >= 0 {
      bits = -ExactMath.log2(Double(candidates.scores[candidate]))
    } else {
      lane = self.lane(of: token)
      bits = -ExactMath.log2(Double(lanes[lane]))
      let share = costWithinLane(token, lane, place, tallies, view)
      if lane == EnergyLane.new(classIndex(token)) {
        result.newTokens.append(StreamEnergy.NewToken(place: index, spelling: StreamEnergy.rounded(share)))
        bits = StreamEnergy.rounded(bits)
        bits += StreamEnergy.rounded(share)
      } else {
        bits += share
      }
    }
    result.bits.append(StreamEnergy.rounded(bits))
    learn(candidates, candidate: candidate, lane: lane, lanes: lanes, place)
    remember(token, isNew: lane >= 0 && EnergyLane.new(classIndex(token)) == lane, place, view)
  }

  /// How far a count moves the places of weights.
  @inline(__always)
  private func steps(of count: UInt32) -> UInt32 { steps[Int(min(count, UInt32(CountState.tableCount - 1)))] }

  /// Where the weights of a source's evidence begin.
  @inline(__always)
  private func base(_ source: Int, _ depth: Int, _ place: Place) -> UInt32 {
    WeightPlace.packed(
      depth: (source &* EnergyWeights.depths &+ depth) &* EnergyWeights.states,
      shape: (source &* ContextTracker.shapeGroups &+ place.group) &* EnergyWeights.states)
  }

  @inline(__always)
  private func classIndex(_ token: TokenID) -> Int { Int(local.flags[Int(token.index)] & TokenFlags.classMask) }

  /// The lane of a token that is no candidate.
  @inline(__always)
  private func lane(of token: TokenID) -> Int {
    let flags = local.flags[Int(token.index)]
    let tokenClass = Int(flags & TokenFlags.classMask)
    if flags & TokenFlags.local != 0 { return EnergyLane.local(tokenClass) }
    return flags & TokenFlags.known != 0 ? EnergyLane.known(tokenClass) : EnergyLane.new(tokenClass)
  }

  /// Successors of the repository's contexts, by falling count. Those of one count come all or none, so that their order
  /// within the table has no part in it.
  private func gatherFromRepository(_ place: Place, _ gathered: inout CandidateSet) {
    // A copy stays in registers.
    var candidates = gathered
    defer { gathered = candidates }
    let found = self.found + place.position &* ContextKind.repositoryCount
    let depth = repositoryDepth(found)
    let weights = WeightTables(self.weights)
    for kind in 0..<ContextKind.repositoryCount {
      let slot = found[kind]
      var top: UInt32 = 0
      if slot.total != 0 { top = gather(lists[kind], slot, kind, depth, place, weights, &candidates) }
      rows[kind] = Int32(
        truncatingIfNeeded: kind &* EnergyWeights.laneStates &+ CountState.row(total: slot.total, top: top))
    }
  }

  /// How long a context of the repository is known: which tables its evidence is read from.
  @inline(__always)
  private func repositoryDepth(_ found: UnsafePointer<ContextTable.Slot>) -> Int {
    @inline(__always) func total(_ kind: ContextKind) -> UInt32 { found[kind.rawValue].total }
    let two = total(.order2)
    if two == 0 { return 0 }
    let six = total(.order6)
    if six == 0 { return two < 4 ? 1 : 2 }
    return total(.order10) > 0 ? 5 : six < 4 ? 3 : 4
  }

  @inline(__always)
  private func gather(
    _ list: UnsafePointer<ContextTable.Pair>, _ slot: ContextTable.Slot, _ kind: Int, _ depth: Int, _ place: Place,
    _ weights: WeightTables, _ candidates: inout CandidateSet
  ) -> UInt32 {
    let step = steps(of: slot.total)
    let base = base(kind, depth, place) &+ step &* UInt32(CountState.steps)
    if slot.distinct == 1 {
      weights.add(slot.reference, base &+ step, &candidates)
      return slot.total
    }
    let pairs = list + Int(slot.reference)
    addFirst(pairs, Int(slot.distinct), base, weights, &candidates)
    return pairs[0].count
  }

  /// Adds the first of a list by falling count, those of one count all or none.
  @inline(__always)
  private func addFirst(
    _ pairs: UnsafePointer<ContextTable.Pair>, _ listed: Int, _ base: UInt32, _ weights: WeightTables,
    _ candidates: inout CandidateSet
  ) {
    var count = listed
    if count > ContextKind.repositoryReach {
      count = ContextKind.repositoryReach
      let beyond = pairs[count].count
      while count > 0, pairs[count &- 1].count == beyond { count &-= 1 }
    }
    let steps = self.steps
    for index in 0..<count {
      let step = steps[Int(min(pairs[index].count, UInt32(CountState.tableCount - 1)))]
      weights.add(pairs[index].token, base &+ step, &candidates)
    }
  }

  /// Successors of the stream's own contexts, the latest first.
  private func gatherFromFile(_ place: Place, _ gathered: inout CandidateSet) {
    // A copy stays in registers.
    var candidates = gathered
    defer { gathered = candidates }
    let kinds = fileKinds
    let table = WeightTables(weights)
    let (entries, slots, epoch) = (file.entries, file.slots, file.epoch)
    let (countSteps, rankSteps) = (fileCountSteps, fileRankSteps)
    let hashes = self.hashes + place.position &* ContextKind.count
    for order in 0..<ContextKind.fileCount {
      fileSlots[order] = Int32(truncatingIfNeeded: file.index(of: hashes[kinds[order]]))
    }
    let depth = fileDepth()
    for order in 0..<ContextKind.fileCount {
      let slot = slots[Int(fileSlots[order])]
      let source = ContextKind.repositoryCount &+ order
      let reach = fileReaches[order]
      guard slot.epoch == epoch, reach > 0 else {
        rows[source] = Int32(truncatingIfNeeded: source &* EnergyWeights.laneStates)
        continue
      }
      let base = base(source, depth, place) &+ FileState.total(UInt32(slot.total)) &* WeightPlace.step
      var entry = slot.head
      var rank = 0
      while entry >= 0, rank < reach {
        let current = entries[Int(entry)]
        let step = countSteps[Int(min(current.count, FileState.countLimit))] &+ rankSteps[rank]
        table.add(current.token, base &+ step, &candidates)
        rank &+= 1
        entry = current.next
      }
      let row = CountState.row(total: UInt32(slot.total), distinct: UInt32(slot.distinct))
      rows[source] = Int32(truncatingIfNeeded: source &* EnergyWeights.laneStates &+ row)
    }
  }

  /// How long a context of the stream is known; the orders come first in ``ContextKind/ofFile``.
  @inline(__always)
  private func fileDepth() -> Int {
    @inline(__always) func total(_ order: Int) -> UInt16 {
      let slot = file.slots[Int(fileSlots[order])]
      return slot.epoch == file.epoch && fileReaches[order] > 0 ? slot.total : 0
    }
    if total(0) == 0 { return 0 }
    let two = total(1)
    if two == 0 { return 1 }
    if total(2) == 0 { return two < 3 ? 2 : 3 }
    return total(3) == 0 ? 4 : 5
  }

  /// The names used last.
  @inline(__always)
  private func gatherRecent(_ place: Place, _ candidates: inout CandidateSet) {
    let source = EnergyWeights.recentSource
    let depthBase = source &* EnergyWeights.depths &* EnergyWeights.states &+ place.group &* 16
    let shapeBase = (source &* ContextTracker.shapeGroups &+ place.group) &* EnergyWeights.states
    let base = WeightPlace.packed(depth: depthBase, shape: shapeBase)
    let weights = WeightTables(self.weights)
    for (rank, name) in recent.names.enumerated() {
      let state = UInt32(truncatingIfNeeded: rank &* 2) &+ UInt32(local.flags[Int(name)] & 1)
      weights.add(name, base &+ state &* WeightPlace.step, &candidates)
    }
  }

  /// What the states of all contexts say for outcomes that are no candidates.
  @inline(__always)
  private func laneScores(_ place: Place) -> SIMD16<Float> {
    var sum = weights.shapeLanes[place.row]
    for source in 0..<(EnergyWeights.sources - 1) { sum += weights.lanes[Int(rows[source])] }
    return sum
  }

  /// Adds to each candidate what the shapes before say for its class, and closes the lanes of which no token is left.
  /// Returns how many candidates each of ``EnergyLane`` would have.
  @inline(__always)
  private func addClassEvidence(_ place: Place, _ candidates: CandidateSet, _ lanes: inout SIMD16<Float>)
    -> SIMD16<UInt8>
  {
    let allFlags = local.flags
    let evidence = UnsafeRawPointer(weights.shapeClasses + place.row).assumingMemoryBound(to: Float.self)
    let lanesOfFlags = self.lanesOfFlags
    var tallies = SIMD16<UInt8>.zero
    for index in 0..<candidates.count {
      let flags = Int(allFlags[Int(candidates.tokens[index])] & TokenFlags.all)
      tallies &+= lanesOfFlags[flags]
      candidates.scores[index] += evidence[flags & Int(TokenFlags.classMask)]
    }
    for tokenClass in 0..<TokenClass.count {
      let known = EnergyLane.known(tokenClass)
      if local.knownCount[tokenClass] <= Int32(tallies[known]) { lanes[known] = CandidateSet.closed }
      guard tokenClass < TokenClass.openCount else { continue }
      let here = EnergyLane.local(tokenClass)
      if local.localCount[tokenClass] <= Int32(tallies[here]) { lanes[here] = CandidateSet.closed }
    }
    return tallies
  }

  /// Bits that tell the token within its lane.
  private func costWithinLane(
    _ token: TokenID, _ lane: Int, _ place: Place, _ tallies: SIMD16<UInt8>, _ view: VocabularyView
  ) -> Double {
    let tokenClass = classIndex(token)
    if lane == EnergyLane.new(tokenClass) {
      return spelling.bits(of: view.text(Int(token.index)), class: UInt8(tokenClass))
    }
    if lane == EnergyLane.local(tokenClass), tokenClass < TokenClass.openCount {
      return ExactMath.log2(Double(max(1, local.localCount[tokenClass] - Int32(tallies[lane]))))
    }
    let free = freeMass(tokenClass, role: place.role)
    let mass = local.mass(Int(token.index), place.role)
    return ExactMath.log2(Double(max(free, 1))) - ExactMath.log2(Double(max(mass, 1)))
  }

  /// Mass of the class's tokens that its lane of known ones stands for.
  func freeMass(_ tokenClass: Int, role: Int) -> Int64 {
    var free = local.mass(ofClass: tokenClass, role: role)
    for index in 0..<candidates.count {
      let candidate = Int(candidates.tokens[index])
      if local.flags[candidate] & TokenFlags.all == UInt8(tokenClass) | TokenFlags.known {
        free -= local.mass(candidate, role)
      }
    }
    return free
  }

  /// Notes the token in all that follows the stream.
  @inline(__always)
  private func remember(_ token: TokenID, isNew: Bool, _ place: Place, _ view: VocabularyView) {
    let kinds = fileKinds
    let hashes = self.hashes + place.position &* ContextKind.count
    for order in 0..<ContextKind.fileCount {
      file.add(hashes[kinds[order]], token.index, at: Int(fileSlots[order]))
    }
    let tokenClass = local.flags[Int(token.index)] & TokenFlags.classMask
    spelling.observe(view.text(Int(token.index)), class: tokenClass, isNew: isNew)
    local.touch(Int(token.index))
    if usesRecentNames, tokenClass <= TokenClass.upper.rawValue { recent.touch(token.index) }
  }

  func beginSpelling(_ model: EnergyModel, _ view: VocabularyView) {
    let own = local.withheldRoles.tokens.filter { model.uses.streams[Int($0)] == 1 }
    spelling.begin(
      model: model.spelling,
      withheld: own.map { (view.text(Int($0)), local.flags[Int($0)] & TokenFlags.classMask) })
  }
}
