import Facts
package import Graph
package import Model
package import Rules

/// Finds files on which many others depend and that keep changing together with them.
package struct UnstableInterfaceDetector: HistoryDetector {
  package static let rule = RuleID("dislocation/unstable-interface")

  private let dependents: Int
  private let unstable: Int
  private let shared: Int

  package init(options: RuleOptions) {
    dependents = options.integer("dependents")
    unstable = options.integer("unstableDependents")
    shared = options.integer("sharedCommits")
  }

  package func detect(in graph: CodeGraph, changes: CoChangeTable, report: inout DefectReport) {
    var users = [[Int]](repeating: [], count: graph.files.count)
    for edge in graph.fileEdges where isSource(Int(edge.from), graph) { users[Int(edge.to)].append(Int(edge.from)) }
    for (index, file) in graph.files.enumerated() where isSource(index, graph) && users[index].count >= dependents {
      let together = users[index].map { (file: $0, shared: changes.shared(file.path, graph.files[$0].path)) }
        .filter { $0.shared >= shared }
      guard together.count >= unstable else { continue }
      report.add(defect(index, users: users[index].count, together: together, changes, graph))
    }
  }

  private func isSource(_ file: Int, _ graph: CodeGraph) -> Bool {
    !graph.files[file].isManifest && !graph.files[file].facts.isGenerated && !graph.isTestCode(file)
  }

  private func defect(
    _ file: Int, users: Int, together: [(file: Int, shared: Int)], _ changes: CoChangeTable, _ graph: CodeGraph
  ) -> Defect {
    let sorted = together.sorted { ($1.shared, $0.file) < ($0.shared, $1.file) }
    let revisions = changes.revisions(of: graph.files[file].path)
    return Defect(
      file: file, offset: 0, endOffset: 1, declaration: -1,
      message: "\(users) files depend on this one, and \(together.count) of them changed together with it in \(shared) "
        + "commits or more (it changed in \(revisions))",
      confidence: 0.8, units: Double(together.count),
      evidence: sorted.map { entry in
        Defect.Place(
          file: entry.file, firstToken: 0, lastToken: 0, message: "depends on it and changed with it")
      })
  }
}
