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
  private let notes: [FileNotes]
  private let numbers: [NameKey: Int32]
  /// Which combinations of length, first and last byte the names have.
  private var shapes: [Bool]
  /// Which lowest 16 bits the keys have: spares looking most texts up.
  private var bits: [Bool]
  private let links: FileLinks

  /// Prepares the search for the names with the given keys, which are distinct.
  init(
    _ graph: CodeGraph, _ tables: SharedTables, names: [NameKey: Int32], texts: [(file: Int, text: StringID)]
  ) {
    self.graph = graph
    notes = tables.notes
    numbers = names
    shapes = [Bool](repeating: false, count: 1 << 16)
    bits = shapes
    for key in names.keys { bits[Int(key.value & 0xffff)] = true }
    links = tables.links
    for (file, text) in texts {
      graph.files[file].facts.strings.withBytes(of: text) { if let shape = Self.shape($0) { shapes[shape] = true } }
    }
  }

  /// Calls `body` for every mention, by file and then by token.
  func read(_ body: (Mention) -> Void) {
    guard !numbers.isEmpty else { return }
    var found: [Named] = []
    for index in graph.files.indices where !graph.files[index].isManifest {
      let sites = notes[index].mentions
      found.removeAll(keepingCapacity: true)
      for (text, key) in sites.keys.enumerated() where bits[Int(key.value & 0xffff)] {
        guard let number = numbers[key], isWanted(sites.texts[text], notes[index].facts) else { continue }
        for site in sites.sites(ofText: text) { found.append(Named(site: site, name: number)) }
      }
      // Stable, as the nodes of a token are in order.
      found.sort { $0.site.token < $1.site.token }
      var first = 0
      while first < found.count {
        var end = first + 1
        while end < found.count, found[end].site.token == found[first].site.token { end += 1 }
        if let mention = mention(found[first..<end], inFile: index) { body(mention) }
        first = end
      }
    }
  }

  /// A site with the number of the name that its token spells.
  private struct Named {
    var site: MentionSites.Site
    var name: Int32
  }

  /// Whether the text is a decorated name, or has the shape of one of the names.
  private func isWanted(_ text: StringID, _ facts: FileFacts) -> Bool {
    facts.strings.withBytes(of: text) { bytes in
      guard let shape = Self.shape(bytes) else { return false }
      // Decorated spellings have another shape than the name itself.
      let isDecorated = bytes[0] == UInt8(ascii: "$") || bytes[0] == UInt8(ascii: "_") || bytes[0] == UInt8(ascii: "`")
      return isDecorated || shapes[shape]
    }
  }

  /// What one token means, by the strongest of what its nodes say; nil where it means nothing.
  private func mention(_ sites: ArraySlice<Named>, inFile index: Int) -> Mention? {
    let facts = notes[index].facts
    var known: (meaning: Mention.Meaning, node: Int32, target: Int32)?
    for found in sites where found.site.claim != .open {
      if found.site.isForeign {
        let name = facts.tree[Int(found.site.node)].name
        let length = facts.strings.range(of: name).count
        guard length > 0, length <= NameKey.longest, numbers[facts.strings.key(of: name)] != nil, isWanted(name, facts)
        else { continue }
      }
      let (meaning, target) =
        switch found.site.claim {
        case .open, .nothing: (Mention.Meaning.nothing, Int32(-1))
        case .label: (.label, -1)
        case .asked: self.meaning(ofNode: Int(found.site.node), inFile: index, facts)
        }
      if let known, known.meaning >= meaning { continue }
      known = (meaning, found.site.node, target)
    }
    // What no node names may mean anything.
    let (meaning, node, target) = known ?? (.unknown, -1, -1)
    guard meaning != .nothing, let first = sites.first else { return nil }
    return Mention(
      file: Int32(index), node: node, token: first.site.token, name: first.name, meaning: meaning, target: target)
  }

  private static func shape(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let first = text.first, let last = text.last, text.count <= NameKey.longest else { return nil }
    return (Int(first) &* 31 &+ Int(last) &* 1021 &+ text.count &* 4099) & 0xffff
  }

  // MARK: What the graph knows

  /// The meaning of a node that may use a declaration, by what the resolver made of it.
  private func meaning(ofNode node: Int, inFile file: Int, _ facts: FileFacts) -> (Mention.Meaning, Int32) {
    var position = links.firstReference(atOrBehind: UInt32(node), inFile: file)
    var chosen: Int?
    while position < links.referenceStarts[file + 1], Int(graph.references[position].node) == node {
      if graph.references[position].role != .override, chosen == nil || isNamedAlike(position, node, facts) {
        chosen = position
      }
      position += 1
    }
    if let chosen {
      let reference = graph.references[chosen]
      return (reference.confidence >= Self.trustedConfidence ? .resolved : .unknown, reference.target)
    }
    let found = links.firstUnresolved(atOrBehind: UInt32(node), inFile: file)
    guard found < links.unresolvedStarts[file + 1], Int(graph.unresolvedReferences[found].node) == node else {
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
}
