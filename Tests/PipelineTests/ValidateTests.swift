import Foundation
import Measures
import Model
import Reports
import Store
import TestSupport
import Testing

@testable import Pipeline

/// `validate` on made histories: what was planted is found, and what was not is not claimed.
struct ValidateTests {
  private static let day = 86_400
  private static let files = 40

  /// What decides which files are fixed.
  enum Fixes {
    /// Nearly all of those with a comment that something is to do, and few others.
    case ofUnfinishedFiles
    /// As many of the ones as of the others.
    case ofAnyFiles
  }

  private func isUnfinished(_ index: Int) -> Bool { index.isMultiple(of: 2) }

  private func text(_ index: Int, value: Int) -> String {
    let members = (0..<(3 + index * 7 % 23)).map { "  public var part\($0) = \($0 == 0 ? value : 0)\n" }
    return "public struct Loaf\(index) {\n\(isUnfinished(index) ? "  // TODO: bake it\n" : "")\(members.joined())}\n"
  }

  /// 21 commits up to the cut-off, the first of which is too large to count, and 21 after it.
  private func history(_ fixes: Fixes) throws -> (repository: ScratchRepository, cutOff: String) {
    let repository = try ScratchRepository()
    try repository.write(
      "Package.swift",
      "// swift-tools-version: 5.9\nimport PackageDescription\nlet package = Package(name: \"P\", targets: [.target(name: \"A\")])\n"
    )
    for index in 0..<Self.files { try repository.write("Sources/A/Loaf\(index).swift", text(index, value: 0)) }
    try repository.commit("Begin", by: "Ada", at: Self.day)
    for step in 1...20 {
      let index = step * 13 % Self.files
      try repository.write("Sources/A/Loaf\(index).swift", text(index, value: step))
      try repository.commit("Change \(step)", by: "Ada", at: (step + 1) * Self.day)
    }
    let cutOff = try repository.git("rev-parse", "HEAD")
    try repository.git("mv", "Sources/A/Loaf0.swift", "Sources/A/Bread.swift")
    try repository.commit("Fix the name", by: "Ada", at: 30 * Self.day)
    for step in 0..<20 {
      // Either every second file, or both of every second pair.
      let index = fixes == .ofUnfinishedFiles ? (step < 18 ? step * 2 : step * 2 + 1) : step / 2 * 4 + step % 2
      let name = index == 0 ? "Bread" : "Loaf\(index)"
      try repository.write("Sources/A/\(name).swift", text(index, value: 100 + step))
      try repository.commit(
        step == 19 ? "Mend it\n\nFixes #7" : "Fix loaf \(index)", by: "Bob", at: (31 + step) * Self.day)
    }
    return (repository, cutOff)
  }

  private func validate(
    _ probe: HistoryProbe, _ change: (inout ValidationRequest) -> Void = { _ in }
  ) throws -> ValidationReport {
    var request = ValidationRequest(
      path: probe.repository.path, database: .file(probe.database), configuration: Configuration(),
      includesPreview: false, workers: 2, resamples: 200)
    change(&request)
    return try ValidationPipeline(request).run()
  }

  private func verdict(_ report: ValidationReport, _ unit: ValidationStudy.Unit, _ name: String) -> ValidationVerdict? {
    report.studies.first { $0.unit == unit }?.predictors.first { $0.name == name }?.beside.verdict
  }

  @Test func aPlantedSignalIsFoundThroughARename() throws {
    let (repository, cutOff) = try history(.ofUnfinishedFiles)
    let probe = HistoryProbe(repository)
    try probe.run()
    let report = try validate(probe) { $0.cutOff = String(cutOff.prefix(9)) }
    #expect(report.cutOff == cutOff)
    #expect(try report.revision == repository.git("rev-parse", "HEAD"))
    let files = try #require(report.studies.first { $0.unit == .file })
    #expect(files.units == Self.files && files.fixedUnits == 20 && files.fixes == 20)
    for unit in [ValidationStudy.Unit.file, .declaration] {
      #expect(verdict(report, unit, "vacancy/unfinished-work") == .better)
      #expect(verdict(report, unit, "findings") == .better)
    }
    #expect(report.notes.contains { $0.hasPrefix("21 of 21 commits after the cut-off count as fixes (100 %)") })
    #expect(report.notes.contains { $0.contains("1 before and 0 after the cut-off") })
    #expect(report.notes.contains { $0.hasPrefix("Measured after 21 commits (first parents), on 1970-01-22; fixes") })
  }

  @Test func noSignalIsNotClaimed() throws {
    let (repository, cutOff) = try history(.ofAnyFiles)
    let probe = HistoryProbe(repository)
    try probe.run()
    let report = try validate(probe) { $0.cutOff = cutOff }
    #expect(report.studies.map(\.unit) == [.file, .declaration])
    for study in report.studies {
      #expect(study.fixedUnits == 20)
      #expect(study.predictors.filter { $0.beside.verdict == .better }.map(\.name) == [])
    }
    // Neither the number of workers nor another run changes a byte, and both forms can be read.
    let json = ValidationJSONReporter().report(report)
    let again = try validate(probe) { ($0.cutOff, $0.workers) = ("1970-01-22", 1) }
    #expect(ValidationJSONReporter().report(again) == json)
    let root = try #require(try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
    #expect((root["studies"] as? [Any])?.count == 2 && (root["hardening"] as? [Any])?.count == 2)
    let style = TerminalStyle.plain
    let text = String(
      decoding: ValidationTextReporter().report(report, options: ReportOptions(width: 100, style: style)), as: UTF8.self
    )
    #expect(text.contains("adds nothing beyond lines of code and churn here"))
    // Other words, other fixes: from the flag before the configuration.
    var configuration = Configuration()
    configuration.validation.fixWords = ["mend"]
    let mended = try validate(probe) { ($0.cutOff, $0.configuration, $0.units) = (cutOff, configuration, [.file]) }
    #expect(mended.studies.map(\.fixes) == [1])
    let none = try validate(probe) { request in
      (request.cutOff, request.configuration, request.units) = (cutOff, configuration, [.file])
      request.fixWords = ["unknown"]
    }
    #expect(none.studies.map(\.fixes) == [0])
  }

  @Test func energyIsAskedAboutWhereItIsWanted() throws {
    let (repository, cutOff) = try history(.ofUnfinishedFiles)
    let probe = HistoryProbe(repository)
    try probe.run()
    let without = try validate(probe) { ($0.cutOff, $0.units) = (cutOff, [.file]) }
    #expect(!without.studies[0].predictors.contains { $0.name.hasPrefix("energy") })
    let report = try validate(probe) { ($0.cutOff, $0.units, $0.includesEnergy) = (cutOff, [.file], true) }
    #expect(report.studies.map(\.unit) == [.file, .line])
    let names = ["energy", "energy per token", "energy per name", "energy over its module's"]
    #expect(report.studies[0].predictors.map(\.name).suffix(4) == names[...])
    #expect(report.studies[0].predictors.dropLast(4).map(\.beside) == without.studies[0].predictors.map(\.beside))
    let lines = report.studies[1]
    // Every line but the comments; each fix replaces the one line that holds the value, through the rename too.
    #expect(lines.units == (0..<Self.files).reduce(0) { $0 + 2 + 3 + $1 * 7 % 23 })
    #expect(lines.fixedUnits == 20 && lines.fixedFiles == 20)
    #expect(lines.predictors.map(\.name).count == 4)
    let age = try #require(lines.baselines.first { $0.kind == .youngest }?.figures.auc)
    // Of the fixed lines half were the last that changed before the cut-off, and all others are as old as each other.
    #expect(age.value > 0.6)
    #expect(report.notes.contains { $0.hasPrefix("Energy is that of the commit at the cut-off") })
    let json = ValidationJSONReporter().report(report)
    let again = try validate(probe) { request in
      (request.cutOff, request.units, request.includesEnergy, request.workers) = (cutOff, [.file], true, 1)
    }
    #expect(ValidationJSONReporter().report(again) == json)
  }

  @Test func whatIsTooLittleIsSaid() throws {
    let (repository, cutOff) = try history(.ofAnyFiles)
    let probe = HistoryProbe(repository)
    func message(_ change: (inout ValidationRequest) -> Void = { _ in }) -> String {
      do {
        _ = try validate(probe, change)
        return "no error"
      } catch {
        return "\(error)"
      }
    }
    #expect(message().contains("Run `xtal history` first"))
    try probe.run()
    #expect(message().contains("28 commits up to the cut-off and 14 after it are too few"), "two thirds of 42")
    #expect(message { $0.cutOff = "1970-01-03" }.contains("Give another --cut-off"))
    #expect(message { $0.cutOff = "1969-12-31" }.contains("begins after 1969-12-31"))
    #expect(message { $0.cutOff = "nothing" }.contains("neither a day"))
    #expect(message { ($0.cutOff, $0.fixWords) = (cutOff, ["!"]) }.contains("neither a letter nor a digit"))
    #expect(message { ($0.cutOff, $0.units) = (cutOff, []) } == "no error")
    try probe.run { $0.since = cutOff }
    #expect(message().contains("Run `xtal history` on a longer history"), "an opening is no step")
    try probe.run { $0.interval = 2 }
    #expect(message { $0.cutOff = "1970-01-31" }.contains("too few"))
  }

  @Test func aHistoryThatLeavesCommitsOutIsRefused() throws {
    let repository = try ScratchRepository()
    for index in 0..<90 {
      try repository.write("a.swift", "let a = \(index)\n")
      try repository.commit("Fix \(index)", by: "Ada", at: Self.day * (index + 1))
    }
    let probe = HistoryProbe(repository)
    try probe.run { $0.interval = 2 }
    let error = #expect(throws: AnalysisError.self) { try validate(probe) { $0.cutOff = "1970-02-15" } }
    #expect(error?.message.contains("without --every and --tags") ?? false)
    try probe.run()
    let report = try validate(probe)
    #expect(report.notes.first?.hasPrefix("Measured after 60 commits") ?? false)
    #expect(
      report.studies.map(\.units) == [1, 0], "one file in a folder of no manifest, no declaration of three lines")
  }

  // MARK: Hardening

  private func lines(_ range: Range<Int>, _ word: String) -> String {
    range.map { "let \(word)\($0) = \($0)\n" }.joined()
  }

  @Test func moduleMonthsHaveTheirEffort() throws {
    let repository = try ScratchRepository()
    try repository.write(
      "Package.swift",
      """
      // swift-tools-version: 5.9
      import PackageDescription
      let package = Package(name: "P", targets: [.target(name: "A"), .target(name: "B"), .testTarget(name: "T")])

      """)
    try repository.write("Sources/A/a.swift", "// TODO: a\n" + lines(0..<39, "a"))
    try repository.write("Sources/B/b.swift", "// TODO: b\n" + lines(0..<39, "b"))
    try repository.write("Tests/T/t.swift", "// TODO: t\n" + lines(0..<39, "t"))
    try repository.commit("Begin", by: "Ada", at: Self.day)
    // Ten lines in two places of A, all of T.
    try repository.write(
      "Sources/A/a.swift",
      "// TODO: a\n" + lines(0..<5, "x") + lines(5..<30, "a") + lines(30..<35, "x") + lines(35..<39, "a"))
    try repository.write("Tests/T/t.swift", "// TODO: t\n" + lines(0..<39, "x"))
    try repository.commit("Change", by: "Ada", at: 6 * Self.day)
    // In February, five lines of B that are 40 days old, and A's file moves.
    try repository.write("Sources/B/b.swift", "// TODO: b\n" + lines(0..<5, "x") + lines(5..<39, "b"))
    try repository.git("mv", "Sources/A/a.swift", "Sources/A/moved.swift")
    try repository.commit("Change", by: "Ada", at: 41 * Self.day)
    // In March a file of A that is gone again at the end of the month, in April, which is not over, everything of B.
    try repository.write("Sources/A/extra.swift", lines(0..<25, "extra"))
    try repository.commit("Add", by: "Ada", at: 61 * Self.day)
    try repository.write("Sources/A/extra.swift", lines(0..<10, "extra") + lines(10..<25, "y"))
    try repository.commit("Change", by: "Ada", at: 62 * Self.day)
    try repository.remove("Sources/A/extra.swift")
    try repository.commit("Remove", by: "Ada", at: 63 * Self.day)
    try repository.write("Sources/B/b.swift", "// TODO: b\n" + lines(0..<39, "z"))
    try repository.commit("Change", by: "Ada", at: 100 * Self.day)
    let probe = HistoryProbe(repository)
    try probe.run()
    let stored = try probe.stored()
    let density = try stored.reader.moduleValues(of: "debt.density").first { $0.module == "A" }?.value
    let dense = try #require(density)
    #expect(dense > 0)
    func row(_ module: String, _ month: String, _ effort: Double) -> HardeningTest.Row {
      HardeningTest.Row(module: module, month: month, effort: effort, density: dense, size: 39)
    }
    for workers in [1, 3] {
      let request = ValidationRequest(
        path: repository.path, database: .file(probe.database), configuration: Configuration(), includesPreview: true,
        workers: workers)
      let tests = try HardeningSampler(stored, request: request).tests()
      #expect(
        tests == [
          HardeningTest(
            effort: "hunks per 100 changed lines",
            rows: [row("A", "1970-01", 10), row("A", "1970-03", 100.0 / 30), row("B", "1970-04", 1.0 / 78 * 100)]),
          HardeningTest(
            effort: "share of added lines gone again within 30 days",
            rows: [row("A", "1970-01", 0.2), row("A", "1970-03", 1), row("B", "1970-01", 0)]),
        ])
    }
  }
}
