import Foundation
import Git
import Model
import TestSupport
import Testing

@testable import Snapshot

@Suite struct WorkingTreeTests {
  private func sample() throws -> ScratchRepository {
    let scratch = try ScratchRepository()
    for name in [
      "Package.swift", "Package@swift-5.9.swift", "Sources/A/a.swift", "Sources/A.swift", "Sources/A-b/c.swift",
      "App.xcodeproj/project.pbxproj",
    ] {
      try scratch.write(name, "// \(name)\n")
    }
    for name in ["README.md", "Sources/notes.txt", "project.pbxproj", "Sources/a.swiftinterface"] {
      try scratch.write(name, "x")
    }
    return scratch
  }

  @Test func listsTrackedAndUntrackedFilesOfInterestInByteOrder() throws {
    let scratch = try sample()
    let id = try scratch.commit()
    try scratch.write("Sources/new.swift", "// new\n")
    try scratch.write("Fresh/deep/er.swift", "// deeper\n")
    let snapshot = try RepositorySnapshot.workingTree(at: scratch.path)
    #expect(
      snapshot.paths == [
        "App.xcodeproj/project.pbxproj", "Fresh/deep/er.swift", "Package.swift", "Package@swift-5.9.swift",
        "README.md", "Sources/A-b/c.swift", "Sources/A.swift", "Sources/A/a.swift", "Sources/new.swift",
      ])
    #expect(
      snapshot.files.map(\.kind) == [
        .xcodeProject, .swift, .manifest, .manifest, .document, .swift, .swift, .swift, .swift,
      ])
    #expect(snapshot.revision == id)
    #expect(snapshot.repository == "work")
    #expect(snapshot.gaps.isEmpty)
    #expect(try snapshot.text("Fresh/deep/er.swift") == "// deeper\n")
    for file in snapshot.files { #expect(try snapshot.text(file.path).utf8.count == file.size) }
  }

  @Test func everyBlobIDIsThatOfGit() throws {
    let scratch = try sample()
    try scratch.commit()
    try scratch.write("Sources/A.swift", "// \0changed\r\n")
    try scratch.write("Sources/new.swift", "")
    try scratch.write("Package.swift", "// staged\n")
    try scratch.git("add", "Package.swift")
    let snapshot = try RepositorySnapshot.workingTree(at: scratch.path)
    #expect(snapshot.files.count == 8)
    for file in snapshot.files {
      #expect(try file.blob.description == scratch.git("hash-object", "--no-filters", file.path), "\(file.path)")
    }
  }

  @Test func aCleanCloneEqualsItsCommit() throws {
    let scratch = try sample()
    try scratch.link("link.swift", to: "Sources/A.swift")
    try scratch.link("Sources/up.swift", to: "../Sources/./A/../A.swift")
    try scratch.link("out.swift", to: "../elsewhere.swift")
    try scratch.link("gone.swift", to: "Sources/nowhere.swift")
    try scratch.link("notes.swift", to: "README.md")
    try scratch.link("Sources/more.md", to: "../README.md")
    try scratch.link("Folder", to: "Sources")
    try scratch.link("through.swift", to: "Folder/A.swift")
    try scratch.write("elsewhere.swift", "")
    try scratch.write(scratch.beside("elsewhere.swift"), "")
    try scratch.commit()
    let clone = scratch.beside("clone")
    try scratch.git(["clone", "-q", scratch.path, clone])
    try scratch.write(scratch.beside("elsewhere.swift"), "")
    let tree = try RepositorySnapshot.workingTree(at: clone)
    let commit = try RepositorySnapshot.commit(at: clone, revision: "HEAD")
    #expect(tree.files == commit.files)
    #expect(tree.files.filter(\.isLinked).map(\.path).allSatisfy { $0.hasPrefix("Sources/") || $0 == "README.md" })
    #expect(tree.files.contains { $0.path == "Sources/A.swift" && $0.isLinked })
    #expect(tree.gaps == commit.gaps)
    #expect(tree.revision == commit.revision)
    #expect(!tree.isDirty && !commit.isDirty)
    #expect(tree.repository == "clone")
    #expect(
      tree.gapLines
        == [
          "gone.swift: broken symbolic link",
          "link.swift: symbolic link, its target is analysed where it lies",
          "notes.swift: symbolic link, its target is analysed where it lies",
          "out.swift: symbolic link that leads outside the root: not followed",
          "Sources/up.swift: symbolic link, its target is analysed where it lies",
          "through.swift: symbolic link, its target is analysed where it lies",
        ].sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    for file in tree.files { #expect(try tree.text(file.path) == commit.text(file.path)) }
  }

  @Test func ignoredFilesAreLeftOutAsGitLeavesThemOut() throws {
    let scratch = try sample()
    try scratch.write(".gitignore", "build/\n/out\n*.gen.swift\n!keep.gen.swift\nhalf/\n!half/back.swift\n")
    try scratch.write("Sources/.gitignore", "local.swift\n")
    try scratch.write(".git/info/exclude", "excluded.swift\n")
    try scratch.write("half/tracked.swift", "")
    try scratch.git("add", "-f", "half/tracked.swift")
    try scratch.commit()
    for name in [
      "build/a.swift", "out/b.swift", "Sources/out/c.swift", "x.gen.swift", "keep.gen.swift", "Sources/local.swift",
      "local.swift", "excluded.swift", "half/untracked.swift", "half/back.swift", "half/deep/d.swift",
      ".hidden/e.swift", "build/deep/.git/HEAD",
    ] {
      try scratch.write(name, "//\n")
    }
    let snapshot = try RepositorySnapshot.workingTree(at: scratch.path)
    let listed = try scratch.git("ls-files", "-c", "-o", "--exclude-standard", "*.swift", "*.pbxproj", "*.md")
    let expected = listed.split(separator: "\n").map(String.init).filter { $0 != "project.pbxproj" }
    #expect(snapshot.paths == expected.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    #expect(snapshot.paths.contains("half/tracked.swift") && snapshot.paths.contains(".hidden/e.swift"))
    #expect(snapshot.gaps.isEmpty)
  }

  @Test func dirtyMeansThatSourcesDifferFromHead() throws {
    let scratch = try sample()
    try scratch.commit()
    func isDirty() throws -> Bool { try RepositorySnapshot.workingTree(at: scratch.path).isDirty }
    #expect(try !isDirty())
    try scratch.write("Sources/notes.txt", "other text")
    #expect(try !isDirty(), "a file that is not analysed does not count")
    #expect(chmod("\(scratch.path)/Sources/A.swift", 0o755) == 0)
    #expect(try !isDirty(), "permissions do not count")
    try scratch.write("Sources/A.swift", "// Sources/B.swift\n")
    #expect(try isDirty(), "same size, other bytes")
    try scratch.git("add", "-A")
    #expect(try isDirty(), "a staged change still differs from HEAD")
    try scratch.git("reset", "-q", "--hard")
    #expect(try !isDirty())
    try scratch.write("zzz.swift", "")
    #expect(try isDirty(), "an untracked source")
    try scratch.remove("zzz.swift")
    try scratch.remove("Sources/A-b/c.swift")
    #expect(try isDirty(), "a deleted source")
  }

  @Test func anEntryAsNewAsTheIndexIsNotTrusted() throws {
    // Git stores this file with LF and calls it clean, so trust in the index shows as the id of the LF form.
    let scratch = try ScratchRepository()
    try scratch.git("config", "core.autocrlf", "input")
    try scratch.write("a.swift", "let a = 1\r\n")
    try scratch.commit()
    let stored = try scratch.git("rev-parse", "HEAD:a.swift")
    let onDisk = try scratch.git("hash-object", "--no-filters", "a.swift")
    let repository = try GitRepository(at: scratch.path)
    try repository.index().withEntries { entries in
      let modified = try #require(entries.first).modified
      func blob(indexWritten: GitIndexEntry.Time?) throws -> String? {
        var lister = WorkingTreeLister(
          repository, root: scratch.path, prefix: [], entries: entries, indexWritten: indexWritten)
        try lister.list(conversionAtRoot: .none)
        return lister.parts.files.first?.blob.description
      }
      let later = GitIndexEntry.Time(seconds: modified.seconds + 1, nanoseconds: 0)
      #expect(try blob(indexWritten: later) == stored)
      #expect(try blob(indexWritten: modified) == onDisk)
      #expect(try blob(indexWritten: nil) == onDisk)
    }
  }

  @Test(arguments: ["* text=auto", "*.swift text eol=crlf", "*.swift ident", "*.swift filter=evil"])
  func conversionsDoNotMakeWrongIDs(_ attributes: String) throws {
    let scratch = try ScratchRepository()
    try scratch.write(".gitattributes", attributes + "\n")
    try scratch.git("config", "filter.evil.clean", "touch \(scratch.beside("ran")); cat")
    try scratch.write("a.swift", "let a = 1 // $Id$\r\n")
    try scratch.write("Sub/b.swift", "let b = 1\n")
    try scratch.commit()
    try? FileManager.default.removeItem(atPath: scratch.beside("ran"))
    try scratch.remove("Sub/b.swift")
    try scratch.git("checkout", "-q", "--", "Sub/b.swift")
    try? FileManager.default.removeItem(atPath: scratch.beside("ran"))
    let snapshot = try RepositorySnapshot.workingTree(at: scratch.path)
    for file in snapshot.files {
      #expect(try file.blob.description == scratch.git("hash-object", "--no-filters", file.path))
    }
    #expect(!snapshot.isDirty, "git calls it clean")
    #expect(!FileManager.default.fileExists(atPath: scratch.beside("ran")), "no filter may run")

    // Without the index's word for it, the conversion itself has to show that nothing changed.
    try scratch.write("a.swift", "let a = 1 // $Id$\r\n")
    #expect(try !RepositorySnapshot.workingTree(at: scratch.path).isDirty)
    try scratch.write("a.swift", "let a = 2 // $Id$\r\n")
    #expect(try RepositorySnapshot.workingTree(at: scratch.path).isDirty)
  }

  @Test func lineEndingsByConfigurationAreConversionsToo() throws {
    let scratch = try ScratchRepository()
    try scratch.git("config", "core.autocrlf", "input")
    try scratch.write("a.swift", "let a = 1\r\n")
    try scratch.commit()
    let snapshot = try RepositorySnapshot.workingTree(at: scratch.path)
    #expect(try snapshot.blob("a.swift") == scratch.git("hash-object", "--no-filters", "a.swift"))
    #expect(try snapshot.blob("a.swift") != scratch.git("rev-parse", "HEAD:a.swift"))
    #expect(!snapshot.isDirty)
  }

  @Test func aSubfolderIsAnalysedByItself() throws {
    let scratch = try sample()
    try scratch.write(".gitattributes", "*.swift text\n")
    try scratch.write(".gitignore", "Sources/skip/\n")
    let id = try scratch.commit()
    try scratch.write("Sources/skip/x.swift", "")
    let tree = try RepositorySnapshot.workingTree(at: scratch.path + "/Sources/")
    #expect(tree.paths == ["A-b/c.swift", "A.swift", "A/a.swift"])
    #expect(tree.revision == id)
    #expect(!tree.isDirty)
    #expect(tree.repository == "Sources")
    #expect(try tree.text("A/a.swift") == "// Sources/A/a.swift\n")
    #expect(try RepositorySnapshot.commit(at: scratch.path + "/Sources", revision: id).files == tree.files)
    try scratch.write("Package.swift", "// changed\n")
    #expect(try !RepositorySnapshot.workingTree(at: scratch.path + "/Sources").isDirty)
    try scratch.write("New/n.swift", "")
    let message = try usageMessage {
      _ = try RepositorySnapshot.commit(at: scratch.path + "/New", revision: "HEAD")
    }
    #expect(message.contains("has no folder New"))
    let ignored = try RepositorySnapshot.workingTree(at: scratch.path + "/Sources/skip")
    #expect(ignored.paths == ["x.swift"] && ignored.revision.isEmpty)
  }

  @Test func anEmptyRepositoryIsStillAnalysed() throws {
    let scratch = try sample()
    let snapshot = try RepositorySnapshot.workingTree(at: scratch.path)
    #expect(snapshot.files.count == 7)
    #expect(snapshot.revision.isEmpty && !snapshot.isDirty)
    let message = try usageMessage { _ = try RepositorySnapshot.commit(at: scratch.path, revision: "HEAD") }
    #expect(message.contains("empty"))
  }

  @Test func detachedHeadLinkedWorktreeAndShallowClone() throws {
    let scratch = try sample()
    try scratch.commit()
    try scratch.write("Sources/A.swift", "// second\n")
    let id = try scratch.commit()
    let linked = scratch.beside("linked")
    try scratch.git("worktree", "add", "-q", "--detach", linked)
    let shallow = scratch.beside("shallow")
    try scratch.git(["clone", "-q", "--depth", "1", "file://\(scratch.path)", shallow])
    let original = try RepositorySnapshot.workingTree(at: scratch.path)
    for path in [linked, shallow] {
      let snapshot = try RepositorySnapshot.workingTree(at: path)
      #expect(snapshot.files == original.files)
      #expect(snapshot.revision == id && !snapshot.isDirty)
      #expect(try RepositorySnapshot.commit(at: path, revision: "HEAD").files == original.files)
    }
  }

  @Test func aBareRepositoryGivesItsHead() throws {
    let scratch = try sample()
    let id = try scratch.commit()
    let bare = scratch.beside("bare.git")
    try scratch.git(["clone", "-q", "--bare", scratch.path, bare])
    let snapshot = try RepositorySnapshot.workingTree(at: bare)
    #expect(snapshot.revision == id && snapshot.repository == "bare" && snapshot.files.count == 7)
    #expect(snapshot.gapLines == [": bare repository, which has no working tree: the commit of HEAD is analysed"])
    let empty = scratch.beside("empty.git")
    try scratch.git(["init", "-q", "--bare", empty])
    #expect(try usageMessage { _ = try RepositorySnapshot.workingTree(at: empty) }.contains("no commit yet"))
    #expect(try usageMessage { _ = try RepositorySnapshot.workingTree(at: bare + "/refs") }.contains("git's own data"))
  }

  @Test func submodulesAndNestedRepositoriesAreSaid() throws {
    let scratch = try sample()
    let other = try ScratchRepository()
    try other.write("other.swift", "")
    try other.commit()
    try scratch.git("submodule", "add", "-q", other.path, "Vendor/Other")
    try scratch.commit()
    try scratch.git(["clone", "-q", other.path, "Checkout"])
    let snapshot = try RepositorySnapshot.workingTree(at: scratch.path)
    #expect(
      snapshot.gapLines == [
        "Checkout: another git repository: not analysed", "Vendor/Other: submodule: not analysed",
      ])
    #expect(snapshot.files.count == 7)
    let commit = try RepositorySnapshot.commit(at: scratch.path, revision: "HEAD")
    #expect(commit.gapLines == ["Vendor/Other: submodule: not analysed"])
  }

  @Test func aSparseCheckoutSaysWhatIsNotThere() throws {
    let scratch = try sample()
    try scratch.commit()
    try scratch.git("sparse-checkout", "set", "--no-sparse-index", "Sources/A")
    let snapshot = try RepositorySnapshot.workingTree(at: scratch.path)
    #expect(snapshot.gapLines.contains("Sources/A-b/c.swift: not checked out (sparse checkout)"))
    #expect(snapshot.paths.contains("Sources/A/a.swift") && !snapshot.paths.contains("Sources/A-b/c.swift"))
    #expect(snapshot.files.count + snapshot.gaps.count == 7)
    #expect(!snapshot.isDirty)
  }

  @Test func aConflictIsOneFileWithTheBytesOnDisk() throws {
    let scratch = try ScratchRepository()
    try scratch.leaveConflict()
    let snapshot = try RepositorySnapshot.workingTree(at: scratch.path)
    #expect(snapshot.paths == ["a.swift"])
    #expect(snapshot.isDirty)
    #expect(try snapshot.blob("a.swift") == scratch.git("hash-object", "a.swift"))
    #expect(try snapshot.text("a.swift").contains("<<<<<<<"))
  }

  @Test func theIgnoreFileOfTheRepositorysOwnConfigurationCounts() throws {
    let scratch = try sample()
    try scratch.commit()
    try scratch.write("untracked.swift", "")
    #expect(try RepositorySnapshot.workingTree(at: scratch.path).paths.contains("untracked.swift"))
    try scratch.write(scratch.beside("ignore"), "untracked.swift\n")
    try scratch.git("config", "core.excludesFile", scratch.beside("ignore"))
    #expect(try !RepositorySnapshot.workingTree(at: scratch.path).paths.contains("untracked.swift"))
  }
}
