/// How well a ranking of units finds those that were mended. A measure that the units do not define is nil.
struct RankingMeasures: Sendable, Equatable {
  /// Area under the ROC curve, 0…1: how often a fixed unit stands before one that is not, ties counted half
  /// (Hanley and McNeil, "The Meaning and Use of the Area under a ROC Curve", 1982). Nil unless there are units of both
  /// kinds.
  var auc: Double?
  /// Normalised area under the cost-effectiveness curve, 0…1 (Mende and Koschke 2009; Kamei et al. 2013). Nil where no
  /// order is better than another.
  var popt: Double?
  /// Share of the yield found in the first fifth of the lines, 0…1. Nil without lines or yield.
  var recall: Double?
  /// The same in the first twentieth.
  var earlyRecall: Double?

  /// Differences, each nil where one side is.
  static func - (left: RankingMeasures, right: RankingMeasures) -> RankingMeasures {
    func difference(_ first: Double?, _ second: Double?) -> Double? {
      guard let first, let second else { return nil }
      return first - second
    }
    return RankingMeasures(
      auc: difference(left.auc, right.auc), popt: difference(left.popt, right.popt),
      recall: difference(left.recall, right.recall), earlyRecall: difference(left.earlyRecall, right.earlyRecall))
  }
}
