package import Facts
package import Model

/// Joins the facts of a snapshot's files into the frozen ``CodeGraph``.
///
/// Deterministic: the same files and layout give the same graph whatever the number of workers.
package enum GraphLinker {
  /// One file to link.
  package struct Input: Sendable {
    package var path: String
    package var blob: BlobID
    package var facts: FileFacts
    package var isManifest: Bool

    package init(path: String, blob: BlobID, facts: FileFacts, isManifest: Bool) {
      self.path = path
      self.blob = blob
      self.facts = facts
      self.isManifest = isManifest
    }
  }

  /// Links `files`, whose modules `layout.moduleOfFile` gives in the same order. Linear in the size of the facts.
  package static func link(files inputs: [Input], layout: ProjectLayout, workers: Int) -> CodeGraph {
    var files: [CodeGraph.File] = []
    files.reserveCapacity(inputs.count)
    var first: Int32 = 0
    for (index, input) in inputs.enumerated() {
      let module = index < layout.moduleOfFile.count ? layout.moduleOfFile[index] : -1
      files.append(
        CodeGraph.File(
          path: input.path, blob: input.blob, module: Int32(module), facts: input.facts, firstDeclaration: first,
          isManifest: input.isManifest))
      first += Int32(input.facts.declarations.count)
    }
    var symbols = SymbolTable(files: files, layout: layout, workers: workers)
    let common = CommonMemberNames(numberedBy: &symbols.names)
    symbols.valueTypes = valueTypes(symbols, workers: workers)
    let outcomes = resolve(symbols, common, workers: workers)
    return freeze(symbols, outcomes)
  }

  private static func valueTypes(_ symbols: SymbolTable, workers: Int) -> [KnownType] {
    parallelMap(count: symbols.files.count, workers: workers) { index in
      DeclaredTypes(symbols: symbols, file: Int32(index)).compute()
    }.flatMap { $0 }
  }

  private static func resolve(_ symbols: SymbolTable, _ common: CommonMemberNames, workers: Int)
    -> [ReferenceResolver.Outcome]
  {
    parallelMap(count: symbols.files.count, workers: workers) { index in
      var resolver = ReferenceResolver(symbols: symbols, file: Int32(index), commonNames: common)
      return resolver.resolve()
    }
  }

  private static func freeze(_ symbols: SymbolTable, _ outcomes: [ReferenceResolver.Outcome]) -> CodeGraph {
    var references: [Reference] = []
    references.reserveCapacity(outcomes.reduce(0) { $0 + $1.references.count })
    var unresolved = CodeGraph.UnresolvedCounts()
    for outcome in outcomes {
      references.append(contentsOf: outcome.references)
      unresolved.external += outcome.unresolved.external
      unresolved.ambiguous += outcome.unresolved.ambiguous
      unresolved.unknownBase += outcome.unresolved.unknownBase
    }
    let count = symbols.fileOfDeclaration.count
    var fileEdges = EdgeAggregator(groupCount: symbols.files.count)
    var typeEdges = EdgeAggregator(groupCount: count)
    var moduleEdges = EdgeAggregator(groupCount: symbols.layout.modules.count)
    for (index, reference) in references.enumerated() {
      let target = Int(reference.target)
      let toFile = symbols.fileOfDeclaration[target]
      fileEdges.add(from: reference.file, to: toFile, reference: index)
      moduleEdges.add(
        from: symbols.module(ofFile: reference.file), to: symbols.module(ofFile: toFile), reference: index)
      if reference.source >= 0 {
        typeEdges.add(
          from: symbols.typeOfDeclaration[Int(reference.source)], to: symbols.typeOfDeclaration[target],
          reference: index)
      }
    }
    let (starts, incoming) = incomingIndex(references, declarationCount: count)
    return CodeGraph(
      files: symbols.files, layout: symbols.layout, fileOfDeclaration: symbols.fileOfDeclaration,
      typeOfDeclaration: symbols.typeOfDeclaration, references: references, incomingStarts: starts, incoming: incoming,
      libraryModules: [], unresolvedReferences: [], unresolved: unresolved, fileEdges: fileEdges.edges(), typeEdges: typeEdges.edges(),
      moduleEdges: moduleEdges.edges(), moduleImports: moduleImports(symbols))
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

  private static func moduleImports(_ symbols: SymbolTable) -> [CodeGraph.ModuleImport] {
    var byName: [String: Int32] = [:]
    for (index, module) in symbols.layout.modules.enumerated() where byName[module.importName] == nil {
      byName[module.importName] = Int32(index)
    }
    var result: [CodeGraph.ModuleImport] = []
    for (fileIndex, file) in symbols.files.enumerated() {
      for (importIndex, item) in file.facts.imports.enumerated() {
        guard let module = byName[file.facts.strings[item.module]], module != file.module else { continue }
        result.append(
          CodeGraph.ModuleImport(file: Int32(fileIndex), importIndex: Int32(importIndex), module: module))
      }
    }
    return result
  }
}
