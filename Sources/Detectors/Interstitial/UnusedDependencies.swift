import Facts
import Graph
import Model

/// The declared dependencies of one module that its imports do not show.
struct UnusedDependencies {
  struct Unused {
    /// How the finding calls it.
    var title: String
    /// The names that the manifest may write for it.
    var names: Set<String>
    /// Modules of another package of the repository, which the manifest names by their product.
    var modules: [Int] = []
    var confidence: Double
  }

  /// Modules of the repository. Those of another package come by its products, so they are one as long as none is used.
  private(set) var inside: [Unused] = []
  /// Products of packages from elsewhere.
  private(set) var outside: [Unused] = []

  private let module: Int
  private let imports: PackageImports
  /// The modules of the repository that its imports may mean.
  private let imported: Set<Int>

  /// Confidence for a module of the repository; for a product that other targets import by its own name; and for one
  /// that nobody does, whose modules may have other names.
  private static let certain = 0.9
  private static let likely = 0.85
  private static let doubtful = 0.7

  init(of module: Int, imports: PackageImports) {
    self.module = module
    self.imports = imports
    imported = Set(imports.uses[module].keys.flatMap { imports.modulesByImportName[$0] ?? [] })
    findInside()
    findOutside()
  }

  // MARK: Modules of the repository

  private mutating func findInside() {
    let modules = imports.graph.layout.modules
    let entry = modules[module]
    let handedOn = imports.handedOn(by: imported.union(entry.dependencies))
    var groups: [String: [Int]] = [:]
    for dependency in entry.dependencies {
      let package = modules[dependency].packagePath
      groups[package == entry.packagePath ? "\(dependency)" : "/\(package)", default: []].append(dependency)
    }
    for (_, group) in groups.sorted(by: { ($0.value.first ?? 0) < ($1.value.first ?? 0) }) {
      guard !group.contains(where: { isNeeded($0, handedOn: handedOn) }), let first = group.first else { continue }
      let names = Set(group.map { modules[$0].importName } + group.map { modules[$0].name })
      let isForeign = modules[first].packagePath != entry.packagePath
      inside.append(
        Unused(
          title: modules[first].importName, names: names, modules: isForeign ? group : [], confidence: Self.certain))
    }
  }

  /// Whether an import, or anything else than an import, may need the dependency.
  private func isNeeded(_ dependency: Int, handedOn: Set<String>) -> Bool {
    guard imports.isImportable(dependency), !isMarker(dependency) else { return true }
    if imported.contains(dependency) || handedOn.contains(imports.graph.layout.modules[dependency].importName) {
      return true
    }
    let own = imports.graph.layout.modules[module].dependencies
    // What only this dependency brings along is imported without being declared: that is the other rule's finding.
    return !imported.subtracting(own).isDisjoint(with: imports.reach(of: dependency)) || isReferred(dependency)
  }

  /// Whether the module declares and re-exports nothing: its presence alone says something, as to `#if canImport`.
  private func isMarker(_ dependency: Int) -> Bool {
    imports.graph.files.allSatisfy {
      Int($0.module) != dependency || $0.facts.declarations.isEmpty && $0.facts.imports.isEmpty
    }
  }

  /// Whether the graph knows of a reference, which an import in another module may have made possible.
  private func isReferred(_ dependency: Int) -> Bool {
    imports.graph.moduleEdges.contains { Int($0.from) == module && Int($0.to) == dependency }
  }

  // MARK: Products from elsewhere

  private mutating func findOutside() {
    let entry = imports.graph.layout.modules[module]
    let own = Set(entry.externalDependencies.map(PackageImports.importName))
    let names = imports.uses[module].keys
    // An import that nothing explains may be of any of the products.
    let unknown = names.contains { name in
      !own.contains(name) && imports.modulesByImportName[name] == nil && !imports.externalNames.contains(name)
        && !SystemModules.contains(name)
    }
    guard !unknown else { return }
    let handedOn = imports.handedOn(by: imports.reach(of: module))
    for product in entry.externalDependencies {
      let name = PackageImports.importName(of: product)
      guard imports.uses[module][name] == nil, !handedOn.contains(name), isLibraryName(product) else { continue }
      let isKnown = imports.uses.contains { $0[name] != nil }
      outside.append(
        Unused(title: product, names: [product], confidence: isKnown ? Self.likely : Self.doubtful))
    }
  }

  /// Whether the name is such as libraries have: plugins and tools are not imported.
  private func isLibraryName(_ product: String) -> Bool {
    !product.hasSuffix("Plugin") && product.first?.isLowercase == false
  }
}
