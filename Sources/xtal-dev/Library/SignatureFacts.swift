import Facts

/// The facts of a module's signatures with all that a table of declarations does not need taken out.
enum SignatureFacts {
  /// Facts of `text` without tokens, lines, comments and bodies; nil where the text is not sound Swift, which would be a
  /// fault of the printer. What carries no access of its own is public: the printer prints nothing else.
  static func facts(of text: String) -> FileFacts? {
    let read = Array(text.utf8).withUnsafeBufferPointer { FactsReader.read($0) }
    guard read.gaps.isEmpty else { return nil }
    var facts = FactsDraft()
    facts.strings = read.strings
    facts.tree = read.tree
    facts.declarations = read.declarations
    facts.imports = read.imports
    for index in facts.tree.nodes.indices {
      facts.tree.nodes[index].firstToken = 0
      facts.tree.nodes[index].endToken = 0
      facts.tree.nodes[index].nameToken = 0
    }
    for index in facts.declarations.indices {
      facts.declarations[index].nameToken = 0
      guard facts.declarations[index].access != .open else { continue }
      facts.declarations[index].access = .public
      facts.declarations[index].setterAccess = .public
    }
    renumberStrings(of: &facts)
    return facts.facts
  }

  /// Keeps the texts that are still in use, the most frequent first, so that most indices take one byte.
  private static func renumberStrings(of facts: inout FactsDraft) {
    var uses = [Int](repeating: 0, count: facts.strings.count)
    visitStrings(of: &facts) { uses[Int($0.index)] += 1 }
    let order = uses.indices.filter { $0 > 0 && uses[$0] > 0 }.sorted { (uses[$1], $0) < (uses[$0], $1) }
    var numbers = [UInt32](repeating: 0, count: uses.count)
    var bytes = [UInt8]()
    var ends: [UInt32] = [0]
    for (position, index) in order.enumerated() {
      numbers[index] = UInt32(position + 1)
      facts.strings.withBytes(of: StringID(UInt32(index))) { bytes.append(contentsOf: $0) }
      ends.append(UInt32(bytes.count))
    }
    visitStrings(of: &facts) { $0.index = numbers[Int($0.index)] }
    if let table = StringTable(bytes: bytes, ends: ends) { facts.strings = table }
  }

  private static func visitStrings(of facts: inout FactsDraft, _ visit: (inout StringID) -> Void) {
    for index in facts.tree.nodes.indices { visit(&facts.tree.nodes[index].name) }
    for index in facts.declarations.indices {
      visit(&facts.declarations[index].name)
      visit(&facts.declarations[index].fullName)
    }
    for index in facts.imports.indices {
      visit(&facts.imports[index].module)
      visit(&facts.imports[index].path)
    }
  }
}
