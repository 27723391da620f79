import Foundation
import Graph
import Model
import Reports
import Rules
import TestSupport
import Testing

@testable import Pipeline

/// Runs that find a compiler's index beside the sources, a damaged one, another's, or none.
@Suite(.enabled(if: CompiledSource.compiler != nil, "there is no swiftc on PATH to make an index with"))
struct IndexTests {
  private static let sources = [
    "Sources/A/a.swift": "struct Box { func area() -> Int { 1 } }\nfunc one() -> Int { Box().area() }",
    "Sources/B/b.swift":
      "struct Bag { var boxes: [Box] = [] }\nfunc all(_ bag: Bag) -> [Int] { bag.boxes.map { $0.area() } }",
  ]

  private static let manifest = """
    // swift-tools-version: 6.0
    import PackageDescription
    let package = Package(name: "P", targets: [.target(name: "A"), .target(name: "B", dependencies: ["A"])])
    """

  private let searchPath = ProcessInfo.processInfo.environment["PATH"] ?? ""

  private func run(
    _ source: CompiledSource, _ store: IndexRequest.Store = .automatic, library: String? = nil,
    database: AnalysisRequest.Database = .none, revision: String? = nil, at root: String? = nil
  ) throws -> AnalysisOutcome {
    try AnalysisPipeline(
      AnalysisRequest(
        path: root ?? source.root, revision: revision, configuration: Configuration(), database: database, rules: [],
        includesPreview: false, index: IndexRequest(store: store, library: library, searchPath: searchPath), workers: 2,
        analyserBuild: "test")
    ).run()
  }

  /// The sources, compiled, with a manifest beside them.
  private func compiled() throws -> CompiledSource {
    let source = try CompiledSource(Self.sources)
    try Data(Self.manifest.utf8).write(to: URL(fileURLWithPath: "\(source.root)/Package.swift"))
    return source
  }

  private func tier(_ outcome: AnalysisOutcome) -> ReferenceSources.Tier? {
    ReferenceSources(metrics: outcome.result.metrics)?.tier
  }

  private func touch(_ path: String, _ seconds: TimeInterval = 60) throws {
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: seconds)], ofItemAtPath: path)
  }

  @Test func anIndexBelowTheBuildFolderIsTakenAndTheReportSaysSo() throws {
    let source = try compiled()
    let outcome = try run(source)
    #expect(tier(outcome) == .index && outcome.indexFailure == nil)
    #expect(outcome.result.notes == ["The compiler's index (.build/debug/index/store) covers all 2 Swift files."])
    #expect(outcome.result.modules.map(\.name) == ["A", "B"])
    for module in outcome.result.modules {
      #expect(ReferenceSources(metrics: module.metrics)?.tier == .index, "\(module.name)")
    }
    let none = try run(source, .none)
    #expect(tier(none) == .syntax && none.result.notes.isEmpty)
    #expect(try run(source, .path(source.root)).result == outcome.result)
    for reporter: any Reporter in [JSONReporter(), SARIFReporter(), TextReporter()] {
      let text = String(
        decoding: reporter.report(outcome.result, rules: RuleCatalogue.all, options: ReportOptions()), as: UTF8.self)
      #expect(text.contains("covers all 2 Swift files") && !text.contains(source.root))
    }
  }

  @Test func aChangedFileIsMixedAndSaidToBeSo() throws {
    let source = try compiled()
    try touch("\(source.root)/Sources/B/b.swift")
    let outcome = try run(source)
    #expect(tier(outcome) == .mixed)
    #expect(outcome.result.modules.map { ReferenceSources(metrics: $0.metrics)?.tier } == [.index, .syntax])
    #expect(outcome.result.notes.count == 1)
    #expect(outcome.result.notes.first?.hasSuffix("from syntax: 1 changed after being compiled.") == true)
    try Data("struct Other {}".utf8).write(to: URL(fileURLWithPath: "\(source.root)/Sources/B/b.swift"))
    try touch("\(source.root)/Sources/B/b.swift", -3600)
    #expect(try run(source).result.notes.first?.contains("1 with other content than was compiled") == true)
  }

  @Test func aStoredResultIsReusedOnlyWithTheSameIndex() throws {
    let source = try compiled()
    let database = AnalysisRequest.Database.standard
    #expect(try !run(source, database: database).isReused)
    let again = try run(source, database: database)
    #expect(again.isReused && tier(again) == .index && again.result.notes.count == 1)
    #expect(try !run(source, .none, database: database).isReused)
    _ = try run(source, database: database)
    try touch("\(source.root)/Sources/A/a.swift")
    let touched = try run(source, database: database)
    #expect(!touched.isReused && tier(touched) == .mixed)
    for unit in source.files(in: "units") { try touch(unit, 120) }
    let rebuilt = try run(source, database: database)
    #expect(!rebuilt.isReused && tier(rebuilt) == .index)
    for unit in source.files(in: "units") { try FileManager.default.removeItem(atPath: unit) }
    let removed = try run(source, database: database)
    #expect(!removed.isReused && tier(removed) == .syntax)
  }

  @Test func nothingThatIsWrongWithAnIndexEndsARun() throws {
    let source = try compiled()
    let plain = try run(source, .none).result
    func expectSyntax(_ outcome: AnalysisOutcome, _ reason: String) {
      #expect(tier(outcome) == .syntax && outcome.result.findings == plain.findings)
      #expect(outcome.result.notes.count == 1 && outcome.result.notes[0].contains(reason), "\(outcome.result.notes)")
      #expect(outcome.result.notes[0].hasSuffix("References come from syntax alone."))
      #expect(outcome.result.notes.allSatisfy { !$0.contains(source.root) })
    }
    let missing = try run(source, library: "/no/such/lib.so")
    expectSyntax(missing, "libIndexStore was not found")
    #expect(missing.indexFailure?.contains("/no/such/lib.so") == true)
    let text = source.root + "/text.so"
    try Data("no library".utf8).write(to: URL(fileURLWithPath: text))
    expectSyntax(try run(source, library: text), "cannot be loaded")
    let foreign = try ForeignIndexLibrary(version: 99)
    let refused = try run(source, library: foreign.path)
    expectSyntax(refused, "version 99 of the index, xtal knows version 5 (--index-store-library names another one)")
    #expect(refused.indexFailure?.contains("--index-store none") == true)
    expectSyntax(try run(source, .path(source.root + "/Sources")), "no index store")
    expectSyntax(try run(source, .path("/no/such/store")), "no index store")
    let other = try compiled()
    expectSyntax(try run(source, .path(other.store)), "it was made from files in another folder")
    for path in source.files(in: "records") { try Data("x".utf8).write(to: URL(fileURLWithPath: path)) }
    expectSyntax(try run(source), "2 unreadable, the first because record a.swift-")
    for path in source.files(in: "units") { try Data("x".utf8).write(to: URL(fileURLWithPath: path)) }
    let units = try run(source)
    #expect(
      tier(units) == .syntax && units.result.notes.contains { $0.hasPrefix("2 units of the index cannot be read") })
  }

  @Test func aLinkOutOfTheRepositoryIsNotFollowedByItself() throws {
    let source = try compiled()
    let root = NSTemporaryDirectory() + "xtal-link-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: root) }
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    try Data("let a = 1".utf8).write(to: URL(fileURLWithPath: root + "/a.swift"))
    try FileManager.default.createSymbolicLink(atPath: root + "/.build", withDestinationPath: source.root + "/.build")
    #expect(try run(source, at: root).result.notes.isEmpty)
    #expect(try run(source, .path(root), at: root).result.notes.count == 1)
  }

  @Test func aCommitIsComparedByContentAndOnlyWhenAsked() throws {
    let source = try compiled()
    let git = try ScratchRepository(nil)
    for arguments in [["init", "-q"], ["add", "Package.swift", "Sources"], ["commit", "-q", "-m", "one"]] {
      try git.git(arguments, in: source.root)
    }
    #expect(try tier(run(source, revision: "HEAD")) == .syntax)
    let asked = try run(source, .path(source.store), revision: "HEAD")
    #expect(tier(asked) == .index)
    // The commit's file is another than the one that was compiled, and a build makes the latter fresh again.
    try Data("struct Bag {}".utf8).write(to: URL(fileURLWithPath: "\(source.root)/Sources/B/b.swift"))
    for unit in source.files(in: "units") { try touch(unit, 120) }
    let changed = try run(source, .path(source.store), revision: "HEAD")
    #expect(tier(changed) == .mixed)
    #expect(changed.result.notes.first?.contains("1 with other content than was compiled") == true)
  }

  @Test func graphsAndReferencesTakeItToo() throws {
    let source = try compiled()
    let request = SnapshotRequest(
      path: source.root, revision: nil, configuration: Configuration(),
      index: IndexRequest(store: .automatic, library: nil, searchPath: searchPath), workers: 1)
    let linked = try LinkedSnapshot.read(request, database: .none)
    #expect(!linked.graph.references.isEmpty && linked.graph.references.allSatisfy { $0.confidence == 100 })
    let document = try GraphPipeline(
      GraphRequest(source: request, database: .none, level: .file, focus: nil, nodeLimit: nil, edgeLimit: nil)
    ).run()
    #expect(linked.notes.count == 1 && linked.notes.allSatisfy(document.notes.contains))
  }
}
