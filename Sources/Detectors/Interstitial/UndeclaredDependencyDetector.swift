import Facts
package import Graph
package import Model
package import Rules

/// Finds imports of modules that the target's manifest does not declare, and that it can see only because something
/// else it depends on needs them.
///
/// Looks at targets of packages whose manifest was wholly understood.
package struct UndeclaredDependencyDetector: GraphDetector {
  package static let rule = RuleID("interstitial/undeclared-dependency")

  /// Most files that the evidence names.
  private static let namedFiles = 10

  package init(options: RuleOptions) {}

  package func detect(in graph: CodeGraph, _ tables: SharedTables, report: inout DefectReport) {
    let places = tables.manifests
    let modules = graph.layout.modules
    guard modules.contains(where: { places.isClear($0.packagePath) }) else { return }
    let imports = tables.imports
    for module in modules.indices where !imports.uses[module].isEmpty && places.isClear(modules[module].packagePath) {
      // Snippets and folders have no declaration that could name a dependency.
      guard modules[module].kind != .folder, modules[module].kind != .plugin, places.target(module) != nil else {
        continue
      }
      let reach = imports.reach(of: module)
      let handedOn = imports.handedOn(by: modules[module].dependencies)
      for (name, uses) in imports.uses[module].sorted(by: { $0.key < $1.key }) where !handedOn.contains(name) {
        guard let via = bringer(of: name, to: module, reach: reach, imports) else { continue }
        let open = uses.filter { !$0.isGuarded }
        if !open.isEmpty { report.add(defect(name, via: via, of: module, uses: open, in: graph)) }
      }
    }
  }

  /// The module through which an undeclared one is reached; nil where the import is declared, or nothing is certain.
  private func bringer(of name: String, to module: Int, reach: Set<Int>, _ imports: PackageImports) -> Int? {
    let modules = imports.graph.layout.modules
    let entry = modules[module]
    if let candidates = imports.modulesByImportName[name] {
      // Where several modules have the name, which one is meant depends on how the repository is built.
      guard candidates.count == 1, let wanted = candidates.first, wanted != module, reach.contains(wanted),
        !entry.dependencies.contains(wanted), modules[wanted].kind != .plugin
      else { return nil }
      return reach.sorted().first { modules[$0].dependencies.contains(wanted) }
    }
    // A declared product from elsewhere may bring modules of other names, so that only a target without any is certain.
    guard entry.externalDependencies.isEmpty, !SystemModules.contains(name) else { return nil }
    return reach.sorted().first { bringer in
      modules[bringer].externalDependencies.contains { PackageImports.importName(of: $0) == name }
    }
  }

  private func defect(
    _ name: String, via: Int, of module: Int, uses: [PackageImports.Use], in graph: CodeGraph
  ) -> Defect {
    let modules = graph.layout.modules
    func token(_ use: PackageImports.Use) -> Int {
      let facts = graph.files[use.file].facts
      return Int(facts.tree[Int(facts.imports[use.importIndex].node)].nameToken)
    }
    let first = uses[0]
    let facts = graph.files[first.file].facts
    return Defect(
      file: first.file, offset: facts.tokens.offsets[token(first)], endOffset: facts.endOffset(ofToken: token(first)),
      declaration: -1,
      message:
        "'\(name)' is no declared dependency of the target '\(modules[module].name)': it comes with '\(modules[via].name)'",
      confidence: 0.9, identity: "\(modules[module].name) \(name)",
      evidence: uses.dropFirst().prefix(Self.namedFiles).map { use in
        Defect.Place(
          file: use.file, firstToken: token(use), lastToken: token(use), message: "imports '\(name)' too")
      })
  }
}
