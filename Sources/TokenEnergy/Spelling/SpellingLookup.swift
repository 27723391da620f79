/// Finds the counts of a run of places before the first is spelled, so that their memory is fetched side by side.
///
/// A class, because it owns the scratch memory. It only reads the model.
final class SpellingLookup {
  /// Two lists a context, a lone symbol before each, sentinels, and the recalled symbol.
  private static let scratchWords = SpellingContext.kinds * (2 * SpellingAlphabet.symbols + 4) + 2
  /// Places looked up at once.
  static let batch = 48

  /// What a place needs besides its lists.
  struct Place {
    var base = 0
    var over = 0
    var isFirst = true
    var factors = 0
    var kinds = 0
    var spelledClass: UInt8 = 0
  }

  let keys: UnsafeMutablePointer<UInt32>
  let places: UnsafeMutablePointer<Place>
  let known: UnsafeMutablePointer<Bool>
  /// Identities of the texts so far.
  let identities: UnsafeMutablePointer<UInt64>
  /// Places of the text that was looked up whole at last; 0 where it was not whole.
  var wholeCount = 0
  private let payloads: UnsafeMutablePointer<UInt32>
  private let heads: UnsafeMutablePointer<UInt32>
  private let touched: UnsafeMutablePointer<UInt32>
  private let scratch: UnsafeMutablePointer<UInt32>

  init() {
    let cells = Self.batch * SpellingContext.kinds
    keys = .allocate(capacity: cells)
    keys.initialize(repeating: 0, count: cells)
    places = .allocate(capacity: Self.batch)
    places.initialize(repeating: Place(), count: Self.batch)
    known = .allocate(capacity: Self.batch)
    known.initialize(repeating: false, count: Self.batch)
    identities = .allocate(capacity: Self.batch)
    payloads = .allocate(capacity: cells)
    heads = .allocate(capacity: cells)
    touched = .allocate(capacity: cells)
    scratch = .allocate(capacity: Self.scratchWords)
  }

  deinit {
    keys.deallocate()
    places.deallocate()
    known.deallocate()
    identities.deallocate()
    payloads.deallocate()
    heads.deallocate()
    touched.deallocate()
    scratch.deallocate()
  }

  /// Makes the keys of one place and touches their slots.
  @inline(__always) func place(_ context: SpellingContext, at index: Int, _ view: SpellingView) {
    let inUse = context.kindsInUse
    let first = index &* SpellingContext.kinds
    context.keys(into: keys + first)
    for kind in first..<(first &+ SpellingContext.kinds) {
      touched[kind] = view.slots[Int(keys[kind]) & view.slotMask].key
    }
    places[index] = Place(
      base: Int(view.rowIndex[context.row]), over: Int(view.overIndex[context.row]),
      isFirst: context.position == 0, factors: context.place, kinds: inUse, spelledClass: context.spelledClass)
  }

  /// Finds the counts of the first places, touching their blocks.
  @inline(__always) func find(_ many: Int, _ view: SpellingView, _ overlay: SpellingOverlay) {
    for index in 0..<many {
      let inUse = places[index].kinds
      let first = index &* SpellingContext.kinds
      for kind in 0..<SpellingContext.kinds {
        let cell = first &+ kind
        if inUse >> kind & 1 == 0 {
          payloads[cell] = 0
          heads[cell] = 0
          continue
        }
        let payload = view.slots[SpellingCounts.find(view.slots, view.slotMask, keys[cell])].payload
        payloads[cell] = payload
        let isBlock = payload != 0 && payload & SpellingCounts.single == 0
        touched[cell] = view.arena[isBlock ? Int(payload &- 1) &* 4 : 0]
        heads[cell] = overlay.head(keys[cell])
      }
    }
  }

  /// Whether the part so far was met, without which the whole name so far is none.
  @inline(__always) func isPartMet(_ index: Int) -> Bool {
    let last = index &* SpellingContext.kinds &+ 1
    return payloads[last] != 0 || heads[last] != 0
  }

  /// Gives the mixer the lists of a place: the model's minus the withheld, and the file's.
  @inline(__always) func gather(
    _ index: Int, _ arena: UnsafePointer<UInt32>, _ overlay: SpellingOverlay, _ mixer: SpellingMixer
  ) {
    var filled = 0
    let first = index &* SpellingContext.kinds
    for kind in 0..<SpellingContext.kinds {
      let head = heads[first &+ kind]
      let payload = payloads[first &+ kind]
      if payload != 0 {
        var symbols: UnsafePointer<UInt32>
        var many = 1
        var total: UInt32
        if payload & SpellingCounts.single != 0 {
          scratch[filled] = payload & ~SpellingCounts.single
          symbols = UnsafePointer(scratch + filled)
          scratch[filled &+ 1] = SpellingCounts.sentinel
          filled &+= 2
          total = payload & SpellingCounts.countMask
        } else {
          symbols = arena + Int(payload &- 1) &* 4
          many = Int(symbols[0] & 0xFFFF)
          total = symbols[1]
          symbols += SpellingCounts.header
        }
        if head & SpellingOverlay.hasWithheld != 0 {
          let mark = filled
          total = subtract(symbols, many, head, overlay, &filled)
          symbols = UnsafePointer(scratch + mark)
        }
        if total > 0 { mixer.add(SpellingWeights.modelLane &+ kind, symbols, total: Int32(truncatingIfNeeded: total)) }
      }
      if head != 0 { gatherLocal(head, SpellingWeights.localLane &+ kind, overlay, mixer, &filled) }
    }
  }

  /// Gives the mixer a single predicted symbol.
  @inline(__always) func predict(_ rank: UInt16, _ strength: UInt32, _ mixer: SpellingMixer) {
    let place = scratch + (Self.scratchWords - 2)
    place[0] = UInt32(rank) << SpellingCounts.countBits | strength
    place[1] = SpellingCounts.sentinel
    mixer.add(SpellingWeights.recallLane, place, total: Int32(truncatingIfNeeded: strength))
  }

  /// Copies a list without the withheld counts; returns the sum.
  private func subtract(
    _ symbols: UnsafePointer<UInt32>, _ many: Int, _ head: UInt32, _ overlay: SpellingOverlay, _ filled: inout Int
  ) -> UInt32 {
    var total: UInt32 = 0
    var next = head & ~SpellingOverlay.hasWithheld
    for place in 0..<many {
      var symbol = symbols[place]
      let rank = UInt16(truncatingIfNeeded: symbol >> SpellingCounts.countBits)
      while next != 0 && overlay.entries[Int(next) &- 1].rank < rank { next = overlay.entries[Int(next) &- 1].next }
      if next != 0 && overlay.entries[Int(next) &- 1].rank == rank {
        symbol &-= overlay.entries[Int(next) &- 1].withheld
      }
      let count = symbol & SpellingCounts.countMask
      if count > 0 {
        scratch[filled] = symbol
        filled &+= 1
        total &+= count
      }
    }
    scratch[filled] = SpellingCounts.sentinel
    filled &+= 1
    return total
  }

  @inline(__always) private func gatherLocal(
    _ head: UInt32, _ input: Int, _ overlay: SpellingOverlay, _ mixer: SpellingMixer, _ filled: inout Int
  ) {
    let mark = filled
    var total: Int32 = 0
    var next = head & ~SpellingOverlay.hasWithheld
    while next != 0 {
      let entry = overlay.entries[Int(next) &- 1]
      if entry.local > 0 {
        scratch[filled] = UInt32(entry.rank) << SpellingCounts.countBits | UInt32(entry.local)
        filled &+= 1
        total &+= Int32(entry.local)
      }
      next = entry.next
    }
    scratch[filled] = SpellingCounts.sentinel
    filled &+= 1
    if total > 0 { mixer.add(input, scratch + mark, total: total) }
  }
}

/// Pointers into a model and what the file lays over its rows; valid within `SpellingScorer.withView`.
struct SpellingView {
  let slots: UnsafePointer<SpellingCounts.Slot>
  let slotMask: Int
  let arena: UnsafePointer<UInt32>
  let rowIndex: UnsafePointer<Int32>
  let rows: UnsafePointer<Int32>
  let overIndex: UnsafePointer<Int32>
  let over: UnsafePointer<Int32>
}
