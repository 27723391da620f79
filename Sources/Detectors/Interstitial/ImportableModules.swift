import Facts
import Graph
import Model

/// The modules that imports may name and whose declarations are known: those of the repository and those of the
/// library's table, numbered in one row.
struct ImportableModules {
  /// How much of what a module declares is known.
  enum Knowledge: Comparable {
    /// Nothing to speak of: C, a macro's implementation, or nothing that could be read.
    case none
    /// Some names may be missing, such as those that macros make or that only another platform has.
    case partial
    case complete
  }

  let graph: CodeGraph
  /// What the table says of the modules that the repository imports, and of those that every file sees.
  private let library: [LibraryModule]
  private let ownCount: Int
  private var numbers: [TextHash: [Int]] = [:]
  /// For each module those that it hands on, itself included.
  private(set) var handedOn: [Set<Int>]
  /// For each module whether it hands on one of which nothing is known.
  private var handsOnUnknown: [Bool]
  private var knowledge: [Knowledge]

  /// Of these the table has only what stands on every platform, or on the one where it was made.
  private static let platformDependent: Set<String> = ["Foundation", "Dispatch", "XCTest"]

  init(of graph: CodeGraph) {
    self.graph = graph
    ownCount = graph.layout.modules.count
    library = graph.libraryModules
    let count = ownCount + library.count
    handedOn = (0..<count).map { [$0] }
    handsOnUnknown = Array(repeating: false, count: count)
    knowledge = Array(repeating: .complete, count: count)
    for (index, module) in graph.layout.modules.enumerated() {
      numbers[TextHash(module.importName), default: []].append(index)
    }
    for (index, module) in library.enumerated() { numbers[TextHash(module.name), default: []].append(ownCount + index) }
    judgeOwn()
    judgeLibrary()
    closeHandedOn()
  }

  // MARK: What is known

  private mutating func judgeOwn() {
    var hasSwift = Array(repeating: false, count: ownCount)
    for file in graph.files where file.module >= 0 && !file.isManifest {
      hasSwift[Int(file.module)] = true
      if !file.facts.gaps.isEmpty { lower(Int(file.module), to: .partial) }
      for item in file.facts.imports where item.isExported {
        addExport(file.facts.strings.hash(of: item.module), to: Int(file.module))
      }
    }
    for (index, module) in graph.layout.modules.enumerated() {
      switch module.kind {
      case .library, .executable, .test:
        if !hasSwift[index] { lower(index, to: .none) }
      case .macro, .plugin, .system, .binary, .folder: lower(index, to: .none)
      }
      // Plugins write sources that are not in the repository.
      let usesPlugin = module.dependencies.contains { graph.layout.modules[$0].kind == .plugin }
      if usesPlugin || module.externalDependencies.contains(where: { $0.hasSuffix("Plugin") }) {
        lower(index, to: .partial)
      }
    }
  }

  private mutating func judgeLibrary() {
    for (index, module) in library.enumerated() {
      if module.origin != .table || Self.platformDependent.contains(module.name) {
        lower(ownCount + index, to: .partial)
      }
      for name in module.reexports { addExport(TextHash(name), to: ownCount + index) }
    }
    // On Apple's platforms, what these declare is Foundation's own.
    for foundation in numbers[TextHash("Foundation")] ?? [] where foundation >= ownCount {
      for name in ["FoundationNetworking", "FoundationXML"] {
        handedOn[foundation].formUnion(modules(named: TextHash(name)).filter { $0 >= ownCount })
      }
    }
  }

  private mutating func lower(_ module: Int, to level: Knowledge) { knowledge[module] = min(knowledge[module], level) }

  private mutating func addExport(_ name: TextHash, to module: Int) {
    let targets = numbers[name] ?? []
    handedOn[module].formUnion(targets)
    // The C library comes with others, and its names are nobody else's.
    if targets.isEmpty { handsOnUnknown[module] = true }
  }

  private mutating func closeHandedOn() {
    for module in handedOn.indices {
      var pending = Array(handedOn[module])
      while let next = pending.popLast() {
        if handsOnUnknown[next] { handsOnUnknown[module] = true }
        for other in handedOn[next] where handedOn[module].insert(other).inserted { pending.append(other) }
      }
    }
  }

  // MARK: Asking

  /// The modules that an import of the name may mean.
  func modules(named name: TextHash) -> [Int] { numbers[name] ?? [] }

  /// The number of a module by its index in ``CodeGraph/libraryModules``, nil for one that no file imports.
  func module(ofLibrary index: Int32) -> Int? {
    guard index >= 0, Int(index) < graph.libraryModules.count else { return nil }
    return ownCount + Int(index)
  }

  /// The least that is known of a module and of what it hands on, so far as `part` has it.
  func knowledge(of module: Int, handingOn part: Set<Int>) -> Knowledge {
    var least = handsOnUnknown[module] ? min(knowledge[module], .partial) : knowledge[module]
    for other in part { least = min(least, max(knowledge[other], .partial)) }
    return least
  }

  /// Modules that every file sees.
  var implicit: [Int] { LibraryModules.implicit.flatMap { modules(named: TextHash($0)) } }

  func isOfRepository(_ module: Int) -> Bool { module < ownCount }

  /// The name of a module of the library's table; nil for any other.
  func tableName(of module: Int) -> String? {
    guard module >= ownCount, library[module - ownCount].origin == .table else { return nil }
    return library[module - ownCount].name
  }

  /// The facts that make a module of the library up.
  func facts(ofLibrary module: Int) -> [FileFacts] { library[module - ownCount].parts }
}
