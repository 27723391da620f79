import Git
import Growth
import Model

/// Which steps after a cut-off mend bugs, by the whole messages of their commits.
struct FixSteps {
  /// A share of steps that stand for several commits beyond this, and messages do not say what steps did.
  private static let mostGaps = 0.1

  /// Positions of steps that count as fixes, bulk commits left out.
  private(set) var positions: Set<Int> = []
  /// Fixes that change too many files to say which of them was mended.
  private(set) var bulk = 0
  /// Steps that were looked at.
  private(set) var steps = 0

  /// Throws ``AnalysisError`` where a commit cannot be read, or the line leaves out so many commits that a step's message
  /// does not say what it changed.
  init(_ line: HistoryLine, after cutOff: Int, messages: FixMessages, in repository: GitRepository) throws {
    var gaps = 0
    for position in line.steps.indices.dropFirst(cutOff + 1) {
      let step = line.steps[position]
      let commit = try repository.commit(try repository.resolve(step.revision))
      steps += 1
      if commit.parents.first?.description != line.steps[position - 1].revision { gaps += 1 }
      guard messages.isFix(commit.message) else { continue }
      if step.changedFiles > CoChangeTable.bulkLimit { bulk += 1 } else { positions.insert(position) }
    }
    guard Double(gaps) <= Double(steps) * Self.mostGaps else {
      throw AnalysisError(
        "The stored history leaves commits out (\(line.description)), so its messages do not say what was mended. "
          + "Run `xtal history` without --every and --tags first.")
    }
  }
}
