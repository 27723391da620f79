/// One file's view of a spelling model: the cost of new names, with what the file itself has shown.
///
/// A class, because it owns scratch memory that is reused from file to file; one worker uses it at a time. After
/// `begin` nothing of earlier files is left: the weights are the shipped ones, the counts of the file are empty. The
/// cost is a pure function of the model's names minus the withheld, the file's tokens so far, and the weights.
package final class SpellingScorer {
  private var model = SpellingModel()
  private let overlay = SpellingOverlay()
  private var rows = SpellingRows()
  private var withheld = SpellingNames()
  private var fresh = SpellingNames()
  private let mixer = SpellingMixer()
  private let lookup = SpellingLookup()
  private let recall = SpellingRecall()
  private let alphabet = SpellingAlphabet.shared
  /// The weights a file starts with.
  var baseline: SpellingWeights
  /// Learning rates within a file.
  package var rates: SpellingRates {
    get { mixer.rates }
    set { mixer.rates = newValue }
  }
  /// The weights as this file has moved them.
  var adapted: SpellingWeights {
    SpellingWeights(values: mixer.values)
  }

  /// Permitted ranks below each rank, by class.
  private let permitted: UnsafeMutablePointer<UInt16>
  /// Rank of each byte.
  private let ranks: UnsafeMutablePointer<UInt16>

  package init(weights: SpellingWeights = .shipped) {
    baseline = weights
    permitted = .allocate(capacity: alphabet.permitted.count)
    for (index, value) in alphabet.permitted.enumerated() { (permitted + index).initialize(to: value) }
    ranks = .allocate(capacity: alphabet.rank.count)
    for (index, value) in alphabet.rank.enumerated() { (ranks + index).initialize(to: value) }
  }

  deinit {
    permitted.deallocate()
    ranks.deallocate()
  }

  /// Starts a file. `withheld` are names of the model that only this file has: they count as if never added.
  package func begin(
    model: SpellingModel, withheld names: [(text: UnsafeBufferPointer<UInt8>, class: UInt8)]
  ) {
    self.model = model
    overlay.reset()
    rows.reset()
    withheld.reset()
    fresh.reset()
    recall.reset()
    baseline.values.withUnsafeBufferPointer { values in
      if let base = values.baseAddress, values.count == SpellingWeights.count {
        mixer.begin(base)
      }
    }
    for name in names where !name.text.isEmpty {
      let identity = SpellingNames.identity(name.text, name.class)
      if model.known.contains(identity), withheld.insert(identity) { withhold(name.text, name.class) }
    }
  }

  /// Takes a name off the model's counts.
  private func withhold(_ text: UnsafeBufferPointer<UInt8>, _ spelledClass: UInt8) {
    var context = SpellingContext(spelledClass)
    visit(text) { place, rank in
      context.keys(into: lookup.keys)
      let inUse = context.kindsInUse
      for kind in 0..<SpellingContext.kinds where inUse >> kind & 1 != 0 {
        overlay.addWithheld(lookup.keys[kind], rank)
      }
      rows.count(context.row, rank, -1)
      if place < text.count { context.push(text[place]) }
    }
    lookup.wholeCount = 0
  }

  /// Lays a new name of the file over the model; the contexts are those just looked up where it has just been spelled.
  private func lay(_ text: UnsafeBufferPointer<UInt8>, _ spelledClass: UInt8, _ identity: UInt64) {
    if lookup.wholeCount == text.count + 1 && lookup.identities[text.count] == identity {
      visit(text) { place, rank in
        addLocal(lookup.keys + place &* SpellingContext.kinds, lookup.places[place].kinds, rank)
      }
      return
    }
    var context = SpellingContext(spelledClass)
    lookup.wholeCount = 0
    visit(text) { place, rank in
      context.keys(into: lookup.keys)
      addLocal(lookup.keys, context.kindsInUse, rank)
      if place < text.count { context.push(text[place]) }
    }
  }

  @inline(__always) private func addLocal(_ keys: UnsafePointer<UInt32>, _ inUse: Int, _ rank: UInt16) {
    for kind in 0..<SpellingContext.kinds where inUse >> kind & 1 != 0 { overlay.addLocal(keys[kind], rank) }
  }

  /// The symbols of a text by rank, with the end, as far as names are modelled.
  @inline(__always) private func visit(_ text: UnsafeBufferPointer<UInt8>, _ body: (Int, UInt16) -> Void) {
    for place in 0..<min(text.count, SpellingContext.longest) { body(place, ranks[Int(text[place])]) }
    if text.count < SpellingContext.longest { body(text.count, SpellingAlphabet.end) }
  }

  /// Tells of a token of the file, in order; `isNew` where `bits(of:class:)` has just been asked for it.
  package func observe(_ text: UnsafeBufferPointer<UInt8>, class spelledClass: UInt8, isNew: Bool) {
    if isNew {
      if text.isEmpty { return }
      let identity = SpellingNames.identity(text, spelledClass)
      if fresh.insert(identity) { lay(text, spelledClass, identity) }
      if spelledClass <= SpellingClass.segment { recall.remember(text) }
      return
    }
    if text.count < 3 || text.count > 64 || spelledClass > SpellingClass.segment { return }
    recall.remember(text)
  }

  /// Bits of a new name's bytes, given its class and that it is not a known name. 0 for an empty text.
  package func bits(of text: UnsafeBufferPointer<UInt8>, class spelledClass: UInt8) -> Double {
    if text.isEmpty { return 0 }
    let symbols = min(text.count + 1, SpellingContext.longest)
    let bits = withView { spell(text, spelledClass, symbols, $0) }
    return text.count >= symbols ? bits + tailBits(text, spelledClass) : bits
  }

  /// Bits of the first symbols of a text.
  private func spell(
    _ text: UnsafeBufferPointer<UInt8>, _ spelledClass: UInt8, _ symbols: Int, _ view: SpellingView
  ) -> Double {
    var context = SpellingContext(spelledClass)
    var product = 1.0
    var bits = 0.0
    var place = 0
    recall.start(spelledClass)
    while place < symbols {
      let many = min(SpellingLookup.batch, symbols - place)
      prepare(text, from: place, many, &context, view)
      for index in 0..<many {
        let rank = place + index == text.count ? SpellingAlphabet.end : ranks[Int(text[place + index])]
        product *= probability(of: rank, at: index, view)
        if rank != SpellingAlphabet.end { recall.push(text[place + index]) }
        if product < 1e-200 {
          bits -= ExactMath.log2(product)
          product = 1
        }
      }
      place += many
    }
    return bits - ExactMath.log2(product)
  }

  /// Beyond the modelled length all symbols are alike: 1 ⁄ 257, and 1 ⁄ 256 where the end may not come.
  private func tailBits(_ text: UnsafeBufferPointer<UInt8>, _ spelledClass: UInt8) -> Double {
    let any = ExactMath.log2(257)
    var whole = SpellingContext.wholeSeed
    var closed = 0
    for place in 0..<text.count {
      if place >= SpellingContext.longest && isKnown(SpellingContext.identity(whole, spelledClass)) { closed += 1 }
      whole = SpellingContext.step(whole, text[place])
    }
    return Double(text.count - SpellingContext.longest + 1 - closed) * any + Double(closed) * 8
  }

  /// Looks the contexts of a run of places up.
  private func prepare(
    _ text: UnsafeBufferPointer<UInt8>, from place: Int, _ many: Int, _ context: inout SpellingContext,
    _ view: SpellingView
  ) {
    for index in 0..<many {
      lookup.place(context, at: index, view)
      lookup.identities[index] = SpellingContext.identity(context.whole, context.spelledClass)
      if place &+ index < text.count { context.push(text[place &+ index]) }
    }
    lookup.wholeCount = place == 0 && many > text.count ? many : 0
    lookup.find(many, view, overlay)
    for index in 0..<many {
      lookup.known[index] = lookup.isPartMet(index) && isKnown(lookup.identities[index])
    }
  }

  /// Whether a name is known: in the model and not withheld, or new in this file before.
  private func isKnown(_ identity: UInt64) -> Bool {
    (model.known.contains(identity) && !withheld.contains(identity)) || fresh.contains(identity)
  }

  /// Probability of a symbol at a place that was looked up; the mixer learns from it.
  @inline(__always) private func probability(of rank: UInt16, at index: Int, _ view: SpellingView) -> Double {
    let place = lookup.places[index]
    mixer.clear()
    lookup.gather(index, view.arena, overlay, mixer)
    if let prediction = recall.prediction() {
      let expected = prediction.symbol == 256 ? SpellingAlphabet.end : ranks[prediction.symbol]
      lookup.predict(expected, prediction.strength, mixer)
    }
    let isFirst = place.isFirst
    let isMasked = isFirst && SpellingClass.isMasked(place.spelledClass)
    let mask = permitted + Int(place.spelledClass) &* (SpellingAlphabet.symbols + 1)
    return mixer.spell(
      rank, SpellingRowView(base: view.rows + place.base, over: view.over + place.over),
      allowEnd: !isFirst && !lookup.known[index], permitted: isMasked ? UnsafePointer(mask) : nil,
      place: place.factors)
  }

  /// Probabilities of the end and the 256 bytes after a prefix shorter than a batch; nothing is learned.
  func distribution(after prefix: [UInt8], class spelledClass: UInt8) -> [Double] {
    let rates = mixer.rates
    defer { mixer.rates = rates }
    mixer.rates = SpellingRates(bias: 0, factor: 0)
    return prefix.withUnsafeBufferPointer { text in
      withView { view in
        var context = SpellingContext(spelledClass)
        recall.start(spelledClass)
        for byte in prefix { recall.push(byte) }
        prepare(text, from: 0, min(prefix.count + 1, SpellingLookup.batch), &context, view)
        let isFirst = prefix.isEmpty
        let end =
          isFirst || lookup.known[prefix.count]
          ? 0 : probability(of: SpellingAlphabet.end, at: prefix.count, view)
        return [end]
          + (UInt8.min...UInt8.max).map { byte in
            isFirst && !SpellingClass.permits(byte, first: spelledClass)
              ? 0 : probability(of: ranks[Int(byte)], at: prefix.count, view)
          }
      }
    }
  }

  /// Runs a closure with pointers into the model.
  private func withView<Result>(_ body: (SpellingView) -> Result) -> Result {
    model.counts.slots.withUnsafeBufferPointer { slots in
      model.counts.arena.withUnsafeBufferPointer { arena in
        model.rows.index.withUnsafeBufferPointer { rowIndex in
          model.rows.counts.withUnsafeBufferPointer { counts in
            rows.index.withUnsafeBufferPointer { overIndex in
              rows.counts.withUnsafeBufferPointer { over in
                body(
                  SpellingView(
                    slots: pointer(slots), slotMask: slots.count - 1, arena: pointer(arena),
                    rowIndex: pointer(rowIndex), rows: pointer(counts), overIndex: pointer(overIndex),
                    over: pointer(over)))
              }
            }
          }
        }
      }
    }
  }

  /// The base of a buffer that is never empty.
  @inline(__always) private func pointer<Element>(_ buffer: UnsafeBufferPointer<Element>) -> UnsafePointer<Element> {
    buffer.baseAddress ?? UnsafeRawPointer(permitted).assumingMemoryBound(to: Element.self)
  }
}
