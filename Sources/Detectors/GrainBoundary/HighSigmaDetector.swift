import Facts
package import Graph
package import Model
package import Rules

/// Finds neighbouring modules whose conventions differ so much that every call across needs an adapter in the reader's
/// head.
///
/// Modules are neighbours where one imports or declares the other. Test modules are compared with test modules, and
/// macros and plugins with nothing: what they have to look like is given from outside.
package struct HighSigmaDetector: GraphDetector {
  package static let rule = RuleID("grain-boundary/high-sigma")

  private let threshold: Double
  private let minimumObservations: Int

  package init(options: RuleOptions) {
    threshold = options.number("threshold")
    minimumObservations = options.integer("minimumObservations")
  }

  package func detect(in graph: CodeGraph, _ tables: SharedTables, report: inout DefectReport) {
    let neighbours = ModuleNeighbours(graph: graph)
    guard !neighbours.pairs.isEmpty else { return }
    let profiles = Self.profiles(of: graph)
    var energy = 0.0
    for pair in neighbours.pairs {
      let comparison = BoundaryComparison(
        profiles[pair.user], profiles[pair.used], minimumObservations: minimumObservations)
      guard let coincidence = comparison.coincidence else { continue }
      energy += (1 - coincidence) * Double(pair.bonds)
      guard 1 / coincidence > threshold, comparison.isBroad,
        let place = neighbours.place(of: pair, in: graph)
      else { continue }
      let wording = BoundaryWording(
        user: (graph.layout.modules[pair.user].name, profiles[pair.user]),
        used: (graph.layout.modules[pair.used].name, profiles[pair.used]), comparison: comparison)
      report.add(defect(at: place, wording: wording, graph: graph))
    }
    report.measure("grainBoundary.energy", (energy * 1e6).rounded() / 1e6)
  }

  /// The profile of each module, of its files in their order. Files that a program wrote follow no one's conventions.
  private static func profiles(of graph: CodeGraph) -> [ConventionProfile] {
    var profiles = [ConventionProfile](repeating: ConventionProfile(), count: graph.layout.modules.count)
    var position = 0
    for file in graph.files.indices {
      let first = position
      while position < graph.references.count, graph.references[position].file == Int32(file) { position += 1 }
      let module = Int(graph.files[file].module)
      guard module >= 0, !graph.files[file].facts.isGenerated else { continue }
      profiles[module].add(ConventionReader.read(file: file, of: graph, references: first..<position))
    }
    return profiles
  }

  private func defect(at place: EdgePlace, wording: BoundaryWording, graph: CodeGraph) -> Defect {
    let facts = graph.files[place.file].facts
    let isInside = place.token < facts.tokens.count
    return Defect(
      file: place.file, offset: isInside ? facts.tokens.offsets[place.token] : 0,
      endOffset: isInside ? facts.endOffset(ofToken: place.token) : 0, declaration: -1, message: wording.message,
      units: Double(wording.disagreementCount), identity: wording.identity, evidence: wording.evidence)
  }
}
