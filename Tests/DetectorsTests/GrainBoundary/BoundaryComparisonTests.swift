import Testing

@testable import Detectors

/// Overlap, coincidence, and which axes count.
@Suite struct BoundaryComparisonTests {
  private func profile(_ counts: [(ConventionValue, Int)]) -> ConventionProfile {
    var profile = ConventionProfile()
    for (value, count) in counts {
      for token in 0..<count { profile.observe(value, file: 0, token: UInt32(token)) }
    }
    return profile
  }

  private let base: [(ConventionValue, Int)] = [(.structure, 10), (.twoSpaces, 30), (.guardLet, 5), (.ifLet, 15)]

  @Test func equalSharesCoincide() throws {
    let comparison = BoundaryComparison(
      profile(base), profile([(.structure, 20), (.twoSpaces, 10), (.guardLet, 25), (.ifLet, 75)]),
      minimumObservations: 10)
    #expect(comparison.axes.map(\.axis) == [.optionalHandling, .typeKind, .indentation])
    #expect(comparison.coincidence == 1)
    #expect(comparison.disagreements.isEmpty && !comparison.isBroad)
  }

  @Test func overlapIsTheCommonShare() throws {
    let comparison = BoundaryComparison(
      profile(base), profile([(.finalClass, 10), (.fourSpaces, 20), (.guardLet, 15), (.ifLet, 5)]),
      minimumObservations: 10)
    #expect(comparison.axes.map(\.overlap) == [0.5, 0, 0])
    #expect(comparison.coincidence == 0.5 / 3)
    #expect(comparison.disagreements.map(\.axis) == [.typeKind, .indentation])
    #expect(comparison.isBroad)
  }

  @Test func axesWithFewObservationsDoNotCount() {
    let few = profile([(.structure, 9), (.twoSpaces, 30), (.guardLet, 10)])
    #expect(BoundaryComparison(profile(base), few, minimumObservations: 10).axes.count == 2)
    #expect(BoundaryComparison(profile(base), few, minimumObservations: 10).coincidence == nil)
    #expect(BoundaryComparison(profile(base), few, minimumObservations: 9).coincidence != nil)
    #expect(BoundaryComparison(profile([]), profile([]), minimumObservations: 0).axes.isEmpty)
  }

  @Test func profilesAddUpAndKeepTheFirstExample() {
    var sum = profile([(.guardLet, 2)])
    var other = ConventionProfile()
    other.observe(.guardLet, file: 7, token: 3)
    other.observe(.ifLet, file: 7, token: 4)
    sum.add(other)
    #expect(sum.count(of: .guardLet) == 3 && sum.observations(on: .optionalHandling) == 4)
    #expect(sum.example(of: .guardLet)?.file == 0 && sum.example(of: .ifLet)?.file == 7)
    #expect(sum.leading(on: .optionalHandling) == .guardLet && sum.leading(on: .logging) == nil)
  }
}
