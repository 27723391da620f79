import Facts
package import Graph
package import Model
package import Rules

/// Finds code that stands in several places: clones of type 1 (the same tokens) and of type 2 (names and literals
/// differ), in whole statements, members or declarations.
///
/// A unit is hashed twice, as written and without names; repeats of both sequences of units are found by a suffix
/// array, and grouped with the longest first. It does not look for clones with gaps (type 3): a finder of those would
/// join groups whose members stand near each other, between the grouping and the wording.
package struct DuplicateCodeDetector: GraphDetector {
  package static let rule = RuleID("twin/duplicate-code")

  /// Threads for reading units. Fixed: detectors of other rules run beside this one.
  private static let workers = 2
  private static let filesPerTask = 32
  private static let catalogue = ByteMark(".docc/")

  private let criterion: TwinCriterion

  package init(options: RuleOptions) {
    criterion = TwinCriterion(
      minimumTokens: max(1, options.integer("minimumTokens")), minimumLines: options.integer("minimumLines"))
  }

  package func detect(in graph: CodeGraph, _ tables: SharedTables, report: inout DefectReport) {
    // Paths order everything, so that the order of the graph's files shows nowhere.
    let order = PathOrder.sorted(graph.files.map(\.path))
    var grouper = CloneGrouper(
      facts: order.map { graph.files[$0].facts }, units: units(of: graph, order, tables.notes), criterion: criterion,
      planes: tables.memory.planes)
    let writer = CloneDefectWriter(graph: graph, order: order, units: grouper.units)
    var groups = 0
    var duplicatedLines = 0
    for group in grouper.findGroups() {
      let defect = writer.defect(group)
      groups += 1
      duplicatedLines += Int(defect.units)
      report.add(defect)
    }
    report.measure("twin.groups", Double(groups))
    report.measure("twin.duplicatedLines", Double(duplicatedLines))
  }

  /// The units of all files that people write and compilers read, in the order of the files: generated files,
  /// manifests and the pages of documentation catalogues, which show one file in many stages, are left out.
  private func units(of graph: CodeGraph, _ order: [Int], _ notes: [FileNotes]) -> [CloneUnit] {
    let tasks = (order.count + Self.filesPerTask - 1) / Self.filesPerTask
    let minimum = criterion.minimumTokens
    let parts = parallelMap(count: tasks, workers: Self.workers) { task in
      var units: [CloneUnit] = []
      for rank in task * Self.filesPerTask..<min((task + 1) * Self.filesPerTask, order.count) {
        let file = graph.files[order[rank]]
        guard !file.isManifest, !file.facts.isGenerated, !Self.catalogue.isPart(of: file.path) else { continue }
        let first = units.count
        units += notes[order[rank]].units(minimumTokens: minimum)
        for index in first..<units.count { units[index].file = UInt32(rank) }
      }
      return units
    }
    return Array(parts.joined())
  }
}
