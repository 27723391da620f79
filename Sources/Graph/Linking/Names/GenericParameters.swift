/// Generic parameters of all declarations under one numbering. A protocol's first parameter is its `Self`.
struct GenericParameters: Sendable {
  /// Parameters of declaration `d`: `starts[d] ..< starts[d + 1]`.
  private(set) var starts: [Int32] = [0]
  /// Name of each parameter.
  private(set) var names: [Int32] = []
  /// The declaration that each belongs to.
  private(set) var owners: [Int32] = []
  /// The `genericParameter` node; -1 for a protocol's `Self`.
  private(set) var nodes: [Int32] = []

  /// Begins the next declaration; parameters added afterwards belong to it.
  mutating func add(name: Int32, owner: Int32, node: Int32) {
    names.append(name)
    owners.append(owner)
    nodes.append(node)
  }

  mutating func endDeclaration() { starts.append(Int32(names.count)) }

  @inline(__always)
  func range(of declaration: Int32) -> Range<Int32> { starts[Int(declaration)]..<starts[Int(declaration) + 1] }

  func parameter(named name: Int32, of declaration: Int32) -> Int32? {
    range(of: declaration).first { names[Int($0)] == name }
  }
}
