import Facts
import Graph
import Model

/// Which modules show their public declarations to somebody outside the repository.
struct OfferedModules {
  /// By index in the layout's modules.
  let isOffered: [Bool]
  /// Whether the build description says for sure who may use the module.
  let isKnown: [Bool]

  init(_ graph: CodeGraph) {
    let modules = graph.layout.modules
    let isWhole = graph.layout.gaps.isEmpty
    isKnown = modules.map { module in
      switch module.kind {
      case .library, .executable, .test: isWhole
      case .macro, .plugin, .system, .binary, .folder: false
      }
    }
    var offered = modules.indices.map { index in
      switch modules[index].kind {
      case .library: modules[index].isProduct || !isWhole
      case .executable, .test: !isWhole
      case .macro, .plugin, .system, .binary, .folder: true
      }
    }
    // `@_exported import` makes another module's interface a part of the own.
    var exports: [(by: Int, of: Int)] = []
    for item in graph.moduleImports {
      let file = graph.files[Int(item.file)]
      guard file.module >= 0, file.facts.imports[Int(item.importIndex)].isExported else { continue }
      exports.append((Int(file.module), Int(item.module)))
    }
    var hasChanged = !exports.isEmpty
    while hasChanged {
      hasChanged = false
      for export in exports where offered[export.by] && !offered[export.of] {
        offered[export.of] = true
        hasChanged = true
      }
    }
    isOffered = offered
  }
}
