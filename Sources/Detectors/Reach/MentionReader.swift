import Facts
import Graph

/// Finds the tokens that spell some names, in all files, and what the graph knows about each.
///
/// Errs towards use: a token counts unless its place shows that it means nothing or the graph is nearly sure that it
/// means something else. Text in comments, strings and regular expressions does not count.
struct MentionReader {
  /// The graph's confidence, in percent, from which on its word is taken.
  static let trustedConfidence: UInt8 = 95

  private let graph: CodeGraph
  private let numbers: [NameKey: Int32]
  /// Which combinations of length, first and last byte the names have: spares hashing every text.
  private var shapes: [Bool]
  private let referenceStarts: [Int]
  private let unresolvedStarts: [Int]

  /// Prepares the search for the names with the given keys, which are distinct.
  init(_ graph: CodeGraph, names: [NameKey: Int32], texts: [(file: Int, text: StringID)]) {
    self.graph = graph
    numbers = names
    shapes = [Bool](repeating: false, count: 1 << 16)
    referenceStarts = Self.starts(of: graph.references.count, files: graph.files.count) { graph.references[$0].file }
    unresolvedStarts = Self.starts(of: graph.unresolvedReferences.count, files: graph.files.count) {
      graph.unresolvedReferences[$0].file
    }
    for (file, text) in texts {
      graph.files[file].facts.strings.withBytes(of: text) { if let shape = Self.shape($0) { shapes[shape] = true } }
    }
  }

  private static func starts(of count: Int, files: Int, file: (Int) -> Int32) -> [Int] {
    var starts = [Int](repeating: count, count: files + 1)
    var next = 0
    for index in 0..<count {
      while next <= Int(file(index)) {
        starts[next] = index
        next += 1
      }
    }
    return starts
  }

  /// Calls `body` for every mention, file by file, by node and then by token within a file.
  func read(_ body: (Mention) -> Void) {
    guard !numbers.isEmpty else { return }
    for index in graph.files.indices where !graph.files[index].isManifest {
      var file = FileMentions(graph.files[index].facts, file: Int32(index))
      guard file.find(where: { number(of: $0) }) else { continue }
      file.claimDeclarations()
      let facts = file.facts
      file.readNodes { node in self.meaning(ofNode: node, inFile: index, facts) }
      file.forEach(body)
    }
  }

  private func number(of text: UnsafeBufferPointer<UInt8>) -> Int32 {
    guard let shape = Self.shape(text) else { return -1 }
    // Decorated spellings have another shape than the name itself.
    let first = text[0]
    let isDecorated = first == UInt8(ascii: "$") || first == UInt8(ascii: "_") || first == UInt8(ascii: "`")
    guard isDecorated || shapes[shape] else { return -1 }
    return numbers[NameKey(text)] ?? -1
  }

  private static func shape(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let first = text.first, let last = text.last, text.count <= NameKey.longest else { return nil }
    return (Int(first) &* 31 &+ Int(last) &* 1021 &+ text.count &* 4099) & 0xffff
  }

  // MARK: What the graph knows

  /// The meaning of a node that may use a declaration, by what the resolver made of it.
  private func meaning(ofNode node: Int, inFile file: Int, _ facts: FileFacts) -> (Mention.Meaning, Int32) {
    var position = lowerBound(node, referenceStarts[file]..<referenceStarts[file + 1]) { graph.references[$0].node }
    var chosen: Int?
    while position < referenceStarts[file + 1], Int(graph.references[position].node) == node {
      if graph.references[position].role != .override, chosen == nil || isNamedAlike(position, node, facts) {
        chosen = position
      }
      position += 1
    }
    if let chosen {
      let reference = graph.references[chosen]
      return (reference.confidence >= Self.trustedConfidence ? .resolved : .unknown, reference.target)
    }
    let found = lowerBound(node, unresolvedStarts[file]..<unresolvedStarts[file + 1]) {
      graph.unresolvedReferences[$0].node
    }
    guard found < unresolvedStarts[file + 1], Int(graph.unresolvedReferences[found].node) == node else {
      return (LocalNames.bind(node, facts) ? .local : .unknown, -1)
    }
    let unresolved = graph.unresolvedReferences[found]
    // Of `.name` alone the type comes from a place that may be typed by something else than the resolver takes it for.
    let isImplicit = facts.tree[node].kind == .member && !facts.tree[node].flags.contains(.hasBase)
    return (unresolved.reason == .external && unresolved.base >= 0 && !isImplicit ? .external : .unknown, -1)
  }

  /// Whether a reference's target has the node's own name. A node may also stand for what nobody writes: the initialiser
  /// of the type that it names, the `callAsFunction` of the property.
  private func isNamedAlike(_ position: Int, _ node: Int, _ facts: FileFacts) -> Bool {
    let target = Int(graph.references[position].target)
    let file = graph.files[Int(graph.fileOfDeclaration[target])]
    let name = file.facts.declarations[target - Int(file.firstDeclaration)].name
    return file.facts.strings.key(of: name) == facts.strings.key(of: facts.tree[node].name)
  }

  private func lowerBound(_ node: Int, _ range: Range<Int>, _ value: (Int) -> UInt32) -> Int {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if Int(value(middle)) < node { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
