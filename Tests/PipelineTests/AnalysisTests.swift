import Foundation
import Model
import Reports
import Rules
import Testing

@testable import Pipeline

/// The whole run on folders made by the test.
struct AnalysisTests {
  /// A folder of its own for each test, removed at its end.
  final class Folder {
    let path: String

    init() throws {
      path = NSTemporaryDirectory() + "xtal-pipeline-\(UUID().uuidString)"
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String) throws {
      let url = URL(fileURLWithPath: path).appendingPathComponent(name)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
  }

  private func sample() throws -> Folder {
    let folder = try Folder()
    try folder.write(
      "Package.swift",
      "// swift-tools-version: 5.9\nimport PackageDescription\nlet package = Package(name: \"P\", targets: [.target(name: \"A\"), .target(name: \"B\", dependencies: [\"A\"])])"
    )
    for index in 0..<12 {
      try folder.write(
        "Sources/\(index % 2 == 0 ? "A" : "B")/f\(index).swift",
        """
        import Foundation
        // TODO: part \(index)
        struct T\(index) {
          private func unused\(index)() {}
          func used() { do { try work() } catch {} }
          func work() throws {}
        }
        """)
    }
    return folder
  }

  private func run(
    _ folder: Folder, database: AnalysisRequest.Database = .standard, workers: Int = 2,
    configuration: Configuration = .init()
  ) throws -> AnalysisOutcome {
    try AnalysisPipeline(
      AnalysisRequest(
        path: folder.path, revision: nil, configuration: configuration, database: database, rules: [],
        includesPreview: true, workers: workers, analyserBuild: "test")
    ).run()
  }

  private func json(_ outcome: AnalysisOutcome) -> String {
    String(
      decoding: JSONReporter().report(outcome.result, rules: RuleCatalogue.all, options: ReportOptions()), as: UTF8.self
    )
  }

  @Test func findingsCoverageAndMeasuresStand() throws {
    let outcome = try run(sample())
    #expect(outcome.result.coverage.analysed == 13)
    #expect(outcome.result.modules.map(\.name) == ["A", "B"])
    #expect(outcome.result.findings.count { $0.rule.text == "vacancy/unfinished-work" } == 12)
    #expect(outcome.result.findings.count { $0.rule.text == "void/unreferenced-declaration" } == 12)
    #expect(outcome.result.findings == outcome.result.findings.sorted())
    #expect((outcome.result.metrics["debt.minutes"] ?? 0) > 0)
    #expect(outcome.storeFailure == nil)
  }

  @Test func outputDoesNotDependOnWorkersOrRuns() throws {
    let folder = try sample()
    let first = json(try run(folder, database: .none, workers: 1))
    for workers in [1, 2, 8] { #expect(json(try run(folder, database: .none, workers: workers)) == first) }
    #expect(json(try run(folder)) == first)
  }

  @Test func anUnchangedRunIsReadBackEqual() throws {
    let folder = try sample()
    let cold = try run(folder)
    let again = try run(folder)
    #expect(!cold.isReused && again.isReused)
    #expect(cold.result == again.result)
  }

  @Test func aChangedFileGivesWhatAFreshRunGives() throws {
    let folder = try sample()
    _ = try run(folder)
    for round in 0..<4 {
      try folder.write(
        "Sources/A/f\(round * 2).swift", "struct T\(round * 2) { // FIXME: round\n func used() { T1().used() } }")
      if round == 2 { try FileManager.default.removeItem(atPath: folder.path + "/Sources/B/f1.swift") }
      let incremental = try run(folder)
      #expect(!incremental.isReused)
      #expect(json(incremental) == json(try run(folder, database: .none)))
    }
  }

  @Test func theFolderAndItsPlaceDoNotMatter() throws {
    let (one, two) = (try sample(), try sample())
    let first = json(try run(one, database: .none))
    let second = json(try run(two, database: .none))
    let names = [one, two].map { ($0.path as NSString).lastPathComponent }
    #expect(first.replacingOccurrences(of: names[0], with: "") == second.replacingOccurrences(of: names[1], with: ""))
    #expect(!first.contains(NSTemporaryDirectory()))
  }

  @Test func excludedAndOversizedFilesAreSaid() throws {
    let folder = try sample()
    try folder.write("Sources/A/large.swift", String(repeating: "let a = 1\n", count: 2000))
    var configuration = Configuration()
    configuration.exclude = ["Sources/B"]
    configuration.limits.fileBytes = 10_000
    let result = try run(folder, configuration: configuration).result
    #expect(
      result.coverage.skipped.contains {
        $0.path == "Sources/A/large.swift" && $0.reason.contains("larger than 10000 bytes")
      })
    #expect(result.coverage.skipped.contains { $0.reason.contains("6 files left out by 'exclude'") })
    #expect(result.snapshot.files == 7)
  }

  @Test func brokenAndOddFilesArePartialOrSkippedNeverSilent() throws {
    let folder = try sample()
    try folder.write("Sources/A/broken.swift", "struct { func ((( ")
    try folder.write("Sources/A/lfs.swift", "version https://git-lfs.github.com/spec/v1\noid sha256:abc\nsize 1\n")
    try folder.write("Sources/A/deep.swift", "let a = " + String(repeating: "(", count: 100_000))
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/Sources/A/gone.swift", withDestinationPath: "nowhere.swift")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/Sources/A/out.swift", withDestinationPath: "/etc/hostname")
    let result = try run(folder).result
    let said = Set((result.coverage.partial + result.coverage.skipped).map(\.path))
    #expect(said.isSuperset(of: ["broken", "lfs", "deep", "gone", "out"].map { "Sources/A/\($0).swift" }))
    #expect(result.snapshot.files == result.coverage.analysed + Set(result.coverage.partial.map(\.path)).count)
  }

  @Test(arguments: ["/nonexistent-folder-of-xtal", "/etc/hostname"])
  func pathsThatAreNoFolderAreUsageErrors(path: String) {
    let request = AnalysisRequest(
      path: path, revision: nil, configuration: .init(), database: .none, rules: [], includesPreview: false, workers: 1,
      analyserBuild: "")
    #expect(throws: AnalysisError.self) { try AnalysisPipeline(request).run() }
  }

  @Test func emptyFoldersAreUsageErrors() throws {
    let folder = try Folder()
    #expect(throws: AnalysisError.self) { try run(folder) }
    try folder.write("readme.md", "no Swift here")
    #expect(throws: AnalysisError.self) { try run(folder) }
  }

  @Test func aCorruptDatabaseIsSaidAndKept() throws {
    let folder = try sample()
    try folder.write("broken.sqlite", String(repeating: "not a database ", count: 1000))
    #expect(throws: AnalysisError.self) { try run(folder, database: .file(folder.path + "/broken.sqlite")) }
    #expect(try String(contentsOfFile: folder.path + "/broken.sqlite", encoding: .utf8).hasPrefix("not a database"))
  }
}
