import Model

/// The measures of some rankings on the real units and on every resample of them.
struct MeasureSeries: Sendable {
  private let measured: [RankingMeasures]
  /// By resample, then by ranking.
  private let resampled: [[RankingMeasures]]

  init(units: [UnitMass], optimal: Ranking, rankings: [Ranking], resamples: Int, workers: Int) {
    @Sendable func measures(of units: [UnitMass]) -> [RankingMeasures] {
      let frame = EffortFrame(units: units, optimal: optimal)
      return rankings.map { $0.measures(of: units, in: frame) }
    }
    measured = measures(of: units)
    resampled = parallelMap(count: max(0, resamples), workers: workers) { number in
      let copies = Bootstrap.copies(ofResample: number, count: units.count)
      return measures(of: zip(units, copies).map { $0.copied($1) })
    }
  }

  func figures(of ranking: Int) -> RankingFigures {
    RankingFigures(measured[ranking], resamples: resampled.map { $0[ranking] })
  }

  /// The first ranking's measures minus the second's, paired on every resample.
  func difference(of first: Int, minus second: Int) -> RankingFigures {
    RankingFigures(
      measured[first] - measured[second], resamples: resampled.map { $0[first] - $0[second] })
  }
}
