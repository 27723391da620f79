import Detectors
import Graph
import Model
import Rules
import Testing

/// Files that several targets compile: what their own module does not use, another one may.
@Suite struct SharedFileTests {
  private static let sources = [
    "Sources/PrivateApp/App.swift": "struct App { var clock = 1 }\npublic func start() -> Int { App().clock }",
    "Sources/PrivateApp/Shared.swift": """
    let limit = 10
    enum Test { static func image(width: Int) -> Int { width } }
    private func hidden() {}
    final class Scale {
      private(set) var last: Int
      init() { last = 0 }
      func weigh(_ value: Int) { last = value }
    }
    func scale() -> Scale { Scale() }
    """,
    "Sources/PrivateWidget/Widget.swift": """
    import Foundation
    public func widget() -> Int {
      let made = scale()
      made.weigh(1)
      return limit + Test.image(width: 2) + made.last
    }
    """,
  ]

  private func graph(isShared: Bool) throws -> CodeGraph {
    let sources = try Self.sources.sorted { $0.key < $1.key }.map { try FixtureSource(path: $0.key, raw: $0.value) }
    var graph = FixtureRun.graph(of: sources)
    graph.layout.isShared = graph.files.map { isShared && $0.path.hasSuffix("Shared.swift") }
    return graph
  }

  private func found(_ rule: RuleID, isShared: Bool) throws -> [String] {
    let rules = RuleCatalogue.all.filter { $0.id == rule }.map { ActiveRule($0) }
    return DetectionRun(rules: rules, workers: 1).run(on: try graph(isShared: isShared)).findings
      .filter { $0.path.hasSuffix("Shared.swift") }.map(\.symbol)
  }

  @Test func anotherModulesNamesAreUsesOfASharedFile() throws {
    let rule = RuleID("void/unreferenced-declaration")
    #expect(try found(rule, isShared: true) == ["hidden()"])
    #expect(try found(rule, isShared: false).contains("limit"))
  }

  @Test func anotherModulesNamesReadASharedFilesProperties() throws {
    #expect(try found(RuleID("void/assign-only-property"), isShared: true).isEmpty)
  }

  @Test func aFileThatALinkLeadsToIsReached() throws {
    let sources = try [
      "Package.swift":
        "// swift-tools-version: 6.0\nimport PackageDescription\nlet package = Package(name: \"p\", targets: [.target(name: \"A\")])",
      "Sources/A/A.swift": "struct A {}", "Sources/B/B.swift": "struct B {}",
    ].sorted { $0.key < $1.key }.map { try FixtureSource(path: $0.key, raw: $0.value) }
    var graph = FixtureRun.graph(of: sources)
    let rules = RuleCatalogue.all.filter { $0.id == RuleID("void/unreachable-file") }.map { ActiveRule($0) }
    #expect(DetectionRun(rules: rules, workers: 1).run(on: graph).findings.map(\.path) == ["Sources/B/B.swift"])
    graph.layout.isShared = graph.files.map { $0.path == "Sources/B/B.swift" }
    #expect(DetectionRun(rules: rules, workers: 1).run(on: graph).findings.isEmpty)
  }
}
