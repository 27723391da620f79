import Facts
package import Model

/// A linked graph that can be linked again, after some of its files have changed, for little more than the changed
/// files cost.
///
/// The graph is the same as one linked afresh from the same files; a test holds that against random edits and real
/// histories. The table of names is made anew each time, which is linear and fast; what is saved is resolving: every file
/// keeps the look-ups that what was found in it rests on (``LookupLog``), and is resolved again where it changed itself or
/// one of them gives something else (``ChangedLookups``); then only those of its members that rest on such a one.
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
  private var types: TypeNumbers
  /// What was found in each file, in terms of the graph's indices.
  private var outcomes: [ReferenceResolver.Outcome]
  private var library: [LibraryModule]
  /// What is known of the library alone, with which every table of names begins.
  private let known: LibrarySymbols
  private let workers: Int

  /// Links `files` afresh; see ``GraphLinker/link(files:layout:library:workers:)``. Without `linksAgain` it cannot be linked
  /// again at less cost, and saves keeping what that takes.
  package init(
    files inputs: [GraphLinker.Input], layout: ProjectLayout, library: [LibraryModule], workers: Int,
    linksAgain: Bool = true
  ) {
    let files = GraphLinker.files(inputs, layout: layout)
    var names = GlobalNames(files: library.flatMap(\.parts) + files.map(\.facts), workers: workers)
    known = LibrarySymbols(library, layout: layout, names: &names, workers: workers)
    symbols = SymbolTable(
      SymbolTableBuilder(files: files, layout: layout, library: known.builder, names: names, workers: workers))
    types = TypeNumbers(symbols)
    outcomes = GraphLinker.resolve(
      Array(files.indices), symbols, owners: linksAgain ? types : nil, workers: workers)
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
    let numbers = TypeNumbers(table, after: types, pairing)
    let changes = needed(table, numbers, pairing)
    let needed = changes.map(\.file)
    let found = GraphLinker.resolve(
      needed, table, owners: numbers, workers: workers, keeping: changes.map(\.kept))
    var next = files.indices.map { index in
      let old = pairing.oldOfNew[index]
      return old < 0 ? ReferenceResolver.Outcome() : outcomes[Int(old)]
    }
    outcomes = []
    for (index, outcome) in zip(needed, found) { next[index] = outcome }
    let isNeeded = Set(needed)
    for index in files.indices where !isNeeded.contains(index) { Self.move(&next[index], to: index, pairing) }
    outcomes = next
    (symbols, types) = (table, numbers)
    self.library = library
    graph = GraphFreezer.freeze(files, table, next, libraryModules: library, workers: workers)
    update = Update(resolvedFiles: needed.count, isFresh: false)
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
    let first = symbols.firstUnitOfRepository
    func earlier(_ file: Int) -> Int? {
      pairing.isUnchanged[file] ? first + Int(pairing.oldOfNew[file]) : nil
    }
    let names = GlobalNames(
      files: library.flatMap(\.parts) + files.map(\.facts), extending: symbols.names, workers: workers
    ) { $0 < first ? $0 : earlier($0 - first) }
    return SymbolTable(
      SymbolTableBuilder(files: files, layout: layout, library: known.builder, names: names, workers: workers) {
        earlier($0).map { symbols.units[$0] }
      })
  }

  /// The files whose references have to be resolved, in order, with what is kept of them.
  private func needed(
    _ table: SymbolTable, _ numbers: TypeNumbers, _ pairing: FilePairing
  ) -> [(file: Int, kept: ReferenceResolver.Outcome)] {
    let seesOther = filesThatSeeOther(table, pairing)
    let changes = ChangedLookups(pairing, old: symbols, types, new: table, numbers, seesOther: seesOther)
    return pairing.oldOfNew.indices.compactMap { index in
      guard pairing.isUnchanged[index], !seesOther[index], !changes.extendsOther[index] else {
        return (index, ReferenceResolver.Outcome())
      }
      let outcome = outcomes[Int(pairing.oldOfNew[index])]
      if hasLostTarget(outcome, pairing) { return (index, ReferenceResolver.Outcome()) }
      guard !changes.isEmpty, changes.contains(anyOf: outcome.lookups) else { return nil }
      var kept = outcome.limited(to: outcome.parts.filter { !changes.contains(anyOf: $0.lookups) })
      Self.move(&kept, to: index, pairing)
      return (index, kept)
    }
  }

  /// By file whether it sees other modules than before, or they mean something else to it: then it may take any name from
  /// another place, and so may whoever asks for what it declares.
  private func filesThatSeeOther(_ table: SymbolTable, _ pairing: FilePairing) -> [Bool] {
    // A module that sees others than before may take any name from another place.
    let handsOnOthers = table.visibleModules.indices.map { module in
      symbols.scopedImports.handedOn[module] != table.scopedImports.handedOn[module]
    }
    // What is not known of a module decides what is missing in those that see it.
    let (oldModules, newModules) = (Set(symbols.moduleOfUnit), Set(table.moduleOfUnit))
    let reachesOthers = table.visibleModules.indices.map { module in
      symbols.moduleImportsForeign[module] != table.moduleImportsForeign[module]
        || oldModules.contains(Int32(module)) != newModules.contains(Int32(module))
    }
    let seesOthers = table.visibleModules.indices.map { module in
      symbols.visibleModules[module] != table.visibleModules[module] || handsOnOthers[module] || reachesOthers[module]
        || table.visibleModules[module].contains { $0 >= 0 && (handsOnOthers[Int($0)] || reachesOthers[Int($0)]) }
    }
    let first = table.firstUnitOfRepository
    return pairing.oldOfNew.indices.map { index in
      let unit = table.units[first + index]
      let old = Int(pairing.oldOfNew[index])
      return old >= 0
        && (seesOthers[unit.module >= 0 ? Int(unit.module) : table.moduleNames.count]
          || table.visibleInUnit[first + index] != symbols.visibleInUnit[first + old]
          || !pairing.isUnchanged[index] && !unit.importsTheSame(as: symbols.units[first + old]))
    }
  }

  /// Whether something that a file refers to is not there any more: then a look-up changed as well, or else this saves
  /// the graph from an index that means nothing.
  private func hasLostTarget(_ outcome: ReferenceResolver.Outcome, _ pairing: FilePairing) -> Bool {
    func isLost(_ declaration: Int32) -> Bool { declaration >= 0 && pairing.declarations[Int(declaration)] < 0 }
    return outcome.references.contains { isLost($0.target) }
      || outcome.unresolved.contains { $0.reason != .external && isLost($0.base) }
      || outcome.witnesses.contains { isLost($0.member) || isLost($0.requirement) }
  }

  /// Puts what was found in a file in terms of the new graph's indices.
  private static func move(_ outcome: inout ReferenceResolver.Outcome, to file: Int, _ pairing: FilePairing) {
    func moved(_ declaration: Int32) -> Int32 {
      declaration >= 0 ? pairing.declarations[Int(declaration)] : declaration
    }
    for index in outcome.references.indices {
      outcome.references[index].file = Int32(file)
      outcome.references[index].source = moved(outcome.references[index].source)
      outcome.references[index].target = moved(outcome.references[index].target)
    }
    if !outcome.hasSortedReferences { outcome.sortReferences() }
    for index in outcome.unresolved.indices {
      outcome.unresolved[index].file = Int32(file)
      outcome.unresolved[index].source = moved(outcome.unresolved[index].source)
      if outcome.unresolved[index].reason != .external {
        outcome.unresolved[index].base = moved(outcome.unresolved[index].base)
      }
    }
    for index in outcome.absences.indices { outcome.absences[index].file = Int32(file) }
    for index in outcome.witnesses.indices {
      outcome.witnesses[index].member = moved(outcome.witnesses[index].member)
      outcome.witnesses[index].requirement = moved(outcome.witnesses[index].requirement)
    }
    for index in outcome.openTypes.indices { outcome.openTypes[index] = moved(outcome.openTypes[index]) }
  }
}
