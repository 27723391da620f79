import Facts
import Graph
import Model

/// Where the manifests of a repository declare targets and their dependencies, found by the names written there.
///
/// Manifests are not evaluated here: a name that a manifest computes has no place.
struct ManifestPlaces {
  /// A string literal of a manifest.
  struct Place {
    var file: Int
    var token: Int
    /// Whether the call around it is one under a condition, such as a platform.
    var isConditional = false
  }

  private let graph: CodeGraph
  /// Manifests by their folder, the one without a version in its name first.
  private var manifests: [Substring: [Int]] = [:]
  /// Folders with a manifest that was not wholly understood.
  private var unclear: Set<Substring> = []

  init(of graph: CodeGraph) {
    self.graph = graph
    for (index, file) in graph.files.enumerated() where file.isManifest {
      manifests[Self.folder(of: file.path), default: []].append(index)
    }
    for folder in manifests.keys { manifests[folder]?.sort { graph.files[$0].path.count < graph.files[$1].path.count } }
    for gap in graph.layout.gaps { unclear.insert(Self.folder(of: gap.path)) }
  }

  static func folder(of path: String) -> Substring {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[..<$0] } ?? ""
  }

  /// Whether the folder has a manifest and all of it was understood.
  func isClear(_ folder: String) -> Bool { manifests[folder[...]] != nil && !unclear.contains(folder[...]) }

  /// Manifests of a folder.
  func manifests(in folder: Substring) -> [Int] { manifests[folder] ?? [] }

  /// Where the manifest of the module's package names the target, and the whole call that declares it.
  func target(_ module: Int) -> (place: Place, call: Int)? {
    let entry = graph.layout.modules[module]
    // Where two packages name a target alike, the folder stands before the name.
    let prefix = entry.packagePath.isEmpty ? "" : entry.packagePath + "/"
    let name = entry.name.hasPrefix(prefix) ? String(entry.name.dropFirst(prefix.count)) : entry.name
    for file in manifests[entry.packagePath[...]] ?? [] {
      let facts = graph.files[file].facts
      for (index, node) in facts.tree.nodes.enumerated() where node.kind == .call {
        guard let literal = Self.firstArgument(of: index, facts), facts.strings[facts.tree[literal].name] == name,
          isTarget(index, facts)
        else { continue }
        return (Place(file: file, token: Int(facts.tree[literal].firstToken)), index)
      }
    }
    return nil
  }

  /// Names of the products by which the module's package offers it.
  func products(of module: Int) -> Set<String> {
    let entry = graph.layout.modules[module]
    var names: Set<String> = []
    for file in manifests[entry.packagePath[...]] ?? [] {
      let facts = graph.files[file].facts
      for (index, node) in facts.tree.nodes.enumerated() where node.kind == .call {
        guard let literal = Self.firstArgument(of: index, facts), Self.offers(entry, index, facts) else { continue }
        names.insert(facts.strings[facts.tree[literal].name])
      }
    }
    return names
  }

  /// Whether a call has an argument `targets` that names the module.
  private static func offers(_ module: ProjectLayout.Module, _ call: Int, _ facts: FileFacts) -> Bool {
    facts.tree.children(of: call).contains { argument in
      facts.tree[argument].kind == .argument && facts.strings[facts.tree[argument].name] == "targets"
        && (argument..<Int(facts.tree[argument].end)).contains { node in
          facts.tree[node].kind == .stringLiteral && facts.strings[facts.tree[node].name] == module.importName
        }
    }
  }

  /// Where the call that declares a target names one of some dependencies; nil where it does so in other words.
  func dependency(_ names: Set<String>, inCall call: Int, file: Int) -> Place? {
    let facts = graph.files[file].facts
    let own = Self.firstArgument(of: call, facts)
    for index in call..<Int(facts.tree[call].end) where facts.tree[index].kind == .stringLiteral && index != own {
      if names.contains(facts.strings[facts.tree[index].name]) {
        return Place(
          file: file, token: Int(facts.tree[index].firstToken), isConditional: hasCondition(around: index, facts))
      }
    }
    return nil
  }

  private func hasCondition(around literal: Int, _ facts: FileFacts) -> Bool {
    let call = Int(facts.tree[Int(facts.tree[literal].parent)].parent)
    return facts.tree[call].kind == .call
      && facts.tree.children(of: call).contains { facts.strings[facts.tree[$0].name] == "condition" }
  }

  /// The literal that is the call's first argument, without a label or as the name.
  private static func firstArgument(of call: Int, _ facts: FileFacts) -> Int? {
    guard let argument = facts.tree.firstChild(of: call, .argument),
      let value = facts.tree.firstChild(of: argument), facts.tree[value].kind == .stringLiteral,
      facts.tree[argument].name.isEmpty || facts.strings[facts.tree[argument].name] == "name"
    else { return nil }
    return value
  }

  /// Whether the call declares a target rather than a product, a package or a dependency.
  private func isTarget(_ call: Int, _ facts: FileFacts) -> Bool {
    guard let callee = facts.tree.firstChild(of: call) else { return false }
    switch facts.strings[facts.tree[callee].name] {
    case "product", "package", "byName", "Package": return false
    default: break
    }
    if facts.tree.children(of: call).contains(where: { facts.strings[facts.tree[$0].name] == "targets" }) {
      return false
    }
    var around = Int(facts.tree[call].parent)
    while around > 0 {
      if facts.tree[around].kind == .argument {
        let label = facts.strings[facts.tree[around].name]
        if label == "targets" { return true }
        if label == "dependencies" || label == "products" || label == "plugins" { return false }
      }
      around = Int(facts.tree[around].parent)
    }
    return true
  }
}
