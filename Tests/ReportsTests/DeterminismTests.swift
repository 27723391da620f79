import Model
import Testing

@testable import Reports

@Suite struct DeterminismTests {
  @Test(arguments: ReportFormat.allCases)
  func equalInputGivesEqualBytes(format: ReportFormat) {
    // Metrics are built in two orders, as a dictionary's order depends on how it was filled.
    var reordered = SampleRun.result()
    reordered.metrics = [:]
    for (name, value) in SampleRun.result().metrics.sorted(by: { $0.key > $1.key }) { reordered.metrics[name] = value }
    reordered.metrics.reserveCapacity(1000)
    let first = format.reporter.report(SampleRun.result(), rules: SampleRun.rules, options: ReportOptions())
    let second = format.reporter.report(reordered, rules: SampleRun.rules.reversed(), options: ReportOptions())
    #expect(first == second)
    #expect(first.last == UInt8(ascii: "\n"))
  }

  @Test func theWorstComeFirstAndEqualOnesKeepTheirOrder() {
    let findings = SampleRun.findings
    let ranked = WorstFirst.order(of: findings).map { findings[$0] }
    #expect(ranked.map(\.severity) == findings.map(\.severity).sorted(by: >))
    #expect(ranked.prefix(4).map { WorstFirst.weight($0) } == [240, 15, 48.5, 27])
    #expect(ranked.dropFirst(4).map(\.line) == (1...12).map { $0 * 10 })
    #expect(WorstFirst.worst(2, of: findings).map(\.line) == [8, 2])
    #expect(WorstFirst.worst(99, of: findings) == findings)
  }

  @Test func aNumberThatIsNoneDoesNotUnsettleTheOrder() {
    var findings = SampleRun.findings
    findings[0].minutes = .nan
    findings[5].minutes = .infinity
    #expect(WorstFirst.order(of: findings).sorted() == Array(findings.indices))
    #expect(DebtSummary(of: findings, linesOfCode: 10).minutes.isFinite)
  }

  @Test func unknownFormatsListTheKnownOnes() {
    #expect(throws: AnalysisError.self) { try ReportFormat(named: "yaml") }
    let error = #expect(throws: AnalysisError.self) { try ReportFormat(named: "x\u{1B}[2J") }
    #expect(error?.message == "There is no report format “x‹U+001B›[2J”. Use one of: text, json, sarif.")
  }
}
