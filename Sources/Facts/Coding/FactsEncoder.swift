/// Writes the sections of one file's coded facts; ``FactsDecoder`` reads them in the same order.
///
/// It takes any facts, also such as break the invariants of ``FileFacts``; those do not decode.
struct FactsEncoder {
  private let facts: FileFacts

  init(facts: FileFacts) { self.facts = facts }

  /// A size in bytes that the coded facts never exceed: a varint has at most five bytes.
  static func upperBound(of facts: FileFacts) -> Int {
    let varints =
      16 + facts.lineStarts.count + facts.strings.count + 2 * facts.tokens.count + 7 * facts.tree.nodes.count
      + 14 * facts.declarations.count + 7 * facts.bodies.count + 5 * facts.imports.count + 3 * facts.conditions.count
      + 5 * facts.comments.count
    return FactsCoder.headSize + 5 * (varints + 1) + facts.codeLines.count / 8 + facts.tokens.count
      + facts.strings.bytes.count + facts.gaps.count
  }

  mutating func encode(into writer: inout ByteWriter) {
    writer.append(byte: facts.isGenerated ? 1 : 0)
    for number in [facts.byteCount, facts.linesOfCode, facts.commentLines] { writer.append(varint: number) }
    encodeStrings(into: &writer)
    encodeLines(into: &writer)
    encodeTokens(into: &writer)
    encodeNodes(into: &writer)
    for count in [facts.declarations.count, facts.bodies.count, facts.conditions.count] {
      writer.append(varint: UInt32(count))
    }
    encodeDeclarations(into: &writer)
    encodeBodies(into: &writer)
    encodeConditions(into: &writer)
    encodeImports(into: &writer)
    encodeComments(into: &writer)
    writer.append(varint: UInt32(facts.gaps.count))
    for gap in facts.gaps { writer.append(byte: gap.rawValue) }
  }

  /// Lengths of all texts but the first, which is empty, then their bytes.
  private func encodeStrings(into writer: inout ByteWriter) {
    writer.append(varint: UInt32(facts.strings.count - 1))
    var start: UInt32 = 0
    for end in facts.strings.ends.dropFirst() {
      writer.append(varint: end - start)
      start = end
    }
    writer.append(facts.strings.bytes)
  }

  private func encodeLines(into writer: inout ByteWriter) {
    writer.append(varint: UInt32(facts.lineStarts.count))
    var previous: UInt32 = 0
    for start in facts.lineStarts {
      writer.append(varint: start &- previous)
      previous = start
    }
    writer.append(varint: UInt32(facts.codeLines.count))
    var byte: UInt8 = 0
    for (index, isCode) in facts.codeLines.enumerated() {
      if isCode { byte |= 1 << UInt8(index & 7) }
      if index & 7 == 7 {
        writer.append(byte: byte)
        byte = 0
      }
    }
    if facts.codeLines.count & 7 != 0 { writer.append(byte: byte) }
  }

  /// A token is its text's index times four plus a code for the bytes since the previous token's end: 0, 1, or 2 for
  /// "a number follows"; 3 says that its kind follows too, as it is not the kind last seen with that text (at first:
  /// identifier).
  private func encodeTokens(into writer: inout ByteWriter) {
    let tokens = facts.tokens
    writer.append(varint: UInt32(tokens.count))
    var lastKinds = [TokenKind](repeating: .identifier, count: facts.strings.count)
    var expected: UInt32 = 0
    for index in 0..<tokens.count {
      let text = tokens.texts[index]
      let kind = tokens.kinds[index]
      let gap = tokens.offsets[index] &- expected
      let isKnown = text.position < lastKinds.count
      let isUsual = isKnown && lastKinds[text.position] == kind
      let code = isUsual ? min(gap, 2) : 3
      writer.append(varint: text.index << 2 | code)
      if code >= 2 { writer.append(varint: gap) }
      if code == 3 { writer.append(byte: kind.rawValue) }
      if isKnown { lastKinds[text.position] = kind }
      expected = tokens.offsets[index] &+ (isKnown ? UInt32(facts.strings.range(of: text).count) : 0)
    }
  }

  private func encodeNodes(into writer: inout ByteWriter) {
    let nodes = facts.tree.nodes
    writer.append(varint: UInt32(nodes.count))
    var shapes = NodeShapeTable()
    var previous: UInt32 = 0
    for (index, node) in nodes.enumerated() {
      let step = node.firstToken &- previous
      let size = node.end &- UInt32(index)
      let span = node.endToken &- node.firstToken
      let naming = self.naming(of: node)
      let shape = NodeShape(
        kind: node.kind, flags: node.flags, step: min(step, NodeShape.stepLimit), naming: naming,
        size: size, span: span)
      let (number, isNew) = shapes.number(of: shape)
      writer.append(varint: number)
      if isNew { writer.append(varint: shape.bits) }
      if step >= NodeShape.stepLimit { writer.append(difference: node.firstToken, from: previous) }
      if !shape.isLeaf { writer.append(varint: size) }
      if shape.span == 0 { writer.append(varint: span) }
      if naming >= NodeShape.Naming.far { writer.append(difference: node.nameToken, from: node.firstToken) }
      if naming == NodeShape.Naming.explicit { writer.append(varint: node.name.index) }
      previous = node.firstToken
    }
  }

  @inline(__always)
  private func naming(of node: Node) -> UInt32 {
    if node.name.isEmpty, node.nameToken == node.firstToken { return NodeShape.Naming.none }
    let token = Int(node.nameToken)
    guard token < facts.tokens.count, facts.tokens.texts[token] == node.name else { return NodeShape.Naming.explicit }
    let distance = node.nameToken &- node.firstToken
    return distance < NodeShape.Naming.lastNear ? distance + 1 : NodeShape.Naming.far
  }

  private func encodeDeclarations(into writer: inout ByteWriter) {
    var node: UInt32 = 0
    var name: UInt32 = 0
    for (index, declaration) in facts.declarations.enumerated() {
      writer.append(byte: declaration.kind.rawValue)
      writer.append(byte: declaration.access.rawValue | declaration.setterAccess.rawValue << 4)
      writer.append(varint: declaration.traits.rawValue)
      writer.append(difference: declaration.name.index, from: name)
      writer.append(difference: declaration.fullName.index, from: declaration.name.index)
      writer.append(varint: UInt32(bitPattern: Int32(index) &- declaration.parent))
      writer.append(difference: declaration.node, from: node)
      writer.append(difference: declaration.outerNode, from: declaration.node)
      let isInTree = Int(declaration.node) < facts.tree.nodes.count
      writer.append(
        difference: declaration.nameToken, from: isInTree ? facts.tree[Int(declaration.node)].nameToken : 0)
      writer.append(varint: UInt32(bitPattern: declaration.body &+ 1))
      writer.append(varint: UInt32(bitPattern: declaration.condition &+ 1))
      writer.append(varint: UInt32(declaration.parameterCount))
      writer.append(varint: UInt32(declaration.requiredParameterCount))
      node = declaration.node
      name = declaration.name.index
    }
  }

  private func encodeBodies(into writer: inout ByteWriter) {
    var declaration: Int32 = 0
    var node: UInt32 = 0
    for body in facts.bodies {
      writer.append(difference: UInt32(bitPattern: body.declaration), from: UInt32(bitPattern: declaration))
      writer.append(difference: body.node, from: node)
      for number in [body.cyclomatic, body.cognitive, UInt32(body.nesting), body.statements, body.linesOfCode] {
        writer.append(varint: number)
      }
      declaration = body.declaration
      node = body.node
    }
  }

  private func encodeConditions(into writer: inout ByteWriter) {
    for condition in facts.conditions {
      writer.append(varint: condition.node)
      writer.append(varint: UInt32(bitPattern: condition.parent &+ 1))
      writer.append(varint: condition.text.index)
    }
  }

  private func encodeImports(into writer: inout ByteWriter) {
    writer.append(varint: UInt32(facts.imports.count))
    for entry in facts.imports {
      let marks: UInt8 = (entry.isExported ? 16 : 0) | (entry.isTestable ? 32 : 0) | (entry.isScoped ? 64 : 0)
      writer.append(byte: entry.access.rawValue | marks)
      writer.append(varint: entry.module.index)
      writer.append(difference: entry.path.index, from: entry.module.index)
      writer.append(varint: entry.node)
      writer.append(varint: UInt32(bitPattern: entry.condition &+ 1))
    }
  }

  private func encodeComments(into writer: inout ByteWriter) {
    writer.append(varint: UInt32(facts.comments.count))
    var offset: UInt32 = 0
    var text: UInt32 = 0
    var token: UInt32 = 0
    for comment in facts.comments {
      writer.append(byte: comment.kind.rawValue)
      writer.append(difference: comment.offset, from: offset)
      let isKnown = comment.text.position < facts.strings.count
      let textLength = isKnown ? UInt32(facts.strings.range(of: comment.text).count) : 0
      writer.append(difference: comment.length, from: textLength)
      writer.append(difference: comment.text.index, from: text)
      writer.append(difference: comment.nextToken, from: token)
      offset = comment.offset &+ comment.length
      text = comment.text.index
      token = comment.nextToken
    }
  }
}
