import Facts
package import Graph
package import Model
package import Rules

/// Finds files of different modules that change together although neither depends on the other, on any way.
package struct ImplicitCouplingDetector: HistoryDetector {
  package static let rule = RuleID("dislocation/implicit-coupling")

  private let shared: Int
  private let degree: Double

  package init(options: RuleOptions) {
    shared = options.integer("sharedCommits")
    degree = Double(options.integer("degree")) / 100
  }

  package func detect(in graph: CodeGraph, changes: CoChangeTable, report: inout DefectReport) {
    let pairs = changes.pairs(sharing: shared).filter { $0.degree >= degree }
    guard !pairs.isEmpty else { return }
    let files = Dictionary(graph.files.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
    var reach = FileReach(graph)
    for pair in pairs {
      guard let first = files[pair.first], let second = files[pair.second], isCandidate(first, second, graph),
        !reach.connects(first, second)
      else { continue }
      report.add(defect(pair, first, second, graph))
    }
  }

  private func isCandidate(_ first: Int, _ second: Int, _ graph: CodeGraph) -> Bool {
    let (left, right) = (graph.files[first], graph.files[second])
    return left.module >= 0 && right.module >= 0 && left.module != right.module && !left.isManifest
      && !right.isManifest && !left.facts.isGenerated && !right.facts.isGenerated && !graph.isTestCode(first)
      && !graph.isTestCode(second)
  }

  private func defect(_ pair: CoChangeTable.Pair, _ first: Int, _ second: Int, _ graph: CodeGraph) -> Defect {
    let modules = [first, second].map { graph.layout.modules[Int(graph.files[$0].module)].name }
    let percent = Int((pair.degree * 100).rounded())
    // What follows from counts alone is never quite sure.
    let confidence = min(0.9, 0.4 + pair.degree / 2)
    return Defect(
      file: first, offset: 0, endOffset: 1, declaration: -1,
      message:
        "changes together with \(pair.second) in \(pair.shared) commits (coupling \(percent) %), though nothing in "
        + "'\(modules[0])' and '\(modules[1])' leads from one to the other",
      confidence: confidence, identity: Self.name(pair.second),
      evidence: [
        Defect.Place(
          file: second, firstToken: 0, lastToken: 0, message: "changes together with \(Self.name(pair.first))")
      ])
  }

  /// A file's name within its folder.
  private static func name(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}
