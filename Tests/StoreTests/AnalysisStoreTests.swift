import Facts
import Foundation
import GRDB
import Graph
import Model
import Testing

@testable import Store

@Suite struct AnalysisStoreTests {
  @Test(arguments: 0..<25)
  func `a result comes back equal to the last bit`(seed: Int) throws {
    let folder = try TemporaryFolder()
    let store = try AnalysisStore(path: folder.database, access: .writing)
    var sample = SampleAnalysis(seed: UInt64(seed))
    sample.repository = oddTexts[seed % oddTexts.count]
    let first = sample.make(key: oddTexts[seed % 7])
    try store.save(first)
    var second = sample.make(key: "second")
    // Findings that stay and findings that differ in their evidence alone.
    second.result.findings += first.result.findings
    second.result.findings += first.result.findings.map {
      var finding = $0
      finding.evidence.append(Finding.Evidence(path: "a", line: 1, endLine: 2, message: "b"))
      return finding
    }
    try store.save(second)
    let again = try AnalysisStore(path: folder.database, access: .reading)
    for analysis in [first, second] {
      let read = try #require(try again.result(for: analysis.key))
      #expect(read == analysis.result)
      #expect(exact(read) == exact(analysis.result))
    }
    let other = AnalysisKey(repository: sample.repository, text: "unknown")
    #expect(try again.result(for: other) == nil)
  }

  @Test func `not-a-number comes back with its bits`() throws {
    let folder = try TemporaryFolder()
    let store = try AnalysisStore(path: folder.database, access: .writing)
    var sample = SampleAnalysis(seed: 1)
    var analysis = sample.make(key: "one")
    let odd = Double(bitPattern: 0x7ff8_0000_dead_beef)
    analysis.result.metrics = ["nan": odd, "minus": -0.0]
    try store.save(analysis)
    let read = try #require(try store.result(for: analysis.key))
    #expect(read.metrics["nan"]?.bitPattern == odd.bitPattern)
    #expect(read.metrics["minus"]?.sign == .minus)
  }

  @Test func `facts come back, and only those asked for and known`() throws {
    let folder = try TemporaryFolder()
    let store = try AnalysisStore(path: folder.database, access: .writing)
    var sample = SampleAnalysis(seed: 5)
    sample.files = 40
    let analysis = sample.make(key: "one")
    try store.save(analysis)
    let unknown = sample.makeBlob()
    let blobs = [unknown] + analysis.newFacts.reversed().map(\.blob) + [unknown]
    let found = try store.facts(for: blobs)
    #expect(found == [nil] + analysis.newFacts.reversed().map(\.bytes) + [nil])
    #expect(try store.facts(for: []).isEmpty)
  }

  @Test func `facts of another version are not given`() throws {
    let folder = try TemporaryFolder()
    let store = try AnalysisStore(path: folder.database, access: .writing)
    var sample = SampleAnalysis(seed: 5)
    let analysis = sample.make(key: "one")
    try store.save(analysis)
    try store.queue.write { try $0.execute(sql: "UPDATE blobs SET version = version + 1") }
    let blobs = analysis.newFacts.map(\.blob)
    #expect(try store.facts(for: blobs).allSatisfy { $0 == nil })
    try store.save(analysis)
    #expect(try store.facts(for: blobs).allSatisfy { $0 != nil })
  }

  @Test func `rows refer to rows, over repositories and repeated saves`() throws {
    let folder = try TemporaryFolder()
    let store = try AnalysisStore(path: folder.database, access: .writing)
    var last = [AnalysisKey: RunResult]()
    for round in 0..<12 {
      var sample = SampleAnalysis(seed: UInt64(round))
      sample.files = 2 + round
      sample.repository = ["One", "Two", "Three"][round % 3]
      let analysis = sample.make(key: "key \(round % 2)")
      try store.save(analysis)
      last[analysis.key] = analysis.result
      try store.queue.read { database in
        #expect(try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").isEmpty)
        let declarations = try Int.fetchOne(
          database,
          sql: """
            SELECT count(*) FROM declarations d JOIN files f ON f.id = d.file JOIN repositories r ON r.id = f.repository
            WHERE r.name = ?
            """, arguments: [sample.repository])
        #expect(declarations == analysis.graph.declarationCount)
      }
    }
    for (key, result) in last {
      let read = try store.result(for: key)
      #expect(read == result)
    }
    #expect(try store.isLatest(AnalysisKey(repository: "One", text: "key 1")))
    #expect(try !store.isLatest(AnalysisKey(repository: "One", text: "key 0")))
    try store.check()
  }

  @Test func `a finding that stays is kept once`() throws {
    let folder = try TemporaryFolder()
    let store = try AnalysisStore(path: folder.database, access: .writing)
    var sample = SampleAnalysis(seed: 8)
    var analysis = sample.make(key: "one")
    try store.save(analysis)
    analysis.key.text = "two"
    try store.save(analysis)
    let count = try store.queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM findings") }
    #expect(count == analysis.result.findings.count)
  }

  @Test func `working trees beyond the limit go, commits stay`() throws {
    let folder = try TemporaryFolder()
    let store = try AnalysisStore(path: folder.database, access: .writing)
    var sample = SampleAnalysis(seed: 8)
    sample.files = 1
    var commit = sample.make(key: "commit")
    commit.result.snapshot.revision = String(repeating: "a", count: 40)
    commit.result.snapshot.isDirty = false
    try store.save(commit)
    for round in 0...ResultRows.workingTreeLimit {
      var tree = sample.make(key: "tree \(round)")
      tree.result.snapshot.isDirty = true
      try store.save(tree)
    }
    let count = try store.queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM snapshots") }
    #expect(count == 2 + ResultRows.workingTreeLimit / 2)
    #expect(try store.result(for: commit.key) == commit.result)
    let lost = try store.queue.read { try Row.fetchAll($0, sql: "PRAGMA foreign_key_check").count }
    #expect(lost == 0)
  }

  @Test func `equal analyses give equal rows`() throws {
    let dumps = try (0..<2).map { _ in
      let folder = try TemporaryFolder()
      let store = try AnalysisStore(path: folder.database, access: .writing)
      var sample = SampleAnalysis(seed: 21)
      try store.save(sample.make(key: "one"))
      return try Data(contentsOf: URL(fileURLWithPath: folder.database))
    }
    #expect(dumps[0] == dumps[1])
  }

  /// Every text as bytes and every number as bits: `==` alone would take `é` in two spellings, or 0.0 and -0.0, as one.
  private func exact(_ result: RunResult) -> [[UInt8]] {
    var parts = [String(result.snapshot.linesOfCode), result.repository, result.snapshot.revision]
    for gap in result.coverage.partial + result.coverage.skipped { parts += [gap.path, gap.reason] }
    func add(_ metrics: [String: Double]) {
      parts += metrics.map { "\(Array($0.key.utf8)) \($0.value.bitPattern)" }.sorted()
    }
    add(result.metrics)
    for module in result.modules {
      parts.append(module.name)
      add(module.metrics)
    }
    for finding in result.findings {
      parts += [finding.rule.text, finding.path, finding.symbol, finding.module, finding.message, finding.fingerprint]
      parts += ["\(finding.confidence.bitPattern)", "\(finding.minutes.bitPattern)"]
      parts += finding.evidence.flatMap { [$0.path, $0.message] }
    }
    return parts.map { Array($0.utf8) }
  }
}
