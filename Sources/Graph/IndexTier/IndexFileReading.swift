import Facts
import IndexStore

/// One file's record laid over its text: which declarations its definitions are, and whether the two fit each other.
struct IndexFileReading: Sendable {
  /// A symbol's definition at a declaration of the file.
  struct Definition: Sendable {
    var usr: String
    /// Index in the file's declarations.
    var declaration: Int32
  }

  private let file: CodeGraph.File
  private let moduleName: String
  private var record = IndexRecord()
  /// For each occurrence the token that begins at its place, -1 for none.
  private var tokens: [Int32] = []
  private(set) var state: IndexTier.State
  private(set) var definitions: [Definition] = []
  /// Symbols that the compiler made for declarations of the file.
  private(set) var synthesised: [String] = []

  init(file: CodeGraph.File, indexed: IndexedFiles.File) {
    self.file = file
    moduleName = indexed.moduleName
    switch indexed.content {
    case .absent: state = .absent
    case .stale: state = .untrusted(.newerSource)
    case .otherContent: state = .untrusted(.otherContent)
    case .unreadable(let reason): state = .untrusted(.unreadable(reason))
    case .record(let record):
      state = .covered
      self.record = record
      lay()
    }
  }

  // MARK: Laying the record over the text

  private mutating func lay() {
    let facts = file.facts
    var declarationOfToken: [UInt32: Int32] = [:]
    for (index, declaration) in facts.declarations.enumerated() {
      declarationOfToken[declaration.nameToken] = Int32(index)
    }
    tokens.reserveCapacity(record.occurrences.count)
    var strangers = 0
    for occurrence in record.occurrences {
      let token = Self.token(atLine: occurrence.line, column: occurrence.column, in: facts)
      tokens.append(token)
      let symbol = record.symbols[Int(occurrence.symbol)]
      let isDefinition = !occurrence.roles.isDisjoint(with: [.definition, .declaration])
      if occurrence.roles.contains(.implicit) {
        if isDefinition { synthesised.append(symbol.usr) }
        continue
      }
      guard token >= 0 else {
        strangers += 1
        continue
      }
      guard isDefinition, Self.isDeclared(symbol) else { continue }
      guard names(token, symbol) else {
        strangers += 1
        continue
      }
      if let declaration = declarationOfToken[UInt32(token)] {
        definitions.append(Definition(usr: symbol.usr, declaration: declaration))
      }
    }
    guard strangers > 0 else { return }
    state = .untrusted(.otherText(strangers))
    definitions = []
    synthesised = []
  }

  /// The token that begins at a place, -1 for none. The index places `_name` and `$name` of a wrapped property at the
  /// name within.
  static func token(atLine line: UInt32, column: UInt32, in facts: FileFacts) -> Int32 {
    guard line > 0, column > 0, Int(line) <= facts.lineStarts.count else { return -1 }
    let offset = facts.lineStarts[Int(line) - 1] + column - 1
    let offsets = facts.tokens.offsets
    var low = 0
    var high = offsets.count
    while low < high {
      let middle = (low + high) / 2
      if offsets[middle] < offset { low = middle + 1 } else { high = middle }
    }
    if low < offsets.count, offsets[low] == offset { return Int32(low) }
    guard low > 0, offsets[low - 1] + 1 == offset else { return -1 }
    let isPrefixed = facts.strings.withBytes(of: facts.tokens.texts[low - 1]) { bytes in
      bytes.count > 1 && (bytes.first == UInt8(ascii: "_") || bytes.first == UInt8(ascii: "$"))
    }
    return isPrefixed ? Int32(low - 1) : -1
  }

  /// Whether the graph has a declaration for such a symbol.
  private static func isDeclared(_ symbol: IndexSymbol) -> Bool {
    switch symbol.kind {
    case .parameter, .extension, .module: false
    default: !symbol.subkind.isAccessor && symbol.subkind != .genericTypeParameter
    }
  }

  /// Whether the token is the symbol's name as it is written.
  private func names(_ token: Int32, _ symbol: IndexSymbol) -> Bool {
    let facts = file.facts
    let name = symbol.baseName
    return facts.strings.withBytes(of: facts.tokens.texts[Int(token)]) { bytes in
      var text = bytes[...]
      if text.count > 2, text.first == UInt8(ascii: "`") { text = text.dropFirst().dropLast() }
      return text.elementsEqual(name.utf8)
    }
  }

  // MARK: References

  /// The file as the tier has it, once every file's definitions are known.
  func resolved(declarations: [String: Int32], synthesised: Set<String>) -> IndexTier.File {
    var result = IndexTier.File(state: state, moduleName: moduleName)
    guard state == .covered else { return result }
    result.symbols = record.symbols
    let targets = record.symbols.map { declarations[$0.usr] ?? -1 }
    let sites = ReferenceSites(facts: file.facts)
    for (index, occurrence) in record.occurrences.enumerated() {
      addWitnesses(of: index, targets, to: &result)
      let symbol = record.symbols[Int(occurrence.symbol)]
      guard occurrence.roles.contains(.reference), !symbol.subkind.isAccessor else { continue }
      let token = tokens[index]
      let node = token < 0 ? 0 : sites.node(ofToken: Int(token))
      let column = token < 0 ? Int(occurrence.column) : file.facts.position(ofToken: Int(token)).column
      var use = IndexUse(
        line: occurrence.line, column: UInt32(column), token: token, node: UInt32(node), symbol: occurrence.symbol,
        target: targets[Int(occurrence.symbol)], role: .read, traits: [])
      use.traits = traits(of: occurrence, symbol, token: token, node: node)
      if use.target < 0, synthesised.contains(symbol.usr) { use.traits.insert(.isSynthesised) }
      use.role = role(of: index, symbol, node: node)
      result.uses.append(use)
    }
    result.witnesses.sort { ($0.declaration, $0.target) < ($1.declaration, $1.target) }
    result.isConditionActive = activeConditions()
    return result
  }

  private func addWitnesses(of index: Int, _ targets: [Int32], to result: inout IndexTier.File) {
    let occurrence = record.occurrences[index]
    let declaration = targets[Int(occurrence.symbol)]
    guard declaration >= 0 else { return }
    let isAtOwnName =
      !occurrence.roles.isDisjoint(with: [.definition, .declaration]) && !occurrence.roles.contains(.implicit)
    for relation in record.relations(ofOccurrence: index) where relation.roles.contains(.overrideOf) {
      let target = targets[Int(relation.symbol)]
      result.witnesses.append(IndexWitness(declaration: declaration, target: target, isAtOwnName: isAtOwnName))
    }
  }

  private func traits(
    of occurrence: IndexRecord.Occurrence, _ symbol: IndexSymbol, token: Int32, node: Int
  ) -> IndexUse.Traits {
    var traits: IndexUse.Traits = []
    if symbol.kind == .parameter || symbol.subkind == .genericTypeParameter { traits.insert(.isParameter) }
    guard token >= 0, !occurrence.roles.contains(.implicit) else { return traits.union(.isImplicit) }
    let kind = file.facts.tree[node].kind
    if kind == .argument, file.facts.tree[node].nameToken == UInt32(token) {
      traits.insert(.isLabel)
    } else if !isWritten(symbol, token: token, node: node) {
      traits.insert(.isImplicit)
    }
    return traits
  }

  /// Whether what stands at the place is a way to write the symbol: its name, `$name` or `_name` of a wrapped property,
  /// a type's name or `self` for its initialiser, `Self` for a type, a bracket for a subscript.
  private func isWritten(_ symbol: IndexSymbol, token: Int32, node: Int) -> Bool {
    if names(token, symbol) { return true }
    let facts = file.facts
    let text = facts.tokens.texts[Int(token)]
    switch symbol.kind {
    case .constructor:
      switch facts.tree[node].kind {
      case .reference, .member, .namedType, .memberType, .attribute, .macroExpansion: return true
      default: return false
      }
    case .property, .variable:
      if symbol.subkind == .subscript {
        return facts.strings.withBytes(of: text) { $0.elementsEqual("[".utf8) }
      }
      return facts.strings.withBytes(of: text) { bytes in
        (bytes.first == UInt8(ascii: "$") || bytes.first == UInt8(ascii: "_"))
          && bytes.dropFirst().elementsEqual(symbol.baseName.utf8)
      }
    case .class, .struct, .enum, .protocol, .typealias:
      return facts.strings.withBytes(of: text) { $0.elementsEqual("Self".utf8) }
    default: return false
    }
  }

  private func role(of index: Int, _ symbol: IndexSymbol, node: Int) -> ReferenceRole {
    let occurrence = record.occurrences[index]
    let tree = file.facts.tree
    for relation in record.relations(ofOccurrence: index) {
      if relation.roles.contains(.extendedBy) { return .extend }
      if relation.roles.contains(.baseOf) {
        let derived = record.symbols[Int(relation.symbol)].kind
        return symbol.kind == .protocol && derived != .protocol ? .conform : .inherit
      }
    }
    switch tree[node].kind {
    case .attribute: return .attribute
    case .keyPathComponent: return .keyPath
    default: break
    }
    switch symbol.kind {
    case .class, .struct, .enum, .protocol, .typealias: return .type
    default: break
    }
    if occurrence.roles.contains(.write) { return .write }
    if occurrence.roles.contains(.call) { return .call }
    // A case with values is called by its form; the index calls only functions so.
    let parent = Int(tree[node].parent)
    return tree[parent].kind == .call && parent + 1 == node ? .call : .read
  }

  /// A clause of an `#if` without any occurrence is one that the compiler did not see.
  private func activeConditions() -> [Bool] {
    let facts = file.facts
    let places = tokens.filter { $0 >= 0 }.sorted()
    return facts.conditions.map { condition in
      let node = facts.tree[Int(condition.node)]
      var low = 0
      var high = places.count
      while low < high {
        let middle = (low + high) / 2
        if places[middle] < Int32(node.firstToken) { low = middle + 1 } else { high = middle }
      }
      return low < places.count && places[low] < Int32(node.endToken)
    }
  }
}
