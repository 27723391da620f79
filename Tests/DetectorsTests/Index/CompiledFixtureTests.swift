import Detectors
import Facts
import Graph
import IndexStore
import Model
import TestSupport
import Testing

/// Fixtures whose names say that they compile, judged with the compiler's own index: nothing in these tests is written
/// down by hand that a compiler would write. What they may find is the same as without the index.
///
/// `silent-compiled…` holds the traps that other tools fall into, `fires-compiled…` true defects among them. What a
/// platform's compiler leaves out (`#if`, Objective-C) is the syntactic tier's, which `RuleFixtureTests` tests.
@Suite(.enabled(if: CompiledSource.compiler != nil, "there is no swiftc on PATH to make an index with"))
struct CompiledFixtureTests {
  static let fixtures = RuleFixtureTests.fixtures.filter { $0.name.contains("-compiled") }

  @Test func thereAreTrapsForEachRuleThatTheIndexBearsOn() {
    let rules = Set(Self.fixtures.map(\.rule.text))
    for rule in ["void/unreferenced-declaration", "void/assign-only-property", "interstitial/unused-import"] {
      #expect(rules.contains(rule))
    }
  }

  @Test("with the compiler's index a fixture has the findings of its markers and no others", arguments: fixtures)
  func findsWhatMarkersSay(_ fixture: Fixture) throws {
    let compiled = try CompiledSource(modules: Self.modules(of: fixture))
    let paths = fixture.sources.map(\.path)
    let plain = FixtureRun.graph(of: fixture.sources)
    let store = try IndexStoreReader(library: Self.library(), path: compiled.store)
    let indexed = IndexedFiles.read(
      try IndexStoreListing(store: store.path, paths: paths), from: store, root: compiled.root, paths: paths, workers: 2
    )
    let tier = IndexTier(indexed, files: plain.files, workers: 2)
    #expect(
      tier.files.allSatisfy { $0.state == .covered }, "the index does not cover all files: \(tier.files.map(\.state))")
    let graph = IndexSubstitution.graph(plain, taking: tier, workers: 2)
    #expect(graph.references.contains { $0.confidence == 100 })
    let findings = FixtureRun(fixture, in: graph).findings
    let complaints = FixtureComparison(expectations: fixture.expectations, findings: findings).complaints
    #expect(complaints.isEmpty, "\(fixture)\n\(complaints.joined(separator: "\n"))")
  }

  private static func library() throws -> IndexStoreLibrary {
    // The library lies beside the compiler.
    let folder = (CompiledSource.compiler ?? "").split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return try IndexStoreLibrary.first(
      of: IndexStoreLibrary.candidates(searchPath: folder.joined(separator: "/")))
  }

  /// The fixture's modules, each behind those that it imports.
  private static func modules(of fixture: Fixture) -> [(name: String, sources: [String: String])] {
    var texts: [String: [String: String]] = [:]
    for source in fixture.sources {
      let parts = source.path.split(separator: "/")
      if parts.count > 2 { texts[String(parts[1]), default: [:]][source.path] = source.text }
    }
    var order: [String] = []
    func add(_ name: String, depth: Int) {
      guard !order.contains(name), depth < 16 else { return }
      let text = (texts[name] ?? [:]).sorted { $0.key < $1.key }.map(\.value).joined(separator: "\n")
      let lines: [Substring] = text.split(separator: "\n").filter { $0.contains("import ") }
      for other in texts.keys.sorted() where other != name {
        if lines.contains(where: { $0.hasSuffix(" \(other)") || $0.contains(" \(other).") }) {
          add(other, depth: depth + 1)
        }
      }
      order.append(name)
    }
    for name in texts.keys.sorted() { add(name, depth: 0) }
    return order.map { ($0, texts[$0] ?? [:]) }
  }
}
