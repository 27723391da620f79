import Facts
package import Graph
package import Model

/// All measures of one snapshot and of its modules, by name. docs/metrics.md defines every name.
///
/// Values that are shares or densities are rounded to six decimals, so that they read well; sums run in a fixed order.
package struct MeasureSet: Sendable {
  package var snapshot: [String: Double]
  /// Sorted by module name.
  package var modules: [RunResult.ModuleSummary]

  package static func compute(graph: CodeGraph, findings: [Finding]) -> MeasureSet {
    let all = SizeMetrics(graph: graph, files: Array(graph.files.indices))
    var snapshot = all.values
    snapshot.merge(debt(findings, linesOfCode: all.linesOfCode)) { first, _ in first }
    snapshot["size.modules"] = Double(graph.layout.modules.count)
    let sources = ReferenceMetrics(graph: graph)
    snapshot.merge(sources.values) { first, _ in first }
    snapshot["graph.fileEdges"] = Double(graph.fileEdges.count)
    snapshot["graph.typeEdges"] = Double(graph.typeEdges.count)
    snapshot["graph.moduleEdges"] = Double(graph.moduleEdges.count)
    snapshot["graph.unresolved.external"] = Double(graph.unresolved.external)
    snapshot["graph.unresolved.ambiguous"] = Double(graph.unresolved.ambiguous)
    snapshot["graph.unresolved.unknownBase"] = Double(graph.unresolved.unknownBase)
    return MeasureSet(snapshot: snapshot, modules: modules(graph: graph, findings: findings, sources: sources))
  }

  private static func modules(
    graph: CodeGraph, findings: [Finding], sources: ReferenceMetrics
  ) -> [RunResult.ModuleSummary] {
    var files = [[Int]](repeating: [], count: graph.layout.modules.count)
    for (index, file) in graph.files.enumerated() where file.module >= 0 { files[Int(file.module)].append(index) }
    let coupling = CouplingMetrics(graph: graph)
    let byModule = Dictionary(grouping: findings, by: \.module)
    return graph.layout.modules.enumerated().map { index, module in
      let size = SizeMetrics(graph: graph, files: files[index])
      var metrics = size.values
      metrics.merge(debt(byModule[module.name] ?? [], linesOfCode: size.linesOfCode)) { first, _ in first }
      metrics.merge(sources.values(ofModule: index)) { first, _ in first }
      metrics.merge(coupling.values(ofModule: index)) { first, _ in first }
      return RunResult.ModuleSummary(name: module.name, metrics: metrics)
    }.sorted { $0.name < $1.name }
  }

  private static func debt(_ findings: [Finding], linesOfCode: Int) -> [String: Double] {
    let debt = DebtMetric(findings: findings, linesOfCode: linesOfCode)
    var values = [
      "debt.minutes": MetricRounding.rounded(debt.minutes), "debt.density": MetricRounding.rounded(debt.density),
      "debt.ratio": MetricRounding.rounded(debt.ratio),
      "findings.total": Double(findings.count),
    ]
    var counts = [DefectClass: Int]()
    for finding in findings { if let found = finding.rule.defectClass { counts[found, default: 0] += 1 } }
    for defectClass in DefectClass.allCases {
      let count = counts[defectClass, default: 0]
      values["findings.\(defectClass.rawValue)"] = Double(count)
      if linesOfCode > 0 {
        values["findings.\(defectClass.rawValue).perKLOC"] = MetricRounding.rounded(
          Double(count) / Double(linesOfCode) * 1000)
      }
    }
    return values
  }
}
