import Detectors
import Facts
import Graph
import Measures
import Model
import Rules

/// Runs one rule on a fixture through the stages of a real run: facts, graph, detection.
struct FixtureRun {
  let findings: [Finding]

  /// Finds the defects of the fixture's own rule.
  init(_ fixture: Fixture, workers: Int = 1) {
    self.init(fixture, in: Self.graph(of: fixture.sources), workers: workers)
  }

  /// Finds the defects of the fixture's own rule in a graph of its sources, with what earlier runs have in `memory`.
  init(
    _ fixture: Fixture, in graph: CodeGraph, workers: Int = 1, memory: DetectionMemory = DetectionMemory()
  ) {
    findings = DetectionRun(rules: Self.rules(for: fixture.rule).map { ActiveRule($0) }, workers: workers)
      .run(on: graph, changes: fixture.changes, energy: { Self.energy(of: graph) }, memory: memory)
      .findings.filter { $0.rule == fixture.rule }
  }

  /// Finds the defects of a detector that the catalogue does not have.
  init(_ fixture: Fixture, of detector: any FileDetector.Type, rule: Rule) {
    let run = DetectionRun(rules: [ActiveRule(rule)], fileDetectors: [detector], graphDetectors: [], workers: 1)
    findings = run.run(on: Self.graph(of: fixture.sources)).findings
  }

  /// The rule alone. Whether a suppression is used only a run of all rules can tell.
  private static func rules(for id: RuleID) -> [Rule] {
    let all = RuleCatalogue.all.filter { $0.status != .removed }
    return id == SuppressionScope.unusedRule ? all : all.filter { $0.id == id }
  }

  /// Decoded once, for decoding it for each of some thousand graphs would take most of the tests' time.
  private static let library = LibraryModules.load(workers: 2)

  /// The graph of some sources. Tests that make very many graphs, and look at no reference, do without the library.
  static func graph(of sources: [FixtureSource], knowsLibrary: Bool = true) -> CodeGraph {
    let (inputs, layout, library) = linkable(sources, knowsLibrary: knowsLibrary)
    return GraphLinker.link(files: inputs, layout: layout, library: library, workers: 1)
  }

  /// Token energy of a graph's files.
  static func energy(of graph: CodeGraph) -> EnergyTable {
    SnapshotEnergy(EnergyStudy(graph, workers: 1), modules: graph.layout.modules.map(\.name)).table
  }

  /// Some sources as the linker takes them.
  static func linkable(
    _ sources: [FixtureSource], knowsLibrary: Bool = true
  ) -> (files: [GraphLinker.Input], layout: ProjectLayout, library: [LibraryModule]) {
    let inputs = parallelMap(count: sources.count, workers: 1) { index in
      let bytes = Array(sources[index].text.utf8)
      var hash = StableHash()
      hash.combine(sources[index].text)
      let blob = withUnsafeBytes(of: (hash.value, hash.value, UInt32(0))) { BlobID(bytes: $0) }
      let path = sources[index].path
      return GraphLinker.Input(
        path: path, blob: blob, facts: bytes.withUnsafeBufferPointer { FactsReader.read($0) },
        isManifest: path == "Package.swift" || path.hasSuffix("/Package.swift"))
    }
    let names = LibraryModules.names(importedBy: inputs.map(\.facts))
    let library = knowsLibrary ? Self.library.filter { names.contains($0.name) } : []
    return (inputs, FixtureLayout(sources).layout, library)
  }
}
