import Facts
import Graph

/// Where one file uses the names of some of its declarations, by the text of its tokens.
///
/// Errs towards use: every token of the name counts unless its place shows that it cannot mean the declaration, such as
/// a parameter's label, or the graph is nearly sure that it means another one.
struct NameUses {
  /// One token that may mean one of several declarations of its name.
  struct Use {
    var token: Int
    /// Index in ``names``: it may mean any candidate of that name.
    var name: Int
  }

  /// The graph's confidence, in percent, from which another target speaks against a use.
  private static let trustedConfidence: UInt8 = 95

  /// For each name the candidates that bear it, as local indices.
  private(set) var names: [[Int]] = []
  /// In the order of tokens.
  private(set) var uses: [Use] = []

  private let facts: FileFacts
  /// For each text of the string table the index in ``names``, -1 for others.
  private var nameOfText: [Int32]

  init(of candidates: [Int], inFile file: Int, graph: CodeGraph) {
    facts = graph.files[file].facts
    nameOfText = [Int32](repeating: -1, count: facts.strings.count)
    guard !candidates.isEmpty else { return }
    for candidate in candidates {
      let text = Int(facts.declarations[candidate].name.index)
      if nameOfText[text] < 0 {
        nameOfText[text] = Int32(names.count)
        names.append([])
      }
      names[Int(nameOfText[text])].append(candidate)
    }
    addSpellings()
    collect()
    dropOtherMeanings()
    useGraph(graph, file: file)
  }

  /// `` `name` ``, `$name` and `_name` mean `name` too, the latter two through property wrappers.
  private mutating func addSpellings() {
    var numbers = [String: Int32]()
    for (number, candidates) in names.enumerated() {
      guard let first = candidates.first else { continue }
      numbers[facts.strings[facts.declarations[first].name]] = Int32(number)
    }
    for index in 1..<max(1, facts.strings.count) {
      let text = StringID(UInt32(index))
      let range = facts.strings.range(of: text)
      guard range.count > 1, range.count < 256 else { continue }
      switch facts.strings.bytes[range.lowerBound] {
      case UInt8(ascii: "`"), UInt8(ascii: "$"), UInt8(ascii: "_"):
        let name = facts.strings[text].drop { $0 == "`" || $0 == "$" || $0 == "_" }
        let bare = name.last == "`" ? String(name.dropLast()) : String(name)
        if nameOfText[index] < 0, let number = numbers[bare] { nameOfText[index] = number }
      default: continue
      }
    }
  }

  private mutating func collect() {
    for token in 0..<facts.tokens.count {
      let name = nameOfText[Int(facts.tokens.texts[token].index)]
      guard name >= 0 else { continue }
      switch facts.tokens.kinds[token] {
      case .stringSegment, .regexLiteral: continue
      default: uses.append(Use(token: token, name: Int(name)))
      }
    }
  }

  // MARK: Tokens that cannot mean a candidate

  private mutating func dropOtherMeanings() {
    var dropped = [Bool](repeating: false, count: uses.count)
    func drop(_ token: UInt32) {
      if let index = self.index(ofToken: Int(token)) { dropped[index] = true }
    }
    for declaration in facts.declarations
    where declaration.kind != .extension && nameOfText[Int(declaration.name.index)] >= 0 {
      drop(declaration.nameToken)
    }
    for (index, node) in facts.tree.nodes.enumerated() where !node.name.isEmpty && nameOfText[Int(node.name.index)] >= 0
    {
      if namesSomethingElse(node, at: index) { drop(node.nameToken) }
    }
    var position = 0
    uses.removeAll { _ in
      position += 1
      return dropped[position - 1]
    }
  }

  private func namesSomethingElse(_ node: Node, at index: Int) -> Bool {
    switch node.kind {
    case .parameter, .secondName, .tupleTypeElement, .genericParameter, .argumentLabel: return true
    // A label may set a stored property through the initialiser that the compiler writes.
    case .argument: return !names[Int(nameOfText[Int(node.name.index)])].contains(where: isStoredVariable)
    // `if let name {` reads the name it binds.
    case .identifierPattern:
      let parent = Int(node.parent)
      return facts.tree[parent].kind != .optionalBinding || facts.tree.firstChild(of: parent, .initializer) != nil
    default: return false
    }
  }

  private func isStoredVariable(_ declaration: Int) -> Bool {
    facts.declarations[declaration].kind == .variable && facts.declarations[declaration].traits.contains(.isStored)
  }

  private func index(ofToken token: Int) -> Int? {
    var low = 0
    var high = uses.count
    while low < high {
      let middle = (low + high) / 2
      if uses[middle].token < token { low = middle + 1 } else { high = middle }
    }
    return low < uses.count && uses[low].token == token ? low : nil
  }

  // MARK: What the graph knows better

  /// Drops uses that the graph resolves to something else in a way that cannot be mistaken: a member of another type
  /// behind a base expression, or a local declaration. Overloads are never told apart.
  private mutating func useGraph(_ graph: CodeGraph, file: Int) {
    let first = Int(graph.files[file].firstDeclaration)
    var isElsewhere = [Bool](repeating: false, count: uses.count)
    for position in references(of: graph, inFile: file) {
      let reference = graph.references[position]
      let node = facts.tree[Int(reference.node)]
      guard reference.confidence >= Self.trustedConfidence, !node.name.isEmpty,
        nameOfText[Int(node.name.index)] >= 0, let use = index(ofToken: Int(node.nameToken))
      else { continue }
      let target = Int(reference.target)
      let candidates = names[uses[use].name]
      if node.kind == .member && node.flags.contains(.hasBase) {
        let type = graph.typeOfDeclaration[target]
        isElsewhere[use] =
          type >= 0
          && candidates.allSatisfy {
            graph.typeOfDeclaration[first + $0] >= 0 && graph.typeOfDeclaration[first + $0] != type
          }
      } else if facts.declarations.indices.contains(target - first) {
        isElsewhere[use] = facts.declarations[target - first].traits.contains(.isLocal)
      }
    }
    var position = 0
    uses.removeAll { _ in
      position += 1
      return isElsewhere[position - 1]
    }
  }

  /// The references of the file: a contiguous part, since they are sorted by file.
  private func references(of graph: CodeGraph, inFile file: Int) -> Range<Int> {
    func start(of file: Int) -> Int {
      var low = 0
      var high = graph.references.count
      while low < high {
        let middle = (low + high) / 2
        if Int(graph.references[middle].file) < file { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return start(of: file)..<start(of: file + 1)
  }
}
