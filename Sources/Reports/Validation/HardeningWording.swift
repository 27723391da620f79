import Measures

extension HardeningResult {
  /// The verdict beside Taylor's ½ as a plain sentence, without a stop at its end.
  var sentence: String {
    switch verdict {
    case .halfInside: "½ lies inside the interval"
    case .halfAndZeroInside: "½ lies inside the interval, and so does 0: too wide to tell"
    case .halfOutside: "½ lies outside the interval"
    case .tooFewRows(let count): "too few rows to say (\(FigureFormat.count(count)))"
    case .notSeparable: "no exponent: density or size hardly varies, or one follows from the other"
    case .noInterval: "no interval: too few resamples define an exponent"
    }
  }

  /// The verdict as JSON names it.
  var verdictName: String {
    switch verdict {
    case .halfInside: "halfInside"
    case .halfAndZeroInside: "halfAndZeroInside"
    case .halfOutside: "halfOutside"
    case .tooFewRows: "tooFewRows"
    case .notSeparable: "notSeparable"
    case .noInterval: "noInterval"
    }
  }
}
