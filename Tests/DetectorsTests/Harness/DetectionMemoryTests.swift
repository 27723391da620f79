import Graph
import Model
import Rules
import Testing

@testable import Detectors

/// What runs hand on to each other: it is there, it is no more than it should be, and it changes no finding.
@Suite struct DetectionMemoryTests {
  /// One state of a repository after another, in which texts that stay keep their facts.
  private struct States {
    private var facts = KeptFacts()

    mutating func graph(_ texts: [String: String]) throws -> CodeGraph {
      let sources = try texts.sorted { $0.key < $1.key }.map { try FixtureSource(path: $0.key, raw: $0.value) }
      var (files, layout, library) = FixtureRun.linkable(sources)
      facts.put(into: &files, of: sources)
      return GraphLinker.link(files: files, layout: layout, library: library, workers: 1)
    }
  }

  private func run(
    _ rule: String, _ graph: CodeGraph, _ memory: DetectionMemory, options: [String: Rule.Option.Value] = [:]
  ) throws -> [Finding] {
    let rule = try #require(RuleCatalogue.rule(RuleID(rule)))
    let active = ActiveRule(rule, options: try rule.options(overriding: options))
    return DetectionRun(rules: [active], workers: 1).run(on: graph, memory: memory).findings
  }

  /// The findings of each state in turn, which are those of a run that remembers nothing.
  private func findings(_ rule: String, along states: [[String: String]]) throws -> [[Finding]] {
    var graphs = States()
    let memory = DetectionMemory()
    return try states.map { texts in
      let graph = try graphs.graph(texts)
      let found = try run(rule, graph, memory)
      #expect(try found == run(rule, graph, DetectionMemory()))
      return found
    }
  }

  @Test func notesOfATextStayAsLongAsItDoes() throws {
    var states = States()
    let memory = DetectionMemory()
    let before = memory.notes(on: try states.graph(["a.swift": "let a = 1", "b.swift": "let b = 2"]))
    let after = memory.notes(on: try states.graph(["b.swift": "let b = 2", "c.swift": "let c = 3"]))
    #expect(after[0] === before[1])
    let again = memory.notes(on: try states.graph(["a.swift": "let a = 1"]))
    #expect(again[0] !== before[0], "what no file has is forgotten")
  }

  @Test func copiesOfATextShareTheirNotes() throws {
    var states = States()
    let notes = DetectionMemory().notes(on: try states.graph(["a.swift": "let a = 1", "b.swift": "let a = 1"]))
    #expect(notes[0] === notes[1])
  }

  @Test func aFileIsJudgedAnewWhereAnotherOneMakesItsTypeAProtocol() throws {
    let defaults = "extension Shape {\n  func draw() { fatalError(\"not implemented\") }\n}\n"
    let found = try findings(
      "vacancy/unimplemented-body",
      along: ["struct Shape {}", "protocol Shape { func draw() }", "struct Shape {}"].map {
        ["Sources/A/Defaults.swift": defaults, "Sources/A/Shape.swift": $0]
      })
    #expect(found.map { $0.map(\.confidence) } == [[0.95], [0.5], [0.95]])
  }

  @Test func aFileKeepsItsFindingsWhereItMovesInTheGraph() throws {
    let trap = "func draw() { fatalError(\"not implemented\") }\n"
    let found = try findings(
      "vacancy/unimplemented-body",
      along: [
        ["Sources/A/B.swift": trap], ["Sources/A/A.swift": "struct A { var a = 1 }", "Sources/A/B.swift": trap],
        ["Sources/A/C.swift": trap],
      ])
    #expect(found.map { $0.map(\.path) } == [["Sources/A/B.swift"], ["Sources/A/B.swift"], ["Sources/A/C.swift"]])
    #expect(found.allSatisfy { $0.map(\.symbol) == ["draw()"] })
  }

  @Test func anImportIsJudgedAnewWhereItsModuleChanges() throws {
    let user = "import B\nfunc use() { mystery() }\n"
    let found = try findings(
      "interstitial/unused-import",
      along: ["public func other() {}", "public func mystery() {}", "public func other() {}"].map {
        ["Sources/A/A.swift": user, "Sources/A/Own.swift": "func mystery() {}\n", "Sources/B/B.swift": $0]
      } + [["Sources/A/A.swift": user, "Sources/B/B.swift": "public func mystery() {}"]])
    #expect(found.map(\.isEmpty).contains(false))
    #expect(found.last?.isEmpty == true)
  }

  @Test func otherOptionsFindWhatTheyAskFor() throws {
    var states = States()
    let memory = DetectionMemory()
    let body = (0..<12).map { "  print(\($0))\n" }.joined()
    let graph = try states.graph(["Sources/A/A.swift": "func long() {\n\(body)}\n// TODO: this\n// LATER: that\n"])
    let overgrown = "dendrite/overgrown-declaration"
    #expect(try run(overgrown, graph, memory).isEmpty)
    #expect(try run(overgrown, graph, memory, options: ["bodyLines": .integer(5)]).count == 1)
    #expect(try run(overgrown, graph, memory).isEmpty)
    let unfinished = "vacancy/unfinished-work"
    #expect(try run(unfinished, graph, memory).map(\.line) == [15])
    #expect(try run(unfinished, graph, memory, options: ["markers": .list(["LATER"])]).map(\.line) == [16])
  }
}
