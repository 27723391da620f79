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
  private var seen = SpellingNames()
  private let mixer = SpellingMixer()
  private let lookup = SpellingLookup()
  private let recall = SpellingRecall()
  private let alphabet = SpellingAlphabet.shared
  /// The weights a file starts with.
  package var baseline: SpellingWeights
  /// Learning rates within a file.
  package var rates: SpellingRates {
    get { mixer.rates }
    set { mixer.rates = newValue }
  }
  /// The weights as this file has moved them.
  package var adapted: SpellingWeights {
    SpellingWeights(values: (0..<SpellingWeights.count).map { mixer.weights[$0] })
  }

  /// Permitted ranks below each rank, by class.
  private let permitted: UnsafeMutablePointer<UInt16>

  package init(weights: SpellingWeights = .shipped) {
    baseline = weights
    permitted = .allocate(capacity: alphabet.permitted.count)
    for (index, value) in alphabet.permitted.enumerated() { (permitted + index).initialize(to: value) }
  }

  deinit { permitted.deallocate() }

  /// Starts a file. `withheld` are names of the model that only this file has: they count as if never added.
  package func begin(
    model: SpellingModel, withheld names: [(text: UnsafeBufferPointer<UInt8>, class: UInt8)]
  ) {
    self.model = model
    overlay.reset()
    rows.reset()
    withheld.reset()
    fresh.reset()
    seen.reset()
    recall.reset()
    baseline.values.withUnsafeBufferPointer { values in
      if let base = values.baseAddress, values.count == SpellingWeights.count {
        mixer.weights.update(from: base, count: values.count)
      }
    }
    for name in names where !name.text.isEmpty {
      let identity = SpellingNames.identity(name.text, name.class)
      if model.known.contains(identity), withheld.insert(identity) { lay(name.text, name.class, .withheld) }
    }
  }

  /// What is laid over the model.
  private enum Layer {
    case withheld
    case fresh
    case familiar
  }

  private func lay(_ text: UnsafeBufferPointer<UInt8>, _ spelledClass: UInt8, _ layer: Layer) {
    var context = SpellingContext(spelledClass)
    let keys = lookup.keys
    for place in 0...min(text.count, SpellingContext.longest) {
      let isEnd = place == text.count
      if !isEnd && place == SpellingContext.longest { break }
      let rank = isEnd ? SpellingAlphabet.end : alphabet.rank[Int(text[place])]
      context.keys(into: keys)
      let inUse = context.kindsInUse
      switch layer {
      case .withheld:
        for kind in 0..<SpellingContext.kinds where inUse >> kind & 1 != 0 { overlay.addWithheld(keys[kind], rank) }
      case .fresh:
        for kind in SpellingContext.firstLocal..<SpellingContext.kinds where inUse >> kind & 1 != 0 {
          overlay.addLocal(keys[kind], rank)
        }
      case .familiar:
        if place > 0 { overlay.addLocal(keys[3], rank) }
      }
      if layer != .familiar {
        rows.count(context.row0, rank, layer == .withheld ? -1 : 1)
        rows.count(context.row1, rank, layer == .withheld ? -1 : 1)
      }
      if !isEnd { context.push(text[place]) }
    }
  }

  /// Tells of a token of the file, in order; `isNew` where `bits(of:class:)` has just been asked for it.
  package func observe(_ text: UnsafeBufferPointer<UInt8>, class spelledClass: UInt8, isNew: Bool) {
    if isNew {
      if text.isEmpty { return }
      if fresh.insert(SpellingNames.identity(text, spelledClass)) { lay(text, spelledClass, .fresh) }
      if spelledClass <= SpellingClass.segment { recall.remember(text) }
      return
    }
    if text.count < 3 || text.count > 64 || spelledClass > SpellingClass.segment { return }
    recall.remember(text)
    let identity = SpellingNames.identity(text, spelledClass)
    if seen.insert(identity) && !fresh.contains(identity) { lay(text, spelledClass, .familiar) }
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
        let rank = place + index == text.count ? SpellingAlphabet.end : alphabet.rank[Int(text[place + index])]
        product *= probability(of: rank, at: index, view)
        if rank != SpellingAlphabet.end { recall.push(text[place + index]) }
        if product < 1e-200 {
          bits -= SpellingArithmetic.log2(product)
          product = 1
        }
      }
      place += many
    }
    return bits - SpellingArithmetic.log2(product)
  }

  /// Beyond the modelled length all symbols are alike: 1 ⁄ 257, and 1 ⁄ 256 where the end may not come.
  private func tailBits(_ text: UnsafeBufferPointer<UInt8>, _ spelledClass: UInt8) -> Double {
    let any = SpellingArithmetic.log2(257)
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
    lookup.find(many, view, overlay)
    for index in 0..<many {
      lookup.known[index] = lookup.isWholeMet(index) && isKnown(lookup.identities[index])
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
      let expected = prediction.symbol == 256 ? SpellingAlphabet.end : alphabet.rank[prediction.symbol]
      lookup.predict(expected, prediction.strength, mixer)
    }
    let isFirst = place.isFirst
    let isMasked = isFirst && SpellingClass.isMasked(place.spelledClass)
    let mask = permitted + Int(place.spelledClass) &* (SpellingAlphabet.symbols + 1)
    return mixer.spell(
      rank, SpellingRowView(base: view.rows + place.base0, over: view.over + place.over0),
      SpellingRowView(base: view.rows + place.base1, over: view.over + place.over1),
      allowEnd: !isFirst && !lookup.known[index], permitted: isMasked ? UnsafePointer(mask) : nil,
      place: place.factors)
  }

  /// Probabilities of the end and the 256 bytes after a prefix shorter than a batch; nothing is learned.
  func distribution(after prefix: [UInt8], class spelledClass: UInt8) -> [Double] {
    let rates = mixer.rates
    defer { mixer.rates = rates }
    mixer.rates = SpellingRates(bias: 0, cell: 0, factor: 0)
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
              ? 0 : probability(of: alphabet.rank[Int(byte)], at: prefix.count, view)
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
