package import Model

/// The measures of token energy, by name; docs/metrics.md defines them.
package enum EnergyMetrics {
  /// A file that nobody generated.
  package struct File: Sendable {
    package var path: String
    /// Name of the module; empty for none.
    package var module: String
    package var figures: EnergyFigures

    package init(path: String, module: String, figures: EnergyFigures) {
      self.path = path
      self.module = module
      self.figures = figures
    }
  }

  /// What `energy` alone stands for where a measure is named.
  package static let main = "energy.bitsPerToken"

  /// Whether a name is that of one of these measures.
  package static func contains(_ name: String) -> Bool { name == "energy" || name.hasPrefix("energy.") }

  /// Adds the files' figures, and their sums over modules and the snapshot, to a result. `files` are sorted by path.
  package static func add(_ files: [File], to result: inout RunResult) {
    var total = EnergyFigures()
    var modules: [String: EnergyFigures] = [:]
    for file in files {
      total += file.figures
      modules[file.module, default: EnergyFigures()] += file.figures
    }
    result.files = files.map { RunResult.FileSummary(path: $0.path, energy: $0.figures) }
    result.metrics.merge(values(of: total)) { _, new in new }
    for index in result.modules.indices {
      let sum = modules[result.modules[index].name] ?? EnergyFigures()
      result.modules[index].metrics.merge(values(of: sum)) { _, new in new }
    }
  }

  /// Adds what a commit's added lines cost under the model of its base; nothing where it adds no token.
  package static func add(_ change: ChangeEnergy, to result: inout RunResult) {
    let figures = change.sum.figures
    guard figures.all.tokens > 0 else { return }
    result.metrics.merge(values(of: figures.all, "energy.change")) { _, new in new }
    result.metrics.merge(values(of: figures.code, "energy.change.code")) { _, new in new }
  }

  /// The measures of some figures. Those for each token are absent where there is none.
  package static func values(of figures: EnergyFigures) -> [String: Double] {
    var values = values(of: figures.all, "energy")
    values.merge(self.values(of: figures.code, "energy.code")) { _, new in new }
    values.merge(self.values(of: figures.identifiers, "energy.identifiers")) { _, new in new }
    return values
  }

  private static func values(of part: EnergyFigures.Part, _ name: String) -> [String: Double] {
    var values = ["\(name).tokens": Double(part.tokens), "\(name).bits": MetricRounding.rounded(part.bits)]
    values["\(name).bitsPerToken"] = part.bitsPerToken.map(MetricRounding.rounded)
    return values
  }
}
