import Graph

/// The references of a graph by who makes them: the owner that their source is or belongs to.
///
/// A class because several rules borrow it.
final class OwnerUses: Sendable {
  /// For owner `d` the indices of its references: `positions[starts[d] ..< starts[d + 1]]`, ascending.
  private let starts: [Int32]
  private let positions: [Int32]

  init(_ graph: CodeGraph, _ table: DeclarationTable) {
    let owners = table.owners
    var starts = [Int32](repeating: 0, count: table.count + 1)
    for reference in graph.references where reference.source >= 0 {
      starts[Int(owners[Int(reference.source)]) + 1] += 1
    }
    for index in 0..<table.count { starts[index + 1] += starts[index] }
    var next = starts
    var positions = [Int32](repeating: 0, count: Int(starts.last ?? 0))
    for (position, reference) in graph.references.enumerated() where reference.source >= 0 {
      let owner = Int(owners[Int(reference.source)])
      positions[Int(next[owner])] = Int32(position)
      next[owner] += 1
    }
    self.starts = starts
    self.positions = positions
  }

  /// Indices of the references that an owner makes.
  func positions(of owner: Int) -> ArraySlice<Int32> { positions[Int(starts[owner])..<Int(starts[owner + 1])] }
}
