/// What generic parameters stand for at one use of a declaration.
struct TypeBindings {
  /// Few, mostly one or two: searching beats hashing.
  private var entries: [(parameter: Int32, value: TypeID)] = []

  var isEmpty: Bool { entries.isEmpty }

  /// What a parameter stands for: nil for one that is not bound here, unknown for one still to be found.
  @inline(__always)
  subscript(parameter: Int32) -> TypeID? {
    for entry in entries where entry.parameter == parameter { return entry.value }
    return nil
  }

  /// Binds a parameter, over an earlier value if there is one.
  mutating func bind(_ parameter: Int32, _ value: TypeID) {
    for index in entries.indices where entries[index].parameter == parameter {
      entries[index].value = value
      return
    }
    entries.append((parameter, value))
  }

  /// Opens the parameters of a declaration: they are to be found from the arguments.
  mutating func open(_ range: Range<Int32>) {
    for parameter in range where self[parameter] == nil { entries.append((parameter, .unknown)) }
  }

  /// Takes over what `found` knows of the parameters that are still to be found here.
  mutating func fill(from found: TypeBindings) {
    for index in entries.indices where !entries[index].value.isKnown {
      if let value = found[entries[index].parameter] { entries[index].value = value }
    }
  }
}
