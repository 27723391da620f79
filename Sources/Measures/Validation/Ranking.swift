/// Units in the order in which a score sends an inspector to them: highest score first, equal scores as one block.
///
/// Within a block nothing tells the units apart, so every curve crosses it as a straight line. For areas that is the
/// mean over all orders of the block. Sorting takes O(n log n) once; measuring takes O(n), for any number of copies
/// of each unit, which is what makes a bootstrap cheap.
struct Ranking: Sendable {
  /// Share of the lines at which recall is read.
  static let inspectedShare = 0.2
  /// Share at which it is read early.
  static let earlyShare = 0.05

  private let order: [Int32]
  /// Positions in `order` behind the last unit of each block.
  private let blockEnds: [Int32]

  /// `scores` has one finite number, or a positive infinity, for each unit.
  init(scores: [Double]) {
    let order = scores.indices.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }
    var ends: [Int32] = []
    for position in order.indices
    where position + 1 == order.count || scores[order[position]] != scores[order[position + 1]] {
      ends.append(Int32(truncatingIfNeeded: position + 1))
    }
    self.order = order.map { Int32(truncatingIfNeeded: $0) }
    blockEnds = ends
  }

  /// The best order there is for an inspector: most yield a line first. Its reverse is the worst.
  init(optimalFor units: [UnitMass]) { self.init(scores: units.map(\.density)) }

  /// Whether all units have the same score.
  var isConstant: Bool { blockEnds.count <= 1 }

  /// The measures on `units`, indexed as the scores were. `frame` is that of the same units.
  func measures(of units: [UnitMass], in frame: EffortFrame) -> RankingMeasures {
    let sums = sums(of: units, in: frame)
    return RankingMeasures(
      auc: frame.pairs > 0 ? sums.wins / frame.pairs : nil, popt: frame.popt(area: sums.area),
      recall: frame.share(ofYield: sums.found), earlyRecall: frame.share(ofYield: sums.early))
  }

  /// Area under the curve of yield over lines, not normalised: at most all lines times all yield.
  func area(of units: [UnitMass]) -> Double { sums(of: units, in: EffortFrame(units: units)).area }

  private struct Sums {
    /// Pairs of a fixed and another unit in the right order, ties half.
    var wins = 0.0
    var area = 0.0
    /// Yield in the first fifth and in the first twentieth of the lines.
    var found = 0.0
    var early = 0.0
  }

  private func sums(of units: [UnitMass], in frame: EffortFrame) -> Sums {
    let budget = frame.total.lines * Ranking.inspectedShare
    let earlyBudget = frame.total.lines * Ranking.earlyShare
    var sums = Sums()
    var above = UnitMass.zero
    var start = 0
    for end in blockEnds {
      var block = units[Int(order[start])]
      start += 1
      while start < Int(end) {
        block += units[Int(order[start])]
        start += 1
      }
      sums.wins += block.fixed * (frame.total.unfixed - above.unfixed - block.unfixed / 2)
      sums.area += block.lines * (above.yield + block.yield / 2)
      if above.lines <= budget { sums.found = Ranking.found(above, block, budget) }
      if above.lines <= earlyBudget { sums.early = Ranking.found(above, block, earlyBudget) }
      above += block
    }
    return sums
  }

  /// What is found within `budget` lines, which end in the block or behind it.
  @inline(__always)
  private static func found(_ above: UnitMass, _ block: UnitMass, _ budget: Double) -> Double {
    if above.lines + block.lines <= budget { return above.yield + block.yield }
    return block.lines > 0 ? above.yield + block.yield * ((budget - above.lines) / block.lines) : above.yield
  }
}
