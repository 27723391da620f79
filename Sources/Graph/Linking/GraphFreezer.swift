import Facts
import Model

/// Puts what the resolvers found into the frozen graph: one array of references, and the edges they add up to.
enum GraphFreezer {
  static func freeze(
    _ files: [CodeGraph.File], _ symbols: SymbolTable, _ outcomes: [ReferenceResolver.Outcome],
    libraryModules: [LibraryModule], workers: Int
  ) -> CodeGraph {
    var references: [Reference] = []
    references.reserveCapacity(outcomes.reduce(0) { $0 + $1.references.count })
    var unresolved: [UnresolvedReference] = []
    unresolved.reserveCapacity(outcomes.reduce(0) { $0 + $1.unresolved.count })
    for outcome in outcomes {
      references.append(contentsOf: outcome.references)
      unresolved.append(contentsOf: outcome.unresolved)
    }
    let first = Int(symbols.firstOfRepository)
    var graph = CodeGraph(
      files: files, layout: symbols.layout,
      fileOfDeclaration: symbols.unitOf.dropFirst(first).map { $0 - Int32(symbols.firstUnitOfRepository) },
      typeOfDeclaration: symbols.nominalOf.dropFirst(first).map { symbols.inGraph($0) },
      references: references, incomingStarts: [], incoming: [], libraryModules: libraryModules,
      unresolvedReferences: unresolved, witnesses: Array(Set(outcomes.flatMap(\.witnesses))).sorted(),
      openTypes: outcomes.flatMap(\.openTypes), absences: outcomes.flatMap(\.absences),
      unresolved: CodeGraph.UnresolvedCounts(), fileEdges: [], typeEdges: [], moduleEdges: [],
      moduleImports: moduleImports(files, symbols.layout))
    graph.sumUp(workers: workers)
    return graph
  }

  private static func moduleImports(_ files: [CodeGraph.File], _ layout: ProjectLayout) -> [CodeGraph.ModuleImport] {
    var byName: [String: Int32] = [:]
    for (index, module) in layout.modules.enumerated() where byName[module.importName] == nil {
      byName[module.importName] = Int32(index)
    }
    var result: [CodeGraph.ModuleImport] = []
    for (fileIndex, file) in files.enumerated() {
      for (importIndex, item) in file.facts.imports.enumerated() {
        guard let module = byName[file.facts.strings[item.module]], module != file.module else { continue }
        result.append(
          CodeGraph.ModuleImport(file: Int32(fileIndex), importIndex: Int32(importIndex), module: module))
      }
    }
    return result
  }
}
