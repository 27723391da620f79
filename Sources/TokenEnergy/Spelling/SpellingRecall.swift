/// Predicts a name from the names just before it, letter by letter, across cases and separators: after
/// `acceptCharset` the text `Accept-Charset`.
///
/// Each of the last few names is read beside the new one: its place moves on with every letter that agrees and waits
/// where one does not. The prediction is that of the name that agreed longest, the newest first. A class, because it
/// owns the names' memory.
final class SpellingRecall {
  /// Names remembered, and letters of each.
  static let names = 4
  static let longest = 48

  private let letters: UnsafeMutablePointer<UInt8>
  private let counts: UnsafeMutablePointer<Int>
  private let places: UnsafeMutablePointer<Int>
  private let streaks: UnsafeMutablePointer<Int>
  private var newest = 0
  private var startsWithCapital = false
  private var segmentsAreCapital = false
  private var spelledClass: UInt8 = 0
  private var position = 0
  private var last: UInt8 = 0

  init() {
    letters = .allocate(capacity: Self.names * Self.longest)
    letters.initialize(repeating: 0, count: Self.names * Self.longest)
    counts = .allocate(capacity: Self.names)
    places = .allocate(capacity: Self.names)
    streaks = .allocate(capacity: Self.names)
    reset()
  }

  deinit {
    letters.deallocate()
    counts.deallocate()
    places.deallocate()
    streaks.deallocate()
  }

  /// Forgets all names.
  func reset() {
    counts.update(repeating: 0, count: Self.names)
    newest = 0
    segmentsAreCapital = false
  }

  /// A name went by.
  @inline(__always) func remember(_ text: UnsafeBufferPointer<UInt8>) {
    newest = (newest &+ 1) % Self.names
    let many = min(text.count, Self.longest)
    if let base = text.baseAddress { (letters + newest &* Self.longest).update(from: base, count: many) }
    counts[newest] = many
  }

  /// A new name is to be spelled.
  func start(_ spelledClass: UInt8) {
    self.spelledClass = spelledClass
    position = 0
    last = 0
    places.update(repeating: 0, count: Self.names)
    streaks.update(repeating: 0, count: Self.names)
    for name in 0..<Self.names { skipSeparators(name) }
  }

  @inline(__always) private func skipSeparators(_ name: Int) {
    let base = letters + name &* Self.longest
    while places[name] < counts[name] && SpellingContext.byteKind(base[places[name]]) == 0 { places[name] &+= 1 }
  }

  @inline(__always) private func folded(_ byte: UInt8) -> UInt8 {
    byte >= 65 && byte <= 90 ? byte &+ 32 : byte
  }

  /// Reads the next byte of the new name.
  @inline(__always) func push(_ byte: UInt8) {
    if position == 0 { startsWithCapital = byte >= 65 && byte <= 90 }
    if position == 0 && spelledClass == SpellingClass.segment { segmentsAreCapital = startsWithCapital }
    position &+= 1
    last = byte
    if SpellingContext.byteKind(byte) == 0 { return }
    for name in 0..<Self.names {
      let place = places[name]
      if place < counts[name] && folded(letters[name &* Self.longest &+ place]) == folded(byte) {
        places[name] = place &+ 1
        streaks[name] &+= 1
        skipSeparators(name)
      } else {
        streaks[name] = 0
      }
    }
  }

  /// The predicted byte (or 256, the end) and how sure it is, 1...16; nil without a prediction.
  @inline(__always) func prediction() -> (symbol: Int, strength: UInt32)? {
    var best = newest
    for back in 1..<Self.names {
      let name = (newest &+ Self.names &- back) % Self.names
      if streaks[name] > streaks[best] { best = name }
    }
    let streak = streaks[best]
    if streak == 0 && (position > 0 || counts[best] == 0) { return nil }
    if places[best] >= counts[best] { return (256, streak < 6 ? 1 : 2) }
    let base = letters + best &* Self.longest
    let place = places[best]
    let byte = base[place]
    let isPartStart =
      place == 0 || SpellingContext.byteKind(base[place &- 1]) == 0
      || (SpellingContext.byteKind(byte) == 2 && SpellingContext.byteKind(base[place &- 1]) != 2)
    if !isPartStart { return (Int(byte), streak < 3 ? 3 : streak < 6 ? 6 : 16) }
    return (Int(startCase(byte)), streak < 6 ? 1 : 2)
  }

  /// A part's first letter in the case that the new name is likely to give it.
  @inline(__always) private func startCase(_ byte: UInt8) -> UInt8 {
    let small = folded(byte)
    guard small >= 97 && small <= 122 else { return byte }
    let capital: Bool
    if position == 0 {
      capital = spelledClass == SpellingClass.upper || (spelledClass == SpellingClass.segment && segmentsAreCapital)
    } else if SpellingContext.byteKind(last) == 0 {
      capital = startsWithCapital
    } else {
      capital = true
    }
    return capital ? small &- 32 : small
  }
}
