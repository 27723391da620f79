import Git
import TestSupport
import Testing

/// Trees against each other.
struct TreeDifferenceTests {
  @Test func allThatDiffersIsTold() throws {
    let repository = try ScratchRepository()
    for name in ["a", "a.b", "a-b", "d/x", "d/y/z", "same/deep/file"] { try repository.write(name, name) }
    try repository.commit()
    try repository.write("d/y/z", "changed")
    try repository.remove("a")
    try repository.write("a/file", "now a folder")
    try repository.write("e", "new")
    try repository.commit()
    let git = try GitRepository(at: repository.path)
    func tree(_ text: String) throws -> GitObjectID { try git.commit(git.resolve(text)).tree }
    let changes = try git.changes(from: tree("HEAD~1"), to: tree("HEAD"))
    let told = changes.map { change in
      (change.old == nil ? "+" : change.new == nil ? "-" : "~") + String(decoding: change.path, as: UTF8.self)
    }
    #expect(told == ["-a", "+a/file", "~d/y/z", "+e"])
    let names = try repository.git("diff-tree", "-r", "--no-renames", "--name-only", "HEAD~1", "HEAD")
    #expect(names.split(separator: "\n").map(String.init) == changes.map { String(decoding: $0.path, as: UTF8.self) })
    #expect(try git.changes(from: nil, to: tree("HEAD~1")).count == 6)
    #expect(try git.changes(from: tree("HEAD"), to: nil).count == 7)
    #expect(try git.changes(from: tree("HEAD"), to: tree("HEAD")).isEmpty)
  }
}
