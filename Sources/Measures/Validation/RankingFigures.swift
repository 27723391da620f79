/// The measures of one ranking, or the differences between two, with their intervals. A figure that the units do not
/// define is nil. docs/validate.md defines them.
package struct RankingFigures: Sendable, Equatable {
  /// Area under the ROC curve: 0…1, or a difference of two.
  package var auc: Estimate?
  /// Normalised area under the cost-effectiveness curve: 0…1, or a difference of two.
  package var popt: Estimate?
  /// Share of the yield in the first fifth of the lines: 0…1, or a difference of two.
  package var recall: Estimate?
  /// The same in the first twentieth.
  package var earlyRecall: Estimate?

  package init(
    auc: Estimate? = nil, popt: Estimate? = nil, recall: Estimate? = nil, earlyRecall: Estimate? = nil
  ) {
    self.auc = auc
    self.popt = popt
    self.recall = recall
    self.earlyRecall = earlyRecall
  }

  /// The figures of `measured`, with intervals from the same measures on the resamples.
  init(_ measured: RankingMeasures, resamples: [RankingMeasures]) {
    func estimate(_ measure: (RankingMeasures) -> Double?) -> Estimate? {
      Estimate(rounding: measure(measured), interval: ConfidenceInterval(resamples: resamples.map(measure)))
    }
    self.init(
      auc: estimate(\.auc), popt: estimate(\.popt), recall: estimate(\.recall), earlyRecall: estimate(\.earlyRecall))
  }
}
