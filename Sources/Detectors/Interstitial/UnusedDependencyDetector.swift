import Facts
package import Graph
package import Model
package import Rules

/// Finds dependencies that a target of a package declares and no file of it imports.
///
/// Looks at targets of packages whose manifest was wholly understood and that have Swift files. Silent where a
/// dependency may be there for something else than an import.
package struct UnusedDependencyDetector: GraphDetector {
  package static let rule = RuleID("interstitial/unused-dependency")

  /// Confidence where the manifest asks for it under a condition only: somebody had a platform in mind.
  private static let conditional = 0.7

  package init(options: RuleOptions) {}

  package func detect(in graph: CodeGraph, _ tables: SharedTables, report: inout DefectReport) {
    let places = tables.manifests
    let modules = graph.layout.modules
    guard modules.contains(where: { places.isClear($0.packagePath) }) else { return }
    let imports = tables.imports
    for module in modules.indices where Self.isJudged(module, imports, places) {
      guard let target = places.target(module) else { continue }
      let search = UnusedDependencies(of: module, imports: imports)
      for unused in search.inside + search.outside {
        let names = unused.modules.reduce(into: unused.names) { $0.formUnion(places.products(of: $1)) }
        let place = places.dependency(names, inCall: target.call, file: target.place.file) ?? target.place
        report.add(defect(unused, of: modules[module], at: place, in: graph))
      }
    }
  }

  /// Whether the module's imports show all that it may need.
  private static func isJudged(_ module: Int, _ imports: PackageImports, _ places: ManifestPlaces) -> Bool {
    let entry = imports.graph.layout.modules[module]
    switch entry.kind {
    case .library, .executable, .test, .macro: break
    case .plugin, .system, .binary, .folder: return false
    }
    return places.isClear(entry.packagePath) && imports.hasSwift[module] && imports.hasDeclarations[module]
  }

  private func defect(
    _ unused: UnusedDependencies.Unused, of module: ProjectLayout.Module, at place: ManifestPlaces.Place,
    in graph: CodeGraph
  ) -> Defect {
    let facts = graph.files[place.file].facts
    let token = place.token
    return Defect(
      file: place.file, offset: facts.tokens.offsets[token], endOffset: facts.endOffset(ofToken: token),
      declaration: -1,
      message: "the target '\(module.name)' depends on '\(unused.title)', which none of its files imports",
      confidence: place.isConditional ? min(unused.confidence, Self.conditional) : unused.confidence,
      identity: "\(module.name) \(unused.title)")
  }
}
