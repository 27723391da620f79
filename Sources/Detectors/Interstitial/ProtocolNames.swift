import Facts

/// What one file tells of the protocols and other types that it declares, to whoever looks for protocols that one type
/// conforms to.
struct ProtocolNames: Sendable {
  /// A protocol by its index in the file's declarations.
  struct Plain: Sendable {
    var declaration: Int
    var name: String
  }

  /// Protocols that ask for something, in every build, and of which no attribute or role speaks for others.
  private(set) var plain: [Plain] = []
  /// Whether a comment tells a tool to write test doubles; known where there are plain protocols.
  private(set) var asksForDoubles = false
  /// Whatever bears the name of a type.
  private(set) var types: [(declaration: Int, name: TextHash)] = []
  private(set) var generics: Set<TextHash> = []

  private static let roles = ["Delegate", "DataSource", "Observer", "Listener"]
  private static let doubleMarks = ["sourcery:", "@mockable", "MARK: AutoMockable"].map { ByteMark($0) }

  init(_ facts: FileFacts) {
    for (index, declaration) in facts.declarations.enumerated() {
      if declaration.kind == .protocol {
        let name = facts.strings[declaration.name]
        if Self.isPlain(index, name, facts) { plain.append(Plain(declaration: index, name: name)) }
      }
      guard declaration.kind.isNominalType || declaration.kind == .typealias || declaration.kind == .associatedtype
      else { continue }
      types.append((index, facts.strings.hash(of: declaration.name)))
    }
    for node in facts.tree.nodes where node.kind == .genericParameter {
      generics.insert(facts.strings.hash(of: node.name))
    }
    // Comments are many and few files have a protocol.
    guard !plain.isEmpty else { return }
    asksForDoubles = facts.comments.contains { comment in
      facts.strings.withBytes(of: comment.text) { bytes in Self.doubleMarks.contains { $0.isPart(of: bytes) } }
    }
  }

  private static func isPlain(_ local: Int, _ name: String, _ facts: FileFacts) -> Bool {
    let declaration = facts.declarations[local]
    guard declaration.condition < 0, declaration.parent < 0, !declaration.traits.contains(.hasCustomAttribute),
      !roles.contains(where: name.hasSuffix)
    else { return false }
    let hasObjectiveC = facts.tree.children(of: Int(declaration.node)).contains {
      facts.tree[$0].kind == .attribute && facts.strings[facts.tree[$0].name] == "objc"
    }
    return !hasObjectiveC && facts.declarations.contains { Int($0.parent) == local }
  }
}
