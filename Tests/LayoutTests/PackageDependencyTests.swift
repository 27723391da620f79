import Model
import Testing

@Suite struct PackageDependencyTests {
  @Test func dependenciesOfEveryFormAreRead() {
    let snapshot = WrittenSnapshot(
      manifest: """
        let package = Package(
          name: "P",
          products: [
            .library(name: "Kit", targets: ["A", "B"]), .executable(name: "tool", targets: ["tool"]),
            .plugin(name: "Plug", targets: ["Plug"]),
          ],
          dependencies: [.package(url: "https://github.com/apple/swift-log", from: "1.0.0")],
          targets: [
            .target(name: "A"), .target(name: "B"), .target(name: "C"),
            .plugin(name: "Plug", capability: .buildTool()),
            .executableTarget(
              name: "tool",
              dependencies: [
                "B", .target(name: "A", condition: .when(platforms: [.linux])), .byName(name: "C"),
                .product(name: "Logging", package: "swift-log"), "Elsewhere",
              ],
              plugins: ["Plug", .plugin(name: "Foreign", package: "swift-log")]),
          ])
        """)
    let layout = snapshot.layout
    #expect(layout.gaps.isEmpty)
    #expect(layout.dependencies(of: "tool") == ["A", "B", "C", "Plug"])
    #expect(layout["tool"]?.externalDependencies == ["Elsewhere", "Logging"])
    #expect(layout.modules.filter(\.isProduct).map(\.name) == ["A", "B"])
  }

  private static let nested = [
    "Package.swift": """
    // swift-tools-version: 6.0
    import PackageDescription
    let package = Package(
      name: "Root", products: [.library(name: "RootKit", targets: ["Core", "Extras"])],
      targets: [.target(name: "Core"), .target(name: "Extras"), .testTarget(name: "CoreTests")])
    """,
    "Sources/Core/a.swift": "", "Sources/Extras/a.swift": "", "Tests/CoreTests/a.swift": "",
    "Examples/Demo/Package.swift": """
    // swift-tools-version: 6.0
    import PackageDescription
    let package = Package(
      name: "Demo",
      dependencies: [
        .package(path: "../.."), .package(name: "Tools", path: "../../Tools"), .package(path: "../../../outside"),
      ],
      targets: [
        .executableTarget(
          name: "Demo",
          dependencies: [
            .product(name: "RootKit", package: "any-folder-name"), .product(name: "Hammer", package: "tools"),
            .product(name: "Far", package: "outside"),
          ]),
        .target(name: "Core", dependencies: ["Hammer"]),
      ])
    """,
    "Examples/Demo/Sources/Demo/d.swift": "", "Examples/Demo/Sources/Core/c.swift": "",
    "Examples/Demo/stray.swift": "",
    "Tools/Package.swift": """
    // swift-tools-version: 6.0
    import PackageDescription
    let package = Package(
      name: "Tools", products: [.library(name: "Hammer", targets: ["HammerCore"])],
      targets: [.target(name: "HammerCore")])
    """,
    "Tools/Sources/HammerCore/h.swift": "",
  ]

  @Test func nestedPackagesOwnTheirFilesAndShareProducts() {
    let snapshot = WrittenSnapshot(Self.nested)
    let layout = snapshot.layout
    #expect(layout.gaps.isEmpty)
    #expect(layout.names == ["Core", "CoreTests", "Demo", "Examples/Demo/Core", "Extras", "HammerCore"])
    #expect(layout.dependencies(of: "Demo") == ["Core", "Extras", "HammerCore"])
    #expect(layout["Demo"]?.externalDependencies == ["Far"])
    #expect(layout.dependencies(of: "Examples/Demo/Core") == ["HammerCore"])
    #expect(layout["Examples/Demo/Core"]?.importName == "Core")
    #expect(layout["Examples/Demo/Core"]?.packagePath == "Examples/Demo")
    #expect(snapshot.filesByModule["Examples/Demo/Core"] == ["Examples/Demo/Sources/Core/c.swift"])
    #expect(
      snapshot.filesByModule[""] == [
        "Examples/Demo/Package.swift", "Examples/Demo/stray.swift", "Package.swift", "Tools/Package.swift",
      ])
  }

  @Test func nestedPackageInsideATargetTakesItsFilesAway() {
    var texts = Self.nested
    texts["Tests/CoreTests/Fixtures/Small/Package.swift"] =
      "import PackageDescription\nlet package = Package(name: \"Small\", targets: [.target(name: \"Small\")])"
    texts["Tests/CoreTests/Fixtures/Small/Sources/Small/s.swift"] = ""
    texts["Tests/CoreTests/Fixtures/Small/other.swift"] = ""
    let files = WrittenSnapshot(texts).filesByModule
    #expect(files["CoreTests"] == ["Tests/CoreTests/a.swift"])
    #expect(files["Small"] == ["Tests/CoreTests/Fixtures/Small/Sources/Small/s.swift"])
  }

  @Test func versionSpecificManifestsCompeteByVersion() {
    func manifest(_ version: String, _ target: String) -> String {
      "// swift-tools-version: \(version)\nimport PackageDescription\n"
        + "let package = Package(name: \"P\", targets: [.target(name: \"\(target)\")])"
    }
    var texts = [
      "Package.swift": manifest("5.7", "Old"), "Package@swift-5.10.swift": manifest("5.10", "Newer"),
      "Package@swift-5.9.swift": manifest("5.9", "New"),
    ]
    #expect(WrittenSnapshot(texts).layout.names == ["Newer"])
    #expect(WrittenSnapshot(texts).filesByModule[""]?.count == 3)
    texts["Package.swift"] = manifest("6.2", "Newest")
    #expect(WrittenSnapshot(texts).layout.names == ["Newest"])
    texts["Package.swift"] = manifest("5.10", "Same")
    #expect(WrittenSnapshot(texts).layout.names == ["Newer"])
  }
}
