package import Facts
import Model

/// Holds the Swift blocks of documents against a linked repository: what they name of it, and what does not exist.
///
/// A block stands for a file of a user: it sees the modules that it imports or, where it imports none of the repository,
/// all its libraries. Blocks leave much out, so whatever a document declares itself is taken for unknown in all its
/// blocks, and so is what they do not declare.
package struct DocumentLinker {
  /// One document whose blocks are held against the graph.
  package struct Input: Sendable {
    package var path: String
    package var facts: DocumentFacts

    package init(path: String, facts: DocumentFacts) {
      self.path = path
      self.facts = facts
    }
  }

  private let symbols: SymbolTable

  init(_ symbols: SymbolTable) { self.symbols = symbols }

  /// The documents with their faults, in order. Linear in the size of the blocks.
  func link(_ inputs: [Input], workers: Int) -> [CodeGraph.Document] {
    let blocks = inputs.flatMap { $0.facts.blocks.map(\.facts) }
    guard !blocks.isEmpty else {
      return inputs.map { CodeGraph.Document(path: $0.path, facts: $0.facts, faults: []) }
    }
    let names = GlobalNames(files: blocks, extending: symbols.names, workers: 1) { _ in nil }
    let modules = Set(symbols.layout.modules.map(\.importName))
    let added = blocks.enumerated().map { index, facts in
      let unit = SourceUnit(
        index: Int32(symbols.units.count + index), facts: facts, names: names.numbers[index],
        firstDeclaration: Int32(symbols.kinds.count), module: -1, isLibrary: false, modules: modules)
      return SymbolTable.AddedUnit(
        unit: unit, visible: visibleModules(for: unit), isForeign: importsForeign(unit),
        namesOther: SymbolTable.namesOther(unit, moduleOfName: symbols.moduleOfName))
    }
    let table = SymbolTable(symbols, adding: added, names: names)
    var next = symbols.units.count
    let starts = inputs.map { input in
      defer { next += input.facts.blocks.count }
      return next
    }
    let slots = SlotArray<[CodeGraph.Fault]>(count: inputs.count)
    let cursor = AtomicCounter()
    parallelFor(count: max(1, min(workers, inputs.count)), workers: workers) { _ in
      // One resolver a worker: what it learns of declarations serves all documents.
      let resolver = ReferenceResolver(symbols: table)
      while true {
        let index = cursor.next()
        guard index < inputs.count else { return }
        slots.set(index, faults(of: inputs[index].facts, from: starts[index], with: resolver))
      }
    }
    return zip(inputs, slots.values()).map { CodeGraph.Document(path: $0.path, facts: $0.facts, faults: $1) }
  }

  private func faults(
    of document: DocumentFacts, from first: Int, with resolver: ReferenceResolver
  ) -> [CodeGraph.Fault] {
    let table = resolver.symbols
    let own = declaredNames(document, from: first, in: table)
    var faults: [CodeGraph.Fault] = []
    for block in document.blocks.indices {
      let unit = table.units[first + block]
      let outcome = resolver.resolve(block: first + block, unknown: own)
      for var reference in outcome.unresolved {
        guard !own.contains(unit.name(of: Int(reference.node))) else { continue }
        let absence = outcome.absences.first { $0.node == reference.node }
        switch reference.reason {
        case .noMember: guard isMeant(reference.base, own, table) else { continue }
        case .noFittingArguments:
          guard isMeant(reference.base, own, table), !leavesOut(Int(reference.node), in: unit) else { continue }
        case .external where absence != nil: break
        default: continue
        }
        (reference.file, reference.source) = (-1, -1)
        if reference.reason != .external { reference.base = table.inGraph(reference.base) }
        faults.append(CodeGraph.Fault(block: block, reference: reference, absence: absence))
      }
    }
    return faults
  }

  /// Global numbers of all names that the blocks of a document declare, generic parameters among them.
  private func declaredNames(_ document: DocumentFacts, from first: Int, in table: SymbolTable) -> Set<Int32> {
    var names: Set<Int32> = []
    for block in document.blocks.indices {
      let unit = table.units[first + block]
      for declaration in unit.declarations { names.insert(unit.names[Int(declaration.name.index)]) }
      for node in unit.tree.nodes where node.kind == .genericParameter {
        names.insert(unit.names[Int(node.name.index)])
      }
    }
    names.remove(-1)
    return names
  }

  /// Whether a block surely means a declaration: neither it nor one around it has a name that the document gives to
  /// something of its own, or that several modules of the repository, examples and tests among them, give to a type.
  private func isMeant(_ declaration: Int32, _ own: Set<Int32>, _ table: SymbolTable) -> Bool {
    var current = declaration
    while true {
      if own.contains(table.nameOf[Int(current)]) { return false }
      let parent = table.parents[Int(current)]
      if parent >= 0 {
        current = parent
      } else if table.kinds[Int(current)] == .extension, table.nominalOf[Int(current)] >= 0 {
        // A member of an extension belongs to the extended type.
        current = table.nominalOf[Int(current)]
      } else {
        break
      }
    }
    return (-1..<Int32(table.moduleNames.count)).allSatisfy { module in
      table.topLevel.values(module, table.nameOf[Int(current)]).allSatisfy {
        $0 == current || !table.isOfRepository($0) || !table.kinds[Int($0)].isNominalType
      }
    }
  }

  /// Whether the arguments of the call that a node begins are left out, as in `make(...)` and `make(/* … */)`.
  private func leavesOut(_ node: Int, in unit: SourceUnit) -> Bool {
    let tree = unit.tree
    var call = Int(tree[node].parent)
    if tree[call].kind == .specialization { call = Int(tree[call].parent) }
    guard tree[call].kind == .call else { return false }
    let tokens = Int(tree[node].endToken)..<Int(tree[call].endToken)
    // Nothing but `()`, in which a comment may stand.
    if tokens.count == 2 { return true }
    return tree.children(of: call).dropFirst().contains { argument in
      tree[argument].kind == .argument
        && (tree.firstChild(of: argument).map { unit.isNamed($0, "...") || unit.isNamed($0, "…") } ?? true)
    }
  }

  // MARK: Modules

  /// No module of its own, then what it imports, or else all libraries of the repository; then the library's modules.
  private func visibleModules(for unit: SourceUnit) -> [Int32] {
    let count = Int32(symbols.layout.modules.count)
    var result: [Int32] = [-1]
    for item in unit.imports {
      guard let module = symbols.moduleOfName[unit.names[Int(item.module.index)]], module < count else { continue }
      for other in symbols.visibleModules[Int(module)] where other < count && !result.contains(other) {
        result.append(other)
      }
    }
    if result.count == 1 {
      let libraries = (0..<count).filter { symbols.layout.modules[Int($0)].kind == .library }
      let offered = libraries.filter { symbols.layout.modules[Int($0)].isProduct }
      result += offered.isEmpty ? libraries : offered
    }
    return result + (count..<Int32(symbols.moduleNames.count))
  }

  private func importsForeign(_ unit: SourceUnit) -> Bool {
    unit.imports.contains { item in
      !BuildConditions.isFramework(unit.topModule(of: item))
        && symbols.moduleOfName[unit.names[Int(item.module.index)]] == nil
    }
  }
}
