import Measures
import Model

/// The step of a stored line that parts what is known from what has to be predicted.
struct ValidationCutOff {
  /// Fewer steps than this on either side, and there is no past, or no future, to speak of.
  static let leastSteps = 20

  /// Position of the last step that belongs to the past.
  let position: Int
  /// Steps up to it and after it. An opening, whose changes are not known, is none.
  let before: Int
  let after: Int

  /// `choice` is a day, of which the last step at its end or earlier is taken, or the beginning of a commit's id; nil for
  /// the step at two thirds.
  ///
  /// Throws ``AnalysisError`` where there is no such step, or too little on either side of it.
  init(_ history: StoredHistory, at choice: String?) throws {
    let steps = history.line.steps
    if let choice, let day = CalendarDay.seconds(choice) {
      guard let last = Trend.ascendingTimes(steps).lastIndex(where: { $0 < day + 86_400 }) else {
        throw AnalysisError("The stored history begins after \(choice). Give a later --cut-off.")
      }
      position = last
    } else if let choice {
      position = try history.position(ofCommit: choice)
    } else {
      let known = steps.indices.filter { !steps[$0].isOpening }
      position = known.isEmpty ? 0 : known[max(0, known.count * 2 / 3 - 1)]
    }
    before = steps[...position].count { !$0.isOpening }
    after = steps[(position + 1)...].count { !$0.isOpening }
    guard min(before, after) >= Self.leastSteps else {
      throw AnalysisError(
        "\(before) commits up to the cut-off and \(after) after it are too few to say anything: at least "
          + "\(Self.leastSteps) of either are needed. "
          + (before + after < 2 * Self.leastSteps
            ? "Run `xtal history` on a longer history." : "Give another --cut-off."))
    }
  }
}
