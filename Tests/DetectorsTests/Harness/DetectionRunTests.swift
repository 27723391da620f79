import Detectors
import Graph
import Model
import Rules
import Testing

/// How defects become findings: what is added, in which order, under which identity.
@Suite struct DetectionRunTests {
  private func graph(_ texts: [String: String]) throws -> CodeGraph {
    let sources = try texts.sorted { $0.key < $1.key }.map { try FixtureSource(path: $0.key, raw: $0.value) }
    return FixtureRun.graph(of: sources)
  }

  private func run(_ graph: CodeGraph, workers: Int = 1, severity: Severity? = nil) -> DetectionResult {
    let rules = [ProbeDetector.catalogued, ProbeGraphDetector.catalogued].map { ActiveRule($0, severity: severity) }
    return DetectionRun(
      rules: rules, fileDetectors: [ProbeDetector.self], graphDetectors: [ProbeGraphDetector.self], workers: workers
    ).run(on: graph)
  }

  private func probes(_ result: DetectionResult) -> [Finding] {
    result.findings.filter { $0.rule == ProbeDetector.rule }
  }

  @Test func findingHasWhatCatalogueGraphAndFactsKnow() throws {
    let result = run(try graph(["Sources/Kit/A.swift": "struct Box {\n  func move() {\n    flaw\n  }\n}\n"]))
    let finding = try #require(probes(result).first)
    #expect(finding.severity == .warning)
    #expect(finding.confidence == 0.67)
    #expect(finding.minutes == 3.01)
    #expect((finding.line, finding.column, finding.endLine) == (3, 5, 3))
    #expect(finding.symbol == "Box.move()")
    #expect(finding.module == "Kit")
    #expect(
      finding.evidence == [
        Finding.Evidence(path: "Sources/Kit/A.swift", line: 1, endLine: 5, message: "the file")
      ])
    #expect(result.metrics == ["probe.flaws": 1])
  }

  @Test func severityComesFromConfigurationThenDetectorThenCatalogue() throws {
    let graph = try graph(["a.swift": "let a = 1", "b.swift": "let b = flaw"])
    #expect(run(graph).findings.map(\.severity) == [.error, .note, .warning])
    #expect(run(graph, severity: .note).findings.allSatisfy { $0.severity == .note })
  }

  @Test func onlyActiveRulesRun() throws {
    let result = DetectionRun(
      rules: [ActiveRule(ProbeGraphDetector.catalogued)], fileDetectors: [ProbeDetector.self],
      graphDetectors: [ProbeGraphDetector.self], workers: 1
    ).run(on: try graph(["a.swift": "let a = flaw"]))
    #expect(result.findings.map(\.rule) == [ProbeGraphDetector.rule])
    #expect(result.metrics.isEmpty)
  }

  @Test func energyDetectorsRunWhereThereIsEnergyAndItIsAskedForThemAlone() throws {
    let habit = "func f(value: Int) -> Int { return value + value }\n"
    let graph = try graph([
      "a.swift": habit + habit, "b.swift": habit, "c.swift": "let a = 1\n",
      "d.swift": habit + "let zebraCrossing = 1\n",
      "e.swift": "",
    ])
    let energy = FixtureRun.energy(of: graph)
    #expect(energy.files.count == 5)
    func run(_ rule: Rule, _ energy: () -> EnergyTable?) -> [Finding] {
      DetectionRun(
        rules: [ActiveRule(rule)], fileDetectors: [ProbeDetector.self], graphDetectors: [],
        energyDetectors: [ProbeEnergyDetector.self], workers: 2
      ).run(on: graph, energy: energy).findings
    }
    let found = run(ProbeEnergyDetector.catalogued) { energy }
    #expect(found.map(\.path) == ["a.swift", "b.swift", "c.swift", "d.swift"])
    #expect(found.last?.message == "zebraCrossing")
    #expect(run(ProbeEnergyDetector.catalogued) { nil }.isEmpty)
    var asked = 0
    _ = run(ProbeDetector.catalogued) {
      asked += 1
      return energy
    }
    #expect(asked == 0)
  }

  @Test func resultDoesNotDependOnWorkers() throws {
    let texts = (0..<40).map { ("Sources/M\($0 % 3)/F\($0).swift", "func f() { flaw + flaw }\nlet x = flaw\n") }
    let graph = try graph(Dictionary(uniqueKeysWithValues: texts))
    let one = run(graph, workers: 1)
    #expect(one.findings.count == 160)
    #expect(one.findings == one.findings.sorted())
    #expect(Set(one.findings.map(\.fingerprint)).count == 160)
    for workers in [2, 8] { #expect(run(graph, workers: workers) == one) }
  }

  @Test func fingerprintSurvivesMovesRenamesAndNumbers() throws {
    let before = try graph(["Sources/Kit/A.swift": "struct Box {\n  func move() { flaw }\n}\n"])
    let after = try graph([
      "Sources/Kit/Renamed.swift": "import Other\n\n\nstruct Box {\n  let more = 12\n\n  func move() { flaw }\n}\n"
    ])
    let first = try #require(probes(run(before)).first)
    let second = try #require(probes(run(after)).first)
    #expect(first.message != second.message)
    #expect(first.fingerprint == second.fingerprint)
  }

  @Test func fingerprintTellsSymbolsApartAndKeepsTheEarlierOfEqualOnes() throws {
    let one = try graph(["a.swift": "func f() { flaw }\nfunc g() { flaw }\n"])
    let two = try graph(["a.swift": "func f() { flaw; flaw }\nfunc g() { flaw }\n"])
    let before = probes(run(one)).map(\.fingerprint)
    let after = probes(run(two)).map(\.fingerprint)
    #expect(Set(before).count == 2)
    #expect(Set(after).count == 3)
    #expect(after.contains(before[0]) && after.contains(before[1]))
  }

  @Test func pathJoinsTheFingerprintOnlyWhereNothingElseDoes() throws {
    func fingerprints(_ path: String) throws -> [Finding] { run(try graph([path: "let a = 1\n"])).findings }
    #expect(try fingerprints("a.swift")[0].fingerprint != fingerprints("b.swift")[0].fingerprint)
    #expect(try fingerprints("a.swift")[0].fingerprint == fingerprints("a.swift")[0].fingerprint)
  }

  @Test func emptyGraphHasNoFindings() throws {
    let result = run(try graph([:]))
    #expect(result == DetectionResult(findings: [], metrics: [:], suppressed: 0))
  }
}
