@_spi(ExperimentalLanguageFeatures) @_spi(RawSyntax) import SwiftSyntax

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Walks the parser's raw tree once and writes down tokens, comments and the compact tree.
///
/// Raw nodes know their lengths but not their places, so the builder counts the offset along: every token is visited
/// exactly once and in source order. The raw tree is walked rather than the public one because it needs no allocation
/// a node; the price is an interface that may change, which the exact version in Package.swift pays for.
struct CompactTreeBuilder {
  private let source: UnsafeBufferPointer<UInt8>
  private let limits: FactsLimits
  private var offset = 0
  private var depth = 0
  private(set) var interner: StringInterner
  private(set) var tokens = TokenStream()
  private(set) var nodes: [Node] = []
  private(set) var comments: [CommentFact] = []
  private(set) var hasSyntaxErrors = false
  private(set) var isCutByDepth = false
  /// Identifiers of fixed texts, by raw token kind, so that punctuation is hashed once a file.
  private var fixedTexts = [StringID](repeating: .empty, count: 64)
  private var commentScanner = CommentScanner()

  init(source: UnsafeBufferPointer<UInt8>, limits: FactsLimits) {
    self.source = source
    self.limits = limits
    interner = StringInterner(expectedCount: source.count / 24)
    tokens.kinds.reserveCapacity(source.count / 4)
    tokens.texts.reserveCapacity(source.count / 4)
    tokens.offsets.reserveCapacity(source.count / 4)
    nodes.reserveCapacity(source.count / 8)
  }

  mutating func build(_ root: RawSyntax) {
    visit(root, parent: 0)
  }

  // MARK: Nodes

  private mutating func visit(_ raw: RawSyntax, parent: Int) {
    let kind = raw.kind
    if kind == .token {
      visitToken(raw)
      return
    }
    guard depth < limits.treeDepth else {
      isCutByDepth = true
      offset += raw.byteLength
      return
    }
    depth += 1
    defer { depth -= 1 }
    let rule = NodeRule.rule(for: kind)
    guard let nodeKind = rule.kind else {
      visitTransparent(raw, kind: kind, parent: parent)
      return
    }
    if nodeKind == .unexpected { hasSyntaxErrors = true }
    let index = open(nodeKind, parent: parent)
    switch kind {
    case .memberAccessExpr: visitMember(raw, node: index)
    case .keyPathComponent: visitKeyPathComponent(raw, node: index)
    default: visitChildren(raw, kind: kind, node: index, namePosition: rule.name)
    }
    close(index)
  }

  private mutating func open(_ kind: NodeKind, parent: Int, flags: NodeFlags = []) -> Int {
    let token = UInt32(tokens.count)
    nodes.append(
      Node(
        kind: kind, flags: flags, name: .empty, parent: UInt32(parent), end: 0, firstToken: token, endToken: token,
        nameToken: token))
    return nodes.count - 1
  }

  private mutating func close(_ index: Int) {
    nodes[index].end = UInt32(nodes.count)
    nodes[index].endToken = UInt32(tokens.count)
  }

  private mutating func visitChildren(_ raw: RawSyntax, kind: SyntaxKind, node: Int, namePosition: Int) {
    guard let layout = raw.layoutView else { return }
    var position = -1
    for child in layout.children {
      position += 1
      guard let child else { continue }
      if position == namePosition {
        visitName(child, node: node)
      } else if let wrapper = wrapperKind(of: kind, position: position) {
        let wrapped = open(wrapper, parent: node)
        visit(child, parent: wrapped)
        close(wrapped)
        if wrapper == .extendedType { takeName(from: wrapped + 1, to: node) }
      } else {
        let before = nodes.count
        let beforeTokens = tokens.count
        visit(child, parent: node)
        annotate(node, kind: kind, position: position, firstChild: before, firstToken: beforeTokens)
      }
    }
  }

  /// A child that needs a node of its own around it, because its role follows from its position alone.
  private func wrapperKind(of kind: SyntaxKind, position: Int) -> NodeKind? {
    switch (kind, position) {
    case (.extensionDecl, 7): .extendedType
    case (.ifConfigClause, 3): .ifConfigCondition
    default: nil
    }
  }

  private mutating func visitTransparent(_ raw: RawSyntax, kind: SyntaxKind, parent: Int) {
    guard let layout = raw.layoutView else { return }
    switch kind {
    case .throwsClause: visitThrowsClause(layout.children, parent: parent)
    case .accessorBlock: visitAccessorBlock(layout.children, parent: parent)
    default:
      let before = tokens.count
      for child in layout.children {
        guard let child else { continue }
        visit(child, parent: parent)
      }
      switch kind {
      case .functionEffectSpecifiers, .typeEffectSpecifiers, .accessorEffectSpecifiers, .deinitializerEffectSpecifiers:
        if tokens.count > before, text(ofToken: before, equals: "async") || text(ofToken: before, equals: "reasync") {
          nodes[parent].flags.insert(.isAsync)
        }
      case .switchDefaultLabel: nodes[parent].flags.insert(.alternative)
      default: break
      }
    }
  }

  private mutating func visitThrowsClause(_ children: RawSyntaxBuffer, parent: Int) {
    let before = tokens.count
    var position = -1
    for child in children {
      position += 1
      guard let child else { continue }
      if position == 5 {
        let wrapped = open(.thrownType, parent: parent)
        visit(child, parent: wrapped)
        close(wrapped)
      } else {
        visit(child, parent: parent)
      }
    }
    guard tokens.count > before else { return }
    nodes[parent].flags.insert(.isThrowing)
    if text(ofToken: before, equals: "rethrows") { nodes[parent].flags.insert(.isRethrowing) }
  }

  /// A bare getter's statements get a block of their own, as if `get` were written around them.
  private mutating func visitAccessorBlock(_ children: RawSyntaxBuffer, parent: Int) {
    for child in children {
      guard let child else { continue }
      if child.kind == .codeBlockItemList {
        let block = open(.codeBlock, parent: parent)
        visit(child, parent: block)
        close(block)
      } else {
        visit(child, parent: parent)
      }
    }
  }

  private mutating func visitMember(_ raw: RawSyntax, node: Int) {
    guard let layout = raw.layoutView else { return }
    var position = -1
    for child in layout.children {
      position += 1
      guard let child else { continue }
      if position == 5, child.kind == .declReferenceExpr {
        visitReferenceName(child, node: node)
      } else {
        let before = nodes.count
        visit(child, parent: node)
        if position == 1, nodes.count > before { nodes[node].flags.insert(.hasBase) }
      }
    }
  }

  /// The name after a period: it names the node around it rather than opening one.
  private mutating func visitReferenceName(_ raw: RawSyntax, node: Int) {
    guard let layout = raw.layoutView else { return }
    var position = -1
    for child in layout.children {
      position += 1
      guard let child else { continue }
      if position == 3 {
        visitName(child, node: node)
      } else {
        visit(child, parent: node)
      }
    }
  }

  private mutating func visitKeyPathComponent(_ raw: RawSyntax, node: Int) {
    guard let layout = raw.layoutView else { return }
    for child in layout.children {
      guard let child else { continue }
      guard child.kind == .keyPathPropertyComponent || child.kind == .keyPathMethodComponent,
        let inner = child.layoutView
      else {
        visit(child, parent: node)
        continue
      }
      for part in inner.children {
        guard let part else { continue }
        if part.kind == .declReferenceExpr { visitReferenceName(part, node: node) } else { visit(part, parent: node) }
      }
    }
  }

  private mutating func visitName(_ raw: RawSyntax, node: Int) {
    let before = tokens.count
    visit(raw, parent: node)
    guard raw.kind == .token, tokens.count > before else { return }
    nodes[node].nameToken = UInt32(before)
    nodes[node].name = nameText(ofToken: before, node: node)
  }

  /// The token's text without backticks; a parameter's or label's `_` is no name.
  private mutating func nameText(ofToken index: Int, node: Int) -> StringID {
    let text = tokens.texts[index]
    let range = interner.table.range(of: text)
    if range.count == 1, interner.table.bytes[range.lowerBound] == UInt8(ascii: "_") {
      switch nodes[node].kind {
      case .parameter, .argumentLabel, .tupleTypeElement, .secondName: return .empty
      default: return text
      }
    }
    guard range.count > 2, interner.table.bytes[range.lowerBound] == UInt8(ascii: "`") else { return text }
    let start = Int(tokens.offsets[index]) + 1
    return interner.intern(UnsafeBufferPointer(rebasing: source[start..<start + range.count - 2]))
  }

  // MARK: What a node's own tokens tell

  /// Looks at the child just visited for what the node's flags and name take from it.
  private mutating func annotate(_ node: Int, kind: SyntaxKind, position: Int, firstChild: Int, firstToken: Int) {
    guard tokens.count > firstToken || nodes.count > firstChild else { return }
    switch (kind, position) {
    case (.variableDecl, 5), (.optionalBindingCondition, 1), (.valueBindingPattern, 1):
      if text(ofToken: firstToken, equals: "let") { nodes[node].flags.insert(.constant) }
    case (.tryExpr, 3), (.unresolvedAsExpr, 3), (.asExpr, 5), (.initializerDecl, 7):
      nodes[node].flags.insert(text(ofToken: firstToken, equals: "?") ? .optional : .forced)
    case (.functionParameter, 13), (.closureParameter, 13), (.tupleTypeElement, 11):
      nodes[node].flags.insert(.variadic)
    case (.functionParameter, 7), (.closureParameter, 7), (.enumCaseParameter, 5):
      nameInner(ofParameter: node, token: firstToken)
    case (.importDecl, 7), (.closureExpr, 3):
      nodes[node].flags.insert(.hasSignature)
    case (.importDecl, 9), (.attribute, 3):
      takeName(from: firstChild, to: node)
    case (.patternBinding, 1):
      if nodes[firstChild].kind == .identifierPattern { takeName(from: firstChild, to: node) }
    case (.functionCallExpr, 9), (.subscriptCallExpr, 9), (.macroExpansionExpr, 15), (.macroExpansionDecl, 19):
      nodes[firstChild].flags.insert(.trailingClosure)
    case (.ifExpr, 9):
      nodes[firstChild].flags.insert(.alternative)
    case (.stringLiteralExpr, 5), (.simpleStringLiteralExpr, 3):
      if tokens.count == firstToken + 1, tokens.kinds[firstToken] == .stringSegment {
        nodes[node].name = tokens.texts[firstToken]
      }
    default: break
    }
    if kind == .multipleTrailingClosureElement { nodes[node].flags.insert(.trailingClosure) }
  }

  private mutating func takeName(from child: Int, to node: Int) {
    guard child < nodes.count else { return }
    nodes[node].name = nodes[child].name
    nodes[node].nameToken = nodes[child].nameToken
  }

  private mutating func nameInner(ofParameter node: Int, token: Int) {
    let inner = open(.secondName, parent: node)
    nodes[inner].firstToken = UInt32(token)
    nodes[inner].nameToken = UInt32(token)
    nodes[inner].name = nameText(ofToken: token, node: inner)
    close(inner)
  }

  // MARK: Tokens

  private mutating func visitToken(_ raw: RawSyntax) {
    guard let view = raw.tokenView else { return }
    let length = raw.byteLength
    let kind = view.rawKind
    let textLength = view.textByteLength
    guard length > 0, kind != .endOfFile else {
      // An empty string's segment is there without being written; a token that is missing is an error.
      if kind == .endOfFile { scanTrivia(offset, length) } else if view.presence == .missing { hasSyntaxErrors = true }
      offset += length
      return
    }
    let leading = view.leadingTriviaByteLength
    if leading > 1 { scanTrivia(offset, leading) }
    let start = offset + leading
    if textLength > 0 { appendToken(kind, start: start, length: textLength) }
    let trailing = length - leading - textLength
    if trailing > 1 { scanTrivia(start + textLength, trailing) }
    offset += length
  }

  private mutating func appendToken(_ kind: RawTokenKind, start: Int, length: Int) {
    let category = TokenCategory.category(of: kind)
    let text: StringID
    if category.isFixed {
      let slot = Int(kind.rawValue) & 63
      if fixedTexts[slot].isEmpty { fixedTexts[slot] = intern(start, length) }
      text = fixedTexts[slot]
    } else {
      text = intern(start, length)
    }
    tokens.kinds.append(category.kind)
    tokens.texts.append(text)
    tokens.offsets.append(UInt32(start))
  }

  @inline(__always)
  private mutating func intern(_ start: Int, _ length: Int) -> StringID {
    interner.intern(UnsafeBufferPointer(rebasing: source[start..<start + length]))
  }

  /// Comments hide in trivia, and nearly all trivia is white space: one byte search decides.
  private mutating func scanTrivia(_ start: Int, _ length: Int) {
    guard length > 1, let base = source.baseAddress, memchr(base + start, Int32(UInt8(ascii: "/")), length) != nil
    else { return }
    commentScanner.scan(source, start..<start + length) { kind, range in
      comments.append(
        CommentFact(
          kind: kind, offset: UInt32(range.lowerBound), length: UInt32(range.count),
          text: interner.intern(UnsafeBufferPointer(rebasing: source[range])), nextToken: UInt32(tokens.count)))
    }
  }

  private func text(ofToken index: Int, equals text: StaticString) -> Bool {
    guard index < tokens.count else { return false }
    let range = interner.table.range(of: tokens.texts[index])
    guard range.count == text.utf8CodeUnitCount else { return false }
    return interner.table.bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return false }
      return memcmp(base + range.lowerBound, text.utf8Start, range.count) == 0
    }
  }
}
