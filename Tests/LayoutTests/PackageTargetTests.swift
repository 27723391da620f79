import Model
import Testing

@Suite struct PackageTargetTests {
  @Test func everyKindOfTargetIsAModule() {
    let snapshot = WrittenSnapshot(
      manifest: """
        let package = Package(name: "P", targets: [
          .target(name: "Library"),
          .executableTarget(name: "tool-one"),
          .testTarget(name: "LibraryTests"),
          .macro(name: "Macros"),
          .plugin(name: "Plug", capability: .buildTool()),
          .systemLibrary(name: "CThing", pkgConfig: "thing"),
          .binaryTarget(name: "Blob", path: "Blob.xcframework"),
        ])
        """,
      sources: [
        "Sources/Library/a.swift", "Sources/tool-one/main.swift", "Tests/LibraryTests/t.swift",
        "Sources/Macros/m.swift", "Plugins/Plug/p.swift",
      ])
    let layout = snapshot.layout
    #expect(layout.gaps.isEmpty)
    #expect(layout.modules.map(\.kind) == [.binary, .system, .library, .test, .macro, .plugin, .executable])
    #expect(layout.names == ["Blob", "CThing", "Library", "LibraryTests", "Macros", "Plug", "tool-one"])
    #expect(layout["tool-one"]?.importName == "tool_one")
    #expect(
      snapshot.filesByModule == [
        "": ["Package.swift"], "Library": ["Sources/Library/a.swift"], "LibraryTests": ["Tests/LibraryTests/t.swift"],
        "Macros": ["Sources/Macros/m.swift"], "Plug": ["Plugins/Plug/p.swift"],
        "tool-one": ["Sources/tool-one/main.swift"],
      ])
  }

  @Test(arguments: ["Sources", "Source", "src", "srcs"])
  func usualFoldersHoldTargets(folder: String) {
    let snapshot = WrittenSnapshot(
      manifest: #"let package = Package(name: "P", targets: [.target(name: "A"), .target(name: "B")])"#,
      sources: ["\(folder)/A/Deep/a.swift", "\(folder)/B/b.swift", "\(folder)/stray.swift"])
    #expect(
      snapshot.filesByModule == [
        "": ["Package.swift", "\(folder)/stray.swift"], "A": ["\(folder)/A/Deep/a.swift"], "B": ["\(folder)/B/b.swift"],
      ])
  }

  @Test func testTargetIsFoundAmongSources() {
    let snapshot = WrittenSnapshot(
      manifest: #"let package = Package(name: "P", targets: [.target(name: "A"), .testTarget(name: "ATests")])"#,
      sources: ["Sources/A/a.swift", "Sources/ATests/t.swift"])
    #expect(snapshot.filesByModule["ATests"] == ["Sources/ATests/t.swift"])
  }

  @Test func singleTargetMayLieDirectlyInSources() {
    let snapshot = WrittenSnapshot(
      manifest:
        #"let package = Package(name: "P", targets: [.executableTarget(name: "tool"), .testTarget(name: "T")])"#,
      sources: ["Sources/main.swift", "Sources/Sub/x.swift", "Tests/t.swift"])
    #expect(snapshot.filesByModule["tool"] == ["Sources/Sub/x.swift", "Sources/main.swift"])
    #expect(snapshot.filesByModule["T"] == ["Tests/t.swift"])
  }

  @Test func singleTargetNeedsItsFolderBeforeTools59() {
    let manifest = """
      // swift-tools-version:5.8
      import PackageDescription
      let package = Package(name: "P", targets: [.target(name: "A")])
      """
    let snapshot = WrittenSnapshot(["Package.swift": manifest, "Sources/a.swift": ""])
    #expect(snapshot.filesByModule == ["": ["Package.swift", "Sources/a.swift"]])
  }

  @Test func pathSourcesAndExcludeDecide() {
    let snapshot = WrittenSnapshot(
      manifest: """
        let package = Package(name: "P", targets: [
          .target(name: "A", path: "./Code/../Code/A", exclude: ["Old", "no.swift"]),
          .target(name: "B", path: "Code/B", sources: ["src", "one.swift"]),
          .testTarget(name: "T", path: "Checks", resources: [.copy("Samples")]),
        ])
        """,
      sources: [
        "Code/A/a.swift", "Code/A/Old/x.swift", "Code/A/Older/x.swift", "Code/A/no.swift", "Code/B/src/s.swift",
        "Code/B/one.swift", "Code/B/two.swift", "Checks/t.swift", "Checks/Samples/sample.swift",
      ])
    #expect(
      snapshot.filesByModule == [
        "": [
          "Checks/Samples/sample.swift", "Code/A/Old/x.swift", "Code/A/no.swift", "Code/B/two.swift", "Package.swift",
        ],
        "A": ["Code/A/Older/x.swift", "Code/A/a.swift"],
        "B": ["Code/B/one.swift", "Code/B/src/s.swift"],
        "T": ["Checks/t.swift"],
      ])
  }

  @Test func deepestTargetFolderOwnsAFile() {
    let snapshot = WrittenSnapshot(
      manifest: """
        let package = Package(name: "P", targets: [
          .target(name: "Outer", path: ".", exclude: ["Tests"]), .target(name: "Inner", path: "Inner"),
        ])
        """,
      sources: ["a.swift", "Inner/b.swift", "Tests/t.swift"])
    #expect(
      snapshot.filesByModule == [
        "": ["Package.swift", "Tests/t.swift"], "Outer": ["a.swift"], "Inner": ["Inner/b.swift"],
      ])
  }

  @Test func documentsAndHiddenFoldersHoldNoSources() {
    let snapshot = WrittenSnapshot(
      manifest: #"let package = Package(name: "P", targets: [.target(name: "A")])"#,
      sources: ["Sources/A/a.swift", "Sources/A/A.docc/step.swift", "Sources/A/.old/b.swift"])
    #expect(snapshot.filesByModule["A"] == ["Sources/A/a.swift"])
  }

  @Test func targetOfCSourcesIsAModule() {
    let snapshot = WrittenSnapshot(
      manifest:
        #"let package = Package(name: "P", targets: [.target(name: "A", dependencies: ["CA"]), .target(name: "CA")])"#,
      sources: ["Sources/A/a.swift"])
    #expect(snapshot.layout.dependencies(of: "A") == ["CA"])
  }

  @Test func plainTargetWithMainFileIsExecutable() {
    let snapshot = WrittenSnapshot(
      manifest: #"let package = Package(name: "P", targets: [.target(name: "tool", path: "tool")])"#,
      sources: ["tool/main.swift"])
    #expect(snapshot.layout["tool"]?.kind == .executable)
  }

  @Test func targetOutsideThePackageIsAGap() {
    let snapshot = WrittenSnapshot(
      manifest: #"let package = Package(name: "P", targets: [.target(name: "A", path: "../other")])"#,
      sources: ["a.swift"])
    #expect(snapshot.layout.names == ["A"])
    #expect(snapshot.layout.reasons == ["target A lies outside its package, at ../other: its files are left out"])
  }

  @Test func snippetsAreExecutables() {
    let snapshot = WrittenSnapshot(
      manifest: """
        let package = Package(
          name: "P", products: [.library(name: "A", targets: ["A"])], targets: [.target(name: "A"), .target(name: "B")])
        """,
      sources: ["Sources/A/a.swift", "Snippets/First/hello.swift"])
    #expect(snapshot.filesByModule["hello"] == ["Snippets/First/hello.swift"])
    #expect(snapshot.layout.dependencies(of: "hello") == ["A"])
  }
}
