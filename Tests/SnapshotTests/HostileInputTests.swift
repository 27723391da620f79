import Foundation
import Git
import Model
import TestSupport
import Testing

@testable import Snapshot

@Suite struct HostileInputTests {
  @Test func wrongPathsAreSaid() throws {
    let scratch = try ScratchRepository(nil)
    try scratch.write("file.swift", "")
    try FileManager.default.createDirectory(atPath: scratch.beside("empty"), withIntermediateDirectories: true)
    func message(_ path: String) throws -> String {
      try usageMessage { _ = try RepositorySnapshot.workingTree(at: path) }
    }
    #expect(try message(scratch.beside("none")).contains("There is no folder"))
    #expect(try message(scratch.path + "/file.swift").contains("is a file, not a folder"))
    #expect(try message(scratch.path + "/file.swift/x").contains("cannot be read"))
    #expect(try message(scratch.beside("empty")).contains("is empty"))
    try scratch.write(scratch.beside("other") + "/README.md", "x")
    #expect(try message(scratch.beside("other")).contains("There is no Swift file"))
    try scratch.write(scratch.beside("other") + "/.hidden/a.swift", "x")
    #expect(try message(scratch.beside("other")).contains("the first: .hidden: hidden folder"))
    let revision = try usageMessage { _ = try RepositorySnapshot.commit(at: scratch.path, revision: "HEAD") }
    #expect(revision.contains("is not in a git repository"))
  }

  @Test func aRepositoryWithoutSwiftIsSaid() throws {
    let scratch = try ScratchRepository()
    #expect(try usageMessage { _ = try RepositorySnapshot.workingTree(at: scratch.path) }.contains("no Swift file"))
    try scratch.write("README.md", "x")
    try scratch.write("App.xcodeproj/project.pbxproj", "x")
    try scratch.commit()
    #expect(try usageMessage { _ = try RepositorySnapshot.workingTree(at: scratch.path) }.contains("no Swift file"))
    let commit = try usageMessage { _ = try RepositorySnapshot.commit(at: scratch.path, revision: "main") }
    #expect(commit.contains("no Swift file"))
  }

  @Test func corruptRepositoriesAreSaid() throws {
    let scratch = try ScratchRepository()
    try scratch.write("a.swift", "")
    try scratch.commit()
    func message() throws -> String { try usageMessage { _ = try RepositorySnapshot.workingTree(at: scratch.path) } }
    let index = try Data(contentsOf: URL(fileURLWithPath: scratch.path + "/.git/index"))
    try scratch.write(".git/index", Array(index.dropLast(7)))
    #expect(try message().contains("index of this repository is damaged"))
    try scratch.write(".git/index", Array(index))
    try scratch.write(".git/refs/heads/main", "nonsense")
    #expect(try message().contains("damaged"))
    try scratch.write(".git/refs/heads/main", "0123456789012345678901234567890123456789\n")
    #expect(try message().contains("0123456789012345678901234567890123456789"))
    try scratch.write(".git/HEAD", "nonsense")
    #expect(try message().contains("damaged"))
    try scratch.remove(".git/HEAD")
    #expect(try message().contains("not a complete git repository"))
    try FileManager.default.removeItem(atPath: scratch.path + "/.git")
    try scratch.write(".git", "gitdir: /nowhere/at/all\n")
    #expect(try message().contains("git"))
  }

  @Test func aWorkingTreeElsewhereIsNotFollowed() throws {
    let scratch = try ScratchRepository()
    try scratch.write("a.swift", "")
    try scratch.write(scratch.beside("victim") + "/secret.swift", "")
    try scratch.git("config", "core.worktree", scratch.beside("victim"))
    #expect(try usageMessage { _ = try RepositorySnapshot.workingTree(at: scratch.path) }.contains("working tree at"))
  }

  @Test func aTrackedFolderReplacedByALinkIsNotEntered() throws {
    let scratch = try ScratchRepository()
    try scratch.write("a.swift", "")
    try scratch.write("Sources/secret.swift", "let a = 1\n")
    try scratch.commit()
    try scratch.write(scratch.beside("victim") + "/secret.swift", "let password = 1\n")
    try scratch.remove("Sources")
    try scratch.link("Sources", to: scratch.beside("victim"))
    let snapshot = try RepositorySnapshot.workingTree(at: scratch.path)
    #expect(snapshot.paths == ["a.swift"])
    #expect(snapshot.isDirty)
  }

  @Test func aFolderReplacedByALinkAfterListingIsNotRead() throws {
    let scratch = try ScratchRepository()
    try scratch.write("Sources/a.swift", "let a = 1\n")
    try scratch.commit()
    let snapshot = try RepositorySnapshot.workingTree(at: scratch.path)
    try scratch.remove("Sources")
    try scratch.write(scratch.beside("victim") + "/a.swift", "let a = 1\n")
    try scratch.link("Sources", to: scratch.beside("victim"))
    #expect(throws: AnalysisError.self) { try snapshot.text("Sources/a.swift") }
  }

  @Test func filesThatChangeAfterListingAreNoticed() throws {
    let scratch = try ScratchRepository()
    for name in ["same", "other", "shrunk", "grown", "gone", "linked", "pipe"] {
      try scratch.write("\(name).swift", "let a = 1\n")
    }
    try scratch.commit()
    let snapshot = try RepositorySnapshot.workingTree(at: scratch.path)
    try scratch.write("same.swift", "let a = 1\n")
    try scratch.write("other.swift", "let a = 2\n")
    try scratch.write("shrunk.swift", "let")
    try scratch.write("grown.swift", "let a = 1\nlet b = 2\n")
    for name in ["gone", "linked", "pipe"] { try scratch.remove("\(name).swift") }
    try scratch.link("linked.swift", to: "same.swift")
    #expect(mkfifo(scratch.path + "/pipe.swift", 0o644) == 0)
    #expect(try snapshot.text("same.swift") == "let a = 1\n", "only its time changed")
    for name in ["other", "shrunk", "grown"] {
      #expect(try usageMessage { _ = try snapshot.text("\(name).swift") }.contains("changed after it was listed"))
    }
    for name in ["gone", "linked", "pipe"] {
      #expect(try usageMessage { _ = try snapshot.text("\(name).swift") }.contains("cannot be read"))
    }
  }

  @Test(.timeLimit(.minutes(1))) func pipesDoNotBlock() throws {
    let scratch = try ScratchRepository()
    try scratch.write("a.swift", "")
    #expect(mkfifo(scratch.path + "/pipe.swift", 0o644) == 0)
    let snapshot = try RepositorySnapshot.workingTree(at: scratch.path)
    #expect(snapshot.gapLines == ["pipe.swift: not a regular file"])
    #expect(try RepositorySnapshot.folder(at: scratch.path).gapLines == ["pipe.swift: not a regular file"])
    #expect(mkfifo(scratch.path + "/.gitignore", 0o644) == 0)
    try scratch.write("untracked/b.swift", "")
    #expect(try usageMessage { _ = try RepositorySnapshot.workingTree(at: scratch.path) }.contains(".gitignore"))
  }

  #if os(Linux)
    /// Runs `body` as a user who owns nothing, on this thread alone; as any other user than root it just runs.
    private func unprivileged<Result>(_ body: () throws -> Result) throws -> Result {
      typealias SetUser = @convention(c) (UInt32) -> Int32
      guard geteuid() == 0, let address = dlsym(dlopen(nil, RTLD_NOW), "setfsuid") else { return try body() }
      let setUser = unsafeBitCast(address, to: SetUser.self)
      _ = setUser(65534)
      defer { _ = setUser(0) }
      return try body()
    }

    @Test func unreadableFilesAndFoldersAreSaid() throws {
      for isRepository in [true, false] {
        let scratch = try ScratchRepository(isRepository ? [] : nil)
        try scratch.write("a.swift", "")
        try scratch.write("b.swift", "let b = 1\n")
        try scratch.write("Closed/c.swift", "let c = 1\n")
        if isRepository { try scratch.commit() }
        #expect(chmod(scratch.path + "/b.swift", 0) == 0 && chmod(scratch.path + "/Closed", 0) == 0)
        defer { _ = chmod(scratch.path + "/Closed", 0o755) }
        let snapshot = try unprivileged { try RepositorySnapshot.workingTree(at: scratch.path) }
        #expect(snapshot.paths == ["a.swift"])
        #expect(snapshot.gaps.map(\.path) == ["Closed", "b.swift"])
        #expect(snapshot.gaps.allSatisfy { $0.reason.contains("cannot be read: permission denied") })
      }
    }
  #endif

  @Test func strangeNamesWork() throws {
    let scratch = try ScratchRepository()
    let odd: [[UInt8]] = [
      Array("A.swift".utf8), Array("a.swift".utf8), [0x62, 0xFF, 0xC3] + Array(".swift".utf8),
      Array("new\nline.swift".utf8), Array("ü €😀.swift".utf8), Array(" .swift".utf8), Array("-n.swift".utf8),
    ]
    for name in odd {
      let file = (Array("\(scratch.path)/".utf8) + name).withCPath { open($0, O_CREAT | O_WRONLY, 0o644) }
      #expect(file >= 0 && write(file, "//\n", 3) == 3 && close(file) == 0)
    }
    try scratch.commit()
    let tree = try RepositorySnapshot.workingTree(at: scratch.path)
    #expect(Set(tree.files.map(\.rawPath)) == Set(odd))
    #expect(tree.paths.contains("b\\xFF\\xC3.swift") && tree.paths.contains("ü €😀.swift"))
    #expect(!tree.isDirty)
    let commit = try RepositorySnapshot.commit(at: scratch.path, revision: "HEAD")
    #expect(tree.files == commit.files)
    for file in tree.files { #expect(try tree.reader.withBytes(of: file) { $0.count } == 3) }
    #expect(try RepositorySnapshot.folder(at: scratch.path).files == tree.files)
  }

  @Test func aForgedTreeIsHarmless() throws {
    let scratch = try ScratchRepository()
    try scratch.write("a.swift", "let a = 1\n")
    let blob = try scratch.git("hash-object", "-w", "a.swift")
    let bytes = stride(from: 0, to: 40, by: 2).map { offset -> UInt8 in
      UInt8(blob.dropFirst(offset).prefix(2), radix: 16) ?? 0
    }
    var tree: [UInt8] = []
    for name in ["../../../etc/x.swift", "b.swift", "a.swift", "b.swift"] {
      tree += Array("100644 \(name)\0".utf8) + bytes
    }
    tree += Array("100644 missing.swift\0".utf8) + [UInt8](repeating: 7, count: 20)
    try scratch.write(scratch.beside("tree"), tree)
    let id = try scratch.git("hash-object", "-t", "tree", "--literally", "-w", scratch.beside("tree"))
    let commit = try scratch.git("commit-tree", "-m", "forged", id)
    let snapshot = try RepositorySnapshot.commit(at: scratch.path, revision: commit)
    #expect(snapshot.paths == ["../../../etc/x.swift", "a.swift", "b.swift"])
    #expect(try snapshot.text("../../../etc/x.swift") == "let a = 1\n", "its bytes come from the object database")
    #expect(
      snapshot.gapLines == [
        "b.swift: the tree names this path twice: only one entry is analysed",
        "missing.swift: content that this repository does not hold (partial clone): not analysed",
      ])
    try scratch.write(scratch.beside("tree"), Array("100644 a.swift".utf8))
    let broken = try scratch.git("hash-object", "-t", "tree", "--literally", "-w", scratch.beside("tree"))
    let damaged = try scratch.git("commit-tree", "-m", "damaged", broken)
    let message = try usageMessage { _ = try RepositorySnapshot.commit(at: scratch.path, revision: damaged) }
    #expect(message.contains("damaged"))
  }

  @Test func partialClonesAreCountedAndNotFetched() throws {
    let scratch = try ScratchRepository()
    try scratch.write("a.swift", "let a = 1\n")
    try scratch.write("Sub/b.swift", "let b = 1\n")
    try scratch.commit()
    try scratch.write("a.swift", "let a = 2\n")
    try scratch.commit()
    try scratch.git("config", "uploadpack.allowFilter", "true")
    let blobless = scratch.beside("blobless")
    try scratch.git(["clone", "-q", "--filter=blob:none", "file://\(scratch.path)", blobless])
    let old = try RepositorySnapshot.commit(at: blobless, revision: "HEAD~1")
    #expect(old.paths == ["Sub/b.swift"])
    #expect(old.gapLines == ["a.swift: content that this repository does not hold (partial clone): not analysed"])
    let tree = try RepositorySnapshot.workingTree(at: blobless)
    #expect(tree.files.count == 2 && !tree.isDirty)
  }

  @Test func largeFilesAreHashedInPieces() throws {
    let scratch = try ScratchRepository()
    try scratch.write("a.swift", "")
    try scratch.write("large.swift", [UInt8](repeating: 0x20, count: FileHash.largestInMemory + 5))
    let snapshot = try RepositorySnapshot.workingTree(at: scratch.path)
    #expect(try snapshot.blob("large.swift") == scratch.git("hash-object", "large.swift"))
    #expect(snapshot.files.last?.size == FileHash.largestInMemory + 5)
  }

  @Test func recognisesLFSPointers() {
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"
    func isPointer(_ text: String) -> Bool { Array(text.utf8).withUnsafeBufferPointer { LFSPointer.isPointer($0) } }
    #expect(isPointer(pointer))
    #expect(!isPointer("// " + pointer))
    #expect(!isPointer(""))
    #expect(!isPointer(pointer + String(repeating: " ", count: 1024)))
  }
}
