import Growth
import Model
import Testing

/// Which finding of a commit is which of the one before it.
struct LifetimeTests {
  private func finding(
    _ fingerprint: String, _ path: String, _ line: Int, _ message: String = "unfinished", rule: String = "vacancy/x",
    symbol: String = ""
  ) -> Finding {
    Finding(
      rule: RuleID(rule), severity: .note, confidence: 1, path: path, line: line, column: 1, endLine: line,
      symbol: symbol, module: "", message: message, minutes: 1, fingerprint: fingerprint, evidence: [])
  }

  private func file(_ path: String, from oldPath: String? = nil, hunks: [LineHunk] = []) -> ChangedFile {
    var file = ChangedFile(path: path, oldPath: oldPath, oldBlob: .zero, newBlob: .zero)
    file.hunks = hunks
    return file
  }

  @Test func equalFingerprintsArePairedOneByOne() {
    let old = [finding("1", "a", 1), finding("2", "a", 2), finding("2", "a", 3)]
    let new = [finding("2", "b", 9), finding("3", "a", 7, "other")]
    let matcher = LifetimeMatcher(old: old, new: new, files: [file("a")])
    #expect(matcher.origins == [1, nil] && matcher.gone == [0, 2])
  }

  @Test func aRenamedDeclarationIsFoundByItsPlace() {
    let hunks = [LineHunk(oldStart: 0, oldCount: 0, newStart: 1, newCount: 4)]
    let matcher = LifetimeMatcher(
      old: [finding("1", "a", 10, "T.one")], new: [finding("2", "a", 14, "T.two")], files: [file("a", hunks: hunks)])
    #expect(matcher.origins == [0] && matcher.gone.isEmpty)
    let elsewhere = LifetimeMatcher(
      old: [finding("1", "a", 10, "T.one")], new: [finding("2", "a", 15, "T.two")], files: [file("a", hunks: hunks)])
    #expect(elsewhere.origins == [nil] && elsewhere.gone == [0])
    let otherRule = LifetimeMatcher(
      old: [finding("1", "a", 10)], new: [finding("2", "a", 14, rule: "void/y")], files: [file("a", hunks: hunks)])
    #expect(otherRule.origins == [nil])
  }

  @Test func aSplitFileIsFoundByWhatIsSaid() {
    let gone = LineHunk(oldStart: 5, oldCount: 20, newStart: 4, newCount: 0)
    let new = ChangedFile(path: "b", oldBlob: nil, newBlob: .zero)
    let matcher = LifetimeMatcher(
      old: [finding("1", "a", 8, "TODO: weigh 3 kg")], new: [finding("2", "b", 2, "TODO: weigh 4 kg")],
      files: [file("a", hunks: [gone]), new])
    #expect(matcher.origins == [0])
    let untouched = LifetimeMatcher(
      old: [finding("1", "a", 8, "TODO: weigh")], new: [finding("2", "c", 2, "TODO: weigh")],
      files: [file("a", hunks: [gone]), new])
    #expect(untouched.origins == [nil] && untouched.gone == [0])
  }
}
