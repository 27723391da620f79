import Model

@testable import Facts

/// Facts made up from random numbers: sound as the invariants of ``FileFacts`` have it, meaningless otherwise.
struct SampleFacts {
  var random: RandomSource
  /// How many nodes; tokens are as many again.
  var nodes: Int
  /// How many declarations at most.
  var declarations: Int
  /// Whether texts may be such as break careless stores.
  var isOdd = true

  mutating func make() -> FileFacts {
    var facts = FactsDraft()
    addStrings(to: &facts)
    addTokens(to: &facts)
    addLines(to: &facts)
    facts.tree = CompactTree(nodes: makeNodes(in: facts))
    addConditions(to: &facts)
    addDeclarations(to: &facts)
    addRest(to: &facts)
    return facts.facts
  }

  private mutating func addStrings(to facts: inout FactsDraft) {
    for _ in 0..<(4 + nodes / 6) {
      let text =
        isOdd && random.chance(20) ? oddTexts[random.below(oddTexts.count - 1)] : "name\(random.below(100_000))"
      _ = Array(text.utf8).withUnsafeBufferPointer { facts.strings.append($0) }
    }
  }

  private mutating func addTokens(to facts: inout FactsDraft) {
    let kinds: [TokenKind] = [
      .keyword, .identifier, .operator, .punctuation, .integerLiteral, .stringSegment, .unknown,
    ]
    var offset: UInt32 = 0
    for _ in 0..<nodes {
      let common = random.chance(70) ? min(40, facts.strings.count) : facts.strings.count
      let text = StringID(UInt32(random.below(common)))
      offset += UInt32(random.chance(80) ? random.below(2) : random.below(30))
      facts.tokens.kinds.append(random.chance(90) ? kinds[Int(text.index) % kinds.count] : kinds[random.below(7)])
      facts.tokens.texts.append(text)
      facts.tokens.offsets.append(offset)
      offset += UInt32(facts.strings.range(of: text).count)
    }
    facts.byteCount = offset
  }

  private mutating func addLines(to facts: inout FactsDraft) {
    var start: UInt32 = 0
    while start < facts.byteCount, facts.lineStarts.count < nodes {
      start += UInt32(1 + random.below(60))
      facts.lineStarts.append(start)
    }
    facts.codeLines = facts.lineStarts.map { _ in random.chance(80) }
    facts.linesOfCode = UInt32(facts.codeLines.filter { $0 }.count)
    facts.commentLines = UInt32(random.below(1000))
    facts.isGenerated = random.chance(20)
  }

  private mutating func makeNodes(in facts: FactsDraft) -> [Node] {
    let tokens = facts.tokens.count
    var list = [Node]()
    var open = [Int]()
    for index in 0..<nodes {
      while open.count > 1, random.chance(45) { list[open.removeLast()].end = UInt32(index) }
      let first = index == 0 ? 0 : min(Int(list[index - 1].firstToken) + random.below(3), tokens)
      let last = min(first + random.below(random.chance(90) ? 4 : 60), tokens)
      var node = Node(
        kind: NodeKind.allCases[random.below(random.chance(90) ? 12 : NodeKind.allCases.count)],
        flags: NodeFlags(rawValue: random.chance(80) ? 0 : UInt8(random.below(256))), name: .empty,
        parent: UInt32(open.last ?? 0), end: 0, firstToken: UInt32(first), endToken: UInt32(last),
        nameToken: UInt32(first))
      if random.chance(60), first + 8 < tokens {
        node.nameToken = UInt32(first + random.below(8))
        node.name = facts.tokens.texts[Int(node.nameToken)]
      }
      if random.chance(5) { node.name = StringID(UInt32(random.below(facts.strings.count))) }
      list.append(node)
      open.append(index)
    }
    for index in open { list[index].end = UInt32(nodes) }
    return list
  }

  private mutating func addConditions(to facts: inout FactsDraft) {
    for index in 0..<random.below(nodes > 0 ? 4 : 1) {
      facts.conditions.append(
        ConditionFact(node: node(), parent: Int32(random.below(index + 1)) - 1, text: text(in: facts)))
    }
  }

  private mutating func addDeclarations(to facts: inout FactsDraft) {
    let count = nodes > 0 ? declarations : 0
    for index in 0..<count {
      let hasBody = random.chance(60)
      facts.declarations.append(
        DeclarationFact(
          kind: DeclarationKind.allCases[random.below(17)],
          access: AccessLevel(rawValue: UInt8(random.below(6))) ?? .open,
          setterAccess: AccessLevel(rawValue: UInt8(random.below(6))) ?? .open,
          traits: DeclarationTraits(rawValue: UInt32(random.below(1 << 28))), name: text(in: facts),
          fullName: text(in: facts), parent: Int32(random.below(index + 1)) - 1, node: node(), outerNode: node(),
          nameToken: UInt32(random.below(facts.tokens.count + 1)), body: hasBody ? Int32(facts.bodies.count) : -1,
          condition: Int32(random.below(facts.conditions.count + 1)) - 1, parameterCount: UInt16(random.below(4)),
          requiredParameterCount: UInt16(random.chance(99) ? 0 : 65_535)))
      guard hasBody else { continue }
      facts.bodies.append(
        BodyFact(
          declaration: Int32(index), node: node(), cyclomatic: UInt32(random.below(20)),
          cognitive: UInt32(random.below(40)), nesting: UInt16(random.below(6)), statements: UInt32(random.below(300)),
          linesOfCode: random.chance(99) ? UInt32(random.below(90)) : .max))
    }
  }

  private mutating func addRest(to facts: inout FactsDraft) {
    guard nodes > 0 else { return }
    for _ in 0..<random.below(5) {
      facts.imports.append(
        ImportFact(
          module: text(in: facts), path: text(in: facts), node: node(),
          condition: Int32(random.below(facts.conditions.count + 1)) - 1,
          access: AccessLevel(rawValue: UInt8(random.below(6))) ?? .open, isExported: random.chance(50),
          isTestable: random.chance(50), isScoped: random.chance(50)))
    }
    for _ in 0..<random.below(6) {
      let text = self.text(in: facts)
      let exact = UInt32(facts.strings.range(of: text).count)
      facts.comments.append(
        CommentFact(
          kind: CommentFact.Kind(rawValue: UInt8(random.below(4))) ?? .line, offset: UInt32(random.below(100_000)),
          length: random.chance(90) ? exact : UInt32(random.below(50)), text: text,
          nextToken: UInt32(random.below(facts.tokens.count + 1))))
    }
    facts.gaps = FactsGap.allCases.filter { _ in random.chance(10) }
  }

  private mutating func node() -> UInt32 { UInt32(random.below(nodes)) }
  private mutating func text(in facts: FactsDraft) -> StringID { StringID(UInt32(random.below(facts.strings.count))) }
}
