import Model

/// The measures of some rankings on the real units and on every resample of them.
struct MeasureSeries: Sendable {
  private let measured: [RankingMeasures]
  /// By resample, then by ranking.
  private let resampled: [[RankingMeasures]]

  /// - Parameter groups: For each unit the number of the group with which it is drawn, 0 and up without gaps; nil where
  ///   each is drawn by itself.
  init(
    units: [UnitMass], groups: [Int]? = nil, optimal: Ranking, rankings: [Ranking], resamples: Int, workers: Int
  ) {
    @Sendable func measures(of units: [UnitMass]) -> [RankingMeasures] {
      let frame = EffortFrame(units: units, optimal: optimal)
      return rankings.map { $0.measures(of: units, in: frame) }
    }
    measured = measures(of: units)
    resampled = parallelMap(count: max(0, resamples), workers: workers) { number in
      guard let groups else {
        let copies = Bootstrap.copies(ofResample: number, count: units.count)
        return measures(of: zip(units, copies).map { $0.copied($1) })
      }
      let copies = Bootstrap.copies(ofResample: number, count: (groups.max() ?? -1) + 1)
      return measures(of: zip(units, groups).map { $0.copied(copies[$1]) })
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
