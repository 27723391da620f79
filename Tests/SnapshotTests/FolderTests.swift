import Foundation
import Model
import TestSupport
import Testing

@testable import Snapshot

@Suite struct FolderTests {
  @Test func listsAPlainFolderAndSaysWhatItLeavesOut() throws {
    let scratch = try ScratchRepository(nil)
    for name in [
      "Package.swift", "Sources/A/a.swift", "Sources/A.swift", "App.xcodeproj/project.pbxproj", ".build/x.swift",
      "DerivedData/y.swift", "Sources/node_modules/z.swift", ".hidden.swift", "README.md",
    ] {
      try scratch.write(name, "// \(name)\n")
    }
    let snapshot = try RepositorySnapshot.workingTree(at: scratch.path)
    #expect(
      snapshot.paths == [
        "App.xcodeproj/project.pbxproj", "Package.swift", "README.md", "Sources/A.swift", "Sources/A/a.swift",
      ])
    #expect(
      snapshot.gapLines == [
        ".build: hidden folder: not analysed", ".hidden.swift: hidden file: not analysed",
        "DerivedData: folder of build products or dependencies: not analysed outside a git repository",
        "Sources/node_modules: folder of build products or dependencies: not analysed outside a git repository",
      ])
    #expect(snapshot.revision.isEmpty && !snapshot.isDirty)
    for file in snapshot.files {
      #expect(try file.blob.description == scratch.git("hash-object", file.path))
      #expect(try snapshot.text(file.path) == "// \(file.path)\n")
    }
  }

  @Test func linksAreFollowedOnceAndNeverOut() throws {
    let scratch = try ScratchRepository(nil)
    try scratch.write("a.swift", "let a = 1\n")
    try scratch.write("data/template.txt", "let t = 1\n")
    try scratch.write(scratch.beside("outside.swift"), "let secret = 1\n")
    try scratch.write(scratch.beside("folder") + "/secret.swift", "let secret = 1\n")
    try scratch.link("same.swift", to: "a.swift")
    try scratch.link("one.swift", to: "data/template.txt")
    try scratch.link("two.swift", to: "one.swift")
    try scratch.link("out.swift", to: "../outside.swift")
    try scratch.link("absolute.swift", to: scratch.beside("outside.swift"))
    try scratch.link("gone.swift", to: "nowhere")
    try scratch.link("loop.swift", to: "loop.swift")
    try scratch.link("Away", to: "../folder")
    try scratch.link("Near", to: "data")
    let snapshot = try RepositorySnapshot.workingTree(at: scratch.path)
    #expect(snapshot.paths == ["a.swift", "one.swift"])
    #expect(snapshot.files.map(\.isLinked) == [true, false])
    #expect(try snapshot.text("one.swift") == "let t = 1\n")
    #expect(
      snapshot.gapLines == [
        "Away: symbolic link to a folder outside the root: not followed",
        "absolute.swift: symbolic link that leads outside the root: not followed",
        "gone.swift: broken symbolic link", "loop.swift: broken symbolic link",
        "out.swift: symbolic link that leads outside the root: not followed",
        "same.swift: symbolic link, its target is analysed where it lies",
        "two.swift: symbolic link, its target is analysed by another link",
      ])
  }

  @Test func foldersNestedTooDeeplyAreSaid() throws {
    let scratch = try ScratchRepository(nil)
    try scratch.write("a.swift", "")
    try scratch.write(String(repeating: "d/", count: 150) + "b.swift", "")
    let snapshot = try RepositorySnapshot.workingTree(at: scratch.path)
    #expect(snapshot.paths == ["a.swift"])
    #expect(snapshot.gaps.map(\.reason) == ["folders nested too deeply: not analysed"])
  }
}
