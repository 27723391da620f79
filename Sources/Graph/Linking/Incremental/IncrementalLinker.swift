import Facts
package import Model

/// A linked graph that can be linked again, after some of its files have changed, for little more than the changed
/// files cost.
///
/// The graph is the same as one linked afresh from the same files; a test holds that against random edits and real
/// histories. The table of names is made anew each time, which is linear and fast; what is saved is resolving: only
/// changed files and files that name something whose meaning may have changed are resolved again (``ChangedNames``).
package struct IncrementalLinker: Sendable {
  /// What linking again came to.
  package struct Update: Sendable, Equatable {
    /// Files whose references were resolved.
    package var resolvedFiles: Int
    /// Whether nothing could be kept, so that everything was linked afresh.
    package var isFresh: Bool
  }

  package private(set) var graph: CodeGraph
  package private(set) var update: Update
  private(set) var symbols: SymbolTable
  /// What was found in each file, in terms of the graph's indices.
  private var outcomes: [ReferenceResolver.Outcome]
  private var library: [LibraryModule]
  private let workers: Int

  /// Links `files` afresh; see ``GraphLinker/link(files:layout:library:workers:)``.
  package init(files inputs: [GraphLinker.Input], layout: ProjectLayout, library: [LibraryModule], workers: Int) {
    let files = GraphLinker.files(inputs, layout: layout)
    let names = GlobalNames(files: files.map(\.facts) + library.flatMap(\.parts), workers: workers)
    symbols = SymbolTable(
      SymbolTableBuilder(files: files, layout: layout, library: library, names: names, workers: workers))
    outcomes = GraphLinker.resolve(symbols, workers: workers)
    graph = GraphFreezer.freeze(files, symbols, outcomes, libraryModules: library, workers: workers)
    update = Update(resolvedFiles: files.count, isFresh: true)
    self.library = library
    self.workers = workers
  }

  /// Links `files`, all files of the new state, which may be any. Files are the same as before where path, content (by
  /// blob) and module are.
  package mutating func link(files inputs: [GraphLinker.Input], layout: ProjectLayout, library: [LibraryModule]) {
    guard library.count == self.library.count, zip(library, self.library).allSatisfy({ $0.isSame(as: $1) }),
      Self.haveSameModules(layout, symbols.layout)
    else {
      self = IncrementalLinker(files: inputs, layout: layout, library: library, workers: workers)
      return
    }
    let files = GraphLinker.files(inputs, layout: layout)
    let pairing = FilePairing(old: graph.files, new: files)
    let table = newTable(files, layout: layout, library: library, pairing)
    let needs = needed(table, pairing)
    var found = GraphLinker.resolve(table, workers: workers, where: needs)
    for index in files.indices where !needs[index] {
      let kept = outcomes[Int(pairing.oldOfNew[index])]
      found[index].references = kept.references.map { moved($0, to: index, pairing) }
      found[index].sortReferences()
      found[index].absences = kept.absences.map {
        var result = $0
        result.file = Int32(index)
        return result
      }
      found[index].unresolved = kept.unresolved.map { moved($0, to: index, pairing) }
    }
    outcomes = found
    symbols = table
    self.library = library
    graph = GraphFreezer.freeze(files, table, found, libraryModules: library, workers: workers)
    update = Update(resolvedFiles: needs.lazy.filter { $0 }.count, isFresh: false)
  }

  /// The graph with documents held against it.
  package func graph(with documents: [DocumentLinker.Input]) -> CodeGraph {
    var result = graph
    result.documents = DocumentLinker(symbols).link(documents, workers: workers)
    return result
  }

  private static func haveSameModules(_ left: ProjectLayout, _ right: ProjectLayout) -> Bool {
    left.modules.count == right.modules.count
      && zip(left.modules, right.modules).allSatisfy {
        $0.name == $1.name && $0.importName == $1.importName && $0.kind == $1.kind && $0.packagePath == $1.packagePath
      }
  }

  private func newTable(
    _ files: [CodeGraph.File], layout: ProjectLayout, library: [LibraryModule], _ pairing: FilePairing
  ) -> SymbolTable {
    let before = graph.files.count
    let names = GlobalNames(
      files: files.map(\.facts) + library.flatMap(\.parts), extending: symbols.names, workers: workers
    ) { index in
      if index >= files.count { return before + index - files.count }
      return pairing.isUnchanged[index] ? Int(pairing.oldOfNew[index]) : nil
    }
    return SymbolTable(
      SymbolTableBuilder(files: files, layout: layout, library: library, names: names, workers: workers))
  }

  /// The files whose references have to be resolved.
  private func needed(_ table: SymbolTable, _ pairing: FilePairing) -> [Bool] {
    let changes = ChangedNames(pairing, old: symbols, new: table)
    let count = table.repositoryUnitCount
    guard !changes.isEverything else { return [Bool](repeating: true, count: count) }
    // A module that sees others than before may take any name from another place.
    let handsOnOthers = table.visibleModules.indices.map { module in
      symbols.scopedImports.handedOn[module] != table.scopedImports.handedOn[module]
    }
    // What is not known of a module decides what is missing in those that see it.
    let reachesOthers = table.visibleModules.indices.map { module in
      symbols.moduleImportsForeign[module] != table.moduleImportsForeign[module]
        || symbols.moduleOfUnit.contains(Int32(module)) != table.moduleOfUnit.contains(Int32(module))
    }
    let seesOthers = table.visibleModules.indices.map { module in
      symbols.visibleModules[module] != table.visibleModules[module] || handsOnOthers[module] || reachesOthers[module]
        || table.visibleModules[module].contains { $0 >= 0 && (handsOnOthers[Int($0)] || reachesOthers[Int($0)]) }
    }
    return (0..<count).map { index in
      let unit = table.units[index]
      return !pairing.isUnchanged[index] || seesOthers[unit.module >= 0 ? Int(unit.module) : table.moduleNames.count]
        || table.visibleInUnit[index] != symbols.visibleInUnit[Int(pairing.oldOfNew[index])]
        || changes.isMentioned(in: unit) || hasLostTarget(Int(pairing.oldOfNew[index]), pairing)
    }
  }

  /// Whether something that a file refers to is not there any more: then its name changed as well, or else this saves
  /// the graph from an index that means nothing.
  private func hasLostTarget(_ file: Int, _ pairing: FilePairing) -> Bool {
    outcomes[file].references.contains { pairing.declarations[Int($0.target)] < 0 }
  }

  private func moved(_ reference: Reference, to file: Int, _ pairing: FilePairing) -> Reference {
    var result = reference
    result.file = Int32(file)
    if reference.source >= 0 { result.source = pairing.declarations[Int(reference.source)] }
    result.target = pairing.declarations[Int(reference.target)]
    return result
  }

  private func moved(_ reference: UnresolvedReference, to file: Int, _ pairing: FilePairing) -> UnresolvedReference {
    var result = reference
    result.file = Int32(file)
    if reference.source >= 0 { result.source = pairing.declarations[Int(reference.source)] }
    if reference.base >= 0, reference.reason != .external {
      result.base = pairing.declarations[Int(reference.base)]
    }
    return result
  }
}
