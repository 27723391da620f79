import Testing

@testable import TokenEnergy

/// Many streams at once.
struct ScoringPoolTests {
  private func streams(_ fixture: EnergyFixture) -> [TokenSequence] {
    (0..<9).map { fixture.stream(EnergyFixture.program(8 + $0 * 7 % 20, seed: UInt64($0))) }
  }

  @Test func scoresAreThoseOfOneScorerForEachStream() {
    let fixture = EnergyFixture()
    let streams = streams(fixture)
    fixture.model.add(streams)
    let withheld = streams.indices.map { $0 != 4 }
    let alone = streams.indices.map {
      EnergyScorer().score(streams[$0], in: fixture.model, withheld: withheld[$0])
    }
    let pool = ScoringPool()
    for workers in [1, 2, 8, 2] {
      #expect(pool.scores(streams, in: fixture.model, withheld: withheld, workers: workers) == alone)
    }
    #expect(alone[4] != EnergyScorer().score(streams[4], in: fixture.model, withheld: true))
  }

  @Test func anEmptyListHasNoScores() {
    #expect(ScoringPool().scores([], in: EnergyModel(), withheld: [], workers: 4).isEmpty)
    #expect(ScoringPool().map(count: 0, workers: 4) { index, _ in index }.isEmpty)
  }

  @Test func elementsStandInTheirOrder() {
    #expect(ScoringPool().map(count: 50, workers: 3) { index, _ in index * 2 } == (0..<50).map { $0 * 2 })
  }
}
