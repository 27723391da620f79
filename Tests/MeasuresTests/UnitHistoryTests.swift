import Model
import Testing

@testable import Measures

/// What counts as churn and as a fix of which unit.
struct UnitHistoryTests {
  private func change(
    _ step: Int, _ path: String, from oldPath: String? = nil, existence: Int = 0, lines: Int = 2
  ) -> HistoryLine.FileChange {
    HistoryLine.FileChange(
      step: step, path: path, oldPath: oldPath, existence: existence, addedLines: lines, deletedLines: 0)
  }

  private func change(_ step: Int, _ path: String, _ symbol: String, lines: Int = 1) -> HistoryLine.DeclarationChange {
    HistoryLine.DeclarationChange(step: step, path: path, symbol: symbol, addedLines: 0, deletedLines: lines)
  }

  private typealias Course = UnitHistory.Course

  @Test func namesLieInEachOther() {
    #expect(SymbolPath.around("") == [])
    #expect(SymbolPath.around("A") == ["A"])
    #expect(SymbolPath.around("A.B.move(to:)") == ["A", "A.B", "A.B.move(to:)"])
  }

  @Test func filesAreNumberedThroughRenames() {
    var files = FileIdentities()
    #expect(files.take([change(0, "a", existence: 1), change(0, "b", existence: 1)]) == [0, 1])
    #expect(files.take([change(1, "a", from: "b"), change(1, "b", from: "a")]) == [1, 0])
    #expect(files.take([change(2, "a", existence: -1)]) == [1])
    #expect(files.take([change(3, "a", existence: 1), change(3, "c", from: "b")]) == [2, 0])
    #expect(files.number(at: "c") == 0 && files.number(at: "older") == 3)
    #expect(files.number(at: "b") == 4, "what was there has moved")
    #expect(files.take([change(4, "older")]) == [3])
  }

  @Test func churnEndsAtTheCutOffAndFixesBeginAfterIt() {
    let history = UnitHistory(
      paths: ["new.swift", "still.swift"],
      files: [
        change(0, "old.swift", existence: 1, lines: 10), change(1, "old.swift", lines: 3),
        change(2, "old.swift", lines: 50), change(3, "new.swift", from: "old.swift", lines: 1),
        change(4, "new.swift"), change(5, "late.swift", from: "new.swift", lines: 0), change(6, "late.swift"),
        change(6, "still.swift"), change(7, "late.swift"), change(8, "late.swift", existence: -1),
        change(9, "late.swift", existence: 1), change(10, "new.swift", existence: 1),
      ], declarations: [], steps: UnitHistory.Steps(cutOff: 3, bulk: [2], fixes: [5, 6, 8, 9, 10]))
    // Churn: 10 + 3 + 1, step 2 being bulk. Fixes: step 6 alone; 5 only moves the file, 8 deletes it, and what comes
    // later at its paths is another file.
    #expect(history.course(of: "new.swift") == Course(churn: 14, fixes: 1))
    #expect(history.course(of: "still.swift") == Course(churn: 0, fixes: 1), "no change named it before")
    #expect(history.course(of: "old.swift") == Course(), "there is no such file at the cut-off")
  }

  @Test func declarationsCountWhatIsNestedInThemOnceAStep() {
    let history = UnitHistory(
      paths: ["b.swift"],
      files: [
        change(0, "a.swift"), change(1, "b.swift", from: "a.swift"), change(2, "b.swift"), change(3, "b.swift"),
        change(3, "c.swift"), change(4, "c.swift", from: "b.swift", lines: 4),
      ],
      declarations: [
        change(0, "a.swift", "A.f()", lines: 2), change(0, "a.swift", "A.g()", lines: 3), change(1, "b.swift", "A"),
        change(3, "b.swift", "A.f()"), change(3, "b.swift", "A.g()"), change(3, "c.swift", "A.f()"),
        change(4, "c.swift", "A.g()"),
      ], steps: UnitHistory.Steps(cutOff: 2, bulk: [], fixes: [3, 4]))
    #expect(history.course(of: "b.swift", symbol: "A") == Course(churn: 6, fixes: 2))
    #expect(history.course(of: "b.swift", symbol: "A.f()") == Course(churn: 2, fixes: 1))
    #expect(history.course(of: "b.swift", symbol: "A.g()") == Course(churn: 3, fixes: 2))
    #expect(history.course(of: "b.swift").fixes == 2)
  }
}
