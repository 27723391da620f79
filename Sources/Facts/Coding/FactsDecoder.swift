/// Reads the sections of one file's coded facts. Every index is checked against the array it points into, so that
/// nothing that uses decoded facts can trap on them.
struct FactsDecoder {
  private var reader: ByteReader
  private var facts = FactsDraft()

  init(reader: ByteReader) { self.reader = reader }

  /// The facts; nil where the bytes are not whole, hold more, or break an invariant.
  mutating func decode() -> FileFacts? {
    let marks = reader.byte()
    guard marks <= 1 else { return nil }
    facts.isGenerated = marks == 1
    facts.byteCount = reader.varint()
    facts.linesOfCode = reader.varint()
    facts.commentLines = reader.varint()
    guard decodeStrings(), decodeLines(), decodeTokens(), decodeNodes() else { return nil }
    guard let declarations = reader.count(), let bodies = reader.count(), let conditions = reader.count() else {
      return nil
    }
    guard decodeDeclarations(declarations, bodies: bodies, conditions: conditions),
      decodeBodies(bodies), decodeConditions(conditions), decodeImports(), decodeComments(), decodeGaps()
    else { return nil }
    return reader.failed || reader.remaining > 0 ? nil : facts.facts
  }

  private mutating func decodeStrings() -> Bool {
    guard let count = reader.count() else { return false }
    var ends = [UInt32]()
    ends.reserveCapacity(count + 1)
    ends.append(0)
    var end: UInt32 = 0
    for _ in 0..<count {
      let (next, overflows) = end.addingReportingOverflow(reader.varint())
      guard !overflows else { return false }
      end = next
      ends.append(end)
    }
    guard !reader.failed, let bytes = reader.bytes(Int(end)), let table = StringTable(bytes: bytes, ends: ends) else {
      return false
    }
    facts.strings = table
    return true
  }

  private mutating func decodeLines() -> Bool {
    guard let lines = reader.count(), lines > 0 else { return false }
    facts.lineStarts.removeAll(keepingCapacity: true)
    facts.lineStarts.reserveCapacity(lines)
    var start: UInt32 = 0
    for index in 0..<lines {
      let (next, overflows) = start.addingReportingOverflow(reader.varint())
      guard !overflows, index > 0 || next == 0 else { return false }
      start = next
      facts.lineStarts.append(start)
    }
    guard let codeLines = reader.count(bitsEach: 1), codeLines <= lines else { return false }
    facts.codeLines.reserveCapacity(codeLines)
    var byte: UInt8 = 0
    for index in 0..<codeLines {
      if index & 7 == 0 { byte = reader.byte() }
      facts.codeLines.append(byte >> UInt8(index & 7) & 1 == 1)
    }
    return !reader.failed
  }

  private mutating func decodeTokens() -> Bool {
    guard let count = reader.count() else { return false }
    let strings = facts.strings
    var lastKinds = [TokenKind](repeating: .identifier, count: strings.count)
    var tokens = TokenStream()
    tokens.kinds.reserveCapacity(count)
    tokens.texts.reserveCapacity(count)
    tokens.offsets.reserveCapacity(count)
    var expected: UInt32 = 0
    for _ in 0..<count {
      let coded = reader.varint()
      let text = StringID(coded >> 2)
      let code = coded & 3
      let gap = code < 2 ? code : reader.varint()
      guard text.position < lastKinds.count else { return false }
      if code == 3 {
        guard let kind = TokenKind(rawValue: reader.byte()) else { return false }
        lastKinds[text.position] = kind
      }
      let offset = expected &+ gap
      // A last byte beyond 2^32 would trap where offsets are added up.
      let (end, overflows) = offset.addingReportingOverflow(UInt32(strings.range(of: text).count))
      guard !overflows else { return false }
      tokens.kinds.append(lastKinds[text.position])
      tokens.texts.append(text)
      tokens.offsets.append(offset)
      expected = end
    }
    facts.tokens = tokens
    return !reader.failed
  }

  // xtal:disable:next dendrite/overgrown-declaration - one hot loop over five columns; parts would each need all of them
  private mutating func decodeNodes() -> Bool {
    guard let count = reader.count() else { return false }
    let tokens = facts.tokens
    var reader = self.reader
    var isSound = true
    let nodes = [Node](unsafeUninitializedCapacity: count) { buffer, filled in
      var shapes = [NodeShape]()
      var kinds = [NodeKind]()
      var previous: UInt32 = 0
      var parent = 0
      for index in 0..<count {
        let number = Int(reader.varint())
        if number == shapes.count {
          let shape = NodeShape(bits: reader.varint())
          guard let kind = shape.kind, shape.bits & NodeShape.unused == 0 else { break }
          shapes.append(shape)
          kinds.append(kind)
        }
        guard number < shapes.count else { break }
        let shape = shapes[number]
        let first = shape.step < NodeShape.stepLimit ? previous &+ shape.step : reader.difference(from: previous)
        let end = UInt32(index) &+ (shape.isLeaf ? 1 : reader.varint())
        let endToken = first &+ (shape.span > 0 ? shape.span : reader.varint())
        guard let (name, nameToken) = Self.naming(shape.naming, first: first, tokens: tokens, reader: &reader) else {
          break
        }
        // The innermost node that is still open; the root is open to the end.
        while index > 0, index >= Int(buffer[parent].end) { parent = Int(buffer[parent].parent) }
        let limit = index == 0 ? UInt32(count) : buffer[parent].end
        guard end > UInt32(index), index == 0 ? end == limit : end <= limit, first <= endToken,
          endToken <= UInt32(tokens.count), nameToken <= UInt32(tokens.count)
        else { break }
        buffer.initializeElement(
          at: index,
          to: Node(
            kind: kinds[number], flags: shape.flags, name: name, parent: UInt32(parent), end: end, firstToken: first,
            endToken: endToken, nameToken: nameToken))
        filled = index + 1
        parent = index
        previous = first
      }
      isSound = filled == count
    }
    self.reader = reader
    guard isSound, !reader.failed else { return false }
    let strings = facts.strings.count
    guard nodes.allSatisfy({ $0.name.position < strings }) else { return false }
    facts.tree = CompactTree(nodes: nodes)
    return true
  }

  @inline(__always)
  private static func naming(
    _ naming: UInt32, first: UInt32, tokens: TokenStream, reader: inout ByteReader
  ) -> (StringID, UInt32)? {
    if naming == NodeShape.Naming.none { return (.empty, first) }
    let token = naming <= NodeShape.Naming.lastNear ? first &+ naming &- 1 : reader.difference(from: first)
    if naming == NodeShape.Naming.explicit { return (StringID(reader.varint()), token) }
    guard Int(token) < tokens.count else { return nil }
    return (tokens.texts[Int(token)], token)
  }

  private mutating func decodeDeclarations(_ count: Int, bodies: Int, conditions: Int) -> Bool {
    facts.declarations.reserveCapacity(count)
    var node: UInt32 = 0
    var name: UInt32 = 0
    for index in 0..<count {
      guard let kind = DeclarationKind(rawValue: reader.byte()) else { return false }
      let levels = reader.byte()
      guard let access = AccessLevel(rawValue: levels & 15), let setter = AccessLevel(rawValue: levels >> 4) else {
        return false
      }
      let traits = DeclarationTraits(rawValue: reader.varint())
      name = reader.difference(from: name)
      let fullName = reader.difference(from: name)
      let parent = Int32(index) &- Int32(bitPattern: reader.varint())
      node = reader.difference(from: node)
      let outerNode = reader.difference(from: node)
      guard isNode(node), isNode(outerNode), isText(name), isText(fullName), parent >= -1, parent < index else {
        return false
      }
      let nameToken = reader.difference(from: facts.tree[Int(node)].nameToken)
      guard isToken(nameToken), let body = index32(below: bodies), let condition = index32(below: conditions),
        let parameters = UInt16(exactly: reader.varint()), let required = UInt16(exactly: reader.varint())
      else { return false }
      facts.declarations.append(
        DeclarationFact(
          kind: kind, access: access, setterAccess: setter, traits: traits, name: StringID(name),
          fullName: StringID(fullName), parent: parent, node: node, outerNode: outerNode, nameToken: nameToken,
          body: body, condition: condition, parameterCount: parameters, requiredParameterCount: required))
    }
    return !reader.failed
  }

  private mutating func decodeBodies(_ count: Int) -> Bool {
    facts.bodies.reserveCapacity(count)
    var declaration: UInt32 = 0
    var node: UInt32 = 0
    for _ in 0..<count {
      declaration = reader.difference(from: declaration)
      node = reader.difference(from: node)
      let cyclomatic = reader.varint()
      let cognitive = reader.varint()
      guard Int(declaration) < facts.declarations.count, isNode(node), let nesting = UInt16(exactly: reader.varint())
      else { return false }
      facts.bodies.append(
        BodyFact(
          declaration: Int32(declaration), node: node, cyclomatic: cyclomatic, cognitive: cognitive, nesting: nesting,
          statements: reader.varint(), linesOfCode: reader.varint()))
    }
    return !reader.failed
  }

  private mutating func decodeConditions(_ count: Int) -> Bool {
    for index in 0..<count {
      let node = reader.varint()
      guard let parent = index32(below: index) else { return false }
      let text = reader.varint()
      guard isNode(node), isText(text) else { return false }
      facts.conditions.append(ConditionFact(node: node, parent: parent, text: StringID(text)))
    }
    return !reader.failed
  }

  private mutating func decodeImports() -> Bool {
    guard let count = reader.count() else { return false }
    for _ in 0..<count {
      let marks = reader.byte()
      let module = reader.varint()
      let path = reader.difference(from: module)
      let node = reader.varint()
      guard marks < 128, let access = AccessLevel(rawValue: marks & 15), isText(module), isText(path), isNode(node),
        let condition = index32(below: facts.conditions.count)
      else { return false }
      facts.imports.append(
        ImportFact(
          module: StringID(module), path: StringID(path), node: node, condition: condition, access: access,
          isExported: marks & 16 != 0, isTestable: marks & 32 != 0, isScoped: marks & 64 != 0))
    }
    return !reader.failed
  }

  private mutating func decodeComments() -> Bool {
    guard let count = reader.count() else { return false }
    facts.comments.reserveCapacity(count)
    var offset: UInt32 = 0
    var text: UInt32 = 0
    var token: UInt32 = 0
    for _ in 0..<count {
      guard let kind = CommentFact.Kind(rawValue: reader.byte()) else { return false }
      offset = reader.difference(from: offset)
      let codedLength = reader.varint()
      text = reader.difference(from: text)
      token = reader.difference(from: token)
      guard isText(text), isToken(token) else { return false }
      let textLength = UInt32(facts.strings.range(of: StringID(text)).count)
      let length = textLength &+ ((codedLength >> 1) ^ (0 &- (codedLength & 1)))
      let (end, overflows) = offset.addingReportingOverflow(length)
      guard !overflows else { return false }
      facts.comments.append(
        CommentFact(kind: kind, offset: offset, length: length, text: StringID(text), nextToken: token))
      offset = end
    }
    return !reader.failed
  }

  private mutating func decodeGaps() -> Bool {
    guard let count = reader.count() else { return false }
    for _ in 0..<count {
      guard let gap = FactsGap(rawValue: reader.byte()) else { return false }
      facts.gaps.append(gap)
    }
    return !reader.failed
  }

  /// An index stored as itself plus one, -1 for none; nil where it is not below `limit`.
  private mutating func index32(below limit: Int) -> Int32? {
    let coded = reader.varint()
    guard Int(coded) <= limit, let number = Int32(exactly: coded) else { return nil }
    return number - 1
  }

  private func isNode(_ index: UInt32) -> Bool { Int(index) < facts.tree.nodes.count }
  private func isText(_ index: UInt32) -> Bool { Int(index) < facts.strings.count }
  /// The token count itself stands for "behind the last token".
  private func isToken(_ index: UInt32) -> Bool { Int(index) <= facts.tokens.count }
}
