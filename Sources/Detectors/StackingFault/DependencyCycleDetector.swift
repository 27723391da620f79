import Facts
package import Graph
package import Model
package import Rules

/// Finds modules, and types, that depend on each other in a circle: one defect for each strongly connected set.
///
/// Two types that use each other within one folder, or in a folder and one below it, are left alone: a parent and its
/// child, a value and its collection, a facade and what it hides are mostly meant to know each other. Three types are a
/// knot anywhere, and two are where their folders lie apart.
package struct DependencyCycleDetector: GraphDetector {
  package static let rule = RuleID("stacking-fault/dependency-cycle")

  /// Most places of evidence for one cycle; the message has the full count.
  private static let shownPlaces = 50
  /// Fewest types that make a cycle a defect wherever they lie.
  private static let leastTypes = 3

  package init(options: RuleOptions) {}

  package func detect(in graph: CodeGraph, _ tables: SharedTables, report: inout DefectReport) {
    detectModuleCycles(in: graph, report: &report)
    detectTypeCycles(in: graph, report: &report)
  }

  // MARK: Modules

  private func detectModuleCycles(in graph: CodeGraph, report: inout DefectReport) {
    let modules = ModuleDependencies(graph: graph)
    for cycle in DependencyCycle.all(in: modules.dependencies, memberOf: { $0 }) {
      let places = cycle.shown.map { edge in modules.place(of: cycle.edges[edge], in: graph) }
      guard let position = cycle.shown.firstIndex(of: cycle.cut[0]), let place = places[position] else { continue }
      let wording = CycleWording(of: cycle, kind: "module", unit: "import") { graph.layout.modules[$0].name }
      report.add(
        defect(
          of: cycle, at: place, wording: wording, severity: .error, graph: graph,
          evidence: zip(cycle.shown, places).compactMap { edge, place in
            place.map { evidence(of: edge, in: cycle, at: $0, wording: wording) }
          }))
      report.measure("stackingFault.cyclicModules", Double(cycle.members.count))
    }
  }

  // MARK: Types

  private func detectTypeCycles(in graph: CodeGraph, report: inout DefectReport) {
    let types = TypeDependencies(graph: graph)
    for cycle in DependencyCycle.all(in: types.dependencies, memberOf: { types.parts.parts[$0].type }) {
      let folders = CycleFolders(of: cycle, types.parts, graph)
      guard cycle.members.count >= Self.leastTypes || folders.areApart else { continue }
      let wording = CycleWording(of: cycle, kind: "type", unit: "reference") { graph.qualifiedName($0) }
      report.add(
        defect(
          of: cycle, at: place(of: cycle.edges[cycle.cut[0]], in: graph), wording: wording,
          severity: folders.isOne ? .note : .warning, graph: graph,
          evidence: cycle.shown.map { edge in
            evidence(of: edge, in: cycle, at: place(of: cycle.edges[edge], in: graph), wording: wording)
          }))
      report.measure("stackingFault.cyclicTypes", Double(cycle.members.count))
    }
  }

  private func place(of edge: DependencyGraph.Edge, in graph: CodeGraph) -> EdgePlace {
    EdgePlace(reference: edge.example, in: graph)
  }

  // MARK: Defects

  private func evidence(
    of edge: Int, in cycle: DependencyCycle, at place: EdgePlace, wording: CycleWording
  ) -> Defect.Place {
    Defect.Place(
      file: place.file, firstToken: place.token, lastToken: place.token, message: wording.sentence(of: edge, in: cycle))
  }

  private func defect(
    of cycle: DependencyCycle, at place: EdgePlace, wording: CycleWording, severity: Severity, graph: CodeGraph,
    evidence: [Defect.Place]
  ) -> Defect {
    let facts = graph.files[place.file].facts
    let isInside = place.token < facts.tokens.count
    return Defect(
      file: place.file, offset: isInside ? facts.tokens.offsets[place.token] : 0,
      endOffset: isInside ? facts.endOffset(ofToken: place.token) : 0, declaration: -1, message: wording.message,
      confidence: cycle.confidence, units: Double(cycle.cut.count), severity: severity, identity: wording.identity,
      evidence: Array(evidence.prefix(Self.shownPlaces)))
  }
}
