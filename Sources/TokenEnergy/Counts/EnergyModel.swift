package import Model

/// Counts of a set of token streams: what followed which context, and in how many streams each token stands.
///
/// A function of the set alone: neither the order in which streams came and went nor the numbers of tokens have a trace
/// in it. Scores against it are ``EnergyScorer``'s.
///
/// A class because it owns large tables. `@unchecked Sendable`: it is changed by one owner at a time and only read while
/// scorers on other threads have it.
package final class EnergyModel: @unchecked Sendable {
  package private(set) var vocabulary: TokenVocabulary
  let tables: [ContextTable]
  private(set) var uses = TokenUses()
  private(set) var spelling = SpellingModel()
  private var tally = RoleTally()
  /// Tokens of all streams.
  package private(set) var tokenCount = 0

  package init(vocabulary: TokenVocabulary = TokenVocabulary()) {
    self.vocabulary = vocabulary
    tables = (0..<ContextKind.repositoryCount).map { _ in ContextTable() }
  }

  /// What a token costs, in bits, of which nothing is known but that it is one of as many as the streams have different
  /// ones: the price of a new token in a closed vocabulary.
  package var closedPrice: Double { ExactMath.log2(Double(max(1, uses.known.reduce(0, +)))) }

  /// Distinct contexts of all kinds.
  package var contextCount: Int { tables.reduce(0) { $0 + $1.count } }

  /// Bytes of the tables of contexts.
  package var contextBytes: Int { tables.reduce(0) { $0 + $1.byteCount } }

  /// Changes the vocabulary: reading streams needs numbers for their tokens.
  package func withVocabulary<Result>(_ body: (inout TokenVocabulary) -> Result) -> Result { body(&vocabulary) }

  /// Counts streams in. Linear in their tokens; kinds of contexts are shared out among `workers`.
  package func add(_ streams: [TokenSequence], workers: Int = 1) { change(streams, by: 1, workers: workers) }

  /// Takes streams out that were counted in.
  package func remove(_ streams: [TokenSequence], workers: Int = 1) { change(streams, by: -1, workers: workers) }

  /// Takes each old stream out and its new one in. What the contexts of both say alike at their beginnings and ends is left
  /// alone, so that it costs what differs, and hashing the rest.
  package func replace(_ streams: [(old: TokenSequence, new: TokenSequence)], workers: Int = 1) {
    let differences = streams.map { StreamDifference(old: $0.old, new: $0.new) }
    tokenCount += streams.reduce(0) { $0 + $1.new.tokens.count - $1.old.tokens.count }
    let lanes = lanes(for: differences.reduce(0) { $0 + $1.changedCount }, workers)
    parallelFor(count: lanes, workers: lanes) { [self] lane in
      let kinds = Array(stride(from: lane, to: tables.count, by: lanes))
      vocabulary.withView { view in
        for difference in differences { replace(difference, kinds: kinds, view) }
      }
    }
    // First in, then out: names that both have are not taken out of the spelling and put back.
    for stream in streams { changeUses(of: stream.new, by: 1) }
    for stream in streams { changeUses(of: stream.old, by: -1) }
  }

  private func replace(_ difference: StreamDifference, kinds: [Int], _ view: VocabularyView) {
    difference.withHashes(view) { old, new in
      for kind in kinds {
        let table = tables[kind]
        for place in old.places where !difference.agrees(place, kind, old, new) {
          _ = table.remove(old.hash(kind, at: place), difference.old.tokens[place].index)
        }
        for place in new.places where !difference.agrees(place &- difference.shift, kind, old, new) {
          table.add(new.hash(kind, at: place), difference.new.tokens[place].index)
        }
      }
    }
  }

  /// Threads for a change: few tokens are not worth one.
  private func lanes(for tokens: Int, _ workers: Int) -> Int {
    tokens < 20_000 ? 1 : max(1, min(workers, tables.count))
  }

  private func change(_ streams: [TokenSequence], by sign: Int, workers: Int) {
    let total = streams.reduce(0) { $0 + $1.tokens.count }
    tokenCount += sign * total
    let lanes = lanes(for: total, workers)
    parallelFor(count: lanes, workers: lanes) { [self] lane in
      let kinds = Array(stride(from: lane, to: tables.count, by: lanes))
      if sign > 0 { for kind in kinds { tables[kind].reserve(total * 2 / 5) } }
      vocabulary.withView { view in
        for stream in streams { change(stream, by: sign, kinds: kinds, view) }
      }
    }
    for stream in streams { changeUses(of: stream, by: sign) }
  }

  private func change(_ stream: TokenSequence, by sign: Int, kinds: [Int], _ view: VocabularyView) {
    let chunk = 512
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: chunk * ContextKind.count) { hashes in
      guard let base = hashes.baseAddress else { return }
      let tracker = ContextTracker(scope: stream.scope)
      for start in stride(from: 0, to: stream.tokens.count, by: chunk) {
        let end = min(start + chunk, stream.tokens.count)
        for index in start..<end {
          tracker.write(to: base + (index - start) * ContextKind.count)
          tracker.push(Int(stream.tokens[index].index), view)
        }
        for kind in kinds {
          let table = tables[kind]
          table.touch(base + kind, count: end - start, stride: ContextKind.count)
          for index in start..<end {
            let hash = base[(index - start) * ContextKind.count + kind]
            if sign > 0 {
              table.add(hash, stream.tokens[index].index)
            } else {
              _ = table.remove(hash, stream.tokens[index].index)
            }
          }
        }
      }
    }
  }

  private func changeUses(of stream: TokenSequence, by sign: Int) {
    vocabulary.withView { view in
      tally.count(stream, view)
      uses.change(tally, by: sign, classes: vocabulary.classes)
      for token in tally.tokens {
        let index = Int(token)
        let streams = uses.streams[index]
        let tokenClass = vocabulary.classes[index].rawValue
        if sign > 0, streams == 1 { spelling.add(view.text(index), class: tokenClass) }
        if sign < 0, streams == 0 { spelling.remove(view.text(index), class: tokenClass) }
      }
    }
  }
}
