import Model
import Testing

/// The derived cases on a detector that is known to be right, so that a fault of theirs is not taken for a rule's.
@Suite struct HardCaseTests {
  private func fixture() throws -> Fixture {
    let raw = """
      let first = flaw  // é 🧊
        //~       ^^^ vacancy/probe: flaw

      struct Box {
        func move() { flaw; flaw }
        //~           ^^^ vacancy/probe
        //~                 ^^^ vacancy/probe
      }
      """
    let source = try FixtureSource(path: FixtureFolder.singleFilePath, raw: raw)
    return Fixture(rule: ProbeDetector.rule, name: "fires", sources: [source])
  }

  private func complaints(_ fixture: Fixture) -> [String] {
    let run = FixtureRun(fixture, of: ProbeDetector.self, rule: ProbeDetector.catalogued)
    return FixtureComparison(expectations: fixture.expectations, findings: run.findings).complaints
  }

  @Test func simpleCaseHolds() throws {
    let fixture = try fixture()
    #expect(fixture.expectations.count == 3)
    #expect(complaints(fixture) == [])
  }

  @Test(arguments: HardCase.allCases)
  func derivedCaseHolds(_ hardCase: HardCase) throws {
    let derived = hardCase.applied(to: try fixture())
    #expect(complaints(derived) == [])
    #expect(derived.expectations.count == ([.string, .comment, .next, .file].contains(hardCase) ? 0 : 3))
  }
}
