import Facts
import Graph

/// How the manifests of a package speak of a file or a folder around it, read from the string literals in them.
///
/// A literal is compared with any run of parts of the file's path, since the target's own folder may be computed.
struct ManifestMention {
  enum Kind {
    case none
    case excluded
    case resource
  }

  private(set) var kind = Kind.none

  init(of path: String, in package: Substring, manifests: [Int], graph: CodeGraph) {
    let inner = "/" + path.dropFirst(package.isEmpty ? 0 : package.count + 1) + "/"
    for manifest in manifests {
      let facts = graph.files[manifest].facts
      for (index, node) in facts.tree.nodes.enumerated() where node.kind == .stringLiteral && !node.name.isEmpty {
        var text = facts.strings[node.name][...]
        while text.hasPrefix("./") || text.hasPrefix("/") { text = text.drop { $0 == "." || $0 == "/" } }
        while text.hasSuffix("/") { text = text.dropLast() }
        guard !text.isEmpty, inner.contains("/\(text)/") else { continue }
        switch Self.purpose(of: index, facts) {
        case .resource: kind = .resource
        case .excluded: if kind == .none { kind = .excluded }
        case .none: continue
        }
      }
    }
  }

  /// What the argument around a literal is for.
  private static func purpose(of literal: Int, _ facts: FileFacts) -> Kind {
    var node = literal
    while node > 0 {
      if facts.tree[node].kind == .argument {
        switch facts.strings[facts.tree[node].name] {
        case "resources": return .resource
        case "exclude": return .excluded
        default: break
        }
      }
      node = Int(facts.tree[node].parent)
    }
    return .none
  }
}
