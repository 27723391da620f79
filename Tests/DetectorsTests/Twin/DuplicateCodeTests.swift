import Facts
import Graph
import Model
import Rules
import Testing

@testable import Detectors

/// What holds of the rule whatever the code is.
@Suite struct DuplicateCodeTests {
  private func report(_ files: [FixtureSource], tokens: Int = 20, lines: Int = 2) throws -> DefectReport {
    let rule = try #require(RuleCatalogue.rule(DuplicateCodeDetector.rule))
    let options = try rule.options(overriding: ["minimumTokens": .integer(tokens), "minimumLines": .integer(lines)])
    var report = DefectReport()
    let graph = FixtureRun.graph(of: files, knowsLibrary: false)
    DuplicateCodeDetector(options: options).detect(in: graph, SharedTables(graph), report: &report)
    return report
  }

  /// The findings as text, with paths, so that runs with other file orders compare equal.
  private func lines(_ files: [FixtureSource], tokens: Int = 20, showingLines: Bool = true) throws -> [String] {
    let graph = FixtureRun.graph(of: files, knowsLibrary: false)
    return try report(files, tokens: tokens).defects.map { defect in
      let file = graph.files[defect.file]
      let place = showingLines ? "\(file.facts.line(at: defect.offset))" : ""
      let evidence = defect.evidence.map { "\(graph.files[$0.file].path) \($0.firstToken) \($0.message)" }
      return "\(file.path) \(place) \(defect.message) \(defect.identity) \(evidence)"
    }
  }

  private func source(_ path: String, _ text: String) throws -> FixtureSource {
    try FixtureSource(path: path, raw: text)
  }

  /// Files of random functions, made of few different statements so that they share runs of them.
  private func randomFiles(seed: Int, comments: Bool = false) throws -> [FixtureSource] {
    let statements = [
      "let total = weigh(crate, in: hold)", "if total > limit { return nil }", "guard let berth else { break }",
      "harbour.send(total, to: berth)", "for mast in masts { mast.raise(total) }", "count += total * 2",
    ]
    var random = SplitMix(state: UInt64(seed))
    return try (0..<6).map { file in
      var text = ""
      for function in 0..<3 {
        text += "func work\(file)x\(function)() {\n"
        for _ in 0..<3 + random.next(below: 12) {
          if comments { text += "  // A remark.\n\n" }
          text += "  \(statements[random.next(below: statements.count)])\n"
        }
        text += "}\n"
      }
      return try source("Sources/Example/File\(file).swift", text)
    }
  }

  @Test(arguments: 1...12)
  func orderOfFilesDoesNotMatter(seed: Int) throws {
    let files = try randomFiles(seed: seed)
    let expected = try lines(files)
    #expect(!expected.isEmpty)
    #expect(try lines(files.reversed()) == expected)
    #expect(try lines(Array(files[3...] + files[..<3])) == expected)
  }

  @Test(arguments: 1...6)
  func commentsDoNotMatter(seed: Int) throws {
    let expected = try lines(randomFiles(seed: seed), showingLines: false)
    #expect(try lines(randomFiles(seed: seed, comments: true), showingLines: false) == expected)
  }

  @Test(arguments: 1...6)
  func namesOfFoldersDoNotMatter(seed: Int) throws {
    let files = try randomFiles(seed: seed)
    let moved = try files.map { try source($0.path.replacing("Sources/Example", with: "Sources/Other/Deep"), $0.text) }
    #expect(try report(moved).defects.map(\.identity) == report(files).defects.map(\.identity))
    #expect(try report(moved).metrics == report(files).metrics)
  }

  /// Two functions with a random common run of statements in them, each large enough: the run is found wherever it is.
  @Test(arguments: 1...20)
  func everyPlantedRunIsFoundWhole(seed: Int) throws {
    var random = SplitMix(state: UInt64(seed))
    func calls(_ count: Int) -> String { (0..<count).map { "  mast\($0).raise(\($0))\n" }.joined() }
    func sums(_ count: Int) -> String { (0..<count).map { "  sums[\($0)] += spare\n" }.joined() }
    let run = (0..<4 + random.next(below: 5)).map { "  let part\($0) = try load(\($0), from: store) ?? spare\($0)\n" }
      .enumerated().map { $0.offset % 2 == 0 ? $0.element : $0.element + "  while part\($0.offset) > 1 { step() }\n" }
    let first = random.next(below: 4)
    let second = random.next(below: 4)
    let files = [
      try source("Sources/A/A.swift", "func a() {\n" + calls(first) + run.joined() + calls(2) + "}\n"),
      try source("Sources/B/B.swift", "func b() {\n" + sums(second) + run.joined() + sums(3) + "}\n"),
    ]
    let report = try report(files, tokens: 30)
    let defect = try #require(report.defects.first { $0.message.hasSuffix("token for token") })
    let graph = FixtureRun.graph(of: files, knowsLibrary: false)
    let text = Array(files[0].text.utf8)[Int(defect.offset)..<Int(defect.endOffset)]
    #expect(String(decoding: text, as: UTF8.self) == run.joined().dropFirst(2).dropLast())
    #expect(graph.files[defect.file].path == "Sources/A/A.swift")
    #expect(defect.evidence.count == 1)
  }

  @Test func membersOfAGroupAreWholeUnitsAndDoNotOverlap() throws {
    for seed in 1...10 {
      let files = try randomFiles(seed: seed)
      let graph = FixtureRun.graph(of: files, knowsLibrary: false)
      for defect in try report(files).defects {
        var places = defect.evidence.map { ($0.file, $0.firstToken, $0.lastToken) }
        places.sort { ($0.0, $0.1) < ($1.0, $1.1) }
        for (left, right) in zip(places, places.dropFirst()) where left.0 == right.0 { #expect(left.2 < right.1) }
        for place in places {
          let nodes = graph.files[place.0].facts.tree.nodes
          #expect(nodes.contains { Int($0.firstToken) == place.1 })
          #expect(nodes.contains { Int($0.endToken) == place.2 + 1 })
        }
      }
    }
  }

  @Test func testCodeIsANote() throws {
    let text = try randomFiles(seed: 1)[0].text
    let tests = try report([source("Tests/ATests/A.swift", text), source("Tests/BTests/B.swift", text)])
    #expect(!tests.defects.isEmpty)
    #expect(tests.defects.allSatisfy { $0.severity == .note })
    let mixed = try report([source("Sources/A/A.swift", text), source("Tests/BTests/B.swift", text)])
    #expect(mixed.defects.contains { $0.severity == nil })
  }

  @Test func measuresCountGroupsAndLines() throws {
    let text = "func a() {\n  if x { y(1, 2, 3) }\n  while x { z(1, 2, 3); y(x, z: 1) }\n}\n"
    let report = try report([source("Sources/A/A.swift", text), source("Sources/B/B.swift", text)])
    #expect(report.metrics == ["twin.groups": 1, "twin.duplicatedLines": 4])
    #expect(report.defects.map(\.units) == [4])
  }

  @Test func hostileRepetitionIsSilent() throws {
    let alike = "func a() {\n" + String(repeating: "  f(x)\n", count: 20_000) + "}\n"
    let turns = "func b() {\n" + String(repeating: "  f(x)\n  if y { g() }\n", count: 10_000) + "}\n"
    #expect(try report([source("Sources/A/A.swift", alike)], tokens: 100).defects.isEmpty)
    #expect(try report([source("Sources/B/B.swift", turns)], tokens: 100).defects.isEmpty)
  }

  @Test func emptyAndBrokenFilesAreSilent() throws {
    #expect(try report([]).defects.isEmpty)
    #expect(try report([source("A.swift", ""), source("B.swift", "}}} ) func (")]).defects.isEmpty)
  }
}
