import Foundation
import Model
import Testing

@testable import Reports

@Suite struct JSONReporterTests {
  private func report(_ result: RunResult) -> [UInt8] {
    JSONReporter().report(result, rules: SampleRun.rules, options: ReportOptions())
  }

  private func schema() throws -> JSONValue {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try JSONValue.parse([UInt8](Data(contentsOf: root.appending(path: "docs/output.schema.json"))))
  }

  @Test func matchesGolden() throws {
    try Golden.expect(report(SampleRun.result()), matches: "report.json")
  }

  @Test func fitsTheSchemaAndTheSchemaDescribesEveryKey() throws {
    let hostile = SampleRun.finding(
      SampleRun.duplicate, .note, SampleRun.hostileText, line: 1, message: SampleRun.hostileText)
    let samples = [
      SampleRun.result(), SampleRun.result(findings: [], coverage: SampleRun.fullCoverage),
      SampleRun.result(findings: [hostile]), SampleRun.indexedResult, SampleRun.energyResult,
    ]
    for sample in samples {
      #expect(try SchemaCheck.faults(of: JSONValue.parse(report(sample)), against: schema()) == [])
    }
  }

  @Test func everyModuleSaysWhereItsReferencesComeFrom() throws {
    let json = try JSONValue.parse(report(SampleRun.indexedResult))
    #expect(json["references"]?["tier"]?.text == "mixed")
    let modules = json["modules"]?.elements ?? []
    #expect(modules.map { $0["references"]?["tier"]?.text } == ["mixed", "syntax", "syntax", "index"])
    #expect(json["notes"]?.elements.count == 2)
    // A result that does not tell says nothing.
    #expect(try JSONValue.parse(report(SampleRun.result()))["references"] == nil)
  }

  @Test func filesHaveTheirEnergyWhereItWasMeasured() throws {
    let files = try JSONValue.parse(report(SampleRun.energyResult))["files"]?.elements ?? []
    #expect(files.count == 2)
    #expect(files.first?["path"]?.text == "Sources/Bakery/Oven.swift")
    #expect(files.first?["metrics"]?["energy.bitsPerToken"] == .number(3.010417))
    #expect(files.first?["metrics"]?["energy.code.bitsPerToken"] == .number(2.5))
    #expect(files.first?["metrics"]?["energy.identifiers.bitsPerToken"] == .number(6.15))
    // Without a token there is nothing for each.
    #expect(files.last?["metrics"]?["energy.bitsPerToken"] == nil)
    #expect(try JSONValue.parse(report(SampleRun.result()))["files"] == nil)
  }

  @Test func theSchemaCheckSeesFaults() throws {
    guard case .object(var members) = try JSONValue.parse(report(SampleRun.result())) else { return }
    members["snapshot"] = nil
    members["repository"] = .number(1)
    members["surprise"] = .null
    let faults = try SchemaCheck.faults(of: .object(members), against: schema())
    #expect(
      faults == [
        "$: snapshot is missing", "$.repository: is integer, not [\"string\"]", "$: surprise is not described",
      ])
  }

  @Test func keysAreSortedEverywhere() throws {
    // The golden file is read as lines: each key of an object follows the one before it in byte order.
    var open: [String] = []
    for line in String(decoding: report(SampleRun.result()), as: UTF8.self).split(separator: "\n") {
      let depth = line.prefix { $0 == " " }.count / 2
      let text = line.dropFirst(depth * 2)
      while open.count <= depth { open.append("") }
      if text.hasPrefix("}") || text.hasPrefix("]") { open.removeSubrange((depth + 1)...) }
      guard text.hasPrefix("\""), let end = text.range(of: "\": ") else { continue }
      let key = String(text[..<end.lowerBound])
      #expect(open[depth] < key)
      open[depth] = key
    }
  }

  @Test func hostileTextReadsBackUnchanged() throws {
    let finding = SampleRun.finding(
      SampleRun.duplicate, .note, SampleRun.hostileText, line: 1, symbol: SampleRun.hostileText,
      message: SampleRun.hostileText)
    let json = try JSONValue.parse(report(SampleRun.result(findings: [finding])))
    for key in ["path", "symbol", "message"] { #expect(json["findings"]?[0]?[key]?.text == SampleRun.hostileText) }
  }

  @Test func thousandsOfFindingsAreAllThere() throws {
    let findings = (1...3000).map {
      SampleRun.finding(SampleRun.unfinished, .note, "Sources/A.swift", line: $0, message: "Unfinished “work”.")
    }
    #expect(try JSONValue.parse(report(SampleRun.result(findings: findings)))["findings"]?.elements.count == 3000)
  }
}
