/// What the repository's contexts at the places of one stream say without that stream, which the model holds.
///
/// The stream's share of a context is the same at all its places, so each context is looked up and reduced once. What is
/// left of a long list is only as long as the candidates that it gives and one more.
///
/// A class because it owns memory that must not be copied; one belongs to one ``EnergyScorer``.
final class WithheldCounts {
  /// A context that the stream has, in the table of one kind.
  private struct Key {
    var place: UInt32 = 0
    /// Keys of other epochs are free.
    var epoch: UInt32 = 0
    var number: Int32 = 0
  }

  /// How often and where the stream has a context.
  private struct Share {
    var count: UInt32
    /// The last place; ``earlier`` has the one before.
    var latest: Int32
  }

  /// Hashes of all contexts at all places, ``ContextKind/count`` a place.
  private(set) var hashes: UnsafeMutablePointer<UInt64>
  /// For each place and kind of the repository which of ``slots``, -1 where nothing is left.
  private(set) var numbers: UnsafeMutablePointer<Int32>
  /// What is left of the contexts; long lists begin in ``pairs``.
  private(set) var slots: UnsafeMutablePointer<ContextTable.Slot>
  private(set) var pairs: UnsafeMutablePointer<ContextTable.Pair>
  private var shares: UnsafeMutablePointer<Share>
  private var earlier: UnsafeMutablePointer<Int32>
  private var keys: UnsafeMutablePointer<Key>
  private var keyMask = 0
  private var epoch: UInt32 = 0
  private var tokenCapacity = 0
  private var slotCount = 0
  private var slotCapacity = 0
  private var pairCount = 0
  private var pairCapacity = 0
  /// For each token of the vocabulary how often it follows the context at hand in the stream; 0 between contexts.
  private var tally: UnsafeMutablePointer<UInt32>
  private var tallyCapacity = 0

  /// Candidates of one context and one more, which tells whether the last ones are alone with their count.
  private static let listed = ContextKind.repositoryReach + 1

  init() {
    hashes = .allocate(capacity: 0)
    numbers = .allocate(capacity: 0)
    slots = .allocate(capacity: 0)
    pairs = .allocate(capacity: 0)
    shares = .allocate(capacity: 0)
    earlier = .allocate(capacity: 0)
    keys = .allocate(capacity: 0)
    tally = .allocate(capacity: 0)
  }

  deinit {
    hashes.deallocate()
    numbers.deallocate()
    slots.deallocate()
    pairs.deallocate()
    shares.deallocate()
    earlier.deallocate()
    keys.deallocate()
    tally.deallocate()
  }

  /// Takes a stream, whose ``hashes`` are written, out of the counts of a model.
  func begin(_ tokens: [TokenID], _ model: EnergyModel, _ parts: EnergyParts) {
    slotCount = 0
    pairCount = 0
    reserveTally(model.vocabulary.count)
    tokens.withUnsafeBufferPointer { tokens in
      for kind in 0..<ContextKind.repositoryCount {
        if parts.contains(.repository(kind)) {
          reduce(kind, tokens, model.tables[kind], parts)
        } else {
          for place in tokens.indices { numbers[place &* ContextKind.repositoryCount &+ kind] = -1 }
        }
      }
    }
  }

  private func reduce(
    _ kind: Int, _ tokens: UnsafeBufferPointer<TokenID>, _ table: ContextTable, _ parts: EnergyParts
  ) {
    let first = slotCount
    find(kind, tokens.count, table, parts)
    for number in first..<slotCount {
      slots[number].total &-= shares[number].count
      if slots[number].distinct > 1 { reduceList(number, tokens, table.pairs) }
    }
  }

  /// Finds the contexts of a kind, and where the stream has each.
  private func find(_ kind: Int, _ count: Int, _ table: ContextTable, _ parts: EnergyParts) {
    let stride = ContextKind.repositoryCount
    let part = ContextKind.contained[kind]
    let isPartFound = part >= 0 && parts.contains(.repository(part))
    nextEpoch()
    for place in 0..<count {
      let cell = place &* stride &+ kind
      numbers[cell] = -1
      // What only this stream has in part only this stream has.
      if isPartFound, isGone(numbers[place &* stride &+ part]) { continue }
      let at = table.place(of: hashes[place &* ContextKind.count &+ kind])
      if at >= 0 { numbers[cell] = note(place, at, table.slot(at: at)) }
    }
  }

  /// Notes that a place has a context; its number, -1 where nobody else has it.
  @inline(__always)
  private func note(_ place: Int, _ at: Int, _ slot: ContextTable.Slot) -> Int32 {
    if slot.total == 1 { return -1 }
    let number = number(of: UInt32(truncatingIfNeeded: at), slot)
    earlier[place] = shares[Int(number)].latest
    shares[Int(number)].latest = Int32(truncatingIfNeeded: place)
    shares[Int(number)].count &+= 1
    return number
  }

  @inline(__always)
  private func isGone(_ number: Int32) -> Bool { number < 0 || slots[Int(number)].total == 0 }

  /// The number of a context, a new one at its first place.
  @inline(__always)
  private func number(of place: UInt32, _ slot: ContextTable.Slot) -> Int32 {
    var index = Int(truncatingIfNeeded: place &* 0x9e37_79b1) & keyMask
    while keys[index].epoch == epoch {
      if keys[index].place == place { return keys[index].number }
      index = (index &+ 1) & keyMask
    }
    if slotCount == slotCapacity { growSlots() }
    let number = Int32(truncatingIfNeeded: slotCount)
    keys[index] = Key(place: place, epoch: epoch, number: number)
    slots[slotCount] = slot
    shares[slotCount] = Share(count: 0, latest: -1)
    slotCount &+= 1
    return number
  }

  // MARK: Lists

  /// Writes what is left of a list's first pairs to ``pairs``, by falling count.
  private func reduceList(
    _ number: Int, _ tokens: UnsafeBufferPointer<TokenID>, _ source: UnsafePointer<ContextTable.Pair>
  ) {
    guard slots[number].total > 0 else {
      slots[number] = ContextTable.Slot.empty
      return
    }
    if pairCount + Self.listed > pairCapacity { growPairs() }
    let target = pairs + pairCount
    let list = source + Int(slots[number].reference)
    let distinct = Int(slots[number].distinct)
    let share = shares[number]
    let count =
      share.count == 1
      ? reducedPairs(list, distinct, without: tokens[Int(share.latest)].index, to: target)
      : reducedPairs(list, distinct, share, tokens, to: target)
    slots[number].distinct = UInt32(truncatingIfNeeded: count)
    if count == 1 {
      slots[number].reference = target[0].token
    } else {
      slots[number].reference = UInt32(truncatingIfNeeded: pairCount)
      pairCount &+= count
    }
  }

  private func reducedPairs(
    _ list: UnsafePointer<ContextTable.Pair>, _ distinct: Int, _ share: Share,
    _ tokens: UnsafeBufferPointer<TokenID>, to target: UnsafeMutablePointer<ContextTable.Pair>
  ) -> Int {
    var place = share.latest
    while place >= 0 {
      tally[Int(tokens[Int(place)].index)] &+= 1
      place = earlier[Int(place)]
    }
    var count = 0
    for index in 0..<distinct {
      var pair = list[index]
      // No later pair has more than this one had at first.
      if count == Self.listed, target[count &- 1].count >= pair.count { break }
      pair.count &-= tally[Int(pair.token)]
      if pair.count == 0 { continue }
      var position = count
      if count == Self.listed {
        if target[count &- 1].count >= pair.count { continue }
        position = count &- 1
      } else {
        count &+= 1
      }
      while position > 0, target[position &- 1].count < pair.count {
        target[position] = target[position &- 1]
        position &-= 1
      }
      target[position] = pair
    }
    place = share.latest
    while place >= 0 {
      tally[Int(tokens[Int(place)].index)] = 0
      place = earlier[Int(place)]
    }
    return count
  }

  /// The same for a context that the stream has once: one successor moves back in the list, all others stay.
  private func reducedPairs(
    _ list: UnsafePointer<ContextTable.Pair>, _ distinct: Int, without token: UInt32,
    to target: UnsafeMutablePointer<ContextTable.Pair>
  ) -> Int {
    var moved = ContextTable.Pair(token: token, count: 0)
    var count = 0
    var index = 0
    while index < distinct, count < Self.listed {
      let pair = list[index]
      index &+= 1
      if pair.token == token {
        moved.count = pair.count &- 1
        continue
      }
      if pair.count <= moved.count {
        target[count] = moved
        moved.count = 0
        count &+= 1
        if count == Self.listed { break }
      }
      target[count] = pair
      count &+= 1
    }
    if moved.count > 0, count < Self.listed {
      target[count] = moved
      count &+= 1
    }
    return count
  }

  // MARK: Memory

  /// Room for a stream.
  func reserve(tokens count: Int) {
    guard count > tokenCapacity else { return }
    hashes.deallocate()
    numbers.deallocate()
    earlier.deallocate()
    keys.deallocate()
    tokenCapacity = count + count / 4
    hashes = .allocate(capacity: tokenCapacity * ContextKind.count)
    numbers = .allocate(capacity: tokenCapacity * ContextKind.repositoryCount)
    earlier = .allocate(capacity: tokenCapacity)
    var size = 64
    while size < tokenCapacity * 2 { size *= 2 }
    keys = .allocate(capacity: size)
    keys.initialize(repeating: Key(), count: size)
    keyMask = size - 1
    epoch = 0
  }

  private func nextEpoch() {
    epoch &+= 1
    guard epoch == 0 else { return }
    keys.update(repeating: Key(), count: keyMask + 1)
    epoch = 1
  }

  private func reserveTally(_ count: Int) {
    guard count > tallyCapacity else { return }
    tally.deallocate()
    tallyCapacity = count + count / 2
    tally = .allocate(capacity: tallyCapacity)
    tally.initialize(repeating: 0, count: tallyCapacity)
  }

  private func growSlots() {
    slotCapacity = max(1024, slotCapacity * 2)
    slots = slots.moved(slotCount, to: slotCapacity)
    shares = shares.moved(slotCount, to: slotCapacity)
  }

  private func growPairs() {
    pairCapacity = max(1024, pairCapacity * 2)
    pairs = pairs.moved(pairCount, to: pairCapacity)
  }
}
