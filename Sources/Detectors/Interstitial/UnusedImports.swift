import Facts
import Graph
import Model

/// Looks for the imports of a file that no name in it needs.
struct UnusedImports {
  struct Unused {
    var importIndex: Int
    var confidence: Double
  }

  private let graph: CodeGraph
  private let tables: SharedTables
  private let notes: [FileNotes]
  private let isJudged: [Bool]
  private let modules: ImportableModules
  private let links: FileLinks
  private let table: DeclarationTable
  /// For each file its module.
  private let moduleOfFile: [Int]
  /// Whether members need an import in their own file, as the upcoming feature has it.
  private let checksMembers: Bool
  /// By number of the module.
  private var contents: [ModuleContents?]
  /// Modules that every file sees.
  private let implicit: [Int]
  /// Names that the modules declare which the graph knows from elsewhere.
  private var libraryNames: [TextHashSet] = []
  /// What the linker says of the file at hand.
  private var said: [NodeLink] = []
  /// See ``DetectionMemory/generation(ofLibrary:)``.
  private let libraries: Int
  /// For each module whether the file at hand names something of it.
  private var isNamed: [Bool]

  /// Confidence for a module of the repository, for one of the library, and for one of which nothing is known but that
  /// no name is left for it.
  private static let certain = 0.95
  private static let likely = 0.9
  private static let deduced = 0.8

  init(of graph: CodeGraph, _ tables: SharedTables) {
    self.graph = graph
    self.tables = tables
    notes = tables.notes
    isJudged = tables.isJudged
    moduleOfFile = graph.files.map { Int($0.module) }
    modules = ImportableModules(of: graph)
    implicit = modules.implicit
    libraries = tables.memory.generation(ofLibrary: graph.libraryModules)
    contents = Array(repeating: nil, count: modules.handedOn.count)
    isNamed = Array(repeating: false, count: modules.handedOn.count)
    links = tables.links
    table = tables.declarations
    let word = TextHash("MemberImportVisibility")
    checksMembers = graph.files.contains { file in
      file.isManifest && file.facts.tokens.texts.contains { file.facts.strings.hash(of: $0) == word }
    }
    for index in graph.libraryModules.indices {
      let module = modules.module(ofLibrary: Int32(index)) ?? 0
      libraryNames.append(contents(of: module).names)
    }
  }

  // MARK: One file

  /// An import that may be unused.
  private struct Candidate {
    var importIndex: Int
    /// Nil for a module of which nothing is known.
    var module: Int?
    /// What only this import brings in.
    var brings: Set<Int>
  }

  /// The unused imports of a file, in its order.
  mutating func find(inFile file: Int) -> [Unused] {
    guard isJudged(file) else { return [] }
    findNamed(inFile: file)
    let candidates = candidates(inFile: file)
    guard !candidates.isEmpty else { return [] }
    let open = openNames(inFile: file)
    guard !open.isOpaque else { return [] }
    let own = Int(graph.files[file].module)
    return candidates.compactMap { candidate in
      confidence(of: candidate, inFile: file, of: own, open).map {
        Unused(importIndex: candidate.importIndex, confidence: $0)
      }
    }
  }

  private func isJudged(_ index: Int) -> Bool {
    let file = graph.files[index]
    let facts = file.facts
    guard file.module >= 0, isJudged[index],
      facts.imports.contains(where: { $0.condition < 0 && !$0.isExported })
    else { return false }
    // A file of imports alone is there for them: it hands modules on, or shows that they build.
    return facts.tree.children(of: 0).contains { node in
      switch facts.tree[node].kind {
      case .importDeclaration: false
      case .ifConfig: !facts.declarations.isEmpty
      default: true
      }
    }
  }

  private func candidates(inFile file: Int) -> [Candidate] {
    let facts = graph.files[file].facts
    let meant = facts.imports.map { modules.modules(named: facts.strings.hash(of: $0.module)) }
    var direct: [Int] = []
    for (index, item) in facts.imports.enumerated() where item.condition < 0 && meant[index].count == 1 {
      direct += meant[index]
    }
    var found: [Candidate] = []
    for (index, item) in facts.imports.enumerated() where item.condition < 0 && !item.isExported {
      guard meant[index].count < 2 else { continue }
      guard let module = meant[index].first else {
        found.append(Candidate(importIndex: index, module: nil, brings: []))
        continue
      }
      guard module != Int(graph.files[file].module), !implicit.contains(module) else { continue }
      var brings = modules.handedOn[module]
      // What a smaller module brings in that is imported too is that one's.
      for other in direct where other != module && brings.contains(other) && !modules.handedOn[other].contains(module) {
        brings.subtract(modules.handedOn[other])
      }
      if !brings.contains(where: { isNamed[$0] }) {
        found.append(Candidate(importIndex: index, module: module, brings: brings))
      }
    }
    return found
  }

  /// Notes the modules of what the file's names mean.
  private mutating func findNamed(inFile file: Int) {
    for index in isNamed.indices { isNamed[index] = false }
    for index in links.references(inFile: file) {
      let module = moduleOfFile[Int(table.fileOf[Int(graph.references[index].target)])]
      if module >= 0 { isNamed[module] = true }
    }
    for index in links.unresolved(inFile: file) {
      let item = graph.unresolvedReferences[index]
      if item.reason == .external, let module = modules.module(ofLibrary: item.base) { isNamed[module] = true }
    }
  }

  private mutating func openNames(inFile file: Int) -> OpenNames {
    said.removeAll(keepingCapacity: true)
    for index in links.references(inFile: file) {
      let kind = table.kinds[Int(graph.references[index].target)]
      said.append(NodeLink(graph.references[index], target: kind))
    }
    for index in links.unresolved(inFile: file) { said.append(NodeLink(graph.unresolvedReferences[index])) }
    return notes[file].openNames(links: said, libraries: libraries) { [libraryNames] library, name in
      libraryNames.indices.contains(Int(library)) && libraryNames[Int(library)].contains(name)
    }
  }

  // MARK: Judging an import

  /// How sure it is that the import is unused; nil where something may need it.
  private mutating func confidence(
    of candidate: Candidate, inFile file: Int, of own: Int, _ open: OpenNames
  ) -> Double? {
    let item = graph.files[file].facts.imports[candidate.importIndex]
    let name = graph.files[file].facts.strings[item.module]
    guard !open.names.contains(TextHash(name)) else { return nil }
    guard let module = candidate.module else {
      return open.isSettled && !hasStrangeOperator(open) ? Self.deduced : nil
    }
    var knowledge = modules.knowledge(of: module, handingOn: candidate.brings)
    guard knowledge > .none, !(name.hasPrefix("Foundation") && open.usesObjectiveC) else { return nil }
    for part in candidate.brings.sorted() {
      let contents = contents(of: part)
      if mayNeed(contents, open, isOfRepository: modules.isOfRepository(part)) { return nil }
      if contents.traits.contains(.isOpen), modules.isOfRepository(part) { knowledge = min(knowledge, .partial) }
    }
    if knowledge == .partial, !isExplained(open.names, inFile: file, of: own) { return nil }
    return modules.isOfRepository(module) ? Self.certain : Self.likely
  }

  private mutating func mayNeed(_ contents: ModuleContents, _ open: OpenNames, isOfRepository: Bool) -> Bool {
    if isOfRepository, contents.traits.contains(.isDynamic) || contents.hasForeignConformance { return true }
    if contents.traits.contains(.extendsInterpolation), open.interpolates { return true }
    if checksMembers, contents.traits.contains(.hasRawValues), open.usesRawValues { return true }
    if open.names.contains(where: { contents.names.contains($0) }) { return true }
    if open.subscripts.contains(where: { contents.subscripts.contains($0) }) { return true }
    for name in open.operators where contents.names.contains(name) {
      if checksMembers || !isStandard(name) { return true }
    }
    return open.initializers.contains { call in
      contents.initializers.contains { declared in
        (declared.label == call.label) && (declared.type == .none || call.type == .none || declared.type == call.type)
      }
    }
  }

  private mutating func hasStrangeOperator(_ open: OpenNames) -> Bool {
    for name in open.operators where !isStandard(name) { return true }
    return false
  }

  /// Whether modules that are known have the names: the file's own, those that it imports, or the language's.
  private mutating func isExplained(_ names: Set<TextHash>, inFile file: Int, of own: Int) -> Bool {
    var visible = [own] + implicit
    let facts = graph.files[file].facts
    for item in facts.imports {
      for module in modules.modules(named: facts.strings.hash(of: item.module)) {
        for part in modules.handedOn[module] where !visible.contains(part) { visible.append(part) }
      }
    }
    let known = visible.map { contents(of: $0).names }
    return names.allSatisfy { name in known.contains { $0.contains(name) } }
  }

  /// Whether a module that every file sees declares the name.
  private mutating func isStandard(_ name: TextHash) -> Bool {
    for module in implicit where contents(of: module).names.contains(name) { return true }
    return false
  }

  private mutating func contents(of module: Int) -> ModuleContents {
    if let known = contents[module] { return known }
    let made: ModuleContents
    if let name = modules.tableName(of: module) {
      made = TableContents.contents(of: name, modules.facts(ofLibrary: module))
    } else if modules.isOfRepository(module) {
      var files: [FileNotes] = []
      for index in notes.indices where moduleOfFile[index] == module && !graph.files[index].isManifest {
        files.append(notes[index])
      }
      made = tables.memory.contents(ofModule: module, files: files)
    } else {
      made = ModuleContents(of: modules.facts(ofLibrary: module).map { DeclaredNames($0) })
    }
    contents[module] = made
    return made
  }
}
