// swift-tools-version: 6.1
import PackageDescription

// Targets stand in the order of their layer: a target imports only those above it in this list.
// docs/architecture.md gives each one's purpose; a test parses the imports and proves the direction.

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  // The compiler proves nearly all exclusive access; what is left to check at run time costs a tenth of an analysis.
  // Without the rest no function with package access is inlined into another module, nor is a comparison of two kinds:
  // 8 % of an analysis. They have effect within this package only.
  .unsafeFlags(
    [
      "-enforce-exclusivity=unchecked", "-enable-library-evolution", "-Xfrontend", "-package-cmo", "-Xfrontend",
      "-allow-non-resilient-access",
    ], .when(configuration: .release)),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let swiftParser = Target.Dependency.product(name: "SwiftParser", package: "swift-syntax")
let swiftSyntax = Target.Dependency.product(name: "SwiftSyntax", package: "swift-syntax")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
  name: "xtal",
  platforms: [.macOS(.v14)],
  products: [
    .executable(name: "xtal", targets: ["xtal"]),
    .executable(name: "xtal-dev", targets: ["xtal-dev"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.0.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    // Exact: the facts reader walks the raw syntax tree, an interface that may change between releases.
    .package(url: "https://github.com/swiftlang/swift-syntax", exact: "603.0.1"),
  ],
  targets: [
    // Layer 0
    library("Model"),
    .systemLibrary(
      name: "CLibgit2", pkgConfig: "libgit2",
      providers: [.apt(["libgit2-dev"]), .brew(["libgit2"])]),

    // Layer 1
    library("Git", ["Model", "CLibgit2"]),
    library("Rules", ["Model"]),
    library("TokenEnergy", ["Model"]),

    // Layer 2
    library("Snapshot", ["Model", "Git", swiftParser, swiftSyntax]),
    library("Facts", ["Model", swiftParser, swiftSyntax]),
    library("IndexStore", ["Model"]),

    // Layer 3
    library("Graph", ["Model", "Facts", "IndexStore"]),
    library("Growth", ["Model", "Git", "Snapshot", "Facts"]),

    // Layer 4
    library("Detectors", ["Model", "Rules", "Facts", "Graph"]),
    library("Measures", ["Model", "TokenEnergy", "Facts", "Graph"]),

    // Layer 5
    library("Store", ["Model", "Facts", "Graph", grdb, .product(name: "GRDBSQLite", package: "GRDB.swift")]),
    library("Reports", ["Model", "Rules", "Measures"]),

    // Layer 6
    library(
      "Pipeline",
      [
        "Model", "Git", "Rules", "TokenEnergy", "Snapshot", "Facts", "IndexStore", "Graph", "Growth", "Detectors",
        "Measures",
        "Store",
        "Reports", yams,
      ]),

    // Layer 7
    .executableTarget(
      name: "xtal", dependencies: ["Model", "Rules", "Graph", "Measures", "Reports", "Pipeline", argumentParser],
      swiftSettings: settings),
    .executableTarget(
      name: "xtal-dev",
      dependencies: [
        "Model", "Git", "Rules", "TokenEnergy", "Snapshot", "Facts", "IndexStore", "Graph", "Growth", "Detectors",
        "Measures", "Store", "Reports", "Pipeline",
        argumentParser, swiftParser, swiftSyntax, yams,
      ],
      swiftSettings: settings),

    // Tests
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    tests("ArchitectureTests", ["Model", "Facts"]),
    tests("BenchTests", ["Model", "Snapshot", "xtal-dev"]),
    tests("CommandTests", ["xtal"]),
    tests(
      "DetectorsTests",
      ["Model", "Rules", "Facts", "IndexStore", "Graph", "Snapshot", "Detectors", "Measures", "TestSupport"]),
    tests("FactsTests", ["Model", "Facts"]),
    tests("GrowthTests", ["Model", "Git", "Facts", "Growth", "TestSupport"]),
    tests("GitTests", ["Model", "Git", "TestSupport"]),
    tests("GraphTests", ["Model", "Facts", "Graph"]),
    tests("IndexStoreTests", ["Model", "Facts", "IndexStore", "Graph", "TestSupport"]),
    tests("LayoutTests", ["Model", "Snapshot"]),
    tests("MeasuresTests", ["Model", "TokenEnergy", "Facts", "Graph", "Measures"]),
    tests(
      "PipelineTests",
      [
        "Model", "Rules", "TokenEnergy", "Snapshot", "Facts", "Graph", "Measures", "Reports", "Store", "Pipeline",
        "TestSupport", grdb,
      ]),
    .testTarget(
      name: "ReportsTests", dependencies: ["Model", "Rules", "Measures", "Reports"], exclude: ["Golden"],
      swiftSettings: settings),
    tests("RulesTests", ["Model", "Rules", "xtal-dev", argumentParser]),
    tests("TokenEnergyTests", ["Model", "TokenEnergy"]),
    tests("SnapshotTests", ["Model", "Git", "Snapshot", "TestSupport"]),
    tests("StoreTests", ["Model", "Facts", "Graph", "Store", grdb]),
    tests("TruthTests", ["Model", "Facts", "Graph", "xtal-dev"]),
  ]
)
