/// What generic parameters stand for at one use of a declaration.
struct TypeBindings {
  private(set) var parameters: [Int32] = []
  private(set) var values: [TypeID] = []

  var isEmpty: Bool { parameters.isEmpty }

  /// What a parameter stands for: nil for one that is not bound here, unknown for one still to be found.
  @inline(__always)
  subscript(parameter: Int32) -> TypeID? {
    for index in parameters.indices where parameters[index] == parameter { return values[index] }
    return nil
  }

  /// Binds a parameter, over an earlier value if there is one.
  mutating func bind(_ parameter: Int32, _ value: TypeID) {
    for index in parameters.indices where parameters[index] == parameter {
      values[index] = value
      return
    }
    parameters.append(parameter)
    values.append(value)
  }

  /// Opens the parameters of a declaration: they are to be found from the arguments.
  mutating func open(_ range: Range<Int32>) {
    for parameter in range where self[parameter] == nil {
      parameters.append(parameter)
      values.append(.unknown)
    }
  }
}
