/// What a validation study found.
package struct ValidationResult: Sendable, Equatable {
  /// A ranking that a predictor has to be compared with.
  package struct Baseline: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
      /// Knows nothing: all units are one block. Its figures are expected values and have no intervals.
      case random
      /// Most lines of code first.
      case linesOfCode
      /// Fewest lines of code first: hard to beat where effort counts lines (Menzies et al. 2010).
      case fewestLines
      /// Most churn first.
      case churn
      /// The cross-validated model of lines of code and churn.
      case linesAndChurn
      /// Of lines: most tokens first.
      case tokens
      /// Of lines: those that were changed last first.
      case youngest
      /// Of lines: those of the file with most churn first.
      case fileChurn
      /// Of lines: the cross-validated model of tokens, age and the file's churn.
      case lengthAgeAndChurn
    }

    package var kind: Kind
    package var figures: RankingFigures

    package init(kind: Kind, figures: RankingFigures) {
      self.kind = kind
      self.figures = figures
    }
  }

  /// A ranking with a predictor in it, and what it has over one without.
  package struct Comparison: Sendable, Equatable {
    package var figures: RankingFigures
    /// These figures minus those of the ranking compared with, on the same resamples.
    package var difference: RankingFigures
    /// By the difference in AUC.
    package var verdict: ValidationVerdict

    package init(figures: RankingFigures, difference: RankingFigures, verdict: ValidationVerdict) {
      self.figures = figures
      self.difference = difference
      self.verdict = verdict
    }
  }

  package struct Predictor: Sendable, Equatable {
    package var name: String
    /// Highest value first, against most lines of code first; of lines, against most tokens first.
    package var alone: Comparison
    /// The cross-validated model of lines of code, churn and the predictor, against that of lines of code and churn; of
    /// lines, of tokens, age and the file's churn.
    package var beside: Comparison

    package init(name: String, alone: Comparison, beside: Comparison) {
      self.name = name
      self.alone = alone
      self.beside = beside
    }
  }

  package var unit: ValidationStudy.Unit
  package var yield: ValidationStudy.Yield
  /// Number of units.
  package var units: Int
  /// Units with at least one bug-fix change.
  package var fixedUnits: Int
  /// Bug-fix changes, one for each unit that each touches.
  package var fixes: Int
  package var linesOfCode: Int
  package var resamples: Int
  /// Those of the unit, in the order of ``Baseline/Kind``.
  package var baselines: [Baseline]
  /// In the order of the study.
  package var predictors: [Predictor]
  /// Of lines: the files in which fixed ones stand, which is what resamples rest on. Nil for other units.
  package var fixedFiles: Int?

  package init(
    unit: ValidationStudy.Unit, yield: ValidationStudy.Yield, units: Int, fixedUnits: Int, fixes: Int, linesOfCode: Int,
    resamples: Int, baselines: [Baseline], predictors: [Predictor], fixedFiles: Int? = nil
  ) {
    self.unit = unit
    self.yield = yield
    self.units = units
    self.fixedUnits = fixedUnits
    self.fixes = fixes
    self.linesOfCode = linesOfCode
    self.resamples = resamples
    self.baselines = baselines
    self.predictors = predictors
    self.fixedFiles = fixedFiles
  }

  /// How many of the predictors may be expected to seem to add something by luck alone: at most 2.5 % of those that
  /// were judged, the part of a 95 % interval above it. Less in truth, because a model that learns noise predicts
  /// worse.
  package var luckyGains: Double {
    let judged = predictors.count { [.better, .worse, .noDifferenceShown].contains($0.beside.verdict) }
    return MetricRounding.rounded(Double(judged) * (1 - ConfidenceInterval.level) / 2)
  }
}
