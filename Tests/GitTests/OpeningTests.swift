import Foundation
import Model
import TestSupport
import Testing

@testable import Git

@Suite struct OpeningTests {
  @Test func findsTheRepositoryUpwards() throws {
    let scratch = try ScratchRepository()
    try scratch.write("a/b/c.swift", "")
    #expect(
      GitLocation.find(from: "\(scratch.path)/a/b") == GitLocation(root: scratch.path, isGitFolder: false))
    #expect(GitLocation.find(from: "\(scratch.path)/.git/objects")?.isGitFolder == true)
    #expect(GitLocation.find(from: scratch.beside("none")) == nil)
  }

  @Test func opensBareRepositoriesAndLinkedWorktrees() throws {
    let scratch = try ScratchRepository()
    try scratch.write("a.swift", "")
    let id = try scratch.commit()
    try scratch.git(["clone", "-q", "--bare", scratch.path, scratch.beside("bare.git")])
    let bare = try GitRepository(at: scratch.beside("bare.git"))
    #expect(bare.isBare && bare.workingFolder == nil)
    #expect(try bare.resolve("HEAD").description == id)

    try scratch.git("worktree", "add", "-q", "--detach", scratch.beside("linked"))
    let linked = try GitRepository(at: scratch.beside("linked"))
    #expect(linked.workingFolder == scratch.beside("linked") + "/")
    #expect(linked.commonFolder == scratch.path + "/.git/")
    #expect(try linked.index().withEntries { $0.count } == 1)
  }

  @Test(arguments: ["partialclone", "preciousobjects", "relativeworktrees", "worktreeconfig", "noop-v1"])
  func extensionsForWritersDoNotMatter(_ name: String) throws {
    let scratch = try ScratchRepository()
    try scratch.git("config", "core.repositoryformatversion", "1")
    try scratch.git("config", "extensions.\(name)", "true")
    #expect(try GitRepository(at: scratch.path).head() == .unborn)
  }

  @Test func unsupportedExtensionsAreNamed() throws {
    let sha256 = try ScratchRepository(["--object-format=sha256"])
    let error = try #require(throws: AnalysisError.self) { try GitRepository(at: sha256.path) }
    #expect(error.message.contains("'objectformat'"))
    #expect(error.kind == .usage)

    let future = try ScratchRepository()
    try future.git("config", "core.repositoryformatversion", "1")
    try future.git("config", "extensions.fromthefuture", "true")
    let unknown = try #require(throws: AnalysisError.self) { try GitRepository(at: future.path) }
    #expect(unknown.message.contains("'fromthefuture'"))
  }

  @Test func repositoriesOfOtherOwnersOpen() throws {
    let scratch = try ScratchRepository()
    try scratch.commit()
    // Only the superuser can give a folder away; as anybody else there is nothing to try.
    guard geteuid() == 0 else { return }
    for path in [scratch.path, scratch.path + "/.git"] { #expect(chown(path, 12345, 12345) == 0) }
    #expect(throws: Never.self) { try GitRepository(at: scratch.path) }
  }

  @Test func damageIsSaid() throws {
    let scratch = try ScratchRepository()
    try scratch.write("a.swift", "")
    try scratch.commit()
    func message(_ body: () throws -> Void) throws -> String {
      let error = try #require(throws: AnalysisError.self, performing: body)
      #expect(error.kind == .usage)
      return error.message
    }
    try scratch.write(".git/refs/heads/main", "garbage\n")
    #expect(try message { _ = try GitRepository(at: scratch.path).head() }.contains("damaged"))
    try scratch.write(".git/refs/heads/main", "0123456789012345678901234567890123456789\n")
    #expect(try message { _ = try GitRepository(at: scratch.path).resolve("HEAD") }.contains("git fsck"))
    try scratch.write(".git/index", "garbage that is no index at all")
    #expect(try message { _ = try GitRepository(at: scratch.path).index() }.contains("index of this repository"))
    try scratch.remove(".git/HEAD")
    #expect(try message { _ = try GitRepository(at: scratch.path) }.contains("not a complete git repository"))
  }

  @Test func aSplitIndexIsNamed() throws {
    let scratch = try ScratchRepository()
    try scratch.write("a.swift", "")
    try scratch.commit()
    try scratch.git("update-index", "--split-index")
    let error = try #require(throws: AnalysisError.self) { try GitRepository(at: scratch.path).index() }
    #expect(error.message.contains("--no-split-index"))
  }

  @Test func theIndexHasOneEntryAPath() throws {
    let scratch = try ScratchRepository()
    try scratch.write("a.swift", "let a = 0\n")
    try scratch.write("b.swift", "let b = 0\n")
    try scratch.leaveConflict()
    let repository = try GitRepository(at: scratch.path)
    try repository.index().withEntries { entries in
      #expect(entries.map { String(decoding: $0.path, as: UTF8.self) } == ["a.swift", "b.swift"])
      #expect(entries.map(\.isConflicted) == [true, false])
    }
  }

  @Test func ignoreFilesOfTheRepositoryCount() throws {
    let scratch = try ScratchRepository()
    try scratch.write(".gitignore", "build/\n*.tmp.swift\n")
    try scratch.write(".git/info/exclude", "private/\n")
    let repository = try GitRepository(at: scratch.path)
    #expect(try repository.isIgnored(Array("build/".utf8)))
    #expect(try repository.isIgnored(Array("private/".utf8)))
    #expect(try repository.isIgnored(Array("x/a.tmp.swift".utf8)))
    #expect(try !repository.isIgnored(Array("x/a.swift".utf8)))
  }
}
