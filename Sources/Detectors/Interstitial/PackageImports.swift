import Facts
import Graph
import Model

/// What the modules of a repository import, by name, and which of them its manifests are known to declare wholly.
struct PackageImports {
  /// Where a module names another in its imports.
  struct Use {
    /// Index of the file in the graph, and of the import in its facts.
    var file: Int
    var importIndex: Int
    /// Whether an `#if canImport` of the same module is around it.
    var isGuarded: Bool
  }

  let graph: CodeGraph
  /// For each module its imports by the module's name, in the order of the files.
  private(set) var uses: [[String: [Use]]]
  /// For each module the names that it imports and hands on, as `@_exported import` does.
  private(set) var exported: [Set<String>]
  /// For each module whether it has Swift files, and whether any of them declares anything.
  private(set) var hasSwift: [Bool]
  private(set) var hasDeclarations: [Bool]
  /// Modules by the name that an import uses.
  private(set) var modulesByImportName: [String: [Int]] = [:]
  /// Names of dependencies from elsewhere that any module declares, as an import would write them.
  private(set) var externalNames: Set<String> = []

  init(of graph: CodeGraph) {
    self.graph = graph
    let modules = graph.layout.modules
    uses = Array(repeating: [:], count: modules.count)
    exported = Array(repeating: [], count: modules.count)
    hasSwift = Array(repeating: false, count: modules.count)
    hasDeclarations = Array(repeating: false, count: modules.count)
    for (index, module) in modules.enumerated() {
      modulesByImportName[module.importName, default: []].append(index)
      for name in module.externalDependencies { externalNames.insert(Self.importName(of: name)) }
    }
    for index in graph.files.indices { add(file: index) }
  }

  private mutating func add(file index: Int) {
    let module = Int(graph.files[index].module)
    guard module >= 0, !graph.files[index].isManifest else { return }
    let facts = graph.files[index].facts
    hasSwift[module] = true
    if !facts.declarations.isEmpty { hasDeclarations[module] = true }
    for (position, item) in facts.imports.enumerated() {
      let name = facts.strings[item.module]
      if item.isExported { exported[module].insert(name) }
      let use = Use(file: index, importIndex: position, isGuarded: Self.isGuarded(item, name: name, facts))
      uses[module][name, default: []].append(use)
    }
  }

  /// Whether a condition around the import asks whether the module can be imported.
  private static func isGuarded(_ item: ImportFact, name: String, _ facts: FileFacts) -> Bool {
    var condition = Int(item.condition)
    guard condition >= 0 else { return false }
    // Conditions are kept with a space between tokens.
    let question = ByteMark("canImport ( \(name) ")
    while condition >= 0 {
      if facts.strings.withBytes(of: facts.conditions[condition].text, { question.isPart(of: $0) }) { return true }
      condition = Int(facts.conditions[condition].parent)
    }
    return false
  }

  /// The module's name that a target's or product's name gives.
  static func importName(of name: String) -> String {
    String(name.map { $0 == "_" || $0.isLetter || $0.isNumber ? $0 : "_" })
  }

  // MARK: What a module reaches

  /// Whether the build tools compile the module from Swift that other modules may import.
  func isImportable(_ module: Int) -> Bool { graph.layout.modules[module].kind == .library && hasSwift[module] }

  /// All modules that a module depends on, directly or not; those that only run while building are not followed.
  func reach(of module: Int) -> Set<Int> {
    let modules = graph.layout.modules
    var seen: Set<Int> = []
    var pending = modules[module].dependencies
    while let next = pending.popLast() {
      guard modules[next].kind != .macro, modules[next].kind != .plugin, seen.insert(next).inserted else { continue }
      pending.append(contentsOf: modules[next].dependencies)
    }
    return seen
  }

  /// The names that come with an import of some modules of the repository because these hand them on.
  func handedOn(by modules: some Sequence<Int>) -> Set<String> {
    var names: Set<String> = []
    var pending = Array(modules)
    while let module = pending.popLast() {
      for name in exported[module] where names.insert(name).inserted {
        pending.append(contentsOf: modulesByImportName[name] ?? [])
      }
    }
    return names
  }
}
