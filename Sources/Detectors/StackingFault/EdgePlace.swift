import Facts
import Graph
import Model

/// Where in the sources a dependency can be seen: one token of a file.
struct EdgePlace {
  var file: Int
  var token: Int

  init(file: Int, token: Int) {
    self.file = file
    self.token = token
  }

  /// The name that a reference consists of; of `a.b` it is `b`.
  init(reference index: Int, in graph: CodeGraph) {
    let reference = graph.references[index]
    file = Int(reference.file)
    token = Int(graph.files[file].facts.tree[Int(reference.node)].nameToken)
  }
}

extension ModuleDependencies {
  /// Where a dependency between modules is seen: an import, or the manifest that declares it; nil where
  /// the build description is no Swift file and the module has none either.
  func place(of edge: DependencyGraph.Edge, in graph: CodeGraph) -> EdgePlace? {
    switch examples[edge.example] {
    case .moduleImport(let index):
      let item = graph.moduleImports[index]
      let facts = graph.files[Int(item.file)].facts
      let node = facts.tree[Int(facts.imports[Int(item.importIndex)].node)]
      return EdgePlace(file: Int(item.file), token: Int(node.nameToken))
    case .declaration(let module):
      let folder = graph.layout.modules[module].packagePath
      let manifest = folder.isEmpty ? "Package.swift" : folder + "/Package.swift"
      let file = graph.files.firstIndex { $0.path == manifest } ?? graph.files.firstIndex { $0.module == Int32(module) }
      return file.map { EdgePlace(file: $0, token: 0) }
    }
  }
}
