import Model
import Rules
import Testing

@testable import Reports

@Suite struct SARIFReporterTests {
  private func run(
    _ result: RunResult, _ reporter: SARIFReporter = SARIFReporter(), _ options: ReportOptions = ReportOptions()
  ) throws -> JSONValue? {
    try JSONValue.parse(reporter.report(result, rules: SampleRun.rules, options: options))["runs"]?[0]
  }

  private func notes(_ run: JSONValue?) -> [String] {
    run?["invocations"]?[0]?["toolExecutionNotifications"]?.elements.compactMap { $0["message"]?["text"]?.text } ?? []
  }

  @Test func matchesGolden() throws {
    let bytes = SARIFReporter().report(SampleRun.result(), rules: SampleRun.rules, options: ReportOptions())
    try Golden.expect(bytes, matches: "report.sarif")
  }

  @Test func ruleIndicesPointAtTheirRules() throws {
    let run = try run(SampleRun.result())
    let rules = run?["tool"]?["driver"]?["rules"]?.elements ?? []
    #expect(rules.compactMap { $0["id"]?.text } == SampleRun.rules.map(\.id.text).sorted())
    for result in run?["results"]?.elements ?? [] {
      let index = try #require(result["ruleIndex"]?.number)
      #expect(rules[Int(index)]["id"] == result["ruleId"])
    }
  }

  @Test func aFindingOfAnUnknownRuleHasNoIndex() throws {
    let finding = SampleRun.finding(RuleID("void/new-rule"), .note, "A.swift", line: 1, message: "New.")
    let result = try run(SampleRun.result(findings: [finding]))?["results"]?[0]
    #expect(result?["ruleId"]?.text == "void/new-rule")
    #expect(result?["ruleIndex"] == nil)
  }

  @Test func theWorstFindingsStayAndTheRestIsCounted() throws {
    let run = try run(SampleRun.result(), SARIFReporter(maximumResults: 3))
    let levels = run?["results"]?.elements.compactMap { $0["level"]?.text } ?? []
    #expect(levels == ["warning", "error", "error"])
    #expect(notes(run).first?.hasPrefix("13 findings of 16 left out: this document holds the 3 worst.") == true)
  }

  @Test func evidenceIsCutAtTheLimitOfPlacesAndCounted() throws {
    let evidence = (1...1200).map { Finding.Evidence(path: "A.swift", line: $0, endLine: $0, message: "copy") }
    let finding = SampleRun.finding(
      SampleRun.duplicate, .note, "A.swift", line: 1, message: "Copies.", evidence: evidence)
    let run = try run(SampleRun.result(findings: [finding], coverage: SampleRun.fullCoverage))
    let result = run?["results"]?[0]
    #expect(result?["relatedLocations"]?.elements.count == 999)
    #expect(result?["properties"]?["evidenceLeftOut"]?.number == 201)
    #expect(notes(run).count == 1)
  }

  @Test func evidenceUpToTheLimitIsWhole() throws {
    let evidence = (1...999).map { Finding.Evidence(path: "A.swift", line: $0, endLine: $0, message: "copy") }
    let finding = SampleRun.finding(
      SampleRun.duplicate, .note, "A.swift", line: 1, message: "Copies.", evidence: evidence)
    let run = try run(SampleRun.result(findings: [finding], coverage: SampleRun.fullCoverage))
    #expect(run?["results"]?[0]?["relatedLocations"]?.elements.count == 999)
    #expect(run?["results"]?[0]?["properties"]?["evidenceLeftOut"] == nil)
    #expect(notes(run) == [])
  }

  @Test func everyGapIsANotification() throws {
    let texts = notes(try run(SampleRun.result()))
    #expect(texts.contains("Analysed in part: nesting deeper than 256"))
    #expect(texts.contains("Not analysed: larger than 8 MB"))
    #expect(texts.count == 3)
  }

  @Test func columnsAreUTF16WhereTheLineIsKnown() throws {
    // Before byte column 14 stand “🥐é = ” (4 + 2 + 3 bytes) and 4 spaces: 2 + 1 + 3 + 4 units.
    let finding = SampleRun.finding(SampleRun.duplicate, .note, "A.swift", line: 7, column: 14, message: "Copy.")
    let options = ReportOptions(lineReader: { path, line in
      path == "A.swift" && line == 7 ? Array("    🥐é = 1".utf8) : nil
    })
    let sample = SampleRun.result(findings: [finding])
    let known = try run(sample, SARIFReporter(), options)?["results"]?[0]
    #expect(known?["locations"]?[0]?["physicalLocation"]?["region"]?["startColumn"]?.number == 11)
    let unknown = try run(sample)?["results"]?[0]
    #expect(unknown?["locations"]?[0]?["physicalLocation"]?["region"]?["startColumn"] == nil)
    #expect(unknown?["properties"]?["utf8Column"]?.number == 14)
  }

  @Test(arguments: [
    ("Sources/A.swift", "Sources/A.swift"), ("a b/c%d.swift", "a%20b/c%25d.swift"), ("x:y?z#", "x%3Ay%3Fz%23"),
    ("Café/日.swift", "Caf%C3%A9/%E6%97%A5.swift"), ("a\\xFF\n\u{202E}", "a%5CxFF%0A%E2%80%AE"),
  ])
  func pathsArePercentEncoded(path: String, expected: String) {
    #expect(RelativeURI.encoded(path) == expected)
  }

  @Test(arguments: [
    ("plain", "plain"), ("{0} and {}", "{{0}} and {{}}"), ("[Int] stays", "[Int] stays"),
    ("[click](https://example.com)", "\\[click\\](https://example.com)"), ("a\\b [x](1)", "a\\\\b \\[x\\](1)"),
    ("a\u{202E}b\n", "a‹U+202E›b‹U+000A›"),
  ])
  func messagesHoldNoMarkup(text: String, expected: String) {
    #expect(SARIFMessage.escaped(text) == expected)
  }

  @Test func descriptionsAndTagsKeepToTheServicesLimits() throws {
    var rule = SampleRun.rules[0]
    rule.rationale = String(repeating: "wort ", count: 500)
    let bytes = SARIFReporter().report(SampleRun.result(), rules: [rule], options: ReportOptions())
    let written = try JSONValue.parse(bytes)["runs"]?[0]?["tool"]?["driver"]?["rules"]?[0]
    #expect(written?["fullDescription"]?["text"]?.text?.count == 1024)
    #expect((written?["properties"]?["tags"]?.elements.count ?? 99) <= 20)
  }
}
