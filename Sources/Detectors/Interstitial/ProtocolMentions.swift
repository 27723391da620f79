import Facts
import Graph

/// All places in a repository that bear the names of some protocols, and what they use them for.
struct ProtocolMentions {
  struct Place {
    var file: Int
    var token: Int
  }

  /// The places of one protocol.
  struct Mentions {
    var conformances: [Place] = []
    var existentials: [Place] = []
    /// Global indices of the types that conform; -1 for one from elsewhere.
    var conformers: Set<Int> = []
    /// Whether a place needs the protocol.
    var isBound = false

    /// The only type that conforms, nil where there are others or it is not of the repository.
    var singleConformer: Int? { conformers.count == 1 ? conformers.first.flatMap { $0 < 0 ? nil : $0 } : nil }
  }

  private(set) var found: [String: Mentions] = [:]
  private let graph: CodeGraph

  init(of protocols: [String: Int], in graph: CodeGraph) {
    self.graph = graph
    let filter = NameFilter(Set(protocols.keys))
    for file in graph.files.indices where !graph.files[file].isManifest {
      guard let isWanted = filter.matches(in: graph.files[file].facts.strings) else { continue }
      collect(fromFile: file, isWanted)
    }
  }

  private mutating func collect(fromFile file: Int, _ isWanted: [Bool]) {
    let facts = graph.files[file].facts
    for (index, node) in facts.tree.nodes.enumerated() where isWanted[Int(node.name.index)] {
      let name = facts.strings[node.name]
      switch node.kind {
      case .namedType, .memberType, .reference, .member, .macroExpansion, .stringLiteral:
        add(ProtocolUse(of: index, in: facts), of: name, at: Place(file: file, token: Int(node.nameToken)))
      default: continue
      }
    }
    // In a file that was read in part, the rest may hold more.
    guard !facts.gaps.isEmpty else { return }
    for (index, wanted) in isWanted.enumerated() where wanted {
      found[facts.strings[StringID(UInt32(index))], default: Mentions()].isBound = true
    }
  }

  private mutating func add(_ use: ProtocolUse, of name: String, at place: Place) {
    var mentions = found[name, default: Mentions()]
    switch use {
    case .conformance(let holder):
      mentions.conformances.append(place)
      mentions.conformers.insert(type(at: holder, inFile: place.file))
    case .extension: break
    case .existential: mentions.existentials.append(place)
    case .binding: mentions.isBound = true
    }
    found[name] = mentions
  }

  /// The type declared or extended at a node; -1 where it is not of the repository.
  private func type(at node: Int, inFile file: Int) -> Int {
    let facts = graph.files[file].facts
    guard let local = facts.declarations.firstIndex(where: { Int($0.node) == node }) else { return -1 }
    return Int(graph.typeOfDeclaration[Int(graph.files[file].firstDeclaration) + local])
  }
}
