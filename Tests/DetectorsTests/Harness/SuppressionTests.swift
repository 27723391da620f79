import Detectors
import Graph
import Model
import Rules
import Testing

/// Suppression comments: what they cover, and that a useless one is reported.
@Suite struct SuppressionTests {
  private func result(_ text: String, onlyProbe: Bool = true) throws -> DetectionResult {
    let graph = FixtureRun.graph(of: [try FixtureSource(path: "a.swift", raw: text)])
    let own = RuleCatalogue.all.filter { onlyProbe ? $0.id == SuppressionScope.unusedRule : true }
    return DetectionRun(
      rules: (own + [ProbeDetector.catalogued]).map { ActiveRule($0) }, fileDetectors: [ProbeDetector.self],
      graphDetectors: [], workers: 1
    ).run(on: graph)
  }

  /// Lines of the flaws that are found in spite of the comments.
  private func flaws(_ text: String) throws -> [Int] {
    try result(text).findings.filter { $0.rule == ProbeDetector.rule }.map(\.line)
  }

  /// Messages about the comments.
  private func complaints(_ text: String, onlyProbe: Bool = true) throws -> [String] {
    try result(text, onlyProbe: onlyProbe).findings.filter { $0.rule == SuppressionScope.unusedRule }.map(\.message)
  }

  @Test(arguments: [
    "vacancy/probe", "vacancy", "all", "twin/duplicate-code, vacancy/probe", "vacancy/probe - a reason",
  ])
  func nextCoversTheNextLineOfCodeOnly(_ names: String) throws {
    #expect(try flaws("// xtal:disable:next \(names)\nlet a = flaw\nlet b = flaw\n") == [3])
    #expect(try flaws("// xtal:disable:next \(names)\n\n/// Words.\nlet a = flaw\nlet b = flaw\n") == [5])
    #expect(try flaws("let a = flaw // xtal:disable:next \(names)\nlet b = flaw\n") == [1])
    #expect(try flaws("/* xtal:disable:next \(names) */\nlet a = flaw\n") == [])
    #expect(try flaws("// xtal:disable:next \(names)\r\nlet a = flaw\r\nlet b = flaw\r\n") == [3])
  }

  @Test func nextReachesTheNameBehindAttributes() throws {
    let text =
      "// xtal:disable:next vacancy/probe\n@inline(never)\n@available(*, deprecated)\nfunc flaw() {\n  flaw()\n}\n"
    #expect(try flaws(text) == [5])
  }

  @Test func thisCoversItsOwnLines() throws {
    #expect(try flaws("let a = flaw // xtal:disable:this vacancy/probe\nlet b = flaw\n") == [2])
  }

  @Test func fileCoversTheFile() throws {
    #expect(try flaws("let a = flaw\nlet b = flaw\n// xtal:disable:file vacancy/probe - why\n") == [])
    #expect(try result("let a = flaw\n// xtal:disable:file vacancy/probe\n").suppressed == 1)
  }

  @Test func otherRulesAndStringsDoNotSuppress() throws {
    #expect(try flaws("// xtal:disable:next twin\nlet a = flaw\n") == [2])
    #expect(try flaws("let s = \"// xtal:disable:file all\"\nlet a = flaw\n") == [2])
    #expect(try flaws("// See xtal:disable:file all\nlet a = flaw\n") == [2])
  }

  @Test func uselessOnesAreReported() throws {
    #expect(
      try complaints("// xtal:disable:next vacancy/probe - why\nlet a = 1\n")
        == ["the suppression of vacancy/probe suppresses nothing"])
    #expect(try complaints("// xtal:disable:next vacancy/probe\nlet a = flaw\n") == [])
  }

  @Test func onlyWhatTheRunCanJudgeIsReported() throws {
    for names in ["twin/duplicate-code", "twin", "all"] {
      #expect(try complaints("// xtal:disable:file \(names)\nlet a = 1\n") == [])
      #expect(
        try complaints("// xtal:disable:file \(names)\nlet a = 1\n", onlyProbe: false)
          == ["the suppression of \(names) suppresses nothing"])
    }
  }

  @Test func misspeltOnesAreReported() throws {
    #expect(
      try complaints("// xtal:disable:file twin/duplicated-code\n")
        == ["'twin/duplicated-code' is neither a rule nor a class; did you mean 'twin/duplicate-code'?"])
    #expect(
      try complaints("// xtal:disable:file the moon shines\n")
        == ["'the moon shines' is neither a rule nor a class; a reason stands behind ' - '"])
    for text in [
      "xtal:disable", "xtal:disable:nxt all", "xtal:disable:file", "xtal:disable:file - why", "xtal:disabled",
    ] {
      let messages = try complaints("// \(text)\nlet a = 1\n")
      #expect(messages.count == 1 && messages[0].contains("not understood"), "\(text): \(messages)")
    }
  }

  @Test func complaintsCanBeSuppressedByFullNameOnly() throws {
    let useless = "// xtal:disable:this vacancy/probe\n"
    #expect(try complaints("// xtal:disable:next interstitial/unused-suppression\n\(useless)let a = 1\n") == [])
    #expect(try complaints("// xtal:disable:file all\n\(useless)let a = 1\n").count == 1)
    #expect(
      try complaints("// xtal:disable:file interstitial/unused-suppression\nlet a = 1\n")
        == ["the suppression of interstitial/unused-suppression suppresses nothing"])
  }
}
