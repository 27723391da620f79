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
  private let modules: ImportableModules
  /// First reference and first open reference of each file.
  private let firstReference: [Int]
  private let firstUnresolved: [Int]
  /// Whether members need an import in their own file, as the upcoming feature has it.
  private let checksMembers: Bool
  private var contents: [Int: ModuleContents] = [:]
  private var languageNames: Set<String> = []

  /// Confidence for a module of the repository, for one of the library, and for one of which nothing is known but that
  /// no name is left for it.
  private static let certain = 0.95
  private static let likely = 0.9
  private static let deduced = 0.8

  init(of graph: CodeGraph) {
    self.graph = graph
    modules = ImportableModules(of: graph)
    firstReference = Self.starts(graph.references.map(\.file), count: graph.files.count)
    firstUnresolved = Self.starts(graph.unresolvedReferences.map(\.file), count: graph.files.count)
    checksMembers = graph.files.contains { file in
      file.isManifest && file.facts.tokens.texts.contains { file.facts.strings[$0] == "MemberImportVisibility" }
    }
  }

  private static func starts(_ files: [Int32], count: Int) -> [Int] {
    var starts = Array(repeating: 0, count: count + 1)
    for file in files { starts[Int(file) + 1] += 1 }
    for index in 0..<count { starts[index + 1] += starts[index] }
    return starts
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
    guard file.module >= 0, !file.isManifest, !facts.isGenerated, facts.gaps.isEmpty || facts.gaps == [.nulBytes],
      facts.imports.contains(where: { $0.condition < 0 && !$0.isExported }), !KeptMatter.holds(file.path)
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
    let named = named(inFile: file)
    let direct = facts.imports.filter { $0.condition < 0 }
      .map { modules.modules(named: facts.strings[$0.module]) }.filter { $0.count == 1 }.flatMap { $0 }
    var found: [Candidate] = []
    for (index, item) in facts.imports.enumerated() where item.condition < 0 && !item.isExported {
      let meant = modules.modules(named: facts.strings[item.module])
      guard meant.count < 2 else { continue }
      guard let module = meant.first else {
        found.append(Candidate(importIndex: index, module: nil, brings: []))
        continue
      }
      guard module != Int(graph.files[file].module), !modules.implicit.contains(module) else { continue }
      var brings = modules.handedOn[module]
      // What a smaller module brings in that is imported too is that one's.
      for other in direct where other != module && brings.contains(other) && !modules.handedOn[other].contains(module) {
        brings.subtract(modules.handedOn[other])
      }
      if named.isDisjoint(with: brings) {
        found.append(Candidate(importIndex: index, module: module, brings: brings))
      }
    }
    return found
  }

  /// The modules of what the file's names mean.
  private func named(inFile file: Int) -> Set<Int> {
    var found: Set<Int> = []
    for index in firstReference[file]..<firstReference[file + 1] {
      let target = graph.fileOfDeclaration[Int(graph.references[index].target)]
      found.insert(Int(graph.files[Int(target)].module))
    }
    for index in firstUnresolved[file]..<firstUnresolved[file + 1] {
      let item = graph.unresolvedReferences[index]
      if item.reason == .external, let module = modules.module(ofLibrary: item.base) { found.insert(module) }
    }
    return found
  }

  private mutating func openNames(inFile file: Int) -> OpenNames {
    let references = firstReference[file]..<firstReference[file + 1]
    let unresolved = firstUnresolved[file]..<firstUnresolved[file + 1]
    var libraries: [Int32: Set<String>] = [:]
    for index in unresolved {
      let base = graph.unresolvedReferences[index].base
      guard graph.unresolvedReferences[index].reason == .external, libraries[base] == nil else { continue }
      if let module = modules.module(ofLibrary: base) { libraries[base] = contents(of: module).names }
    }
    return OpenNames(file: file, of: graph, references: references, unresolved: unresolved) { library, name in
      libraries[library]?.contains(name) ?? false
    }
  }

  // MARK: Judging an import

  /// How sure it is that the import is unused; nil where something may need it.
  private mutating func confidence(
    of candidate: Candidate, inFile file: Int, of own: Int, _ open: OpenNames
  ) -> Double? {
    let item = graph.files[file].facts.imports[candidate.importIndex]
    let name = graph.files[file].facts.strings[item.module]
    guard !open.names.contains(name) else { return nil }
    guard let module = candidate.module else {
      return open.isSettled && !hasStrangeOperator(open) ? Self.deduced : nil
    }
    var knowledge = modules.knowledge(of: module, handingOn: candidate.brings)
    guard knowledge > .none, !(name.hasPrefix("Foundation") && open.usesObjectiveC) else { return nil }
    for part in candidate.brings.sorted() {
      let contents = contents(of: part)
      if mayNeed(contents, open, isOfRepository: modules.isOfRepository(part)) { return nil }
      if contents.isOpen, modules.isOfRepository(part) { knowledge = min(knowledge, .partial) }
    }
    if knowledge == .partial, !open.names.allSatisfy({ isExplained($0, inFile: file, of: own) }) { return nil }
    return modules.isOfRepository(module) ? Self.certain : Self.likely
  }

  private mutating func mayNeed(_ contents: ModuleContents, _ open: OpenNames, isOfRepository: Bool) -> Bool {
    if isOfRepository, contents.isDynamic || contents.hasForeignConformance { return true }
    if contents.extendsInterpolation, open.interpolates { return true }
    if checksMembers, contents.hasRawValues, open.usesRawValues { return true }
    if !contents.names.isDisjoint(with: open.names) || !contents.subscripts.isDisjoint(with: open.subscripts) {
      return true
    }
    let operators = contents.names.intersection(open.operators)
    if checksMembers ? !operators.isEmpty : !operators.subtracting(standardNames()).isEmpty { return true }
    return open.initializers.contains { call in
      contents.initializers.contains { declared in
        (declared.label == call.label) && (declared.type.isEmpty || call.type.isEmpty || declared.type == call.type)
      }
    }
  }

  private mutating func hasStrangeOperator(_ open: OpenNames) -> Bool {
    !open.operators.subtracting(standardNames()).isEmpty
  }

  /// Whether a module that is known has the name: the file's own, one that it imports, or the language's.
  private mutating func isExplained(_ name: String, inFile file: Int, of own: Int) -> Bool {
    if contents(of: own).names.contains(name) || standardNames().contains(name) { return true }
    let facts = graph.files[file].facts
    for item in facts.imports {
      for module in modules.modules(named: facts.strings[item.module]) {
        for part in modules.handedOn[module].sorted() where contents(of: part).names.contains(name) { return true }
      }
    }
    return false
  }

  private mutating func standardNames() -> Set<String> {
    if languageNames.isEmpty {
      for module in modules.implicit { languageNames.formUnion(contents(of: module).names) }
    }
    return languageNames
  }

  private mutating func contents(of module: Int) -> ModuleContents {
    if let known = contents[module] { return known }
    let made =
      modules.tableName(of: module).map { TableContents.contents(of: $0, modules.facts(of: module)) }
      ?? ModuleContents(of: modules.facts(of: module))
    contents[module] = made
    return made
  }
}
