import Facts

/// What neighbouring members of a repetition have in common and what not; of cases their bodies alone.
struct RepetitionWeight {
  /// Tokens of a member that are as in the one before it: the median over all members but the first.
  private(set) var shared = 0
  /// The same for those that are not, names and literals.
  private(set) var varying = 0
  /// Whether a name differs.
  private(set) var variesInNames = false
  /// Whether anything but numbers differs.
  private(set) var variesInTexts = false
  /// The first difference of the second member from the first: both texts. Nil where they are equal.
  private(set) var example: (before: String, after: String)?

  init(_ repetition: Repetition, _ facts: FileFacts) {
    let heads = repetition.members.map { Self.head(of: $0, repetition, facts) }
    var shares: [Int] = []
    var variations: [Int] = []
    for (index, member) in repetition.members.enumerated().dropFirst() {
      let (all, unpaired) = Self.pairs(repetition.members[index - 1], member, facts)
      let pairs = all.filter { $0.1 >= heads[index] }
      let different = pairs.filter { facts.tokens.texts[$0.0] != facts.tokens.texts[$0.1] }
      shares.append(pairs.count - different.count)
      variations.append(different.count + unpaired)
      if different.contains(where: { facts.tokens.kinds[$0.1] == .identifier }) {
        variesInNames = true
      }
      if unpaired > 0 || different.contains(where: { facts.tokens.kinds[$0.1] != .integerLiteral }) {
        variesInTexts = true
      }
      if example == nil, let first = different.first {
        example = (facts.strings[facts.tokens.texts[first.0]], facts.strings[facts.tokens.texts[first.1]])
      }
    }
    shared = Self.median(shares)
    varying = Self.median(variations)
  }

  private static func median(_ numbers: [Int]) -> Int {
    numbers.isEmpty ? 0 : numbers.sorted()[numbers.count / 2]
  }

  /// Tokens that stand for each other, counted from the front and from the back, and how many of the second stand for none.
  private static func pairs(_ left: Range<Int>, _ right: Range<Int>, _ facts: FileFacts) -> ([(Int, Int)], Int) {
    let short = min(left.count, right.count)
    var front = 0
    while front < short, facts.tokens.isSameShape(left.lowerBound + front, right.lowerBound + front) { front += 1 }
    let back = short - front
    var pairs = (0..<front).map { (left.lowerBound + $0, right.lowerBound + $0) }
    pairs += (0..<back).map { (left.upperBound - back + $0, right.upperBound - back + $0) }
    return (pairs, right.count - short)
  }

  /// Where the body of a member begins: of a case behind its patterns.
  private static func head(of member: Range<Int>, _ repetition: Repetition, _ facts: FileFacts) -> Int {
    guard let first = repetition.firstNodes.first, facts.tree[first].kind == .switchCase else {
      return member.lowerBound
    }
    let colon = member.first { token in
      facts.tokens.kinds[token] == .punctuation && facts.strings[facts.tokens.texts[token]] == ":"
    }
    return (colon ?? member.lowerBound) + 1
  }
}

extension TokenStream {
  /// Whether two tokens are equal, names and literals reduced to their class.
  func isSameShape(_ left: Int, _ right: Int) -> Bool {
    guard kinds[left] == kinds[right] else { return false }
    switch kinds[left] {
    case .identifier, .dollarIdentifier, .integerLiteral, .floatLiteral, .stringSegment, .regexLiteral: return true
    default: return texts[left] == texts[right]
    }
  }
}
