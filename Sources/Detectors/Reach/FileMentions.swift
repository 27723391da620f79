import Facts

/// The mentions of some names in one file, while they are being read.
struct FileMentions {
  let facts: FileFacts
  private let file: Int32
  /// For each text of the file the number of its name, -1 for others.
  private var numberOfText: [Int32]
  /// For each token what is known of it; ``untouched`` where no node has its name.
  private var meanings: [UInt8] = []
  private var nodes: [Int32] = []
  private var targets: [Int32] = []

  private static let untouched: UInt8 = .max

  init(_ facts: FileFacts, file: Int32) {
    self.facts = facts
    self.file = file
    numberOfText = [Int32](repeating: -1, count: facts.strings.count)
  }

  /// Looks the file's texts up. False where it has none of the names.
  mutating func find(where number: (UnsafeBufferPointer<UInt8>) -> Int32) -> Bool {
    var hasAny = false
    facts.strings.bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      for (index, end) in facts.strings.ends.enumerated() {
        defer { start = Int(end) }
        guard Int(end) > start, Int(end) - start <= NameKey.longest else { continue }
        let found = number(UnsafeBufferPointer(rebasing: bytes[start..<Int(end)]))
        guard found >= 0 else { continue }
        numberOfText[index] = found
        hasAny = true
      }
    }
    guard hasAny else { return false }
    meanings = [UInt8](repeating: Self.untouched, count: facts.tokens.count)
    nodes = [Int32](repeating: -1, count: facts.tokens.count)
    targets = nodes
    return true
  }

  /// The names of declarations use nothing. An extension's name is a use of the type.
  mutating func claimDeclarations() {
    for declaration in facts.declarations where declaration.kind != .extension {
      note(.nothing, token: Int(declaration.nameToken), node: -1, target: -1)
    }
  }

  /// Notes what each node with one of the names means; `meaning` tells it of those that may be uses.
  mutating func readNodes(_ meaning: (Int) -> (Mention.Meaning, Int32)) {
    for (index, node) in facts.tree.nodes.enumerated() {
      guard !node.name.isEmpty, numberOfText[Int(node.name.index)] >= 0 else { continue }
      switch node.kind {
      case .reference, .member, .keyPathComponent, .namedType, .memberType, .attribute, .macroExpansion,
        .macroExpansionDeclaration:
        let (found, target) = meaning(index)
        note(found, token: Int(node.nameToken), node: Int32(index), target: target)
      case .argument: note(.label, token: Int(node.nameToken), node: Int32(index), target: -1)
      case .identifierPattern:
        // `if let name {` reads the name it binds.
        let parent = Int(node.parent)
        let isShort =
          facts.tree[parent].kind == .optionalBinding && facts.tree.firstChild(of: parent, .initializer) == nil
        let (found, target) = isShort ? meaning(index) : (.nothing, -1)
        note(found, token: Int(node.nameToken), node: Int32(index), target: target)
      case .capture:
        let isShort = !facts.tree.children(of: index).contains { facts.tree[$0].kind != .modifier }
        let (found, target) = isShort ? meaning(index) : (.nothing, -1)
        note(found, token: Int(node.nameToken), node: Int32(index), target: target)
      case .stringLiteral, .regexLiteral: continue
      default: note(.nothing, token: Int(node.nameToken), node: -1, target: -1)
      }
    }
  }

  private mutating func note(_ meaning: Mention.Meaning, token: Int, node: Int32, target: Int32) {
    guard token < meanings.count else { return }
    let known = meanings[token]
    guard known == Self.untouched || known < meaning.rawValue else { return }
    meanings[token] = meaning.rawValue
    nodes[token] = node
    targets[token] = target
  }

  /// Calls `body` for each mention that may mean something, by token.
  func forEach(_ body: (Mention) -> Void) {
    for token in 0..<facts.tokens.count {
      let number = numberOfText[Int(facts.tokens.texts[token].index)]
      guard number >= 0 else { continue }
      switch facts.tokens.kinds[token] {
      case .stringSegment, .regexLiteral: continue
      default: break
      }
      // What no node names may mean anything.
      let meaning =
        meanings[token] == Self.untouched ? .unknown : Mention.Meaning(rawValue: meanings[token]) ?? .unknown
      guard meaning != .nothing else { continue }
      body(
        Mention(
          file: file, node: nodes[token], token: UInt32(token), name: number, meaning: meaning, target: targets[token]))
    }
  }
}
