import Facts

/// Neighbouring statements or cases of one shape.
struct Repetition: Sendable, Equatable {
  /// Tokens of each; several statements that are repeated together are one.
  var members: [Range<Int>]
  /// Nodes of the first member: one a statement or case.
  var firstNodes: [Int]
}

/// Reads the repetitions of one file: statements, cases of a `switch`, and the arms of a chain of `else if`.
///
/// Statements are of one shape where they are of one kind and their tokens, names and literals reduced to their class, agree
/// at the beginning and at the end in ``leastAgreement`` of the longer one. Each is compared with the one before it, by
/// kinds and numbers of tokens first, so that hardly any token is looked at. O(nodes + tokens of repetitions).
struct RepetitionReader {
  private struct Unit {
    var node: Int
    var tokens: Range<Int>
  }

  private static let leastAgreement = 0.9
  /// Most statements that are repeated together.
  private static let longestPeriod = 4

  private let facts: FileFacts
  private let least: Int
  private var found: [Repetition] = []

  /// Repetitions of at least `least` members, by the place of what holds them.
  static func read(_ facts: FileFacts, least: Int) -> [Repetition] {
    var reader = RepetitionReader(facts: facts, least: max(2, least))
    for index in facts.tree.nodes.indices { reader.read(index) }
    return reader.found
  }

  private init(facts: FileFacts, least: Int) {
    self.facts = facts
    self.least = least
  }

  private mutating func read(_ holder: Int) {
    let node = facts.tree[holder]
    switch node.kind {
    case .ifStatement: if !node.flags.contains(.alternative) { addRuns(of: arms(holder)) }
    case .codeBlock, .closure, .switchCase, .switchStatement, .ifConfigClause, .sourceFile:
      let count = facts.tree.children(of: holder).reduce(0) { sum, _ in sum + 1 }
      guard count >= least else { return }
      addRuns(
        of: facts.tree.children(of: holder).compactMap { child in
          let part = facts.tree[child]
          guard part.endToken > part.firstToken, CloneUnitKinds.isUnit(part.kind, in: node.kind) else { return nil }
          return Unit(node: child, tokens: Int(part.firstToken)..<Int(part.endToken))
        })
    default: break
    }
  }

  /// The arms of a chain of `else if`, each with its condition; the last `else` is none.
  private func arms(_ first: Int) -> [Unit] {
    var arms: [Unit] = []
    var current: Int? = first
    while let node = current {
      current = nil
      for child in facts.tree.children(of: node) {
        let part = facts.tree[child]
        if part.kind == .codeBlock, arms.last?.node != node {
          arms.append(Unit(node: node, tokens: Int(facts.tree[node].firstToken)..<Int(part.endToken)))
        } else if part.kind == .ifStatement, part.flags.contains(.alternative) {
          current = child
        }
      }
    }
    return arms
  }

  /// Of the periods that a run may have the shortest counts.
  private mutating func addRuns(of units: [Unit]) {
    var start = 0
    while start + least <= units.count {
      var end = start
      for period in 1...Self.longestPeriod {
        var next = start + period
        while next < units.count, isSameShape(units[next - period], units[next]) { next += 1 }
        let members = (next - start) / period
        guard members >= least else { continue }
        add(units[start..<(start + members * period)], period: period)
        end = start + members * period
        break
      }
      start = max(start + 1, end)
    }
  }

  private mutating func add(_ units: ArraySlice<Unit>, period: Int) {
    let members = stride(from: units.startIndex, to: units.endIndex, by: period).map { first in
      units[first].tokens.lowerBound..<units[first + period - 1].tokens.upperBound
    }
    found.append(Repetition(members: members, firstNodes: units.prefix(period).map(\.node)))
  }

  // MARK: Comparing

  private func isSameShape(_ left: Unit, _ right: Unit) -> Bool {
    guard facts.tree[left.node].kind == facts.tree[right.node].kind else { return false }
    let (short, long) = (min(left.tokens.count, right.tokens.count), max(left.tokens.count, right.tokens.count))
    guard Double(short) >= Double(long) * Self.leastAgreement else { return false }
    var front = 0
    while front < short, facts.tokens.isSameShape(left.tokens.lowerBound + front, right.tokens.lowerBound + front) {
      front += 1
    }
    var back = 0
    while back < short - front,
      facts.tokens.isSameShape(left.tokens.upperBound - 1 - back, right.tokens.upperBound - 1 - back)
    {
      back += 1
    }
    return Double(front + back) >= Double(long) * Self.leastAgreement
  }
}
