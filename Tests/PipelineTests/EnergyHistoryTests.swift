import Measures
import Model
import Snapshot
import TestSupport
import Testing

@testable import Pipeline

/// Token energy in analyses, in the store and along histories, on repositories made for it.
struct EnergyHistoryTests {
  private static let day = 86_400

  private func service(_ name: String, _ noun: String, _ extra: String = "") -> String {
    """
    struct \(name)Service {
      let store: Store

      func find(\(noun): String) throws -> Record {
        guard let record = store.records[\(noun)] else { throw StoreError.missing(\(noun)) }
        return record
      }
    \(extra)}

    """
  }

  /// Commits that add, change, rename and remove files of two modules, write a generated one, and leave code alone.
  private func sample() throws -> ScratchRepository {
    let repository = try ScratchRepository()
    func commit(_ subject: String, _ day: Int) throws { try repository.commit(subject, by: "Ada", at: day * Self.day) }
    try repository.write(
      "Package.swift",
      "// swift-tools-version: 5.9\nimport PackageDescription\nlet package = Package(name: \"P\", targets: ["
        + ".target(name: \"Shop\"), .target(name: \"Stock\")])\n")
    for (name, noun) in [("User", "user"), ("Order", "order"), ("Item", "item")] {
      try repository.write("Sources/Shop/\(name)Service.swift", service(name, noun))
    }
    try repository.write("Sources/Stock/ShelfService.swift", service("Shelf", "shelf"))
    try commit("begin", 1)
    try repository.write(
      "Sources/Shop/UserService.swift", service("User", "user", "  func rename(user: String, to name: String) {}\n"))
    try commit("change", 2)
    try repository.write("Sources/Stock/BoxService.swift", service("Box", "box"))
    try repository.write("Sources/Stock/Made.swift", "// @generated\n" + service("Made", "made"))
    try commit("add", 3)
    try repository.write("README.md", "Text.\n")
    try commit("words", 4)
    try repository.git("mv", "Sources/Shop/ItemService.swift", "Sources/Shop/ThingService.swift")
    try commit("rename", 5)
    try repository.remove("Sources/Shop/OrderService.swift")
    try repository.write("Sources/Stock/ShelfService.swift", service("Shelf", "board"))
    try commit("remove", 6)
    return repository
  }

  private func configuration(energy: Bool = true) -> Configuration {
    var configuration = Configuration()
    configuration.measuresEnergy = energy
    return configuration
  }

  private func analyse(
    _ repository: ScratchRepository, revision: String? = nil, database: AnalysisRequest.Database = .none,
    energy: Bool = true, workers: Int = 2
  ) throws -> AnalysisOutcome {
    try AnalysisPipeline(
      AnalysisRequest(
        path: repository.path, revision: revision, configuration: configuration(energy: energy), database: database,
        rules: [], includesPreview: false, workers: workers, analyserBuild: "test")
    ).run()
  }

  // MARK: Analyses

  @Test func anAnalysisHasTheFiguresOfXtalEnergy() throws {
    let repository = try sample()
    let result = try analyse(repository).result
    let report = try EnergyPipeline(
      SnapshotRequest(path: repository.path, revision: nil, configuration: Configuration(), workers: 1)
    ).run(lineLimit: 0)
    #expect(result.metrics["energy.tokens"] == Double(report.total.tokens))
    #expect(abs((result.metrics["energy.bits"] ?? 0) - report.total.bits) < 1e-6)
    #expect(abs((result.metrics["energy.bitsPerToken"] ?? 0) - report.total.bitsPerToken) < 1e-6)
    #expect(
      abs((result.metrics["energy.code.bitsPerToken"] ?? 0) - report.total.codeBitsPerToken) < 1e-6)
    #expect(
      abs((result.metrics["energy.identifiers.bitsPerToken"] ?? 0) - report.total.bitsPerToken(of: .identifiers)) < 1e-6
    )
    #expect(result.files.map(\.path) == report.files.filter { !$0.isGenerated }.map(\.path))
    #expect(result.files.map(\.energy) == report.files.filter { !$0.isGenerated }.map(\.sum.figures))
    for module in report.modules where !module.name.isEmpty {
      let own = result.modules.first { $0.name == module.name }
      #expect(own?.metrics["energy.tokens"] == Double(module.sum.tokens))
    }
    #expect(try analyse(repository, workers: 5).result == result)
  }

  @Test func withoutEnergyThereIsNoneOfIt() throws {
    let result = try analyse(sample(), energy: false).result
    #expect(result.files.isEmpty)
    let names = Set(result.metrics.keys).union(result.modules.flatMap(\.metrics.keys))
    #expect(names.allSatisfy { !$0.hasPrefix("energy") })
  }

  @Test func aStoredAnalysisIsFoundAgainWithItsEnergyAndApartFromOneWithout() throws {
    let repository = try sample()
    let database = AnalysisRequest.Database.file(repository.beside("a.sqlite"))
    let first = try analyse(repository, database: database)
    #expect(!first.isReused && first.storeFailure == nil)
    let plain = try analyse(repository, database: database, energy: false)
    #expect(!plain.isReused && plain.result.files.isEmpty)
    // The facts are in the store now; energy is measured from them.
    let again = try analyse(repository, database: database)
    #expect(again.result == first.result)
    let reused = try analyse(repository, database: database)
    #expect(reused.isReused && reused.result == first.result)
  }

  @Test func aRepositoryWithoutTokensHasNoFigureForEach() throws {
    let repository = try ScratchRepository()
    try repository.write("a.swift", "// only a comment\n")
    let result = try analyse(repository).result
    #expect(result.metrics["energy.tokens"] == 0 && result.metrics["energy.bits"] == 0)
    #expect(result.metrics["energy.bitsPerToken"] == nil && result.files.map(\.path) == ["a.swift"])
  }

  // MARK: Histories

  @Test func changedFilesAreScoredAnewAndTheOthersKeepTheirFigures() throws {
    let repository = try sample()
    let probe = HistoryProbe(repository, energy: true)
    try probe.run()
    let revisions = try repository.git("rev-list", "--reverse", "HEAD").split(separator: "\n").map(String.init)
    var expected: [String: EnergyFigures] = [:]
    for (index, revision) in revisions.enumerated() {
      let files = try analyse(repository, revision: revision).result.files
      let changed =
        index == 0
        ? files.map(\.path)
        : try repository.git("diff", "--name-only", "--no-renames", revisions[index - 1], revision).split(
          separator: "\n"
        )
        .map(String.init)
      for path in changed { expected[path] = files.first { $0.path == path }?.energy }
      #expect(expected.keys.sorted() == files.map(\.path).sorted())
      let total = expected.values.reduce(into: EnergyFigures()) { $0 += $1 }
      let stored = try probe.query(
        "SELECT metric, value FROM metric_history WHERE position = \(index) AND metric IN ('energy.bits', 'energy.tokens')"
      )
      #expect(
        Set(stored) == [
          "energy.bits|\((total.all.bits * 1e6).rounded() / 1e6)", "energy.tokens|\(Double(total.all.tokens))",
        ])
    }
    // What the last commit did not touch costs what it cost before, not what a fresh model would say.
    let fresh = try analyse(repository).result.files.first { $0.path == "Sources/Shop/UserService.swift" }
    #expect(fresh?.energy != expected["Sources/Shop/UserService.swift"])
    #expect(
      try probe.query("SELECT path, tokens IS NULL FROM file_energy_changes WHERE position = 4 ORDER BY path")
        == ["Sources/Shop/ItemService.swift|1", "Sources/Shop/ThingService.swift|0"])
    #expect(try probe.query("SELECT path FROM file_energy_changes WHERE position = 3").isEmpty)
  }

  @Test func addedLinesAreMeasuredUnderTheModelOfTheBase() throws {
    let repository = try sample()
    let probe = HistoryProbe(repository, energy: true)
    try probe.run()
    let revisions = try repository.git("rev-list", "--reverse", "HEAD").split(separator: "\n").map(String.init)
    let request = SnapshotRequest(path: repository.path, revision: nil, configuration: Configuration(), workers: 1)
    let growth = EnergyGrowth(try .commit(at: repository.path, revision: revisions[0]), request: request)
    for index in revisions.indices {
      let stored = try probe.query(
        "SELECT metric, value FROM metric_history WHERE position = \(index) AND metric LIKE 'energy.change.%'")
      guard index > 0 else {
        #expect(stored.isEmpty)
        continue
      }
      let step = growth.step(to: try .commit(at: repository.path, revision: revisions[index]))
      let sum = growth.energy(of: step).sum
      growth.advance(step)
      func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
      let expected = [
        "bits": rounded(sum.bits), "bitsPerToken": rounded(sum.bitsPerToken), "tokens": Double(sum.tokens),
        "code.bits": rounded(sum.bits - sum.groupBits[EnergyGroup.literals.rawValue]),
        "code.bitsPerToken": rounded(sum.codeBitsPerToken), "code.tokens": Double(sum.codeTokens),
      ]
      #expect(Set(stored) == (sum.tokens == 0 ? [] : Set(expected.map { "energy.change.\($0)|\($1)" })))
    }
    let measured = try probe.query("SELECT position FROM metric_history WHERE metric = 'energy.change.tokens'")
    #expect(measured == ["1", "2", "5"])
  }

  /// Commits on two branches that are merged, and more after them.
  private func branched() throws -> ScratchRepository {
    let repository = try sample()
    try repository.git("checkout", "-q", "-b", "side", "HEAD~3")
    for index in 0..<6 {
      try repository.write("Sources/Stock/Side\(index % 4).swift", service("Side\(index)", "side"))
      try repository.commit("side \(index)", by: "Bob", at: (7 + index) * Self.day)
    }
    try repository.git("checkout", "-q", "main")
    for index in 0..<6 {
      try repository.write("Sources/Shop/Main\(index % 3).swift", service("Main\(index)", "main"))
      try repository.commit("main \(index)", by: "Ada", at: (20 + index) * Self.day)
    }
    try repository.git("merge", "-q", "--no-ff", "-m", "merge", "side")
    for index in 0..<30 {
      try repository.write("Sources/Shop/Part\(index % 5).swift", service("Part\(index)", "part\(index % 2)"))
      try repository.commit("part \(index)", by: "Ada", at: (30 + index) * Self.day)
    }
    return repository
  }

  @Test(arguments: [false, true]) func aKilledRunThatGoesOnLeavesTheSameFigures(includesMerged: Bool) throws {
    let repository = try branched()
    let whole = HistoryProbe(repository, database: "whole.sqlite", energy: true)
    try whole.run(workers: 1) { $0.includesMerged = includesMerged }
    let contents = try whole.contents()
    #expect(contents.contains { $0.hasPrefix("step_file_energies") })
    for workers in [1, 2, 5] {
      let other = HistoryProbe(repository, database: "workers-\(workers).sqlite", energy: true)
      try other.run(workers: workers) { $0.includesMerged = includesMerged }
      #expect(try other.contents() == contents)
      let broken = HistoryProbe(repository, database: "broken-\(workers).sqlite", energy: true)
      var runs = 0
      while try broken.run(workers: workers, endingAfter: 7, { $0.includesMerged = includesMerged }).isCancelled,
        runs < 40
      {
        runs += 1
      }
      #expect(runs > 3)
      #expect(try broken.contents() == contents)
    }
  }

  @Test func historiesWithAndWithoutEnergyStandBesideEachOther() throws {
    let repository = try sample()
    let with = HistoryProbe(repository, energy: true)
    let without = HistoryProbe(repository)
    try without.run()
    let error = #expect(throws: AnalysisError.self) {
      try without.stored().trend(metrics: ["energy"], period: .commit)
    }
    #expect(error?.message == "This history has no token energy. Run `xtal history --energy` to measure it.")
    #expect(try with.run().analysed == 6)
    let trend = try with.stored().trend(metrics: ["energy", "energy.change.bitsPerToken"], period: .commit)
    #expect(trend.metrics == ["energy.bitsPerToken", "energy.change.bitsPerToken"])
    #expect(trend.rows.allSatisfy { ($0.values[0] ?? 0) > 0 })
    #expect(trend.rows.map { $0.values[1] != nil } == [false, true, true, false, false, true])
    #expect(trend.description == "first parents, with token energy")
    #expect(try without.run().analysed == 0)
    #expect(try with.run().analysed == 0)
    #expect(try with.query("SELECT count(*) FROM series") == ["2"])
    // Everything but energy is the same.
    let other = try without.stored().trend(metrics: ["size.lines"], period: .commit)
    #expect(
      other.rows.map(\.values) == (try with.stored().trend(metrics: ["size.lines"], period: .commit)).rows.map(\.values)
    )
  }

  @Test func pathsThatDifferInTheirBytesAloneAreKeptApart() throws {
    let repository = try ScratchRepository()
    try repository.write("Sources/Caf\u{e9}.swift", service("One", "one"))
    try repository.write("Sources/Cafe\u{301}.swift", service("Two", "two", "  let more = 1\n"))
    try repository.commit("begin", by: "Ada", at: Self.day)
    try repository.write("Sources/Caf\u{e9}.swift", service("One", "single"))
    try repository.write("Sources/Cafe\u{301}.swift", service("Two", "twin", "  let more = 2\n"))
    try repository.commit("change", by: "Ada", at: 2 * Self.day)
    let probe = HistoryProbe(repository, energy: true)
    try probe.run()
    let tokens = try probe.query("SELECT tokens FROM file_energy_changes ORDER BY position, tokens").compactMap {
      Int($0)
    }
    let one = try #require(tokens.first)
    #expect(tokens == [one, one + 4, one, one + 4])
    let database = AnalysisRequest.Database.file(repository.beside("a.sqlite"))
    let first = try analyse(repository, database: database)
    #expect(first.storeFailure == nil && first.result.files.count == 2)
    #expect(try analyse(repository, database: database).result == first.result)
  }
}
