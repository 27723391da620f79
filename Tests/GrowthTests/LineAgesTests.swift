import Growth
import Model
import Testing

/// How long lines stay, by examples that are counted by hand.
struct LineAgesTests {
  private static let day: Int64 = 86_400
  private static let other = BlobID(hexadecimal: String(repeating: "1", count: 40)) ?? .zero

  private func hunk(_ old: (Int, Int), _ new: (Int, Int)) -> LineHunk {
    LineHunk(oldStart: old.0, oldCount: old.1, newStart: new.0, newCount: new.1)
  }

  private func new(_ path: String, lines: Int) -> ChangedFile {
    var file = ChangedFile(path: path, oldBlob: nil, newBlob: Self.other)
    if lines > 0 { file.hunks = [hunk((0, 0), (1, lines))] }
    return file
  }

  private func changed(_ path: String, from oldPath: String? = nil, _ hunks: LineHunk...) -> ChangedFile {
    var file = ChangedFile(path: path, oldPath: oldPath, oldBlob: .zero, newBlob: hunks.isEmpty ? .zero : Self.other)
    file.hunks = hunks
    return file
  }

  private func gone(_ path: String, lines: Int) -> ChangedFile {
    var file = ChangedFile(path: path, oldBlob: .zero, newBlob: nil)
    file.hunks = [hunk((1, lines), (0, 0))]
    return file
  }

  @Test func linesThatGoSoonAreCountedForThoseWhoBroughtThem() {
    var ages = LineAges(days: 30)
    ages.apply([new("a", lines: 10)], at: 0) { _ in 0 }
    // Lines 2 and 3 become one line, and two come at the end: 1 4 … 10 with new ones at 2, 10, 11.
    ages.apply([changed("a", hunk((2, 2), (2, 1)), hunk((10, 0), (10, 2)))], at: 20 * Self.day) { _ in 1 }
    #expect(ages.fates == [0: LineAges.Fate(added: 10, rewritten: 2), 1: LineAges.Fate(added: 3)])
    // Of what is deleted now, line 1 is 31 days old, line 2 is 11.
    ages.apply([changed("a", hunk((1, 2), (0, 0)))], at: 31 * Self.day) { _ in 2 }
    #expect(ages.fates[0] == LineAges.Fate(added: 10, rewritten: 2))
    #expect(ages.fates[1] == LineAges.Fate(added: 3, rewritten: 1))
    #expect(ages.fates[2] == nil, "nothing was added")
    // What is left: seven of the first, two of the second at the end. On the thirtieth day a line still counts.
    ages.apply([gone("a", lines: 9)], at: 50 * Self.day) { _ in 3 }
    #expect(ages.fates[1] == LineAges.Fate(added: 3, rewritten: 3))
    #expect(ages.fates[0] == LineAges.Fate(added: 10, rewritten: 2))
  }

  @Test func renamedFilesKeepTheirLinesAndSwappedOnesToo() {
    var ages = LineAges(days: 30)
    ages.apply([new("a", lines: 3), new("b", lines: 4)], at: 0) { $0.path == "a" ? 0 : 1 }
    ages.apply([changed("a", from: "b"), changed("b", from: "a")], at: Self.day) { _ in 2 }
    ages.apply([changed("c", from: "b", hunk((1, 1), (0, 0)))], at: 2 * Self.day) { _ in 2 }
    ages.apply([gone("a", lines: 4)], at: 3 * Self.day) { _ in 2 }
    #expect(ages.fates == [0: LineAges.Fate(added: 3, rewritten: 1), 1: LineAges.Fate(added: 4, rewritten: 4)])
    // A file that is made anew at the path has nothing of the old one.
    ages.apply([new("a", lines: 2)], at: 4 * Self.day) { _ in nil }
    ages.apply([gone("a", lines: 2)], at: 5 * Self.day) { _ in 2 }
    #expect(ages.fates[1] == LineAges.Fate(added: 4, rewritten: 4))
  }

  @Test func linesOfUnknownAgeNeverCount() {
    var ages = LineAges(days: 30)
    // The file was there before: its five lines are older than the line of commits.
    ages.apply([changed("a", hunk((2, 1), (2, 2)))], at: 0) { _ in 0 }
    ages.apply([changed("a", hunk((1, 6), (0, 0)))], at: Self.day) { _ in 1 }
    #expect(ages.fates == [0: LineAges.Fate(added: 2, rewritten: 2)])
    // Versions that could not be compared leave nothing that is known.
    ages.apply([new("b", lines: 5)], at: Self.day) { _ in 2 }
    var unknown = changed("b")
    unknown.newBlob = Self.other
    ages.apply([unknown], at: 2 * Self.day) { _ in 3 }
    ages.apply([changed("b", hunk((1, 5), (1, 1)))], at: 3 * Self.day) { _ in 3 }
    #expect(ages.fates[2] == LineAges.Fate(added: 5) && ages.fates[3] == LineAges.Fate(added: 1))
  }

  @Test func commitsMayDeleteWithoutBlame() {
    var ages = LineAges(days: 30)
    ages.apply([new("a", lines: 4)], at: 0) { _ in 0 }
    ages.apply([changed("a", hunk((1, 4), (1, 4)))], at: Self.day, countsDeletions: false) { _ in nil }
    ages.apply([gone("a", lines: 4)], at: 2 * Self.day) { _ in nil }
    #expect(ages.fates == [0: LineAges.Fate(added: 4)])
  }

  @Test func clocksMayLie() {
    var ages = LineAges(days: 30)
    ages.apply([new("a", lines: 1)], at: .min) { _ in 0 }
    ages.apply([gone("a", lines: 1)], at: .max) { _ in 0 }
    #expect(ages.fates == [0: LineAges.Fate(added: 1)])
  }
}
