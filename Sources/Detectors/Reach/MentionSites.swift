import Facts

/// The tokens of one file that may spell names, by text, and what the file alone tells of each.
///
/// Punctuation, text within strings and regular expressions, and the names of what is declared there are left out.
struct MentionSites: Sendable {
  /// What a node says of the token that is its name.
  enum Claim: UInt8, Sendable {
    /// No node has the token as its name: it may mean anything.
    case open
    /// It means nothing that could be used: a declaration, a pattern, a parameter.
    case nothing
    /// The label of an argument.
    case label
    /// What the linker found there.
    case asked
  }

  /// A token with one of the nodes whose name it is. Several of one token stand side by side, in the order of the nodes.
  struct Site: Sendable {
    var token: UInt32
    /// Index of the node, -1 for none.
    var node: Int32
    var claim: Claim
    /// The node has another name than the token, so that it counts only where both names are looked for.
    var isForeign = false
  }

  /// The texts that have sites, by the keys of their names.
  private(set) var keys: [NameKey] = []
  private(set) var texts: [StringID] = []
  /// For text `t`: `sites[starts[t] ..< starts[t + 1]]`, by token.
  private var starts: [UInt32] = [0]
  private var sites: [Site] = []

  func sites(ofText index: Int) -> ArraySlice<Site> { sites[Int(starts[index])..<Int(starts[index + 1])] }

  init(_ facts: FileFacts) {
    let claims = Self.claims(facts)
    var countOfText = [UInt32](repeating: 0, count: facts.strings.count + 1)
    var kept: [Site] = []
    var next = 0
    for token in 0..<facts.tokens.count {
      let first = next
      while next < claims.count, Int(claims[next].token) == token { next += 1 }
      guard Self.isName(facts.tokens.kinds[token]) else { continue }
      let known = claims[first..<next]
      if known.isEmpty {
        kept.append(Site(token: UInt32(token), node: -1, claim: .open))
      } else if known.contains(where: { $0.claim != .nothing || $0.isForeign }) {
        kept.append(contentsOf: known)
      } else {
        continue
      }
      countOfText[Int(facts.tokens.texts[token].index)] += UInt32(max(1, known.count))
    }
    sort(kept, countOfText, facts)
  }

  /// Puts the sites in the order of their texts, those of one text by token.
  private mutating func sort(_ kept: [Site], _ countOfText: [UInt32], _ facts: FileFacts) {
    var next = [UInt32](repeating: 0, count: facts.strings.count)
    var total: UInt32 = 0
    for text in next.indices where countOfText[text] > 0 {
      next[text] = total
      let id = StringID(UInt32(text))
      let length = facts.strings.range(of: id).count
      guard length > 0, length <= NameKey.longest else {
        next[text] = .max
        continue
      }
      total += countOfText[text]
      keys.append(facts.strings.key(of: id))
      texts.append(id)
      starts.append(total)
    }
    sites = [Site](repeating: Site(token: 0, node: -1, claim: .open), count: Int(total))
    for site in kept {
      let text = Int(facts.tokens.texts[Int(site.token)].index)
      guard next[text] != .max else { continue }
      sites[Int(next[text])] = site
      next[text] += 1
    }
  }

  private static func isName(_ kind: TokenKind) -> Bool {
    switch kind {
    case .punctuation, .stringSegment, .regexLiteral: false
    default: true
    }
  }

  // MARK: Claims

  /// What the file's nodes say of tokens, by token, then in the order of the nodes, declarations first.
  private static func claims(_ facts: FileFacts) -> [Site] {
    var claims: [Site] = []
    func add(_ claim: Claim, token: Int, node: Int, _ name: StringID) {
      guard token < facts.tokens.count else { return }
      let text = facts.tokens.texts[token]
      let isForeign = !name.isEmpty && text != name && facts.strings.key(of: text) != facts.strings.key(of: name)
      claims.append(Site(token: UInt32(token), node: Int32(node), claim: claim, isForeign: isForeign))
    }
    // An extension's name is a use of the type.
    for declaration in facts.declarations where declaration.kind != .extension {
      add(.nothing, token: Int(declaration.nameToken), node: -1, .empty)
    }
    for (index, node) in facts.tree.nodes.enumerated() where !node.name.isEmpty {
      guard let claim = claim(ofNode: index, node, facts.tree) else { continue }
      add(claim, token: Int(node.nameToken), node: index, node.name)
    }
    var next = [UInt32](repeating: 0, count: facts.tokens.count + 1)
    for claim in claims { next[Int(claim.token) + 1] += 1 }
    for token in 0..<facts.tokens.count { next[token + 1] += next[token] }
    var sorted = claims
    for claim in claims {
      sorted[Int(next[Int(claim.token)])] = claim
      next[Int(claim.token)] += 1
    }
    return sorted
  }

  private static func claim(ofNode index: Int, _ node: Node, _ tree: CompactTree) -> Claim? {
    switch node.kind {
    case .reference, .member, .keyPathComponent, .namedType, .memberType, .attribute, .macroExpansion,
      .macroExpansionDeclaration:
      return .asked
    case .argument: return .label
    case .identifierPattern:
      // `if let name {` reads the name it binds.
      let parent = Int(node.parent)
      return tree[parent].kind == .optionalBinding && tree.firstChild(of: parent, .initializer) == nil
        ? .asked : .nothing
    case .capture:
      return tree.children(of: index).contains { tree[$0].kind != .modifier } ? .nothing : .asked
    case .stringLiteral, .regexLiteral: return nil
    default: return .nothing
    }
  }
}
