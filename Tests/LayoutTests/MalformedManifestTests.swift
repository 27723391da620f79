import Model
import Testing

@testable import Snapshot

/// Manifests that are wrong, hostile or too clever: a gap that says so, never a crash and never an endless run.
@Suite struct MalformedManifestTests {
  @Test func unknownExpressionIsAGapWithItsLine() {
    let layout = WrittenSnapshot(
      manifest: """
        let package = Package(name: "P", targets: [
          .target(name: "A", dependencies: [try! load()]),
          make(),
          .target(name: secretName),
        ])
        """
    ).layout
    #expect(layout.names == ["A"])
    #expect(
      layout.gaps == [
        Coverage.Gap(path: "Package.swift", reason: "line 4: a dependency of target A was not understood: load()"),
        Coverage.Gap(path: "Package.swift", reason: "line 5: a target was not understood: make()"),
        Coverage.Gap(path: "Package.swift", reason: "line 6: a target's name was not understood: secretName"),
      ])
  }

  @Test func manyUnknownExpressionsAreSummedUp() {
    let elements = (0..<1000).map { "make\($0)()" }.joined(separator: ",\n")
    let layout = WrittenSnapshot(manifest: "let package = Package(name: \"P\", targets: [\(elements)])").layout
    #expect(layout.gaps.count == 21)
    #expect(layout.reasons.contains("further parts of the manifest were not understood"))
  }

  @Test func manifestWithoutPackageFallsBackToFolders() {
    let snapshot = WrittenSnapshot(
      manifest: "let nothing = 1", sources: ["Sources/A/a.swift", "Tools/t.swift", "x.swift"])
    #expect(
      snapshot.filesByModule == [
        "": ["Package.swift"], "Sources": ["Sources/A/a.swift"], "Tools": ["Tools/t.swift"], "main": ["x.swift"],
      ])
    #expect(snapshot.layout.reasons == ["no package was found in the manifest: its files are shown by folder"])
  }

  @Test(arguments: ["let package = Package(name: ((((", "}}}}", "\u{0}\u{0}\u{0}", "let package = ", "#if", "\""])
  func brokenManifestIsAGap(text: String) {
    let layout = WrittenSnapshot(["Package.swift": text, "Sources/a.swift": ""]).layout
    #expect(!layout.gaps.isEmpty)
    #expect(layout.gaps.allSatisfy { $0.path == "Package.swift" })
  }

  @Test func partlyBrokenManifestIsReadAndSaid() {
    let layout = WrittenSnapshot(
      manifest: "let package = Package(name: \"P\", targets: [.target(name: \"A\"), .target(name: ])"
    ).layout
    #expect(layout["A"] != nil)
    #expect(layout.reasons.contains("the manifest has syntax errors; what it says may have been read in part"))
  }

  @Test func unreadableManifestIsAGap() {
    let layout = WrittenSnapshot(bytes: ["Package.swift": [], "Sources/a.swift": [10]]).layout
    #expect(layout.reasons == ["the manifest could not be read: there is nothing at Package.swift"])
    #expect(layout.names == ["Sources"])
  }

  @Test func invalidTextIsNoReasonToFail() {
    let head = Array("// swift-tools-version: 6.0\r\nimport PackageDescription\r\n// ".utf8)
    let tail = Array("\r\nlet package = Package(name: \"P\", targets: [.target(name: \"A\")])\r\n".utf8)
    let layout = WrittenSnapshot(bytes: ["Package.swift": [0xEF, 0xBB, 0xBF] + head + [0xFF, 0xC0, 0x80] + tail]).layout
    #expect(layout.names == ["A"])
  }

  @Test func cyclesEnd() {
    let layout = WrittenSnapshot(
      manifest: """
        var a: [Target] { b }
        var b: [Target] { a + [.target(name: "B")] }
        func f(_ n: String) -> Target { g(n) }
        func g(_ n: String) -> Target { f(n) }
        let x = y
        let y = x
        extension Target { static var one: Target { two }; static var two: Target { one } }
        let package = Package(name: "P", targets: a + [f("F"), .one, .target(name: x)])
        """
    ).layout
    #expect(layout.names.contains("B"))
    #expect(!layout.gaps.isEmpty)
  }

  @Test func doublingValuesEnd() {
    let doubling = (1..<60).map { "let a\($0) = a\($0 - 1) + a\($0 - 1)\nlet n\($0) = [n\($0 - 1), n\($0 - 1)]" }
    let text = doubling.joined(separator: "\n")
    let layout = WrittenSnapshot(
      manifest: """
        let a0: [Target] = [.target(name: "A")], n0 = ["x"]
        \(text)
        let package = Package(name: "P", targets: a59)
        """
    ).layout
    #expect(!layout.gaps.isEmpty)
    let strings = (1..<60).map { "let s\($0) = s\($0 - 1) + s\($0 - 1)" }.joined(separator: "\n")
    let named = WrittenSnapshot(
      manifest: "let s0 = \"abc\"\n\(strings)\nlet package = Package(name: s59, targets: [.target(name: \"A\")])"
    ).layout
    #expect(named.names == ["A"])
    #expect(!named.gaps.isEmpty)
  }

  @Test func branchingCallsEnd() {
    let functions = (1..<40).map { "func f\($0)() -> [Target] { f\($0 - 1)() + f\($0 - 1)() }" }.joined(separator: "\n")
    let layout = WrittenSnapshot(
      manifest: """
        func f0() -> [Target] { [.target(name: "A")] }
        \(functions)
        let package = Package(name: "P", targets: f39())
        """
    ).layout
    #expect(layout.reasons.contains("the manifest takes too many steps to evaluate; what it says was read in part"))
  }

  @Test(
    arguments: [
      ("(", ")"), ("[", "]"), ("f(", ")"), ("{ ", " }"), ("!", ""), ("", ".x"), ("a ? b : ", ""), ("a ? ", " : b"),
      ("try ", ""), ("try\n", ""), ("", "()"), ("\"\\(", ")\""), ("if a { } else ", "{ }"),
    ], [400, 20_000])
  func deepNestingAndLongChainsEnd(around: (open: String, close: String), count: Int) {
    let deep = String(repeating: around.open, count: count) + "a" + String(repeating: around.close, count: count)
    let layout = WrittenSnapshot(
      manifest: "let package = Package(name: \"P\", targets: [.target(name: \"A\")])\nlet deep = \(deep)"
    ).layout
    #expect(layout.names == ["A"] || !layout.gaps.isEmpty)
    #expect(count < 1_000 || layout.gaps.count == 1)
  }

  @Test func manifestRefusedForItsShapeIsAGap() {
    let deep = String(repeating: "[", count: 30) + String(repeating: "]", count: 30)
    let snapshot = WrittenSnapshot(manifest: "let deep = \(deep)", sources: ["Sources/a.swift"])
    #expect(
      snapshot.layout.reasons == [
        "the manifest was not read: square brackets are nested more than 12 levels deep"
      ])
    #expect(snapshot.layout.names == ["Sources"])
  }

  @Test func longArraysAndSumsAreRead() {
    let targets = (0..<1_000).map { ".target(name: \"T\($0)\")" }.joined(separator: ",\n")
    let sum = (0..<1_000).map { "[.target(name: \"S\($0)\")]" }.joined(separator: " + ")
    let layout = WrittenSnapshot(
      manifest: "let package = Package(name: \"P\", targets: [\(targets)])\npackage.targets += \(sum)"
    ).layout
    #expect(layout.modules.count == 2_000)
    #expect(layout.gaps.isEmpty)
  }

  @Test func sourceNamedLikeAManifestIsASource() {
    let snapshot = WrittenSnapshot([
      "Package.swift": """
      // swift-tools-version: 6.0
      import PackageDescription
      let package = Package(name: "P", targets: [.target(name: "Model")])
      """,
      "Sources/Model/Package.swift": "struct Package {}",
      "Other/Package.swift": "struct Package {}",
    ])
    #expect(snapshot.filesByModule["Model"] == ["Sources/Model/Package.swift"])
    #expect(snapshot.filesByModule[""] == ["Other/Package.swift", "Package.swift"])
    #expect(snapshot.layout.gaps.map(\.path) == ["Other/Package.swift"])
  }
}
