import Facts
import Graph
import Model

/// Links sources given as path → text. Files under `Sources/X/` belong to module `X`; others to `Main`.
func graph(
  _ sources: [(path: String, text: String)], documents: [DocumentLinker.Input] = [], workers: Int = 2
) -> CodeGraph {
  let names = Set(sources.map { moduleName($0.path) }).sorted()
  let layout = ProjectLayout(
    modules: names.map {
      ProjectLayout.Module(
        name: $0, importName: $0, kind: .library, packagePath: "", dependencies: [], externalDependencies: [],
        isProduct: false)
    },
    moduleOfFile: sources.map { names.firstIndex(of: moduleName($0.path)) ?? -1 }, gaps: [])
  let blob = [UInt8](repeating: 0, count: 20).withUnsafeBytes { BlobID(bytes: $0) }
  let texts = sources.map { Array($0.text.utf8) }
  let facts = parallelMap(count: sources.count, workers: 2) { index in
    texts[index].withUnsafeBufferPointer { FactsReader.read($0) }
  }
  let inputs = sources.indices.map {
    GraphLinker.Input(path: sources[$0].path, blob: blob, facts: facts[$0], isManifest: false)
  }
  return GraphLinker.link(
    files: inputs, documents: documents, layout: layout, library: LibraryModules.load(for: inputs, workers: 1),
    workers: workers)
}

private func moduleName(_ path: String) -> String {
  let parts = path.split(separator: "/")
  return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : "Main"
}

extension CodeGraph {
  /// Every reference as `source -> target [role]`, in order; `-` for top level.
  var described: [String] {
    references.map { reference in
      let source = reference.source < 0 ? "-" : qualifiedName(Int(reference.source))
      return "\(source) -> \(qualifiedName(Int(reference.target))) [\(reference.role.word)]"
    }
  }

  func has(_ description: String) -> Bool { described.contains(description) }
}
