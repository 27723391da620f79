package import Model

/// Scorers for many streams at once, one a worker, made when first needed and kept for the next time: a scorer's tables
/// are large.
///
/// What comes out does not depend on the number of workers, nor on which scorer had which stream. A class because
/// whoever scores again and again shares its scorers. `@unchecked Sendable`: the list of idle scorers is touched under
/// the lock, and a scorer that was taken from it has one user.
package final class ScoringPool: @unchecked Sendable {
  private let lock = ThreadLock()
  private var idle: [EnergyScorer] = []

  package init() {}

  /// Energy of each stream, in their order. The longest are dealt out first, so that none is left for the end.
  ///
  /// - Parameters:
  ///   - withheld: For each stream whether the model holds it; it is then scored as if it did not.
  ///   - progress: Gets the number of streams that are done, and that of all, on any thread.
  package func scores(
    _ streams: [TokenSequence], in model: EnergyModel, withheld: [Bool], workers: Int,
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) -> [StreamEnergy] {
    let order = streams.indices.sorted {
      (streams[$1].tokens.count, $0) < (streams[$0].tokens.count, $1)
    }
    let done = AtomicCounter()
    let slots = SlotArray<StreamEnergy>(count: streams.count)
    _ = map(count: streams.count, workers: workers) { position, scorer in
      let index = order[position]
      slots.set(index, scorer.score(streams[index], in: model, withheld: withheld[index]))
      progress(done.next() + 1, streams.count)
    }
    return slots.values()
  }

  /// Element `i` is `body(i, scorer)`; no other call has the scorer meanwhile. Indices are handed out in ascending order.
  package func map<Element: Sendable>(
    count: Int, workers: Int, _ body: @escaping @Sendable (Int, EnergyScorer) -> Element
  ) -> [Element] {
    guard count > 0 else { return [] }
    let lanes = max(1, min(workers, count))
    let cursor = AtomicCounter()
    let slots = SlotArray<Element>(count: count)
    parallelFor(count: lanes, workers: lanes) { [self] _ in
      let scorer = take()
      defer { giveBack(scorer) }
      while true {
        let index = cursor.next()
        guard index < count else { return }
        slots.set(index, body(index, scorer))
      }
    }
    return slots.values()
  }

  private func take() -> EnergyScorer { lock.withLock { idle.popLast() } ?? EnergyScorer() }

  private func giveBack(_ scorer: EnergyScorer) { lock.withLock { idle.append(scorer) } }
}
