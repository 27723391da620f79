import Detectors
import Model
import Rules
import Testing

/// Every rule on its fixtures, on the hard cases derived from them, and on the examples of its rule file.
@Suite struct RuleFixtureTests {
  /// Rules that a run can find something with.
  static let rules = RuleCatalogue.all.filter { $0.status != .removed }.map(\.id)

  /// The fixtures that can be read; the unreadable ones fail in ``fixturesReadAndAreComplete(_:)``.
  static let fixtures = rules.flatMap { (try? FixtureFolder.ofThisRepository.fixtures(of: $0)) ?? [] }

  static let hardCases = fixtures.flatMap { fixture -> [Fixture] in
    guard fixture.fires, fixture.sources.count == 1, let source = fixture.sources.first else { return [] }
    return HardCase.allCases.filter { !source.skips.contains($0) }.map { $0.applied(to: fixture) }
  }

  @Test("every rule has fixtures that fire and that stay silent", arguments: rules)
  func fixturesReadAndAreComplete(_ rule: RuleID) throws {
    let fixtures = try FixtureFolder.ofThisRepository.fixtures(of: rule)
    #expect(fixtures.contains { $0.fires && !$0.expectations.isEmpty }, "no fixture fires")
    #expect(fixtures.contains { !$0.fires }, "no fixture stays silent")
    for fixture in fixtures {
      #expect(fixture.fires == !fixture.expectations.isEmpty, "\(fixture): the name does not fit the markers")
      for expectation in fixture.expectations {
        #expect(expectation.rule == rule, "\(expectation): a fixture is about its own rule only")
      }
    }
  }

  @Test("every rule has exactly one detector", arguments: rules)
  func detectorExists(_ rule: RuleID) {
    let detected =
      DetectorRegistry.fileDetectors.map { $0.rule } + DetectorRegistry.graphDetectors.map { $0.rule }
      + DetectorRegistry.historyDetectors.map { $0.rule } + DetectorRegistry.energyDetectors.map { $0.rule }
      + [SuppressionScope.unusedRule]
    #expect(detected.filter { $0 == rule }.count == 1)
  }

  @Test("a fixture has the findings of its markers and no others", arguments: fixtures)
  func findsWhatMarkersSay(_ fixture: Fixture) {
    check(fixture)
  }

  @Test("a fixture holds in hard circumstances", arguments: hardCases)
  func holdsInHardCases(_ fixture: Fixture) {
    check(fixture)
  }

  @Test("the examples of the rule file are true", arguments: rules)
  func examplesAreTrue(_ id: RuleID) throws {
    let rule = try #require(RuleCatalogue.rule(id))
    let bad = try Fixture(example: rule.badExample, of: rule.id, name: "bad example")
    let good = try Fixture(example: rule.goodExample, of: rule.id, name: "good example")
    #expect(!FixtureRun(bad).findings.isEmpty, "the bad example has no finding")
    let found = FixtureComparison(expectations: [], findings: FixtureRun(good).findings).complaints
    #expect(found.isEmpty, "the good example has findings:\n\(found.joined(separator: "\n"))")
  }

  private func check(_ fixture: Fixture) {
    let findings = FixtureRun(fixture).findings
    let complaints = FixtureComparison(expectations: fixture.expectations, findings: findings).complaints
    #expect(complaints.isEmpty, "\(fixture)\n\(complaints.joined(separator: "\n"))")
    for finding in findings {
      #expect(finding.fingerprint.utf8.count == 16)
      #expect(finding.minutes > 0, "\(finding.rule) costs nothing: its debt would not count")
      #expect(finding.confidence > 0 && finding.confidence <= 1)
      #expect(!finding.message.contains("\n"))
    }
    #expect(FixtureRun(fixture, workers: 3).findings == findings, "the number of workers changes the result")
  }
}
