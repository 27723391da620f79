import Facts
import Graph
import Model

/// Which modules of a repository use which: by what their files import and by what build descriptions declare.
///
/// Both say for certain what references only suggest, so an edge weighs as much as there are imports. Where several
/// modules are imported by one name, as in a repository of several packages, which of them is meant is known only by
/// what is declared; an import within an `#if` counts only where it is declared too.
struct ModuleDependencies {
  /// What an edge of the graph can be shown by.
  enum Example: Sendable {
    /// Index in the graph's imports of its modules.
    case moduleImport(Int)
    /// Only the build description of the module with that index.
    case declaration(Int)
  }

  /// A little below certainty, so that of two uses the import, which has a place in the sources, is the one shown.
  private static let declaredConfidence = 0.99

  /// Nodes are indices of modules; an edge's example is an index in `examples`.
  let dependencies: DependencyGraph
  private(set) var examples: [Example] = []

  init(graph: CodeGraph) {
    let modules = graph.layout.modules
    let isAmbiguous = Self.ambiguousNames(modules)
    func isDeclared(_ from: Int, _ to: Int) -> Bool { modules[from].dependencies.contains(to) }
    var uses: [DependencyGraph.Edge] = []
    var examples: [Example] = []
    func add(from: Int, to: Int, weight: Int, confidence: Double, _ example: Example) {
      uses.append(
        DependencyGraph.Edge(from: from, to: to, weight: weight, example: examples.count, confidence: confidence))
      examples.append(example)
    }
    for (from, module) in modules.enumerated() {
      for to in module.dependencies {
        add(from: from, to: to, weight: 0, confidence: Self.declaredConfidence, .declaration(from))
      }
    }
    for (index, item) in graph.moduleImports.enumerated() {
      let from = Int(graph.files[Int(item.file)].module)
      let to = Int(item.module)
      let isConditional = graph.files[Int(item.file)].facts.imports[Int(item.importIndex)].condition >= 0
      guard from >= 0, isDeclared(from, to) || !(isAmbiguous[to] || isConditional) else { continue }
      add(from: from, to: to, weight: 1, confidence: 1, .moduleImport(index))
    }
    dependencies = DependencyGraph(nodeCount: modules.count, uses: uses)
    self.examples = examples
  }

  /// For each module whether another one has the same import name.
  private static func ambiguousNames(_ modules: [ProjectLayout.Module]) -> [Bool] {
    var counts: [String: Int] = [:]
    for module in modules { counts[module.importName, default: 0] += 1 }
    return modules.map { counts[$0.importName] != 1 }
  }
}
