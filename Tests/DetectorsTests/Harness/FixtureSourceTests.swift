import Model
import Testing

/// The harness itself: what it reads, and that it fails on what is missing and on what is unexpected.
@Suite struct FixtureSourceTests {
  private let rule = RuleID("void/unreferenced-declaration")

  private func finding(line: Int, column: Int, message: String = "never used") -> Finding {
    Finding(
      rule: rule, severity: .note, confidence: 1, path: "a.swift", line: line, column: column, endLine: line,
      symbol: "", module: "", message: message, minutes: 1, fingerprint: "", evidence: [])
  }

  @Test func markersAreTakenOutAndPointToTheLineBefore() throws {
    let raw = """
      func first() {}
        //~   ^^^ void/unreferenced-declaration: never
      let é = 1
      //~ void/unreferenced-declaration
      //~ void/unreferenced-declaration: used
      """
    let source = try FixtureSource(path: "a.swift", raw: raw)
    #expect(source.text == "func first() {}\nlet é = 1\n")
    #expect(
      source.expectations == [
        FixtureExpectation(path: "a.swift", line: 1, column: 9, rule: rule, fragment: "never"),
        FixtureExpectation(path: "a.swift", line: 2, column: nil, rule: rule, fragment: ""),
        FixtureExpectation(path: "a.swift", line: 2, column: nil, rule: rule, fragment: "used"),
      ])
  }

  @Test(arguments: [
    "//~ void/unreferenced-declaration", "let a = 1\n//~ ^^^", "let a = 1\n//~ nothing/known: text",
    "let a = 1\n//~ two words/void", "let a = 1\n//~! skip: comment - late", "//~! skip: comment",
    "//~! skip: moon - why",
    "//~! skip: comment -  ",
  ])
  func malformedMarkersAreRefused(_ raw: String) {
    #expect(throws: FixtureSource.Problem.self) { try FixtureSource(path: "a.swift", raw: raw) }
  }

  @Test func optOutsAreRead() throws {
    let source = try FixtureSource(
      path: "a.swift", raw: "//~! skip: comment, string - it is about comments\nlet a = 1\n")
    #expect(source.skips == [.comment, .string])
    #expect(source.text == "let a = 1\n")
  }

  @Test func comparisonNamesMissingAndUnexpected() {
    let expectation = FixtureExpectation(path: "a.swift", line: 2, column: 5, rule: rule, fragment: "never")
    let right = FixtureComparison(expectations: [expectation], findings: [finding(line: 2, column: 5)])
    #expect(right.complaints.isEmpty)
    for wrong in [finding(line: 3, column: 5), finding(line: 2, column: 6), finding(line: 2, column: 5, message: "x")] {
      let comparison = FixtureComparison(expectations: [expectation], findings: [wrong])
      #expect(comparison.missing == [expectation])
      #expect(comparison.unexpected == [wrong])
    }
    let twice = FixtureComparison(
      expectations: [expectation], findings: [finding(line: 2, column: 5), finding(line: 2, column: 5)])
    #expect(twice.unexpected.count == 1)
  }

  @Test func hardCasesMoveExpectationsAlong() throws {
    let raw = "let a = 1\n//~ void/unreferenced-declaration\n"
    let fixture = Fixture(rule: rule, name: "fires", sources: [try FixtureSource(path: "a.swift", raw: raw)])
    #expect(HardCase.shebang.applied(to: fixture).expectations.map(\.line) == [2])
    #expect(HardCase.condition.applied(to: fixture).sources[0].text == "#if DEBUG\nlet a = 1\n#endif\n")
    #expect(HardCase.crlf.applied(to: fixture).sources[0].text == "let a = 1\r\n")
    #expect(HardCase.next.applied(to: fixture).sources[0].text.hasPrefix("// xtal:disable:next void/unref"))
    #expect(HardCase.file.applied(to: fixture).expectations.isEmpty)
  }

  @Test func examplesWithSeveralFilesAreSplit() throws {
    let example = "// file: Sources/A/A.swift\nimport B\n// file: Sources/B/B.swift\nlet b = 1\n"
    let fixture = try Fixture(example: example, of: rule, name: "bad")
    #expect(fixture.sources.map(\.path) == ["Sources/A/A.swift", "Sources/B/B.swift"])
    let layout = FixtureLayout(fixture.sources).layout
    #expect(layout.modules.map(\.name) == ["A", "B"])
    #expect(layout.modules[0].dependencies == [1])
    #expect(layout.moduleOfFile == [0, 1])
  }
}
