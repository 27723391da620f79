import Facts
package import Model
import TokenEnergy

/// Token energy of a snapshot by file, by module and as a whole.
package struct SnapshotEnergy: Sendable {
  package struct File: Sendable {
    package var path: String
    /// Index of the file's module, -1 for none.
    package var module: Int
    package var sum: EnergySum
    /// Generated files are scored by the others, teach none of them, and are in no sum.
    var isGenerated: Bool
  }

  /// In the order of the study's files.
  package private(set) var files: [File] = []
  package private(set) var total = EnergySum()
  private(set) var generated = EnergySum()
  /// One for each module, and before them that of files without a module.
  private(set) var modules: [EnergySum]
  let moduleNames: [String]
  /// What each token costs.
  package let table: EnergyTable

  /// Sums a study up; `modules` are the names that the files' module indices mean.
  package init(_ study: EnergyStudy, modules names: [String]) {
    moduleNames = names
    modules = [EnergySum](repeating: EnergySum(), count: names.count + 1)
    var rows: [EnergyTable.File] = []
    rows.reserveCapacity(study.files.count)
    for (index, file) in study.files.enumerated() {
      let sum = study.sum(of: index)
      let isGenerated = file.facts.isGenerated
      files.append(File(path: file.path, module: file.module, sum: sum, isGenerated: isGenerated))
      if isGenerated {
        generated += sum
      } else {
        total += sum
        modules[file.module + 1] += sum
      }
      let energy = study.energies[index]
      rows.append(
        EnergyTable.File(
          figures: sum.figures, tokens: file.places, bits: energy.bits, newTokens: energy.newTokens.map(\.place)))
    }
    table = EnergyTable(files: rows)
  }

  /// Puts the measures of energy into a result of the same snapshot.
  package func add(to result: inout RunResult) {
    EnergyMetrics.add(
      files.filter { !$0.isGenerated }.map { file in
        EnergyMetrics.File(
          path: file.path, module: file.module >= 0 ? moduleNames[file.module] : "", figures: file.sum.figures)
      }, to: &result)
  }
}
