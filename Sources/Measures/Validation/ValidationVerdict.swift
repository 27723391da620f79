/// What a comparison of two rankings allows to say. Reports word it.
package enum ValidationVerdict: Sendable, Equatable {
  /// Fewer units of either kind than this, and nothing is said: an AUC of nine pairs of units is an anecdote.
  package static let leastUnitsOfAKind = 10

  /// The whole interval of the difference in AUC lies above 0.
  case better
  /// The interval holds 0.
  case noDifferenceShown
  /// The whole interval lies below 0.
  case worse
  /// Fewer fixed units than ``leastUnitsOfAKind``.
  case tooFewFixed(Int)
  /// Fewer units without a fix than ``leastUnitsOfAKind``.
  case tooFewUnfixed(Int)
  /// Fixed lines, but in fewer files than ``LineEvaluation/leastFixedFiles``.
  case tooFewFiles(Int)
  /// The predictor is the same for every unit, so it ranks nothing.
  case constant
  /// Some unit has no finite value of the predictor.
  case valuesMissing

  /// Judges a difference in AUC. Too few units go before everything else.
  init(difference: Estimate?, fixed: Int, unfixed: Int) {
    if let shortage = ValidationVerdict.shortage(fixed: fixed, unfixed: unfixed) {
      self = shortage
    } else if let interval = difference?.interval, interval.low > 0 {
      self = .better
    } else if let interval = difference?.interval, interval.high < 0 {
      self = .worse
    } else {
      self = .noDifferenceShown
    }
  }

  /// The verdict where there are too few units of a kind to say anything; nil where there are enough.
  package static func shortage(fixed: Int, unfixed: Int) -> ValidationVerdict? {
    if fixed < leastUnitsOfAKind { return .tooFewFixed(fixed) }
    return unfixed < leastUnitsOfAKind ? .tooFewUnfixed(unfixed) : nil
  }
}
