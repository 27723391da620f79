/// Where two versions of a stream differ: not in as many tokens at their beginnings, nor in as many at their ends.
struct StreamDifference: Sendable {
  let old: TokenSequence
  let new: TokenSequence
  /// Tokens at the beginning that both have, with the same contexts.
  let prefix: Int
  /// Further tokens at the end that both have; what is before them differs, so their contexts may.
  let suffix: Int

  init(old: TokenSequence, new: TokenSequence) {
    self.old = old
    self.new = new
    let shorter = min(old.tokens.count, new.tokens.count)
    var prefix = 0
    if old.scope == new.scope {
      while prefix < shorter, old.tokens[prefix] == new.tokens[prefix] { prefix += 1 }
    }
    var suffix = 0
    while suffix < shorter - prefix,
      old.tokens[old.tokens.count - 1 - suffix] == new.tokens[new.tokens.count - 1 - suffix]
    {
      suffix += 1
    }
    self.prefix = prefix
    self.suffix = suffix
  }

  /// How far places of the common end move.
  var shift: Int { new.tokens.count - old.tokens.count }

  /// Tokens of both that are not at the common beginning or end.
  var changedCount: Int { old.tokens.count + new.tokens.count - 2 * (prefix + suffix) }

  /// Hashes of all contexts at the places behind the common beginning.
  struct Hashes {
    let base: UnsafePointer<UInt64>
    let places: Range<Int>

    @inline(__always)
    func hash(_ kind: Int, at place: Int) -> UInt64 {
      base[(place &- places.lowerBound) &* ContextKind.count &+ kind]
    }
  }

  func withHashes(_ view: VocabularyView, _ body: (_ old: Hashes, _ new: Hashes) -> Void) {
    Self.withHashes(of: old, from: prefix, view) { old in
      Self.withHashes(of: new, from: prefix, view) { new in body(old, new) }
    }
  }

  private static func withHashes(
    of stream: TokenSequence, from first: Int, _ view: VocabularyView, _ body: (Hashes) -> Void
  ) {
    let count = stream.tokens.count
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: (count - first) * ContextKind.count + 1) { hashes in
      guard let base = hashes.baseAddress else { return }
      let tracker = ContextTracker(scope: stream.scope)
      for place in 0..<count {
        if place >= first { tracker.write(to: base + (place - first) * ContextKind.count) }
        tracker.push(Int(stream.tokens[place].index), view)
      }
      body(Hashes(base: UnsafePointer(base), places: first..<count))
    }
  }

  /// Whether the token at a place of the old stream has the same context of a kind in the new one, `shift` places on.
  @inline(__always)
  func agrees(_ place: Int, _ kind: Int, _ old: Hashes, _ new: Hashes) -> Bool {
    place >= old.places.upperBound &- suffix && old.hash(kind, at: place) == new.hash(kind, at: place &+ shift)
  }
}
