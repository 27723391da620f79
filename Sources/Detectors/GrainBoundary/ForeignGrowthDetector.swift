import Facts
package import Graph
package import Model
package import Rules

/// Finds files whose names and syntax the rest of the repository foretells far worse than those of other files of their
/// module and size.
///
/// It says that a file is unlike its neighbours, not that it is bad. Literals are left out, tests are held against tests,
/// and manifests, files that a program wrote, and small files are not judged.
package struct ForeignGrowthDetector: EnergyDetector {
  package static let rule = RuleID("grain-boundary/foreign-growth")

  /// In bits a token: where everything is foretold nearly wholly, little is many deviations.
  private static let leastExcess = 1.0

  private let threshold: Double
  private let minimumFiles: Int
  private let minimumTokens: Int

  package init(options: RuleOptions) {
    threshold = options.number("threshold")
    minimumFiles = max(3, options.integer("minimumFiles"))
    minimumTokens = max(1, options.integer("minimumTokens"))
  }

  /// What is compared with each other.
  private struct Group: Hashable {
    var module: Int
    var isTest: Bool
  }

  package func detect(
    in graph: CodeGraph, energy: EnergyTable, _ tables: SharedTables, report: inout DefectReport
  ) {
    // Paths order everything, so that the order of the graph's files shows nowhere.
    let order = PathOrder.sorted(graph.files.map(\.path))
    var groups: [Group: [WrittenEnergy]] = [:]
    for file in order {
      let module = Int(graph.files[file].module)
      guard module >= 0, !graph.files[file].isManifest, !graph.files[file].facts.isGenerated else { continue }
      let written = WrittenEnergy(energy.files[file], file: file, facts: graph.files[file].facts)
      guard written.tokens >= minimumTokens else { continue }
      groups[Group(module: module, isTest: graph.isTestCode(file)), default: []].append(written)
    }
    for (group, files) in groups where files.count >= minimumFiles {
      guard let expectation = SizeExpectation(files.map { ($0.tokens, $0.mean) }) else { continue }
      for file in files {
        let expected = expectation.value(at: file.tokens)
        // A small file's mean is uncertain by itself.
        let spread = (expectation.spread * expectation.spread + file.error * file.error).squareRoot()
        let deviations = (file.mean - expected) / spread
        guard deviations >= threshold, file.mean - expected >= Self.leastExcess else { continue }
        let wording = ForeignGrowthWording(
          file: file, expected: expected, spread: spread, deviations: deviations,
          module: graph.layout.modules[group.module].name)
        report.add(wording.defect(in: graph, energy: energy.files[file.file]))
      }
    }
  }
}
