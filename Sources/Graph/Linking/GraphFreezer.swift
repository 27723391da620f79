import Facts
import Model

/// Puts what the resolvers found into the frozen graph: one array of references, and the edges they add up to.
enum GraphFreezer {
  static func freeze(
    _ files: [CodeGraph.File], _ symbols: SymbolTable, _ outcomes: [ReferenceResolver.Outcome], libraryModules: [String]
  ) -> CodeGraph {
    var references: [Reference] = []
    references.reserveCapacity(outcomes.reduce(0) { $0 + $1.references.count })
    var unresolved: [UnresolvedReference] = []
    unresolved.reserveCapacity(outcomes.reduce(0) { $0 + $1.unresolved.count })
    var counts = CodeGraph.UnresolvedCounts()
    for outcome in outcomes {
      references.append(contentsOf: outcome.references)
      unresolved.append(contentsOf: outcome.unresolved)
    }
    for item in unresolved {
      switch item.reason {
      case .external: counts.external += 1
      case .ambiguous, .noFittingArguments: counts.ambiguous += 1
      case .unknownBase, .noMember: counts.unknownBase += 1
      }
    }
    let count = Int(symbols.repositoryDeclarationCount)
    let nominals = Array(symbols.nominalOf.prefix(count)).map { $0 < symbols.repositoryDeclarationCount ? $0 : -1 }
    var fileEdges = EdgeAggregator(groupCount: files.count)
    var typeEdges = EdgeAggregator(groupCount: count)
    var moduleEdges = EdgeAggregator(groupCount: symbols.layout.modules.count)
    for (index, reference) in references.enumerated() {
      let target = Int(reference.target)
      let toFile = symbols.unitOf[target]
      fileEdges.add(from: reference.file, to: toFile, reference: index)
      moduleEdges.add(from: files[Int(reference.file)].module, to: files[Int(toFile)].module, reference: index)
      if reference.source >= 0 {
        typeEdges.add(from: nominals[Int(reference.source)], to: nominals[target], reference: index)
      }
    }
    let witnesses = Array(Set(outcomes.flatMap(\.witnesses))).sorted()
    let (starts, incoming) = incomingIndex(references, declarationCount: count)
    return CodeGraph(
      files: files, layout: symbols.layout, fileOfDeclaration: Array(symbols.unitOf.prefix(count)),
      typeOfDeclaration: nominals, references: references, incomingStarts: starts, incoming: incoming,
      libraryModules: libraryModules, unresolvedReferences: unresolved, witnesses: witnesses,
      openTypes: outcomes.flatMap(\.openTypes), absences: outcomes.flatMap(\.absences), unresolved: counts,
      fileEdges: fileEdges.edges(), typeEdges: typeEdges.edges(), moduleEdges: moduleEdges.edges(),
      moduleImports: moduleImports(files, symbols.layout))
  }

  private static func incomingIndex(_ references: [Reference], declarationCount: Int) -> ([Int32], [Int32]) {
    var starts = [Int32](repeating: 0, count: declarationCount + 1)
    for reference in references { starts[Int(reference.target) + 1] += 1 }
    for index in 0..<declarationCount { starts[index + 1] += starts[index] }
    var next = starts
    var incoming = [Int32](repeating: 0, count: references.count)
    for (index, reference) in references.enumerated() {
      incoming[Int(next[Int(reference.target)])] = Int32(index)
      next[Int(reference.target)] += 1
    }
    return (starts, incoming)
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
