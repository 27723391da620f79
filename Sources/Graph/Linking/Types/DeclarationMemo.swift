/// What is remembered by declaration: a look-up is two array accesses, and what nobody asks for takes four bytes. With each
/// value stands the number that a ``LookupLog`` has for it.
struct DeclarationMemo<Value> {
  /// For each declaration one more than the position of its value; 0 for none.
  private var slots: [Int32]
  private var values: [Value] = []
  private var answers: [Int32] = []

  init(count: Int) { slots = [Int32](repeating: 0, count: count) }

  /// What is remembered of a declaration; notes that it was asked for.
  @inline(__always)
  func recalled(_ declaration: Int32, _ log: LookupLog?) -> Value? {
    let slot = Int(slots[Int(declaration)])
    guard slot > 0 else { return nil }
    log?.note(answer: answers[slot - 1])
    return values[slot - 1]
  }

  mutating func remember(_ declaration: Int32, _ value: Value, answer: Int32) {
    let slot = Int(slots[Int(declaration)])
    if slot > 0 {
      (values[slot - 1], answers[slot - 1]) = (value, answer)
    } else {
      values.append(value)
      answers.append(answer)
      slots[Int(declaration)] = Int32(values.count)
    }
  }
}
