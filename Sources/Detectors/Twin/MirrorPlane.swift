import Facts

/// How one member of a clone group maps to another: which names and literals of the one stand for which of the other.
///
/// The mapping is consistent if it is one to one over all names, those that stay the same included (parameterised
/// matching, Baker 1992). Literals may differ without making it inconsistent.
struct MirrorPlane: Sendable, Equatable {
  /// A name of the first member and what stands in its place in the other.
  struct Renaming: Sendable, Equatable {
    var from: String
    var to: String
  }

  /// Distinct renamings that are kept, by first occurrence; ``renamingCount`` counts the others too, and where the
  /// mapping is inconsistent may count one of those several times.
  static let renamingLimit = 4

  /// Number of name tokens, and of those that stay the same.
  private(set) var names = 0
  private(set) var sameNames = 0
  /// Number of literal tokens, and of those that stay the same.
  private(set) var literals = 0
  private(set) var sameLiterals = 0
  private(set) var isConsistent = true
  private(set) var renamings: [Renaming] = []
  private(set) var renamingCount = 0

  var isIdentical: Bool { names == sameNames && literals == sameLiterals }

  /// The relation of two runs of units; nil where their tokens differ in more than names and literals, or where less
  /// than `share` of the names stay the same.
  ///
  /// `ranges` are the tokens of the units, in pairs: those of the first member in `left` and of the other in `right`.
  init?(
    _ left: FileFacts, _ right: FileFacts, ranges: [(left: Range<Int>, right: Range<Int>)], share: Double
  ) {
    for (leftRange, rightRange) in ranges {
      guard leftRange.count == rightRange.count else { return nil }
      guard count(left, leftRange, right, rightRange) else { return nil }
    }
    guard Double(sameNames) >= share * Double(names) else { return nil }
    if names != sameNames { matchNames(left, right, ranges: ranges) }
  }

  /// Counts what stays the same, without asking for the mapping: most pairs are decided by that.
  private mutating func count(
    _ left: FileFacts, _ leftRange: Range<Int>, _ right: FileFacts, _ rightRange: Range<Int>
  ) -> Bool {
    for (leftToken, rightToken) in zip(leftRange, rightRange) {
      let isSame = Self.isSame(
        left.strings, left.tokens.texts[leftToken], right.strings, right.tokens.texts[rightToken])
      switch (left.tokens.kinds[leftToken], right.tokens.kinds[rightToken]) {
      case (.identifier, .identifier), (.identifier, .dollarIdentifier), (.dollarIdentifier, .identifier),
        (.dollarIdentifier, .dollarIdentifier):
        names += 1
        if isSame { sameNames += 1 }
      case (.integerLiteral, .integerLiteral), (.floatLiteral, .floatLiteral), (.stringSegment, .stringSegment),
        (.regexLiteral, .regexLiteral):
        literals += 1
        if isSame { sameLiterals += 1 }
      default:
        if !isSame { return false }
      }
    }
    return true
  }

  /// Finds the distinct renamings, and whether all names map one to one.
  private mutating func matchNames(
    _ left: FileFacts, _ right: FileFacts, ranges: [(left: Range<Int>, right: Range<Int>)]
  ) {
    var forward: [UInt32: UInt32] = [:]
    var backward: [UInt32: UInt32] = [:]
    for (leftRange, rightRange) in ranges {
      for (leftToken, rightToken) in zip(leftRange, rightRange) where Self.isName(left.tokens.kinds[leftToken]) {
        let from = left.tokens.texts[leftToken]
        let to = right.tokens.texts[rightToken]
        let known = forward.updateValue(to.index, forKey: from.index)
        let inverse = backward.updateValue(from.index, forKey: to.index)
        guard known != to.index || inverse != from.index else { continue }
        if known != nil || inverse != nil { isConsistent = false }
        if !Self.isSame(left.strings, from, right.strings, to) {
          note(Renaming(from: left.strings[from], to: right.strings[to]))
        }
      }
    }
  }

  private static func isName(_ kind: TokenKind) -> Bool {
    switch kind {
    case .identifier, .dollarIdentifier: true
    default: false
    }
  }

  private mutating func note(_ renaming: Renaming) {
    guard !renamings.contains(renaming) else { return }
    renamingCount += 1
    if renamings.count < Self.renamingLimit { renamings.append(renaming) }
  }

  private static func isSame(_ left: StringTable, _ leftID: StringID, _ right: StringTable, _ rightID: StringID)
    -> Bool
  {
    let leftRange = left.range(of: leftID)
    let rightRange = right.range(of: rightID)
    guard leftRange.count == rightRange.count else { return false }
    var leftByte = leftRange.lowerBound
    var rightByte = rightRange.lowerBound
    while leftByte < leftRange.upperBound {
      if left.bytes[leftByte] != right.bytes[rightByte] { return false }
      leftByte += 1
      rightByte += 1
    }
    return true
  }
}
