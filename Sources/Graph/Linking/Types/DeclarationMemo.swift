/// What is remembered by declaration: a look-up is two array accesses, and what nobody asks for takes four bytes.
struct DeclarationMemo<Value> {
  /// For each declaration one more than the position of its value; 0 for none.
  private var slots: [Int32]
  private var values: [Value] = []

  init(count: Int) { slots = [Int32](repeating: 0, count: count) }

  subscript(declaration: Int32) -> Value? {
    @inline(__always) get {
      let slot = slots[Int(declaration)]
      return slot == 0 ? nil : values[Int(slot) - 1]
    }
    set {
      guard let newValue else { return }
      let slot = slots[Int(declaration)]
      if slot != 0 {
        values[Int(slot) - 1] = newValue
      } else {
        values.append(newValue)
        slots[Int(declaration)] = Int32(values.count)
      }
    }
  }
}
