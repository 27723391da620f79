import Facts
import Git
import Growth
import Model
import TestSupport
import Testing

/// What a commit changed.
struct ChangeTests {
  private func changes(_ repository: ScratchRepository, _ old: String?, _ new: String) throws -> TreeChanges {
    let git = try GitRepository(at: repository.path)
    let trees = try [old, new].map { try $0.map { try git.commit(git.resolve($0)).tree } }
    return try TreeChanges(from: trees[0], to: trees[1], in: git, renames: RenameLimit())
  }

  private func summary(_ changes: TreeChanges) -> [String] {
    changes.files.map { file in
      let kind = file.oldBlob == nil ? "+" : file.newBlob == nil ? "-" : "~"
      return kind + (file.oldPath.map { "\($0) > " } ?? "") + file.path
    }
  }

  private func lines(_ count: Int, _ word: String) -> String {
    (0..<count).map { "let \(word)\($0) = \($0)\n" }.joined()
  }

  @Test func filesAreNewGoneChangedAndRenamed() throws {
    let repository = try ScratchRepository()
    try repository.write("a/one.swift", lines(10, "one"))
    try repository.write("a/two.swift", lines(10, "two"))
    try repository.write("a/gone.swift", lines(10, "gone"))
    try repository.write("text.md", "Text.\n")
    try repository.commit()
    try repository.git("mv", "a/one.swift", "a/uno.swift")
    try repository.write("b/two.swift", lines(10, "two") + "let three = 3\n")
    try repository.remove("a/two.swift")
    try repository.remove("a/gone.swift")
    try repository.write("a/new.swift", lines(10, "new"))
    try repository.write("text.md", "More.\n")
    try repository.commit()
    let found = try changes(repository, "HEAD~1", "HEAD")
    #expect(
      summary(found) == [
        "-a/gone.swift", "+a/new.swift", "~a/one.swift > a/uno.swift", "~a/two.swift > b/two.swift",
      ])
    #expect(found.touchesSnapshot && found.touchesLayout)
    #expect(try summary(changes(repository, nil, "HEAD~1")) == ["+a/gone.swift", "+a/one.swift", "+a/two.swift"])
    #expect(try summary(changes(repository, "HEAD", "HEAD")).isEmpty)
  }

  @Test func filesThatSwapNamesAreChanged() throws {
    let repository = try ScratchRepository()
    try repository.write("a.swift", lines(9, "a"))
    try repository.write("b.swift", lines(9, "b"))
    try repository.commit()
    try repository.write("a.swift", lines(9, "b"))
    try repository.write("b.swift", lines(9, "a"))
    try repository.commit()
    #expect(try summary(changes(repository, "HEAD~1", "HEAD")) == ["~a.swift", "~b.swift"])
  }

  @Test func aFileThatBecomesAFolderIsGone() throws {
    let repository = try ScratchRepository()
    try repository.write("a.swift", lines(3, "a"))
    try repository.write("a.swift2", "x")
    try repository.commit()
    try repository.remove("a.swift")
    try repository.write("a.swift/b.swift", lines(40, "other"))
    try repository.commit()
    #expect(try summary(changes(repository, "HEAD~1", "HEAD")) == ["-a.swift", "+a.swift/b.swift"])
  }

  @Test func linesBelongToTheInnermostDeclaration() throws {
    let old = """
      struct Outer {
        var a = 1
        func move() {
          step()
        }
      }

      """
    let new = """
      // Text.
      struct Outer {
        var a = 1
        /// Moves.
        func move() {
          step()
          step()
        }
      }
      func free() {}

      """
    let repository = try ScratchRepository()
    try repository.write("a.swift", old)
    try repository.commit()
    try repository.write("a.swift", new)
    try repository.commit()
    let file = try #require(changes(repository, "HEAD~1", "HEAD").files.first)
    let (before, after) = (Array(old.utf8), Array(new.utf8))
    let compared = LineChanges.compared(
      file, old: before.withUnsafeBufferPointer { FactsReader.read($0) },
      new: after.withUnsafeBufferPointer { FactsReader.read($0) }, in: try GitRepository(at: repository.path))
    #expect(compared.addedLines == 4 && compared.deletedLines == 0)
    #expect(
      compared.declarations == [
        ChangedDeclaration(name: "Outer", addedLines: 1, deletedLines: 0),
        ChangedDeclaration(name: "Outer.move()", addedLines: 1, deletedLines: 0),
        ChangedDeclaration(name: "free()", addedLines: 1, deletedLines: 0),
      ])
    #expect([1, 2, 3, 4, 5, 6].map { LineHunk.moved($0, by: compared.hunks) } == [2, 3, 5, 6, 8, 9])
  }

  @Test func linesThatAreReplacedHaveNoPlace() {
    let hunks = [LineHunk(oldStart: 3, oldCount: 2, newStart: 3, newCount: 1)]
    #expect([2, 3, 4, 5].map { LineHunk.moved($0, by: hunks) } == [2, nil, nil, 4])
  }

  // MARK: Co-change

  private func file(_ path: String, from oldPath: String? = nil, isNew: Bool = false) -> ChangedFile {
    ChangedFile(path: path, oldPath: oldPath, oldBlob: isNew ? nil : .zero, newBlob: .zero)
  }

  @Test func filesThatChangeTogetherAreCountedThroughRenames() throws {
    var table = CoChangeTable()
    table.add([file("a", isNew: true), file("b", isNew: true)])
    table.add([file("a"), file("b")])
    table.add([file("c", from: "a"), file("b")])
    table.add([file("b")])
    #expect(table.revisions(of: "c") == 3 && table.revisions(of: "a") == 0 && table.revisions(of: "b") == 4)
    let pair = try #require(table.pairs(sharing: 2).first)
    #expect(table.pairs(sharing: 2).count == 1 && pair.first == "b" && pair.second == "c" && pair.shared == 3)
    #expect(table.pairs(sharing: 2).first?.degree == 6.0 / 7)
    #expect(table.pairs(sharing: 4).isEmpty)
    table.add((0...30).map { file("bulk\($0)", isNew: true) } + [file("b")])
    #expect(table.revisions(of: "b") == 4 && table.bulkCommits == 1 && table.commits == 4)
    table.add([file("b", from: "c"), file("c", from: "b")])
    #expect(table.revisions(of: "b") == 4 && table.revisions(of: "c") == 5)
  }
}
