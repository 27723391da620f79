import Measures
import Model
import TestSupport
import Testing

@testable import Pipeline

/// Histories from the first commit to what is shown of them.
struct HistoryTests {
  private static let day = 86_400

  /// A finding that appears, moves with its lines, goes to another file, and is mended.
  private func sample() throws -> ScratchRepository {
    let repository = try ScratchRepository()
    try repository.write(
      "Package.swift",
      """
      // swift-tools-version: 5.9
      import PackageDescription
      let package = Package(name: "P", targets: [.target(name: "A")])

      """)
    try repository.write("Sources/A/a.swift", "public struct Basket {\n  public var count = 0\n}\n")
    try repository.commit("begin", by: "Ada", at: 10 * Self.day)
    try repository.write(
      "Sources/A/a.swift",
      "public struct Basket {\n  public var count = 0\n  // TODO: weigh it\n  public func weigh() {}\n}\n")
    try repository.commit("weigh", by: "Bob", at: 20 * Self.day)
    try repository.write(
      "Sources/A/a.swift",
      """
      // Text.

      public struct Basket {
        public var count = 0
        public var name = ""
        // TODO: weigh it
        public func weigh() {}
      }

      """)
    try repository.commit("name", by: "Cleo", at: 30 * Self.day)
    try repository.git("mv", "Sources/A/a.swift", "Sources/A/Basket.swift")
    try repository.commit("rename", by: "Cleo", at: 40 * Self.day)
    try repository.write(
      "Sources/A/Basket.swift",
      "// Text.\n\npublic struct Basket {\n  public var count = 0\n  public var name = \"\"\n  public func weigh() {}\n}\n"
    )
    try repository.commit("done", by: "Ada", at: 60 * Self.day)
    return repository
  }

  @Test func aFindingIsFollowedThroughMovedLinesAndARenamedFile() throws {
    let probe = HistoryProbe(try sample())
    let outcome = try probe.run()
    #expect(outcome.analysed == 5 && outcome.failed.isEmpty && outcome.cuts == 0)
    let entries = try probe.stored().blame("vacancy/unfinished-work", includesGone: true)
    #expect(entries.count == 1)
    let entry = try #require(entries.first)
    #expect(entry.born.author.name == "Bob" && entry.born.subject == "weigh")
    #expect(entry.died?.author.name == "Ada" && entry.died?.subject == "done")
    #expect(entry.days == 40)
    #expect(entry.finding.path == "Sources/A/Basket.swift" && entry.finding.line == 6)
    #expect(try probe.stored().blame("vacancy", includesGone: false).isEmpty)
    #expect(try probe.stored().blame("Sources/A", includesGone: true).count == entries.count)
    #expect(throws: AnalysisError.self) { try probe.stored().blame("vacancy/unfinishd-work", includesGone: true) }
  }

  @Test func aTrendGathersPeriods() throws {
    let probe = HistoryProbe(try sample())
    try probe.run()
    let trend = try probe.stored().trend(metrics: ["size.lines"], period: .month)
    #expect(trend.rows.map(\.label) == ["1970-01", "1970-02", "1970-03"])
    #expect(trend.rows.map(\.commits) == [3, 1, 1])
    #expect(trend.rows.map(\.added) == [1, 0, 0] && trend.rows.map(\.fixed) == [0, 0, 1])
    #expect(trend.rows.map { $0.values[0] } == [11, 11, 10])
    #expect(trend.survival.halfLife == 40)
    let byCommit = try probe.stored().trend(metrics: [], period: nil)
    #expect(byCommit.rows.count == 5 && byCommit.rows.map(\.findings) == [0, 1, 1, 1, 0])
    #expect(throws: AnalysisError.self) { try probe.stored().trend(metrics: ["size.line"], period: nil) }
  }

  @Test func changesAreCountedByFileAndDeclarationThroughRenames() throws {
    let probe = HistoryProbe(try sample())
    try probe.run()
    let hotspots = try probe.stored().hotspots(since: nil)
    let basket = try #require(hotspots.files.first { $0.path == "Sources/A/Basket.swift" })
    #expect(basket.revisions == 5 && basket.churn == 3 + 2 + 3 + 0 + 1 && basket.authors == 3)
    #expect(try probe.stored().hotspots(since: "1970-02-01").files.first { $0.path == basket.path }?.churn == 1)
    let declarations = try probe.query(
      "SELECT path, symbol, added_lines, deleted_lines FROM declaration_changes WHERE position = 1 ORDER BY symbol")
    #expect(
      declarations == ["Sources/A/a.swift|Basket|1|0", "Sources/A/a.swift|Basket.weigh()|1|0"])
    #expect(try probe.query("SELECT old_path FROM file_changes WHERE position = 3") == ["Sources/A/a.swift"])
  }

  @Test func onlyNewCommitsAreAnalysed() throws {
    let repository = try sample()
    let probe = HistoryProbe(repository)
    try probe.run()
    #expect(try probe.run().analysed == 0)
    try repository.write("Sources/A/b.swift", "// FIXME: later\n")
    try repository.commit("more", by: "Bob", at: 70 * Self.day)
    let outcome = try probe.run()
    #expect(outcome.analysed == 1 && outcome.selected == 6)
    let whole = HistoryProbe(repository, database: "whole.sqlite")
    try whole.run()
    #expect(try steps(probe) == steps(whole))
    #expect(
      try probe.query("SELECT message FROM finding_lifetimes") == whole.query("SELECT message FROM finding_lifetimes"))
  }

  private func steps(_ probe: HistoryProbe) throws -> [String] {
    try probe.query("SELECT position, revision, lines_of_code, findings, debt_minutes, added, fixed FROM history")
  }

  @Test func aRunThatEndsEarlyGoesOnWhereItStopped() throws {
    let repository = try longHistory(commits: 40)
    let whole = HistoryProbe(repository, database: "whole.sqlite")
    #expect(try whole.run(workers: 1).analysed == 41)
    for workers in [1, 2] {
      let broken = HistoryProbe(repository, database: "broken-\(workers).sqlite")
      var runs = 0
      while try broken.run(workers: workers, endingAfter: 7).isCancelled, runs < 40 { runs += 1 }
      #expect(runs > 3)
      #expect(try broken.contents() == whole.contents())
    }
  }

  /// Commits that each add, change or remove a file.
  private func longHistory(commits: Int) throws -> ScratchRepository {
    let repository = try sample()
    for index in 0..<(commits - 4) {
      let name = "Sources/A/f\(index % 7).swift"
      if index % 11 == 10 {
        try repository.remove(name)
      } else {
        try repository.write(
          name,
          "// TODO: part \(index)\nstruct T\(index % 7) {\n  func part\(index % 3)() { T\((index + 1) % 7)().part\(index % 3)() }\n}\n"
        )
      }
      try repository.commit("change \(index)", by: index % 2 == 0 ? "Ada" : "Bob", at: (70 + index) * Self.day)
    }
    return repository
  }

  @Test func theDatabaseDoesNotDependOnTheWorkers() throws {
    let repository = try longHistory(commits: 30)
    let contents = try [1, 2, 5].map { workers in
      let probe = HistoryProbe(repository, database: "\(workers).sqlite")
      try probe.run(workers: workers)
      return try probe.contents()
    }
    #expect(contents[0] == contents[1] && contents[0] == contents[2])
  }

  @Test func commitsAreChosen() throws {
    let repository = try longHistory(commits: 20)
    try repository.git("tag", "one", "HEAD~3")
    try repository.git("tag", "-a", "-m", "two", "two", "HEAD~9")
    func revisions(_ change: (inout HistoryRequest.Range) -> Void) throws -> [String] {
      let probe = HistoryProbe(repository, database: "chosen.sqlite")
      try probe.run(change)
      return try probe.stored().line.steps.map(\.revision)
    }
    let all = try repository.git("rev-list", "--reverse", "HEAD").split(separator: "\n").map(String.init)
    #expect(try revisions { _ in } == all)
    #expect(try revisions { $0.interval = 5 } == [all[0], all[5], all[10], all[15], all[20]])
    #expect(try revisions { $0.onlyTagged = true } == [all[11], all[17], all[20]])
    #expect(try revisions { $0.since = "one" } == Array(all[17...]))
    #expect(try revisions { $0.since = "1970-02-05" } == Array(all[3...]))
    #expect(try revisions { $0.tip = "two" } == Array(all[...11]))
    let findings = try HistoryProbe(repository, database: "chosen.sqlite").query(
      "SELECT is_opening FROM steps WHERE series = (SELECT id FROM series WHERE description LIKE '%from a commit%') ORDER BY id LIMIT 1"
    )
    #expect(findings == ["1"])
    #expect(throws: AnalysisError.self) { try revisions { $0.since = "nothing" } }
  }

  @Test func anAnalysisTellsWhatHistoryKnows() throws {
    let repository = try sample()
    try repository.write("Sources/A/b.swift", "// FIXME: later\n")
    try repository.commit("later", by: "Bob", at: 70 * Self.day)
    try repository.write("README.md", "Text.\n")
    try repository.commit("text", by: "Bob", at: 800 * Self.day)
    let probe = HistoryProbe(repository)
    func messages(_ rules: [String] = ["vacancy/unfinished-work"]) throws -> (messages: [String], notes: [String]) {
      let result = try AnalysisPipeline(
        AnalysisRequest(
          path: repository.path, revision: nil, configuration: Pipeline.Configuration(),
          database: .file(probe.database), rules: rules.map { RuleID($0) }, includesPreview: false, workers: 1,
          analyserBuild: "test")
      ).run().result
      return (result.findings.map(\.message), result.notes)
    }
    #expect(try messages().messages == ["unfinished work: FIXME: later"])
    try probe.run()
    #expect(try messages().messages == ["unfinished work: FIXME: later, for 2 years"])
    try repository.write("Sources/A/c.swift", "// TODO: soon\n")
    #expect(
      try messages().messages == ["unfinished work: FIXME: later, for 2 years", "unfinished work: TODO: soon"])
    #expect(try messages(["dislocation/implicit-coupling"]).notes.isEmpty)
    try repository.commit("unknown", by: "Bob", at: 801 * Self.day)
    #expect(try messages(["dislocation/implicit-coupling"]).notes.count == 1)
  }

  @Test func rulesThatLookAtHistoryRunAlongIt() throws {
    let repository = try ScratchRepository()
    try repository.write(
      "Package.swift",
      "// swift-tools-version: 5.9\nimport PackageDescription\n"
        + "let package = Package(name: \"P\", targets: [.target(name: \"Writing\"), .target(name: \"Reading\")])\n")
    try repository.write("Sources/Writing/Writer.swift", "func encode() -> Int { 0 }\n")
    try repository.write("Sources/Reading/Reader.swift", "func decode() -> Int { 0 }\n")
    try repository.commit("begin", by: "Ada", at: 0)
    for index in 1..<8 {
      try repository.write("Sources/Writing/Writer.swift", "func encode() -> Int { \(index) }\n")
      try repository.write("Sources/Reading/Reader.swift", "func decode() -> Int { \(index) }\n")
      try repository.commit("change \(index)", by: "Ada", at: index)
    }
    func found(_ database: String, stops: Int?) throws -> [Int] {
      let probe = HistoryProbe(repository, database: database, rule: "dislocation/implicit-coupling")
      var runs = 0
      while try probe.run(workers: 1, endingAfter: stops).isCancelled, runs < 20 { runs += 1 }
      return try probe.stored().line.steps.map(\.findings)
    }
    #expect(try found("whole.sqlite", stops: nil) == [0, 0, 0, 0, 1, 1, 1, 1])
    #expect(try found("parts.sqlite", stops: 2) == [0, 0, 0, 0, 1, 1, 1, 1])
  }
}
