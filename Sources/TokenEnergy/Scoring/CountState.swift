/// Counts in steps: what a context's counts are told apart by.
enum CountState {
  static let steps = 15

  /// Each count up to 4 is a step of its own, then half octaves: 5–6, 7–8, 9–12, 13–16 … 65–96, more.
  @inline(__always)
  static func step(_ count: UInt32) -> Int {
    if count <= 4 { return Int(count) }
    let bits = magnitude(count &- 1)
    let half = Int((count &- 1) &>> UInt32(truncatingIfNeeded: bits &- 2)) & 1
    return min(2 &* bits &- 1 &+ half, steps &- 1)
  }

  static let tableCount = 128

  /// `unit` times ``step(_:)`` of each count below ``tableCount``, beyond which it is the same; the caller frees it.
  static func makeTable(unit: UInt32) -> UnsafeMutablePointer<UInt32> {
    let table = UnsafeMutablePointer<UInt32>.allocate(capacity: tableCount)
    for count in 0..<tableCount { (table + count).initialize(to: unit * UInt32(step(UInt32(count)))) }
    return table
  }

  /// Bits that the number takes: 0, 1, 2, 2, 3, 3, 3, 3, 4 …
  @inline(__always)
  static func magnitude(_ count: UInt32) -> Int { 32 - count.leadingZeroBitCount }

  /// A row of lanes: how often the context was seen, and how much of that its first successor has.
  @inline(__always)
  static func row(total: UInt32, top: UInt32) -> Int {
    if total == 0 { return 0 }
    let share = top == total ? 0 : top &* 2 >= total ? 1 : top &* 4 >= total ? 2 : 3
    return 1 + (min(magnitude(total), 7) - 1) * 4 + share
  }

  /// A row of lanes for a context of the stream: how often it was seen, and how many successors it had.
  @inline(__always)
  static func row(total: UInt32, distinct: UInt32) -> Int {
    if total == 0 { return 0 }
    let spread = distinct == 1 ? 0 : distinct &* 4 <= total ? 1 : distinct &* 2 <= total ? 2 : 3
    return 1 + (min(magnitude(total), 7) - 1) * 4 + spread
  }
}
