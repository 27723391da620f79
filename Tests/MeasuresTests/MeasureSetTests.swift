import Facts
import Foundation
import Graph
import Model
import Testing

@testable import Measures

/// The measures of a snapshot, and that each is documented.
struct MeasureSetTests {
  private func finding(minutes: Double, confidence: Double, module: String) -> Finding {
    Finding(
      rule: RuleID("twin/duplicate-code"), severity: .warning, confidence: confidence, path: "a.swift", line: 1,
      column: 1,
      endLine: 1, symbol: "", module: module, message: "", minutes: minutes, fingerprint: "", evidence: [])
  }

  private func graph() -> CodeGraph {
    let sources = [
      "struct A { func f() { B().g() } }",
      "public struct B { public init() {}\n public func g() { h() }\n func h() {} }",
    ].map {
      Array($0.utf8)
    }
    let facts = parallelMap(count: 2, workers: 1) { index in
      sources[index].withUnsafeBufferPointer { FactsReader.read($0) }
    }
    let blob = [UInt8](repeating: 0, count: 20).withUnsafeBytes { BlobID(bytes: $0) }
    func module(_ name: String) -> ProjectLayout.Module {
      ProjectLayout.Module(
        name: name, importName: name, kind: .library, packagePath: "", dependencies: [], externalDependencies: [],
        isProduct: false)
    }
    let importing = Array("import N\n".utf8) + sources[0]
    let first = parallelMap(count: 1, workers: 1) { _ in
      importing.withUnsafeBufferPointer { FactsReader.read($0) }
    }[0]
    return GraphLinker.link(
      files: [
        GraphLinker.Input(path: "m.swift", blob: blob, facts: first, isManifest: false),
        GraphLinker.Input(path: "n.swift", blob: blob, facts: facts[1], isManifest: false),
      ], layout: ProjectLayout(modules: [module("M"), module("N")], moduleOfFile: [0, 1], gaps: []),
      library: [], workers: 1)
  }

  @Test func debtIsMinutesTimesConfidence() {
    let findings = [
      finding(minutes: 10, confidence: 0.5, module: "M"), finding(minutes: 20, confidence: 1, module: "N"),
    ]
    let debt = DebtMetric(findings: findings, linesOfCode: 500)
    #expect(debt.minutes == 25 && debt.density == 50)
    #expect(debt.ratio == 25 / (500 * DebtMetric.minutesPerLine))
    #expect(DebtMetric(findings: [], linesOfCode: 0).density == 0)
  }

  @Test func couplingFollowsTheEdges() {
    let measures = MeasureSet.compute(graph: graph(), findings: [])
    let (m, n) = (measures.modules[0].metrics, measures.modules[1].metrics)
    #expect(m["coupling.efferent"] == 1 && m["coupling.afferent"] == 0 && m["coupling.instability"] == 1)
    #expect(n["coupling.afferent"] == 1 && n["coupling.instability"] == 0)
    #expect(n["cohesion.references"].map { $0 > 0 && $0 < 1 } == true)
    #expect(measures.snapshot["graph.moduleEdges"] == 1)
  }

  @Test func everyMetricIsDocumented() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let document = try String(contentsOf: root.appendingPathComponent("docs/metrics.md"), encoding: .utf8)
    let measures = MeasureSet.compute(graph: graph(), findings: [])
    let names = Set(measures.snapshot.keys).union(measures.modules.flatMap(\.metrics.keys))
    for name in names.sorted() {
      let isByClass = DefectClass.allCases.contains { name.hasPrefix("findings.\($0.rawValue)") }
      let wanted =
        isByClass ? (name.hasSuffix(".perKLOC") ? "`findings.CLASS.perKLOC`" : "`findings.CLASS`") : "`\(name)`"
      #expect(document.contains(wanted), "\(name) is not in docs/metrics.md")
    }
  }
}
