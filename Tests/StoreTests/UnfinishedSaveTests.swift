import Foundation
import GRDB
import Graph
import Testing

@testable import Store

@Suite struct UnfinishedSaveTests {
  private static func analyses() -> (SavedAnalysis, SavedAnalysis) {
    var sample = SampleAnalysis(seed: 11)
    let first = sample.make(key: "first")
    sample.files = 300
    sample.references = 5000
    sample.findings = 400
    return (first, sample.make(key: "second"))
  }

  /// The database passes SQLite's own check, gives the earlier result, and takes the later one after all.
  private static func expectEarlierState(at path: String) throws {
    let (first, second) = analyses()
    let store = try AnalysisStore(path: path, access: .writing)
    try store.queue.read { database in
      #expect(try String.fetchOne(database, sql: "PRAGMA integrity_check") == "ok")
      #expect(try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").isEmpty)
      let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM declarations")
      #expect(count == first.graph.declarationCount)
    }
    #expect(try store.result(for: first.key) == first.result)
    #expect(try store.result(for: second.key) == nil)
    try store.save(second)
    #expect(try store.result(for: second.key) == second.result)
  }

  @Test func `a writer that goes away leaves the earlier state`() throws {
    let folder = try TemporaryFolder()
    let (first, second) = Self.analyses()
    let store = try AnalysisStore(path: folder.database, access: .writing)
    try store.save(first)
    do {
      let writer = try store.beginSave(second.key)
      try writer.write(facts: second.newFacts)
      try writer.write(graph: second.graph)
    }
    try Self.expectEarlierState(at: folder.database)
  }

  @Test func `facts are not lost with an unfinished save`() throws {
    let folder = try TemporaryFolder()
    let store = try AnalysisStore(path: folder.database, access: .writing)
    var sample = SampleAnalysis(seed: 12)
    sample.files = 3
    var facts = sample.make(key: "any").newFacts
    // More than a batch.
    facts[2].bytes = [UInt8](repeating: 7, count: 5 << 20)
    do { try store.beginSave(AnalysisKey(repository: "Sample", text: "any")).write(facts: facts) }
    #expect(try store.facts(for: facts.map(\.blob)) == facts.map(\.bytes))
  }

  #if compiler(>=6.2) && os(Linux)
    /// Kills a writing process with signal 9 after each step of a save, and at many moments inside of one.
    @Test(arguments: [-1, -2, -3, 0, 1, 2, 4, 8, 16, 24, 32, 48])
    func `a killed writer leaves a sound database with the earlier result`(moment: Int) async throws {
      let folder = try TemporaryFolder()
      try AnalysisStore(path: folder.database, access: .writing).save(Self.analyses().0)
      let path = folder.database
      await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, moment = moment as Int] in
        let (_, second) = Self.analyses()
        let store = try AnalysisStore(path: path, access: .writing)
        if moment >= 0 {
          // Dies while it writes the same again and again, without ever finishing.
          Thread.detachNewThread {
            usleep(UInt32(moment) * 1500)
            kill(getpid(), SIGKILL)
          }
        }
        // A small cache makes SQLite write changed pages to the file in the middle of a transaction.
        try store.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA cache_size = 10") }
        repeat {
          let writer = try store.beginSave(second.key)
          try writer.write(facts: second.newFacts)
          if moment == -1 { kill(getpid(), SIGKILL) }
          try writer.write(graph: second.graph)
          if moment == -2 { kill(getpid(), SIGKILL) }
          try store.queue.writeWithoutTransaction { database in
            let rows = ResultRows(key: second.key, repository: 1, database: database)
            try rows.write(second.result)
          }
          if moment == -3 { kill(getpid(), SIGKILL) }
          writer.cancel()
        } while moment >= 0
      }
      try Self.expectEarlierState(at: folder.database)
    }
  #endif
}
