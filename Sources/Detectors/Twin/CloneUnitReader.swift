import Facts
import Model

/// Reads the units of clones out of one file's facts.
///
/// A unit's hash is the difference of two prefix hashes of the file's tokens (Karp and Rabin 1987), so that units
/// within units cost no more than one. Hashes may collide; whoever groups by them compares the tokens themselves
/// before reporting. O(tokens + nodes).
struct CloneUnitReader {
  /// Neighbouring small units of one shape count once from this many on: they are a table in all but name.
  private static let tableRows = 3
  /// Units of at least that many tokens are never rows of a table.
  private static let largestRow: UInt32 = 40
  /// An array or dictionary literal is a table from that many elements on.
  private static let tableElements = 5
  /// A `switch` is a table from that many cases of at most so many tokens on.
  private static let tableCases = 5
  private static let largestCase: UInt32 = 18
  /// So many small units in a row that repeat the units a few places before them are data.
  private static let longRun = 16
  private static let longestPeriod = 8

  private let facts: FileFacts
  private let file: UInt32
  private let minimumTokens: Int
  private let hashes: TokenPrefixHashes
  /// For each node the tokens under it that do not count towards a clone's size.
  private var discount: [UInt32]
  /// For each node whether there is logic under it.
  private var hasLogic: [Bool]
  private var units: [CloneUnit] = []
  /// The units of the node at hand; kept to spare an allocation a node.
  private var row: [CloneUnit] = []

  /// The units of a file that can be part of a clone of `minimumTokens` tokens, neighbours side by side.
  static func read(_ facts: FileFacts, file: UInt32, minimumTokens: Int) -> [CloneUnit] {
    guard facts.tokens.count >= minimumTokens, !facts.tree.nodes.isEmpty else { return [] }
    var reader = CloneUnitReader(facts, file: file, minimumTokens: minimumTokens)
    reader.walk()
    return reader.units
  }

  private init(_ facts: FileFacts, file: UInt32, minimumTokens: Int) {
    self.facts = facts
    self.file = file
    self.minimumTokens = minimumTokens
    hashes = TokenPrefixHashes(facts)
    discount = [UInt32](repeating: 0, count: facts.tree.nodes.count)
    hasLogic = [Bool](repeating: false, count: facts.tree.nodes.count)
  }

  private mutating func walk() {
    facts.tree.nodes.withUnsafeBufferPointer { walk($0) }
  }

  /// Goes from the last node to the first: the nodes under a node come before it, no recursion needed.
  private mutating func walk(_ nodes: UnsafeBufferPointer<Node>) {
    for index in nodes.indices.reversed() {
      let kind = nodes[index].kind
      let parent = Int(nodes[index].parent)
      switch kind {
      case .arrayLiteral, .dictionaryLiteral:
        if isTable(index, nodes) { discount[index] = nodes[index].endToken - nodes[index].firstToken }
      default:
        if CloneUnitKinds.holdsUnits(kind) { readUnits(of: index, nodes) }
        if CloneUnitKinds.isLogic(kind) {
          hasLogic[index] = true
        } else if !hasLogic[index], CloneUnitKinds.isDeclarative(kind, in: nodes[parent].kind) {
          discount[index] = nodes[index].endToken - nodes[index].firstToken
        }
      }
      guard parent != index else { continue }
      discount[parent] += discount[index]
      if hasLogic[index] { hasLogic[parent] = true }
    }
  }

  private func isTable(_ index: Int, _ nodes: UnsafeBufferPointer<Node>) -> Bool {
    var count = 0
    var child = index + 1
    while child < Int(nodes[index].end), count < Self.tableElements {
      count += 1
      child = Int(nodes[child].end)
    }
    return count >= Self.tableElements
  }

  private mutating func readUnits(of holder: Int, _ nodes: UnsafeBufferPointer<Node>) {
    let kind = nodes[holder].kind
    row.removeAll(keepingCapacity: true)
    var startsList = true
    var total = 0
    var child = holder + 1
    let end = Int(nodes[holder].end)
    while child < end {
      let childKind = nodes[child].kind
      let first = nodes[child].firstToken
      let size = nodes[child].endToken - first
      if childKind == .importDeclaration || childKind == .unexpected {
        startsList = true
      } else if size > 0, CloneUnitKinds.isUnit(childKind, in: kind) {
        let hash = hashes.hash(from: Int(first), to: Int(first + size))
        let weight = size - min(size, discount[child])
        total += Int(weight)
        row.append(
          CloneUnit(
            shape: hash.shape, text: hash.text, file: file, node: UInt32(child), weight: weight,
            startsList: startsList))
        startsList = false
      }
      child = Int(nodes[child].end)
    }
    let taken = discountTables(ofCases: kind == .switchStatement)
    breakLongRuns()
    discount[holder] += taken
    if total - Int(taken) >= minimumTokens { units.append(contentsOf: row) }
  }

  /// Takes the weight from rows of tables, all but the first of each, and says how much it took.
  private mutating func discountTables(ofCases areCases: Bool) -> UInt32 {
    var taken: UInt32 = 0
    func isRow(_ unit: CloneUnit) -> Bool { unit.weight > 0 && unit.weight < Self.largestRow }
    if areCases {
      let isSmall = { (unit: CloneUnit) in unit.weight <= Self.largestCase }
      if row.lazy.filter(isSmall).count >= Self.tableCases {
        for index in row.indices where isSmall(row[index]) {
          taken += row[index].weight
          row[index].weight = 0
        }
      }
    }
    var start = 0
    while start < row.count {
      var end = start + 1
      while end < row.count, row[end].shape == row[start].shape, !row[end].startsList { end += 1 }
      if end - start >= Self.tableRows, isRow(row[start]) {
        for index in start + 1..<end {
          taken += row[index].weight
          row[index].weight = 0
        }
      }
      start = end
    }
    return taken
  }

  /// Cuts long runs that repeat themselves into single units: data written as statements, whose repeats would be as
  /// many as there are pairs of rows.
  private mutating func breakLongRuns() {
    guard row.count > Self.longRun else { return }
    for period in 1...Self.longestPeriod {
      var start = period
      while start < row.count {
        var end = start
        while end < row.count, row[end].shape == row[end - period].shape, row[end].weight < Self.largestRow {
          end += 1
        }
        if end - start >= Self.longRun {
          for index in start..<end { row[index].startsList = true }
          if end < row.count { row[end].startsList = true }
        }
        start = end + 1
      }
    }
  }
}
