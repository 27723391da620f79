import Foundation
import Graph
import Model
import Snapshot
import Testing

@testable import Pipeline

/// What packages below `.build/checkouts` tell of types that the sources name.
struct CheckoutTests {
  private static let manifest = """
    // swift-tools-version: 6.0
    import PackageDescription
    let package = Package(
      name: "P", dependencies: [.package(url: "https://example.org/kit", from: "1.0.0")],
      targets: [.target(name: "A", dependencies: [.product(name: "Kit", package: "kit")])])
    """

  /// `run()` calls a method on what a function of the package gives: without the package nobody knows its type.
  private static let source = """
    import Kit
    extension Handle { func close() {} }
    struct Other { func close() {} }
    func run() { open("x").close() }
    """

  private static let kit = """
    public struct Handle { public init() {}; func secret() {} }
    public func open(_ name: String) -> Handle { Handle() }
    """

  private func sample(_ kit: [String: String], source: String = Self.source) throws -> AnalysisTests.Folder {
    let folder = try AnalysisTests.Folder()
    try folder.write("Package.swift", Self.manifest)
    try folder.write("Sources/A/a.swift", source)
    for (path, text) in kit { try folder.write(".build/checkouts/\(path)", text) }
    return folder
  }

  private func linked(_ folder: AnalysisTests.Folder, reads: Bool = true) throws -> LinkedSnapshot {
    try LinkedSnapshot.read(
      SnapshotRequest(
        path: folder.path, revision: nil, configuration: Configuration(), readsCheckouts: reads, workers: 2),
      database: .none)
  }

  /// Names of what `run()` calls in the repository, with the confidence.
  private func calls(_ linked: LinkedSnapshot) -> [String] {
    let graph = linked.graph
    return graph.references.filter { $0.source >= 0 && graph.qualifiedName(Int($0.source)) == "run()" }
      .map { "\(graph.qualifiedName(Int($0.target))) \($0.confidence)" }
  }

  @Test func typesOfAnImportedModuleAreKnown() throws {
    let folder = try sample(["kit/Sources/Kit/Kit.swift": Self.kit])
    let with = try linked(folder)
    let found = try #require(calls(with).first)
    #expect(found.hasPrefix("Handle.close() ") && calls(with).count == 1)
    #expect(with.notes == ["Types of 1 module come from 1 package in .build/checkouts: Kit."])
    let without = try linked(folder, reads: false)
    #expect(calls(without) != calls(with) && without.notes.isEmpty)
  }

  @Test func aTargetThatItsManifestPutsElsewhereIsFound() throws {
    let manifest = """
      // swift-tools-version: 6.0
      import PackageDescription
      let package = Package(name: "kit", targets: [.target(name: "Kit", path: "Library")])
      """
    let folder = try sample(["kit/Package.swift": manifest, "kit/Library/Kit.swift": Self.kit])
    #expect(try calls(linked(folder)).first?.hasPrefix("Handle.close() ") == true)
  }

  @Test func aFolderThatTheManifestGivesToAnotherTargetIsNotTheModule() throws {
    let manifest = """
      // swift-tools-version: 6.0
      import PackageDescription
      let package = Package(name: "kit", targets: [.target(name: "KitPackage", path: "Sources/Kit")])
      """
    let folder = try sample(["kit/Package.swift": manifest, "kit/Sources/Kit/Kit.swift": Self.kit])
    let packages = try #require(CheckedOutPackages(root: folder.path))
    #expect(packages.module(named: "Kit") == nil && packages.module(named: "KitPackage")?.files.count == 1)
  }

  @Test func whatAModuleHandsOnIsReadToo() throws {
    let folder = try sample([
      "kit/Sources/Kit/Kit.swift": "@_exported import Core", "core/Sources/Core/Core.swift": Self.kit,
    ])
    let linked = try linked(folder)
    #expect(calls(linked).first?.hasPrefix("Handle.close() ") == true)
    #expect(linked.notes == ["Types of 2 modules come from 2 packages in .build/checkouts: Core, Kit."])
  }

  @Test func nothingInACheckoutIsATargetOrAFileOfTheGraph() throws {
    let folder = try sample(["kit/Sources/Kit/Kit.swift": Self.kit])
    let graph = try linked(folder).graph
    #expect(graph.files.map(\.path) == ["Package.swift", "Sources/A/a.swift"])
    #expect(graph.references.allSatisfy { Int($0.target) < graph.declarationCount })
  }

  @Test func hiddenDeclarationsAreNotSeen() throws {
    let folder = try sample(
      ["kit/Sources/Kit/Kit.swift": Self.kit + "\nfunc close() {}"],
      source: "import Kit\nfunc run() { Handle().secret() }\nextension String { func secret() {} }")
    #expect(try calls(linked(folder)).allSatisfy { !$0.hasSuffix(" 99") })
  }

  @Test func linksThatLeadOutOfTheRootAreNotFollowed() throws {
    let elsewhere = try AnalysisTests.Folder()
    try elsewhere.write("kit/Sources/Kit/Kit.swift", Self.kit)
    let folder = try sample([:])
    try FileManager.default.createDirectory(atPath: folder.path + "/.build", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/.build/checkouts", withDestinationPath: elsewhere.path)
    #expect(CheckedOutPackages(root: folder.path) == nil)
    let other = try sample(["none/Package.swift": ""])
    try FileManager.default.createSymbolicLink(
      atPath: other.path + "/.build/checkouts/none/Sources", withDestinationPath: elsewhere.path + "/kit/Sources")
    #expect(try linked(other).notes.isEmpty)
    // A manifest that is a link names nothing either.
    let manifest =
      "import PackageDescription\nlet package = Package(name: \"k\", targets: [.target(name: \"Kit\", path: \"L\")])"
    try elsewhere.write("Package.swift", manifest)
    let third = try sample(["kit/L/Kit.swift": Self.kit])
    try FileManager.default.createSymbolicLink(
      atPath: third.path + "/.build/checkouts/kit/Package.swift", withDestinationPath: elsewhere.path + "/Package.swift"
    )
    #expect(try linked(third).notes.isEmpty)
  }

  @Test func hostileCheckoutsEndNoRun() throws {
    let folder = try sample([
      "kit/Package.swift": "\"Kit\" \u{0} ((((", "kit/Sources/Kit/Kit.swift": "public struct { \u{0} func ) } public",
      "kit/Sources/Other/x.c": "int x;",
    ])
    #expect(try linked(folder).notes.count == 1)
    #expect(CheckedOutPackages(root: folder.path)?.module(named: "../../..") == nil)
    #expect(CheckedOutPackages(root: folder.path)?.module(named: "Other") == nil)
  }

  @Test func anotherVersionOfAPackageGivesAnotherResult() throws {
    let folder = try sample(["kit/Sources/Kit/Kit.swift": Self.kit])
    try folder.write(".build/workspace-state.json", "{\"version\": 1}")
    func outcome() throws -> AnalysisOutcome {
      try AnalysisPipeline(
        AnalysisRequest(
          path: folder.path, revision: nil, configuration: Configuration(), database: .standard, rules: [],
          includesPreview: false, workers: 1, analyserBuild: "test")
      ).run()
    }
    let first = try outcome()
    #expect(try outcome().isReused)
    try folder.write(".build/workspace-state.json", "{\"version\": 2}")
    try folder.write(".build/checkouts/kit/Sources/Kit/Kit.swift", "public func open(_ name: String) -> Int { 0 }")
    let second = try outcome()
    #expect(!second.isReused && first.result.metrics != second.result.metrics)
  }
}
