import Facts
import Foundation
import GRDB
import Graph
import Model
import Testing

@testable import Store

@Suite struct SchemaTests {
  @Test func `every table, view and column is described`() throws {
    for entry in try SchemaDocument.entries() {
      #expect(!entry.summary.isEmpty, "\(entry.name)")
      #expect(!entry.columns.isEmpty, "\(entry.name)")
      for column in entry.columns { #expect(!column.summary.isEmpty, "\(entry.name).\(column.name)") }
    }
  }

  @Test func `docs/schema.md is fresh`() throws {
    let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: root.appendingPathComponent("docs/schema.md"), encoding: .utf8)
    #expect(try text == SchemaDocument.markdown(), "run `xtal-dev generate`")
  }

  @Test func `words of the schema are those of the types`() throws {
    let database = try DatabaseQueue()
    try database.writeWithoutTransaction { database in
      try Schema.migrate(database)
      func words(_ table: String) throws -> [String] {
        try String.fetchAll(database, sql: "SELECT id || ' ' || word FROM \(table) ORDER BY id")
      }
      #expect(try words("declaration_kinds") == DeclarationKind.allCases.map { "\($0.rawValue) \($0.word)" })
      #expect(try words("reference_roles") == ReferenceRole.allCases.map { "\($0.rawValue) \($0.word)" })
      #expect(try words("access_levels") == (UInt8(0)..<6).map { "\($0) \(AccessLevel(rawValue: $0) ?? .open)" })
    }
  }

  /// Shipped steps are frozen: this number changes only where a step is added that no release has shipped yet.
  @Test func `the steps count up from one`() {
    #expect(Schema.migrations.map(\.version) == Array(1...Schema.version))
  }

  @Test func `views show a saved analysis`() throws {
    let folder = try TemporaryFolder()
    let store = try AnalysisStore(path: folder.database, access: .writing)
    var sample = SampleAnalysis(seed: 3)
    sample.isOdd = false
    let analysis = sample.make(key: "one")
    try store.save(analysis)
    try store.queue.read { database in
      func count(_ table: String) throws -> Int {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? -1
      }
      #expect(try count("latest_findings") == analysis.result.findings.count)
      #expect(try count("latest_snapshots") == 1)
      #expect(try count("declaration_details") == analysis.graph.declarationCount)
      #expect(try count("qualified_names") == analysis.graph.declarationCount)
      #expect(try count("file_uses") == analysis.graph.fileEdges.count)
      #expect(try count("module_uses") == analysis.graph.moduleEdges.count)
      #expect(try count("metric_values") == analysis.result.metrics.count)
      #expect(try count("module_metric_values") == analysis.result.modules.reduce(0) { $0 + $1.metrics.count })
      #expect(try count("file_energy") == analysis.result.files.count)
      let uses = try Int.fetchOne(database, sql: "SELECT sum(count) FROM declaration_uses")
      #expect(uses == analysis.graph.references.filter { $0.source >= 0 }.count)
      let rules = try Int.fetchOne(database, sql: "SELECT sum(findings) FROM findings_by_class")
      #expect(rules == analysis.result.findings.count)
      let debt = analysis.result.findings.reduce(0) { $0 + $1.minutes * $1.confidence }
      let stored = try Double.fetchOne(database, sql: "SELECT debt_minutes FROM density_per_snapshot") ?? -1
      #expect(abs(debt - stored) < 0.001)
      let names = try String.fetchAll(database, sql: "SELECT name FROM qualified_names ORDER BY declaration")
      #expect(names == (0..<analysis.graph.declarationCount).map { analysis.graph.qualifiedName($0) })
    }
  }
}
