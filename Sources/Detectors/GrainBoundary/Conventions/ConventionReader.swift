import Facts
import Graph

/// Reads one file's ``ConventionProfile`` from its facts and its resolved references.
///
/// Local declarations say nothing about how a module presents itself and are left out; generated files are the
/// caller's to leave out. Linear in the size of the facts.
struct ConventionReader {
  let facts: FileFacts
  let tree: CompactTree
  let nodes: [Node]
  /// Index of the file in the graph.
  let file: Int
  private var words: ConventionWords
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
    nodes = facts.tree.nodes
    self.file = file
    words = ConventionWords(strings: facts.strings)
  }

  mutating func observe(_ value: ConventionValue, token: UInt32) {
    profile.observe(value, file: file, token: token)
  }

  mutating func observe(_ value: ConventionValue, node: Int) {
    profile.observe(value, file: file, token: nodes[node].firstToken)
  }

  /// What a text of the file means to the conventions.
  mutating func word(_ text: StringID) -> ConventionWord { words[text] }

  private mutating func readImports() {
    for item in facts.imports {
      switch word(item.module) {
      case .xcTest: observe(.xcTest, node: Int(item.node))
      case .testing: observe(.swiftTesting, node: Int(item.node))
      default: break
      }
    }
  }

  /// Counts where members are reached through a written `self` though a bare name would do: outside closures, which
  /// may need it, and outside initialisers, where parameters bear the members' names.
  private mutating func readSelfUse(in references: Range<Int>, of graph: CodeGraph) {
    guard !references.isEmpty else { return }
    var mayNeedSelf = [Bool](repeating: false, count: nodes.count)
    for index in 1..<max(1, nodes.count) {
      let kind = nodes[index].kind
      mayNeedSelf[index] =
        kind == .closure || kind == .initializerDeclaration || mayNeedSelf[Int(nodes[index].parent)]
    }
    for index in references {
      let reference = graph.references[index]
      let node = Int(reference.node)
      guard reference.confidence >= 80, !mayNeedSelf[node], isInstanceMember(Int(reference.target), of: graph) else {
        continue
      }
      if nodes[node].kind == .reference {
        observe(.selfOmitted, node: node)
      } else if nodes[node].kind == .member, let base = tree.firstChild(of: node), nodes[base].kind == .reference,
        word(nodes[base].name) == .selfKeyword
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
