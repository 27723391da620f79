import Facts
import Model
import Testing

@testable import Graph

/// Linking again gives the graph that linking afresh gives, whatever changed.
@Suite struct IncrementalLinkerTests {
  /// For each file what it may hold from one step to the next; nil is no file. The variants change bodies, signatures,
  /// overloads, conformances, stored properties, inferred types, aliases, nesting and imports.
  private static let variants: [(path: String, texts: [String?])] = [
    (
      "Sources/Core/Shape.swift",
      [
        "public protocol Shape { var area: Int { get }\n func scaled(by factor: Int) -> Self }",
        "public protocol Shape { var area: Int { get } }\nextension Shape { public func scaled(by factor: Int) -> Int { area * factor } }",
        "public protocol Named { var title: String { get } }\npublic protocol Shape: Named { var area: Int { get } }",
      ]
    ),
    (
      "Sources/Core/Square.swift",
      [
        "public struct Square: Shape { public var side: Int\n public var area: Int { side * side }\n public func scaled(by factor: Int) -> Square { Square(side: side * factor) } }",
        "public struct Square { public var side: Int\n public var area: Int { side * side } }",
        "public struct Square: Shape { public var side: Int\n var note = \"\"\n public var area: Int { helper(side) }\n public init(side: Int) { self.side = side }\n public var title: String { note } }",
        nil,
      ]
    ),
    (
      "Sources/Core/Help.swift",
      [
        "func helper(_ value: Int) -> Int { value }",
        "func helper(_ value: Int) -> Int { let doubled = value + value\n return doubled }",
        "func helper(_ value: Int) -> String { \"\" }\nfunc helper(_ value: String) -> Int { 0 }",
        "struct Other { func title() {} }\nfunc helper(_ value: Int) -> Other { Other() }",
      ]
    ),
    (
      "Sources/Core/Use.swift",
      [
        "let made = helper(3)\nfunc use(_ square: Square) -> Int { square.area + square.side }\nfunc both() { _ = use(Square(side: 1)); made.title() }",
        "typealias Box = Square\nfunc both() { let box = Box(side: 2)\n print(box.area, box.title) }",
        "func each(_ shapes: [Square]) -> [Int] { shapes.map { $0.area } }",
      ]
    ),
    (
      "Sources/App/Main.swift",
      [
        "import Core\nfunc run(_ shape: any Shape) { print(shape.area, shape.title) }",
        "import Core\nfunc run<S: Shape>(_ shape: S) { _ = shape.scaled(by: 2)\n let square = Square(side: 1)\n _ = square.area }",
        "func run() {}",
      ]
    ),
    (
      "Sources/App/More.swift",
      [
        nil,
        "import Core\nextension Square { var half: Int { area / 2 } }\nlet half = Square(side: 4).half",
        "class Base { func go() {} }\nclass Derived: Base { override func go() { super.go() } }\nlet derived = Derived()\nfunc drive() { derived.go() }",
        "class Base { func stop() {} }\nclass Derived: Base { func go() {} }\nlet derived = Derived()\nfunc drive() { derived.go(); derived.stop() }",
      ]
    ),
  ]

  private static let library = LibraryModules.load(names: [], workers: 2)

  private func inputs(_ choice: [Int]) -> ([GraphLinker.Input], ProjectLayout) {
    var files: [GraphLinker.Input] = []
    var modules: [Int] = []
    for (index, variant) in Self.variants.enumerated() {
      guard let text = variant.texts[choice[index]] else { continue }
      let bytes = Array(text.utf8)
      var hash = StableHash()
      hash.combine(text)
      let blob = withUnsafeBytes(of: (hash.value, hash.value, UInt32(0))) { BlobID(bytes: $0) }
      files.append(
        GraphLinker.Input(
          path: variant.path, blob: blob, facts: bytes.withUnsafeBufferPointer { FactsReader.read($0) },
          isManifest: false))
      modules.append(variant.path.hasPrefix("Sources/App/") ? 0 : 1)
    }
    let layout = ProjectLayout(
      modules: ["App", "Core"].map {
        ProjectLayout.Module(
          name: $0, importName: $0, kind: .library, packagePath: "", dependencies: [], externalDependencies: [],
          isProduct: false)
      }, moduleOfFile: modules, gaps: [])
    return (files, layout)
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func anyEditsGiveWhatAFreshLinkGives(seed: UInt64) {
    var random = seed &* 0x9e37_79b9_7f4a_7c15
    func next(_ bound: Int) -> Int {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(random >> 33) % bound
    }
    var choice = Self.variants.map { _ in 0 }
    var (files, layout) = inputs(choice)
    var linker = IncrementalLinker(files: files, layout: layout, library: Self.library, workers: 1)
    for _ in 0..<40 {
      for _ in 0...next(2) {
        let file = next(Self.variants.count)
        choice[file] = next(Self.variants[file].texts.count)
      }
      (files, layout) = inputs(choice)
      linker.link(files: files, layout: layout, library: Self.library)
      let fresh = GraphLinker.link(files: files, layout: layout, library: Self.library, workers: 1)
      #expect(linker.graph.references == fresh.references, "\(choice)")
      #expect(linker.graph.unresolvedReferences == fresh.unresolvedReferences, "\(choice)")
      #expect(linker.graph.hasSameLinks(as: fresh), "\(choice)")
    }
  }

  @Test func onlyWhatCanChangeIsResolvedAgain() {
    let (files, layout) = inputs([0, 0, 0, 0, 0, 2])
    var linker = IncrementalLinker(files: files, layout: layout, library: Self.library, workers: 1)
    #expect(linker.update == IncrementalLinker.Update(resolvedFiles: 6, isFresh: true))
    // Another body alone.
    let (body, same) = inputs([0, 0, 1, 0, 0, 2])
    linker.link(files: body, layout: same, library: Self.library)
    #expect(linker.update == IncrementalLinker.Update(resolvedFiles: 1, isFresh: false))
    // Another result, and an overload: who calls it, and who uses the variable whose type it gives.
    let (overload, _) = inputs([0, 0, 2, 0, 0, 2])
    linker.link(files: overload, layout: same, library: Self.library)
    #expect(linker.update == IncrementalLinker.Update(resolvedFiles: 2, isFresh: false))
    // Nothing.
    linker.link(files: overload, layout: same, library: Self.library)
    #expect(linker.update == IncrementalLinker.Update(resolvedFiles: 0, isFresh: false))
  }

  @Test func aModuleSeenAnewIsFollowed() {
    let (files, layout) = inputs([0, 0, 0, 0, 2, 1])
    var linker = IncrementalLinker(files: files, layout: layout, library: Self.library, workers: 1)
    let (other, same) = inputs([0, 0, 0, 0, 1, 1])
    linker.link(files: other, layout: same, library: Self.library)
    #expect(
      linker.graph.hasSameLinks(as: GraphLinker.link(files: other, layout: same, library: Self.library, workers: 1)))
  }

  @Test func anUnknownModuleThatAnotherFileImportsIsFollowed() {
    func input(_ path: String, _ text: String, _ blob: UInt8) -> GraphLinker.Input {
      let id = [UInt8](repeating: blob, count: 20).withUnsafeBytes { BlobID(bytes: $0) }
      let facts = Array(text.utf8).withUnsafeBufferPointer { FactsReader.read($0) }
      return GraphLinker.Input(path: path, blob: id, facts: facts, isManifest: false)
    }
    let use = input("Sources/App/a.swift", "func f(list: [Int]) { _ = list.length }", 1)
    let before = [use, input("Sources/App/b.swift", "let one = 1", 2)]
    let after = [use, input("Sources/App/b.swift", "import Elsewhere\nlet one = 1", 3)]
    let layout = ProjectLayout(
      modules: [
        ProjectLayout.Module(
          name: "App", importName: "App", kind: .library, packagePath: "", dependencies: [], externalDependencies: [],
          isProduct: false)
      ], moduleOfFile: [0, 0], gaps: [])
    let library = LibraryModules.load(for: before, workers: 1)
    var linker = IncrementalLinker(files: before, layout: layout, library: library, workers: 1)
    #expect(linker.graph.absences.count == 1)
    linker.link(files: after, layout: layout, library: library)
    #expect(linker.graph.absences.isEmpty)
    #expect(
      linker.graph.hasSameLinks(as: GraphLinker.link(files: after, layout: layout, library: library, workers: 1)))
  }
}
