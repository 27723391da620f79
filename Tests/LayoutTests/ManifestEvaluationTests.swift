import Model
import Testing

@testable import Snapshot

/// Ways of writing a manifest. Each test gives the names of the targets, with their dependencies where these matter.
@Suite struct ManifestEvaluationTests {
  /// The layout of a package that has nothing but a manifest; fails where something in it was not understood.
  private func layout(_ manifest: String, location: SourceLocation = #_sourceLocation) -> ProjectLayout {
    let layout = WrittenSnapshot(manifest: manifest).layout
    #expect(layout.gaps.isEmpty, sourceLocation: location)
    return layout
  }

  @Test func constantsAndConcatenation() {
    let layout = layout(
      #"""
      let prefix = "Big", name: String = "\(prefix)Core"
      let log = Target.Dependency.product(name: "Logging", package: "swift-log")
      let base: [Target.Dependency] = [.target(name: name), log]
      var all: [Target] = [.target(name: name)]
      all += [.target(name: prefix + "UI", dependencies: base + ["X"])] + [.target(name: "Y")]
      all.append(.testTarget(name: "\(name)Tests", dependencies: [.byName(name: name)]))
      all.append(contentsOf: [Target.target(name: "Z"), PackageDescription.Target.target(name: "ZZ")])
      let package = Package(name: prefix, targets: all)
      """#)
    #expect(layout.names == ["BigCore", "BigCoreTests", "BigUI", "Y", "Z", "ZZ"])
    #expect(layout.dependencies(of: "BigUI") == ["BigCore"])
    #expect(layout["BigUI"]?.externalDependencies == ["Logging", "X"])
    #expect(layout.dependencies(of: "BigCoreTests") == ["BigCore"])
  }

  @Test func changesAfterTheInitialiser() {
    let layout = layout(
      """
      let package: Package = .init(name: "P", targets: [.target(name: "A")])
      package.targets += [.target(name: "B", dependencies: ["A"])]
      package.targets.append(.target(name: "C"))
      package.targets.append(contentsOf: [.target(name: "D")])
      package.products = [.library(name: "B", targets: ["B"])]
      package.products.append(.library(name: "C", targets: ["C"]))
      for target in package.targets where target.name == "C" { target.dependencies.append("A") }
      for target in package.targets {
        var settings = target.swiftSettings ?? []
        settings.append(.enableUpcomingFeature("ExistentialAny"))
        target.swiftSettings = settings
      }
      package.targets.first { $0.name == "A" }?.swiftSettings = []
      """)
    #expect(layout.names == ["A", "B", "C", "D"])
    #expect(layout.dependencies(of: "C") == ["A"])
    #expect(layout.dependencies(of: "D") == [])
    #expect(layout.modules.filter(\.isProduct).map(\.name) == ["B", "C"])
  }

  @Test func functionsThatWrapTargets() {
    let layout = layout(
      """
      let settings: [SwiftSetting] = [.swiftLanguageMode(.v6)]
      func library(_ name: String, _ dependencies: [Target.Dependency] = ["Base"]) -> Target {
        .target(name: name, dependencies: dependencies, swiftSettings: settings)
      }
      func pair(named name: String, needs: String...) -> [Target] {
        let tests = name + "Tests"
        return [
          library(name, needs.map { .byName(name: $0) }),
          .testTarget(name: tests, dependencies: [.target(name: name)]),
        ]
      }
      func add(_ target: Target) { package.targets.append(target) }
      let package = Package(
        name: "P", targets: [library("Base", []), library("A")] + pair(named: "B", needs: "A", "Base"))
      add(library("C", ["B"]))
      """)
    #expect(layout.names == ["A", "B", "BTests", "Base", "C"])
    #expect(layout.dependencies(of: "A") == ["Base"])
    #expect(layout.dependencies(of: "B") == ["A", "Base"])
    #expect(layout.dependencies(of: "BTests") == ["B"])
    #expect(layout.dependencies(of: "C") == ["B"])
  }

  @Test func computedValuesAndExtensions() {
    let layout = layout(
      """
      let package = Package(name: "P", targets: [
        .core, .feature("Cart"), .feature("Login", dependencies: [.log]), .target(name: "App", dependencies: features),
      ])
      var features: [Target.Dependency] { ["FeatureCart", .core] }
      extension Target.Dependency {
        static let log: Self = .product(name: "Logging", package: "swift-log")
        static var core: Self { .target(name: "Core") }
      }
      extension Target {
        static var core: Target { .target(name: "Core") }
        static func feature(_ name: String, dependencies: [Dependency] = []) -> Target {
          .target(name: "Feature" + name, dependencies: dependencies + [.core])
        }
      }
      """)
    #expect(layout.names == ["App", "Core", "FeatureCart", "FeatureLogin"])
    #expect(layout.dependencies(of: "App") == ["Core", "FeatureCart"])
    #expect(layout["FeatureLogin"]?.externalDependencies == ["Logging"])
  }

  @Test func ownStructuresBecomeTargets() {
    let layout = layout(
      """
      struct Part {
        enum Kind { case code, check }
        var kind: Kind
        var name: String
        var needs: [Target.Dependency] = []
        var isTest: Bool { switch kind { case .code: return false; case .check: return true } }
        func target() -> Target {
          let folder = isTest ? "Checks" : "Code"
          switch kind {
          case .code: return .target(name: name, dependencies: needs, path: "\\(folder)/\\(name)")
          case .check: return .testTarget(name: name, dependencies: needs, path: "\\(folder)/\\(name)")
          }
        }
      }
      let parts = [Part(kind: .code, name: "A"), Part(kind: .check, name: "ATests", needs: ["A"])]
      let package = Package(
        name: "P",
        products: parts.compactMap { part in
          guard !part.isTest else { return nil }
          return .library(name: part.name, targets: [part.name])
        },
        targets: parts.map { $0.target() })
      """)
    #expect(layout.modules.map(\.kind) == [.library, .test])
    #expect(layout.dependencies(of: "ATests") == ["A"])
    #expect(layout.modules.map(\.isProduct) == [true, false])
  }

  @Test func loopsMapsAndClosures() {
    let layout = layout(
      #"""
      let names = ["A", "B", "Skip"]
      let pairs: KeyValuePairs = ["X": ["A"], "Y": ["A", "B"]]
      var targets: [Target] = names.filter { $0 != "Skip" }.map { .target(name: $0) }
      for (name, needs) in pairs { targets.append(.target(name: name, dependencies: needs.map { .byName(name: $0) })) }
      for name in names {
        if name == "Skip" { continue }
        targets.append(.testTarget(name: "\(name)Tests", dependencies: [.init(stringLiteral: name)].filter { _ in false }))
      }
      let extra: [Target] = {
        var result = [Target]()
        result.append(.target(name: "Extra", dependencies: targets.map(\.name).filter { $0.hasPrefix("X") }.map { .target(name: $0) }))
        return result
      }()
      let package = Package(name: "P", targets: targets + extra)
      """#)
    #expect(layout.names == ["A", "ATests", "B", "BTests", "Extra", "X", "Y"])
    #expect(layout.dependencies(of: "Y") == ["A", "B"])
    #expect(layout.dependencies(of: "Extra") == ["X"])
  }

  @Test func unknownConditionsAreUnited() {
    let layout = layout(
      """
      import Foundation
      let isRelease = ProcessInfo.processInfo.environment["RELEASE"] != nil
      let products: [Product]
      if isRelease { products = [.library(name: "A", targets: ["A"])] } else { products = [.library(name: "B", targets: ["B"])] }
      #if os(Linux)
      let system: [Target.Dependency] = ["L"]
      #else
      let system: [Target.Dependency] = ["M"]
      #endif
      let package = Package(name: "P", products: products, targets: [
        .target(name: "A", dependencies: isRelease ? ["B"] : ["C"]),
        .target(name: "B", dependencies: system), .target(name: "C"),
      ])
      if isRelease { package.targets.append(.target(name: "D")) }
      #if canImport(Darwin)
      package.targets.append(.target(name: "E"))
      #endif
      func extra() -> [Target] {
        guard isRelease else { return [.target(name: "F")] }
        return [.target(name: "G")]
      }
      package.targets += extra()
      """)
    #expect(layout.names == ["A", "B", "C", "D", "E", "F", "G"])
    #expect(layout.dependencies(of: "A") == ["B", "C"])
    #expect(layout["B"]?.externalDependencies == ["L", "M"])
    #expect(layout.modules.filter(\.isProduct).map(\.name) == ["A", "B"])
  }

  @Test func fileThatSomeMachineCompilesIsNotExcluded() {
    let snapshot = WrittenSnapshot(
      manifest: """
        #if os(Linux)
        let exclude = ["CMakeLists.txt", "both.swift", "ring.swift"]
        #else
        let exclude = ["both.swift"]
        #endif
        let package = Package(name: "P", targets: [.target(name: "A", exclude: exclude)])
        """,
      sources: ["Sources/A/a.swift", "Sources/A/both.swift", "Sources/A/ring.swift"])
    #expect(snapshot.filesByModule["A"] == ["Sources/A/a.swift", "Sources/A/ring.swift"])
    #expect(snapshot.layout.gaps.isEmpty)
  }

  @Test func knownConditionsAreFollowed() {
    let layout = layout(
      """
      let withExtras = false, mode = "full"
      var targets: [Target] = [.target(name: "A")]
      if withExtras { targets.append(.target(name: "No")) } else if mode == "full" { targets.append(.target(name: "Yes")) }
      targets += mode != "full" || withExtras ? [.target(name: "Never")] : []
      let package = Package(name: "P", targets: targets)
      """)
    #expect(layout.names == ["A", "Yes"])
  }

  @Test func targetDeclaredInTwoBranchesIsOne() {
    let layout = layout(
      """
      let package = Package(name: "P", targets: [])
      #if os(macOS)
      package.targets += [.target(name: "A", dependencies: ["X"])]
      #else
      package.targets += [.target(name: "A", dependencies: ["Y"])]
      #endif
      """)
    #expect(layout.names == ["A"])
    #expect(layout["A"]?.externalDependencies == ["X", "Y"])
  }
}
