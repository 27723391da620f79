import Foundation
import Measures
import Model
import Store
import TestSupport
import Testing

@testable import Pipeline

/// Repositories of odd shapes.
struct HistoryRepositoryTests {
  private func source(_ index: Int) -> String { "// TODO: part \(index)\nstruct T\(index) {}\n" }

  /// A line of commits that each add a file.
  private func line(_ commits: Int) throws -> ScratchRepository {
    let repository = try ScratchRepository()
    for index in 0..<commits {
      try repository.write("f\(index).swift", source(index))
      try repository.commit("add \(index)", by: "Ada", at: 86_400 * (index + 1))
    }
    return repository
  }

  private func added(_ probe: HistoryProbe, in folder: String? = nil) throws -> [Int] {
    try probe.stored(in: folder).trend(metrics: [], period: .commit).rows.map(\.added)
  }

  @Test func aShallowCloneTellsWhatItHas() throws {
    let repository = try line(6)
    let clone = repository.beside("shallow")
    try repository.git("clone", "-q", "--depth", "3", "file://\(repository.path)", clone)
    let probe = HistoryProbe(repository)
    let outcome = try probe.run(in: clone)
    #expect(outcome.analysed == 3 && outcome.cuts == 1)
    #expect(try added(probe, in: clone) == [0, 1, 1], "what the boundary has may be older")
    #expect(
      try probe.query("SELECT is_opening, counts, added_lines FROM steps ORDER BY id") == ["1|0|0", "0|1|2", "0|1|2"])
    try repository.git(["fetch", "-q", "--unshallow"], in: clone)
    let deepened = try probe.run(in: clone)
    #expect(deepened.isRestarted && deepened.analysed == 6 && deepened.cuts == 0)
    #expect(try added(probe, in: clone) == [1, 1, 1, 1, 1, 1])
  }

  @Test func aPartialCloneGivesWhatItHolds() throws {
    let repository = try line(4)
    try repository.git("config", "uploadpack.allowFilter", "true")
    let clone = repository.beside("partial")
    try repository.git("clone", "-q", "--bare", "--filter=blob:none", "file://\(repository.path)", clone)
    let probe = HistoryProbe(repository)
    let outcome = try probe.run(in: clone)
    #expect(outcome.analysed == 4 && outcome.failed.isEmpty)
    #expect(try probe.query("SELECT files, findings FROM steps") == ["0|0", "0|0", "0|0", "0|0"])
  }

  @Test func bareRepositoriesDetachedHeadsAndWorktreesAreRead() throws {
    let repository = try line(3)
    let bare = repository.beside("bare.git")
    try repository.git("clone", "-q", "--bare", repository.path, bare)
    try repository.git("worktree", "add", "-q", "--detach", repository.beside("linked"), "HEAD~1")
    for (folder, count) in [(bare, 3), (repository.beside("linked"), 2)] {
      let probe = HistoryProbe(repository, database: "\(count).sqlite")
      #expect(try probe.run(in: folder).analysed == count)
    }
    try repository.git("checkout", "-q", "--detach", "HEAD~2")
    #expect(try HistoryProbe(repository, database: "detached.sqlite").run().analysed == 1)
  }

  @Test func whatHasNoHistoryIsSaid() throws {
    let empty = try ScratchRepository()
    let error = #expect(throws: AnalysisError.self) { try HistoryProbe(empty).run() }
    #expect(error?.message.contains("empty") ?? false)
    let plain = try ScratchRepository(nil)
    try FileManager.default.createDirectory(atPath: plain.path, withIntermediateDirectories: true)
    try plain.write("a.swift", "let a = 1\n")
    let noRepository = #expect(throws: AnalysisError.self) { try HistoryProbe(plain).run() }
    #expect(noRepository?.message.contains("no history") ?? false)
    #expect(throws: AnalysisError.self) { try HistoryProbe(plain).stored() }
  }

  @Test func mergesAreOneStepOrAll() throws {
    let repository = try line(2)
    try repository.git("checkout", "-q", "-b", "side")
    for index in 10..<13 {
      try repository.write("s\(index).swift", source(index))
      try repository.commit("side \(index)", by: "Bob", at: 86_400 * index)
    }
    try repository.git("checkout", "-q", "-b", "other", "main~1")
    try repository.write("o.swift", source(20))
    try repository.commit("other", by: "Cleo", at: 86_400 * 20)
    try repository.git("checkout", "-q", "main")
    try repository.write("m.swift", source(30))
    try repository.commit("main", by: "Ada", at: 86_400 * 30)
    try repository.git("merge", "-q", "--no-ff", "-m", "octopus", "side", "other")
    let first = HistoryProbe(repository, database: "first.sqlite")
    #expect(try first.run().analysed == 4)
    #expect(try added(first) == [1, 1, 1, 4])
    let all = HistoryProbe(repository, database: "all.sqlite")
    #expect(try all.run { $0.includesMerged = true }.analysed == 8)
    #expect(try added(all) == [1, 1, 1, 4], "the line is that of first parents")
    #expect(try all.query("SELECT counts FROM steps WHERE is_merge") == ["0"])
    #expect(try first.query("SELECT counts, changed_files FROM steps WHERE is_merge") == ["1|4"])
    #expect(
      try all.query("SELECT count(*) FROM steps s JOIN people p ON p.id = s.author WHERE p.name = 'Bob'") == ["3"])
    let results = try all.query("SELECT hex(revision), findings, debt_minutes FROM steps WHERE is_merge")
    #expect(try first.query("SELECT hex(revision), findings, debt_minutes FROM steps WHERE is_merge") == results)
  }

  @Test func unrelatedRootsAndARewrittenBranchAreRight() throws {
    let repository = try line(4)
    let probe = HistoryProbe(repository)
    try probe.run()
    try repository.git("reset", "-q", "--hard", "HEAD~2")
    try repository.write("new.swift", source(50))
    try repository.commit("rewritten", by: "Ada", at: 86_400 * 50)
    #expect(try probe.run().analysed == 1)
    #expect(try added(probe) == [1, 1, 1])
    #expect(try probe.query("SELECT subject FROM history") == ["add 0", "add 1", "rewritten"])
    try repository.git("checkout", "-q", "--orphan", "lone")
    try repository.git("rm", "-q", "-r", "-f", ".")
    try repository.write("lone.swift", source(60))
    try repository.commit("lone", by: "Ada", at: 86_400 * 60)
    #expect(try probe.run().analysed == 1)
    #expect(try added(probe) == [1])
    try repository.git("checkout", "-q", "main")
    #expect(try probe.run().analysed == 0)
    #expect(try added(probe) == [1, 1, 1], "both lines are kept")
  }

  @Test func clocksMayLie() throws {
    let repository = try ScratchRepository()
    for (index, seconds) in [4_000_000_000, 86_400, 2_000_000_000, 1].enumerated() {
      try repository.write("f\(index).swift", source(index))
      try repository.commit("at \(seconds)", by: "Ada", at: seconds)
    }
    let probe = HistoryProbe(repository)
    #expect(try probe.run().analysed == 4)
    let trend = try probe.stored().trend(metrics: [], period: .year)
    #expect(trend.rows.map(\.label) == ["2096"] && trend.rows.map(\.commits) == [4])
    #expect(try probe.stored().blame(".", includesGone: true).allSatisfy { $0.days == 0 })
  }

  @Test func commitsWithoutSourcesAndOddPathsAreSteps() throws {
    let repository = try ScratchRepository()
    try repository.write("README.md", "Text.\n")
    try repository.commit("text", by: "Ada", at: 1)
    try repository.write("name with\ttab.swift", source(1))
    try repository.write("Ünïcode/ä.swift", source(2))
    try repository.commit("odd", by: "Ada", at: 2)
    try repository.git("update-index", "--add", "--cacheinfo", "160000,\(String(repeating: "1", count: 40)),module")
    try repository.git(
      "update-index", "--add", "--cacheinfo", "120000,\(try repository.git("rev-parse", "HEAD:README.md")),link.swift")
    let lfs =
      "version https://git-lfs.github.com/spec/v1\noid sha256:\(String(repeating: "a", count: 64))\nsize 12345\n"
    try repository.write("large.swift", lfs)
    try repository.git("add", "large.swift")
    try repository.git("commit", "-q", "-m", "stranger")
    try repository.git("rm", "-q", "-r", "--cached", ".")
    try repository.git("commit", "-q", "-m", "nothing")
    let probe = HistoryProbe(repository)
    #expect(try probe.run().analysed == 4)
    #expect(try probe.query("SELECT files, findings FROM steps") == ["0|0", "2|2", "2|2", "0|0"])
  }

  @Test func brokenReferencesTagsOfBlobsAndMissingObjectsEndNothing() throws {
    let repository = try line(5)
    try repository.git("tag", "blob", "HEAD:f0.swift")
    try repository.write(".git/refs/tags/broken", "no id\n")
    try repository.write(".git/refs/heads/broken", "no id\n")
    let probe = HistoryProbe(repository, database: "tags.sqlite")
    #expect(try probe.run { $0.onlyTagged = true }.analysed == 1)
    // A commit in the middle is gone: history is cut there.
    let lost = try repository.git("rev-parse", "HEAD~3")
    try repository.remove(".git/objects/\(lost.prefix(2))/\(lost.dropFirst(2))")
    let cut = HistoryProbe(repository, database: "cut.sqlite")
    let outcome = try cut.run()
    #expect(outcome.analysed == 3 && outcome.cuts == 1)
    // A tree is gone: its commit cannot be read, and those after it are compared with the one before it.
    let tree = try repository.git("rev-parse", "HEAD~1^{tree}")
    try repository.remove(".git/objects/\(tree.prefix(2))/\(tree.dropFirst(2))")
    let damaged = HistoryProbe(repository, database: "damaged.sqlite")
    let second = try damaged.run()
    #expect(second.analysed == 2 && second.failed.count == 1)
    #expect(try added(damaged) == [0, 2])
    #expect(try damaged.query("SELECT count(*) FROM steps WHERE base IS NULL") == ["1"])
  }

  @Test func aMailmapNamesPeople() throws {
    let repository = try line(2)
    try repository.write(".mailmap", "Ada Lovelace <ada@example.org> <ada@example.com>\n")
    try repository.commit("names", by: "Ada", at: 86_400 * 9)
    let probe = HistoryProbe(repository)
    try probe.run()
    #expect(try probe.query("SELECT name, email FROM people") == ["Ada Lovelace|ada@example.org"])
  }

  @Test func aHistoryNeedsADatabase() throws {
    let repository = try line(1)
    let error = #expect(throws: AnalysisError.self) {
      try HistoryPipeline(
        HistoryRequest(
          path: repository.path, range: .init(), configuration: Configuration(), database: .none,
          includesPreview: false, workers: 1, analyserBuild: "test")
      ).run()
    }
    #expect(error?.message.contains("kept in a database") ?? false)
  }

  @Test func twoWritersDoNotMeet() throws {
    let repository = try line(2)
    let probe = HistoryProbe(repository)
    try probe.run()
    let before = try probe.contents()
    let store = try AnalysisStore(path: probe.database, access: .writing)
    let key = SeriesKey(repository: "work", text: "key", description: "test", isWhole: true)
    let writer = try store.beginHistory(key, waiting: 0)
    let error = #expect(throws: AnalysisError.self) { try store.beginHistory(key, waiting: 0) }
    #expect(error?.message.contains("Another xtal is writing") ?? false)
    let read = try withExtendedLifetime(writer) { try probe.stored().line.steps.count }
    #expect(read == 2, "readers read meanwhile")
    #expect(try probe.contents() == before)
  }

  @Test func commitsThatComeMeanwhileAreForTheNextRun() throws {
    let repository = try line(3)
    let probe = HistoryProbe(repository)
    // Ended after the first commit, as if it were still running while somebody commits.
    #expect(try probe.run(workers: 1, endingAfter: 1).isCancelled)
    try repository.write("late.swift", source(9))
    try repository.commit("late", by: "Bob", at: 86_400 * 9)
    try repository.git("gc", "-q")
    #expect(try probe.run().analysed == 3)
    #expect(try added(probe) == [1, 1, 1, 1])
  }

  @Test func aTipThatCannotBeReadLeavesTheOneBeforeIt() throws {
    let repository = try line(3)
    let tree = try repository.git("rev-parse", "HEAD^{tree}")
    try repository.remove(".git/objects/\(tree.prefix(2))/\(tree.dropFirst(2))")
    let probe = HistoryProbe(repository)
    let outcome = try probe.run()
    #expect(outcome.analysed == 2 && outcome.failed.count == 1)
    #expect(try probe.query("SELECT last_run FROM series") == ["1"])
    #expect(try added(probe) == [1, 1])
  }

  @Test func otherObjectFormatsAreNamed() throws {
    let repository = try ScratchRepository(["--object-format=sha256"])
    try repository.write("a.swift", source(1))
    try repository.commit("begin", by: "Ada", at: 1)
    let error = #expect(throws: AnalysisError.self) { try HistoryProbe(repository).run() }
    #expect(error.map { $0.message.contains("objectformat") && $0.kind == .usage } ?? false)
  }

  @Test func pathsThatDifferByCaseAndBytesThatAreNoTextAreFilesOfTheirOwn() throws {
    let repository = try ScratchRepository()
    try repository.write("file.swift", source(1))
    try repository.git("add", "-A")
    let blob = try repository.git("hash-object", "-w", "file.swift")
    try repository.git("update-index", "--add", "--cacheinfo", "100644,\(blob),FILE.swift")
    try repository.git("commit", "-q", "-m", "both")
    try repository.git("update-index", "--force-remove", "FILE.swift")
    try repository.git("commit", "-q", "-m", "one")
    let probe = HistoryProbe(repository)
    #expect(try probe.run().analysed == 2)
    #expect(try probe.query("SELECT files, findings FROM steps") == ["2|2", "1|1"])
    #expect(try added(probe) == [2, 0])
  }
}
