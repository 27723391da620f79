import Facts
package import Graph
import Model

/// The files of a graph that a study is about, and how many of each other kind there are.
package struct StudiedFiles: Sendable, Equatable {
  /// Indices in `graph.files`, ascending.
  package private(set) var indices: [Int] = []
  package private(set) var tests = 0
  package private(set) var generated = 0
  /// Manifests, and files that no module has.
  package private(set) var withoutModule = 0
  /// Without a line of code.
  package private(set) var empty = 0

  package init(_ graph: CodeGraph) {
    for (index, file) in graph.files.enumerated() {
      if file.isManifest || file.module < 0 {
        withoutModule += 1
      } else if TestCode.holds(file.path, module: graph.layout.modules[Int(file.module)]) {
        tests += 1
      } else if file.facts.isGenerated {
        generated += 1
      } else if file.facts.linesOfCode == 0 {
        empty += 1
      } else {
        indices.append(index)
      }
    }
  }
}
