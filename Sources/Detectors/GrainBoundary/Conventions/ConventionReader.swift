import Facts
import Graph
import Model

/// Reads one file's ``ConventionProfile`` from its facts and its resolved references.
///
/// Local declarations say nothing about how a module presents itself and are left out; generated files are the
/// caller's to leave out. Linear in the size of the facts.
struct ConventionReader {
  let facts: FileFacts
  let tree: CompactTree
  /// Index of the file in the graph.
  let file: Int
  private(set) var profile = ConventionProfile()

  /// `references` are those that stand in the file.
  static func read(file: Int, of graph: CodeGraph, references: Range<Int>) -> ConventionProfile {
    var reader = ConventionReader(facts: graph.files[file].facts, file: file)
    reader.readImports()
    reader.readDeclarations(of: graph)
    reader.readNodes()
    reader.readSelfUse(in: references, of: graph)
    return reader.profile
  }

  private init(facts: FileFacts, file: Int) {
    self.facts = facts
    tree = facts.tree
    self.file = file
  }

  mutating func observe(_ value: ConventionValue, token: UInt32) {
    profile.observe(value, file: file, token: token)
  }

  mutating func observe(_ value: ConventionValue, node: Int) {
    profile.observe(value, file: file, token: tree[node].firstToken)
  }

  /// Whether a text of the file is this one.
  func equals(_ text: StringID, _ other: StaticString) -> Bool {
    facts.strings.withBytes(of: text) { bytes in
      other.withUTF8Buffer { bytes.count == $0.count && bytes.elementsEqual($0) }
    }
  }

  /// Whether a text of the file is one of these.
  func equalsAny(_ text: StringID, _ others: [StaticString]) -> Bool { others.contains { equals(text, $0) } }

  private mutating func readImports() {
    for item in facts.imports {
      if equals(item.module, "XCTest") { observe(.xcTest, node: Int(item.node)) }
      if equals(item.module, "Testing") { observe(.swiftTesting, node: Int(item.node)) }
    }
  }

  /// Counts where members are reached through a written `self` though a bare name would do: outside closures, which
  /// may need it, and outside initialisers, where parameters bear the members' names.
  private mutating func readSelfUse(in references: Range<Int>, of graph: CodeGraph) {
    guard !references.isEmpty else { return }
    var mayNeedSelf = [Bool](repeating: false, count: tree.nodes.count)
    for index in 1..<max(1, tree.nodes.count) {
      let kind = tree[index].kind
      mayNeedSelf[index] =
        kind == .closure || kind == .initializerDeclaration || mayNeedSelf[Int(tree[index].parent)]
    }
    for index in references {
      let reference = graph.references[index]
      let node = Int(reference.node)
      guard reference.confidence >= 80, !mayNeedSelf[node], isInstanceMember(Int(reference.target), of: graph) else {
        continue
      }
      if tree[node].kind == .reference {
        observe(.selfOmitted, node: node)
      } else if tree[node].kind == .member, let base = tree.firstChild(of: node), tree[base].kind == .reference,
        equals(tree[base].name, "self")
      {
        observe(.selfWritten, node: node)
      }
    }
  }

  private func isInstanceMember(_ declaration: Int, of graph: CodeGraph) -> Bool {
    let file = Int(graph.fileOfDeclaration[declaration])
    let fact = graph.files[file].facts.declarations[declaration - Int(graph.files[file].firstDeclaration)]
    guard fact.kind == .variable || fact.kind == .function, fact.parent >= 0,
      fact.traits.isDisjoint(with: [.isStatic, .isLocal])
    else { return false }
    return graph.files[file].facts.declarations[Int(fact.parent)].kind.holdsMembers
  }
}
