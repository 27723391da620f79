import Growth
import Model
import Testing

/// What becomes of the lines of a snapshot, by examples that are counted by hand.
struct LineFatesTests {
  private static let other = BlobID(hexadecimal: String(repeating: "1", count: 40)) ?? .zero

  private func hunk(_ old: (Int, Int), _ new: (Int, Int)) -> LineHunk {
    LineHunk(oldStart: old.0, oldCount: old.1, newStart: new.0, newCount: new.1)
  }

  private func changed(_ path: String, from oldPath: String? = nil, _ hunks: LineHunk...) -> ChangedFile {
    var file = ChangedFile(path: path, oldPath: oldPath, oldBlob: .zero, newBlob: hunks.isEmpty ? .zero : Self.other)
    file.hunks = hunks
    return file
  }

  private func new(_ path: String, lines: Int) -> ChangedFile {
    var file = ChangedFile(path: path, oldBlob: nil, newBlob: Self.other)
    file.hunks = [hunk((0, 0), (1, lines))]
    return file
  }

  private func fixed(_ fates: inout LineFates, _ path: String, _ lines: Int) -> [Int] {
    (1...lines).filter { fates.isFixed($0, in: path) }
  }

  private func changes(_ fates: inout LineFates, _ path: String, _ lines: ClosedRange<Int>) -> [Int?] {
    lines.map { fates.lastChange(of: $0, in: path) }
  }

  @Test func fixesMarkTheLinesOfTheSnapshot() {
    var fates = LineFates(cutOff: 1, fixes: [3, 5], files: [("a", 8)])
    fates.apply([new("a", lines: 8)], step: 0)
    // Lines 2 and 3 are replaced by others: these are of step 1.
    fates.apply([changed("a", hunk((2, 2), (2, 2)))], step: 1)
    // Two lines come before all of them, without a fix; line 8 goes without one.
    fates.apply([changed("a", hunk((0, 0), (1, 2)), hunk((8, 1), (9, 0)))], step: 2)
    // A fix deletes one of the new lines and line 1, which stand at 2 and 3 now, and adds lines elsewhere.
    fates.apply([changed("a", hunk((2, 2), (1, 0)), hunk((5, 0), (4, 3)))], step: 3)
    fates.apply([changed("b", from: "a")], step: 4)
    // New name, same lines: 2 3 + + + 4 … stand from 2 on; the fix replaces 3 and what was added.
    fates.apply([changed("b", from: "b", hunk((3, 2), (3, 1)))], step: 5)
    #expect(fixed(&fates, "a", 8) == [1, 3])
    #expect(changes(&fates, "a", 0...9) == [nil, 0, 1, 1, 0, 0, 0, 0, 0, nil])
    #expect(fixed(&fates, "b", 1) == [], "the snapshot had no such file")
  }

  @Test func whatGoesAsAWholeWasNotMended() {
    var fates = LineFates(cutOff: 0, fixes: [1], files: [("a", 3), ("b", 3)])
    fates.apply([new("a", lines: 3), new("b", lines: 3)], step: 0)
    var gone = ChangedFile(path: "a", oldBlob: .zero, newBlob: nil)
    gone.hunks = [hunk((1, 3), (0, 0))]
    fates.apply([gone, changed("b", hunk((2, 1), (2, 1)))], step: 1)
    #expect(fixed(&fates, "a", 3) == [])
    #expect(fixed(&fates, "b", 3) == [2])
  }

  @Test func linesOlderThanTheLineOfCommitsAreFollowedToo() {
    var fates = LineFates(cutOff: 0, fixes: [2], files: [("a", 4)])
    fates.apply([], step: 0)
    fates.apply([changed("a", hunk((1, 1), (1, 1)))], step: 1)
    fates.apply([changed("a", hunk((1, 2), (1, 2)))], step: 2)
    // Line 1 was changed before without a fix, so it is not followed any more.
    #expect(fixed(&fates, "a", 4) == [2])
    #expect(changes(&fates, "a", 1...4) == [nil, nil, nil, nil])
  }

  @Test func nothingAfterTheSnapshotFixesNothing() {
    var fates = LineFates(cutOff: 0, fixes: [], files: [("a", 2)])
    fates.apply([new("a", lines: 2)], step: 0)
    #expect(fixed(&fates, "a", 2) == [])
    #expect(changes(&fates, "a", 1...2) == [0, 0])
  }
}
