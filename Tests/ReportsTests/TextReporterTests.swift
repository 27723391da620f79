import Model
import Testing

@testable import Reports

@Suite struct TextReporterTests {
  private func text(_ result: RunResult, _ options: ReportOptions = ReportOptions()) -> String {
    String(decoding: TextReporter().report(result, rules: SampleRun.rules, options: options), as: UTF8.self)
  }

  @Test(arguments: [100, 60])
  func matchesGolden(width: Int) throws {
    let output = text(SampleRun.result(), ReportOptions(width: width, findingsPerRule: 3))
    try Golden.expect(output.utf8, matches: "report-\(width).txt")
  }

  @Test func coloursMatchGolden() throws {
    let output = text(SampleRun.result(), ReportOptions(style: .coloured, findingsPerRule: 1))
    try Golden.expect(output.utf8, matches: "report-coloured.txt")
  }

  @Test func aCleanRunMatchesGolden() throws {
    try Golden.expect(
      text(SampleRun.result(findings: [], coverage: SampleRun.fullCoverage)).utf8, matches: "report-clean.txt")
  }

  @Test func aRunWithAnIndexMatchesGolden() throws {
    try Golden.expect(text(SampleRun.indexedResult).utf8, matches: "report-index.txt")
  }

  @Test func syntaxAloneIsOneLine() {
    var result = SampleRun.result()
    let before = text(result).split(separator: "\n", omittingEmptySubsequences: false)
    result.metrics.merge(["graph.references": 5, "graph.references.index": 0]) { $1 }
    let after = text(result).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(after.filter { !before.contains($0) } == ["  resolved  5 references · from syntax alone"])
    #expect(after.count == before.count + 1)
  }

  @Test func energyIsOneLineWhereItWasMeasured() {
    #expect(
      text(SampleRun.energyResult).contains(
        "energy    3.01 bits a token over 1,200 tokens · without literals 2.50 · names 6.15"))
    #expect(!text(SampleRun.result()).contains("bits a token"))
  }

  @Test func anEmptyRepositorySaysSo() {
    var result = SampleRun.result(findings: [], coverage: Coverage())
    result.snapshot = RunResult.SnapshotSummary(revision: "", isDirty: false, files: 0, linesOfCode: 0)
    #expect(text(result) == "bakery · no git history · xtal 0.1.0\n\n  No Swift file was analysed.\n")
  }

  @Test(arguments: [40, 47, 60, 100, 200])
  func noLineIsWiderThanThePage(width: Int) {
    let long = String(repeating: "Sources/VeryLongFolderName", count: 9) + "/日本語の名前.swift"
    let finding = SampleRun.finding(
      SampleRun.duplicate, .error, long, line: 1234, message: String(repeating: "word🥐 ", count: 60) + long,
      confidence: 0.5, evidence: [Finding.Evidence(path: long, line: 1, endLine: 99, message: long)])
    let result = SampleRun.result(
      findings: SampleRun.findings + [finding],
      coverage: Coverage(analysed: 1, partial: [Coverage.Gap(path: long, reason: long)]))
    for line in text(result, ReportOptions(width: width)).split(separator: "\n") {
      #expect(DisplayWidth.columns(of: String(line)) <= width, "\(line)")
    }
  }

  @Test func nothingIsLeftOutWithoutACount() {
    let limited = text(SampleRun.result(), ReportOptions(findingsPerRule: 4))
    #expect(limited.contains("… and 9 more of vacancy/unfinished-work (all: --all or --format json)"))
    let all = text(SampleRun.result(), ReportOptions(findingsPerRule: nil, evidencePerFinding: nil))
    #expect(!all.contains("… and") && !all.contains("more place"))
    for finding in SampleRun.findings { #expect(all.contains("\(finding.path):\(finding.line):\(finding.column)")) }
    for place in SampleRun.findings.flatMap(\.evidence) { #expect(all.contains("\(place.path):\(place.line)–")) }
  }

  @Test func theWorstOfARuleAreShown() {
    let limited = text(SampleRun.result(), ReportOptions(findingsPerRule: 1))
    #expect(limited.contains("Tests/MenuTests.swift:2:1"))
    #expect(limited.contains("Sourdough.swift:12:5"))
    #expect(!limited.contains("Spritzkuchen.swift:3:22"))
  }

  @Test func hostileTextIsMadeVisibleInEveryPlace() {
    let hostile = SampleRun.hostileText
    var result = SampleRun.result(
      findings: [
        SampleRun.finding(
          RuleID(hostile), .error, hostile, line: 1, symbol: hostile, message: hostile,
          evidence: [Finding.Evidence(path: hostile, line: 1, endLine: 2, message: hostile)])
      ],
      coverage: Coverage(
        analysed: 1, partial: [Coverage.Gap(path: hostile, reason: hostile)],
        skipped: [Coverage.Gap(path: hostile, reason: hostile)]))
    result.repository = hostile
    result.snapshot.revision = hostile
    for width in [40, 100, 1000] {
      let output = text(result, ReportOptions(width: width))
      #expect(!output.unicodeScalars.contains { $0 != "\n" && TerminalSanitizer.isUnsafe($0) })
    }
    #expect(text(result, ReportOptions(width: 1000)).contains("a‹U+001B›[31mb‹U+202E›c‹U+2028›d‹U+0000›e‹U+009B›f"))
  }

  @Test func coloursAddNothingButSequencesOfOurs() {
    let options = ReportOptions(style: .coloured)
    var stripped = text(SampleRun.result(), options)
    for parameters in ["0", "1", "2", "1;31", "33", "36"] {
      stripped = stripped.split(separator: "\u{1B}[\(parameters)m", omittingEmptySubsequences: false).joined()
    }
    #expect(stripped == text(SampleRun.result()))
  }
}
