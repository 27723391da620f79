import Foundation
import GRDB
import Graph
import Model
import Testing

@testable import Store

@Suite struct BadDatabaseTests {
  private func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch { return (error as? AnalysisError)?.message ?? "another error: \(error)" }
  }

  private func saved(in folder: TemporaryFolder, seed: UInt64 = 1) throws -> SavedAnalysis {
    let store = try AnalysisStore(path: folder.database, access: .writing)
    var sample = SampleAnalysis(seed: seed)
    let analysis = sample.make(key: "first")
    try store.save(analysis)
    return analysis
  }

  @Test func `the own folder hides itself and holds nothing else`() throws {
    let folder = try TemporaryFolder()
    _ = try saved(in: folder)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/.xtal").sorted()
    #expect(names == [".gitignore", "xtal.sqlite", "xtal.sqlite.lock"])
    #expect(try String(contentsOfFile: folder.path + "/.xtal/.gitignore", encoding: .utf8) == "*\n")
  }

  @Test func `another folder gets no ignore file`() throws {
    let folder = try TemporaryFolder()
    _ = try AnalysisStore(path: folder.path + "/some/where/data.sqlite", access: .writing)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/some/where/.gitignore"))
  }

  @Test func `a linked folder or file inside the repository is not followed`() throws {
    for name in ["", "/xtal.sqlite", "/xtal.sqlite.lock"] {
      let folder = try TemporaryFolder()
      let outside = try TemporaryFolder()
      let link = folder.path + "/.xtal" + name
      if !name.isEmpty {
        try FileManager.default.createDirectory(atPath: folder.path + "/.xtal", withIntermediateDirectories: true)
      }
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: outside.path + "/victim")
      #expect(message { _ = try AnalysisStore(path: folder.database, access: .writing) }.contains("symbolic link"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: outside.path).isEmpty)
    }
  }

  @Test func `reading makes nothing`() throws {
    let folder = try TemporaryFolder()
    #expect(message { _ = try AnalysisStore(path: folder.database, access: .reading) }.contains("no database"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func `a database of another program is left alone`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/other.sqlite"
    try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE notes (text); PRAGMA application_id = 7") }
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(message { _ = try AnalysisStore(path: path, access: .writing) }.contains("not one of xtal"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test func `a newer schema is refused with both versions`() throws {
    let folder = try TemporaryFolder()
    _ = try saved(in: folder)
    try DatabaseQueue(path: folder.database).write { try $0.execute(sql: "PRAGMA user_version = 99") }
    for access in [AnalysisStore.Access.reading, .writing] {
      let text = message { _ = try AnalysisStore(path: folder.database, access: access) }
      #expect(text.contains("99") && text.contains("up to \(Schema.version)") && text.contains("newer xtal"))
    }
  }

  @Test func `a file that is no database is refused`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/text.sqlite"
    try Data(String(repeating: "no database, just text\n", count: 100).utf8).write(to: URL(fileURLWithPath: path))
    #expect(message { _ = try AnalysisStore(path: path, access: .writing) }.contains("Delete it or move it away"))
  }

  @Test(arguments: [0.1, 0.35, 0.6, 0.9])
  func `a damaged copy is found when it is opened`(place: Double) throws {
    let folder = try TemporaryFolder()
    _ = try saved(in: folder)
    let path = folder.path + "/copy.sqlite"
    var data = try Data(contentsOf: URL(fileURLWithPath: folder.database))
    // A tree page's head holds its type and the number and place of its cells.
    let page = Int(Double(data.count / 8192) * place) * 8192
    for index in 0..<8192 { data[page + index] = UInt8((index * 7 + 3) % 251) }
    try data.write(to: URL(fileURLWithPath: path))
    #expect(message { _ = try AnalysisStore(path: path, access: .writing) }.contains("damaged"))
  }

  @Test func `a cut database is found when it is opened`() throws {
    let folder = try TemporaryFolder()
    _ = try saved(in: folder)
    let path = folder.path + "/copy.sqlite"
    let data = try Data(contentsOf: URL(fileURLWithPath: folder.database))
    try data.prefix(data.count / 2).write(to: URL(fileURLWithPath: path))
    #expect(message { _ = try AnalysisStore(path: path, access: .writing) }.contains("damaged"))
  }

  @Test func `a copy with a trigger of another's making is refused`() throws {
    let folder = try TemporaryFolder()
    _ = try saved(in: folder)
    let path = folder.path + "/copy.sqlite"
    try FileManager.default.copyItem(atPath: folder.database, toPath: path)
    try DatabaseQueue(path: path).write {
      try $0.execute(sql: "CREATE TRIGGER evil AFTER INSERT ON snapshots BEGIN DELETE FROM findings; END")
    }
    #expect(message { _ = try AnalysisStore(path: path, access: .writing) }.contains("not one of xtal"))
  }

  @Test func `a sound copy is taken`() throws {
    let folder = try TemporaryFolder()
    let analysis = try saved(in: folder)
    let path = folder.path + "/copy.sqlite"
    try FileManager.default.copyItem(atPath: folder.database, toPath: path)
    #expect(try AnalysisStore(path: path, access: .reading).result(for: analysis.key) == analysis.result)
    #expect(try AnalysisStore(path: path, access: .writing).result(for: analysis.key) == analysis.result)
  }

  @Test func `a folder that cannot be made is named`() throws {
    let folder = try TemporaryFolder()
    try Data().write(to: URL(fileURLWithPath: folder.path + "/file"))
    let text = message { _ = try AnalysisStore(path: folder.path + "/file/x/xtal.sqlite", access: .writing) }
    #expect(text.contains("cannot be made") && text.contains("--database"))
  }

  @Test(.enabled(if: getuid() != 0, "root may write everywhere"))
  func `a read-only folder can be read but not written`() throws {
    let folder = try TemporaryFolder()
    let analysis = try saved(in: folder)
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path + "/.xtal")
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path + "/.xtal") }
    let store = try AnalysisStore(path: folder.database, access: .writing)
    #expect(try store.result(for: analysis.key) == analysis.result)
  }

  @Test func `a full disk loses nothing`() throws {
    let folder = try TemporaryFolder()
    let analysis = try saved(in: folder)
    let store = try AnalysisStore(path: folder.database, access: .writing)
    try store.queue.writeWithoutTransaction { database in
      let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
      try database.execute(sql: "PRAGMA max_page_count = \(pages + 1)")
    }
    var sample = SampleAnalysis(seed: 2)
    sample.files = 200
    let larger = sample.make(key: "larger")
    #expect(message { try store.save(larger) }.contains("disk is full"))
    #expect(try store.result(for: analysis.key) == analysis.result)
    #expect(try store.result(for: larger.key) == nil)
    try store.check()
    try store.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
    try store.save(larger)
    #expect(try store.result(for: larger.key) == larger.result)
  }

  @Test func `one writer at a time, readers meanwhile`() throws {
    let folder = try TemporaryFolder()
    let analysis = try saved(in: folder)
    let one = try AnalysisStore(path: folder.database, access: .writing)
    let two = try AnalysisStore(path: folder.database, access: .writing)
    let writer = try one.beginSave(AnalysisKey(repository: "Sample", text: "next"))
    try writer.write(graph: analysis.graph)
    #expect(message { _ = try two.beginSave(analysis.key, waiting: 0) }.contains("Another xtal is writing"))
    #expect(try two.result(for: analysis.key) == analysis.result)
    writer.cancel()
    try two.save(analysis)
    #expect(message { try writer.write(graph: analysis.graph) } == "A finished save was written to.")
  }
}
