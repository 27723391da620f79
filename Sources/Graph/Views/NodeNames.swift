import Facts
import Model

/// Writes the nodes of a ``LevelGraph`` down: ids that are unique and the same in every run, labels, kinds, places.
struct NodeNames {
  private let graph: CodeGraph
  private let level: GraphDocument.Level

  init(_ graph: CodeGraph, level: GraphDocument.Level) {
    self.graph = graph
    self.level = level
  }

  /// One document node for each subject, in order.
  func nodes(of view: LevelGraph) -> [GraphDocument.Node] {
    var seen: [String: Int] = [:]
    return view.subjects.indices.map { index in
      var node = node(of: view.subjects[index])
      node.inside = view.inside[index]
      node.cycle = view.cycleOfNode[index]
      // The same name may stand twice in one file, in branches of `#if`.
      let count = (seen[node.id] ?? 0) + 1
      seen[node.id] = count
      if count > 1 { node.id += "~\(count)" }
      return node
    }
  }

  private func node(of subject: LevelSubject) -> GraphDocument.Node {
    switch subject {
    case .module(let index):
      let module = graph.layout.modules[index]
      return GraphDocument.Node(id: module.name, label: module.name, kind: module.kind.rawValue, module: module.name)
    case .file(let index):
      let file = graph.files[index]
      return GraphDocument.Node(
        id: file.path, label: level == .file ? Self.lastPart(of: file.path) : "code of \(Self.lastPart(of: file.path))",
        kind: "file", module: moduleName(Int(file.module)), path: file.path)
    case .declaration(let index):
      let file = graph.file(ofDeclaration: index)
      let fact = graph.declaration(index)
      let name = graph.qualifiedName(index)
      let label = fact.kind == .extension ? "extension \(name)" : name
      return GraphDocument.Node(
        id: "\(file.path)#\(label)", label: label, kind: fact.kind.word, module: moduleName(Int(file.module)),
        path: file.path, line: file.facts.position(ofToken: Int(fact.nameToken)).line)
    }
  }

  private func moduleName(_ index: Int) -> String { index < 0 ? "" : graph.layout.modules[index].name }

  static func lastPart(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.index(after: slash)...])
  }
}
