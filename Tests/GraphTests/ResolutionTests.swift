import Graph
import Model
import Testing

/// What the first resolver finds, and what it must not.
struct ResolutionTests {
  @Test func lexicalScopesShadow() {
    let graph = graph([
      (
        "a.swift",
        """
        let value = 1
        struct S {
          let value = 2
          func f() -> Int { value }
          func g() -> Int { let value = 3; return value }
          func h(value: Int) -> Int { value }
        }
        func top() -> Int { value }
        """
      )
    ])
    #expect(graph.has("S.f() -> S.value [read]"))
    #expect(graph.has("S.g().value -> S.value [read]") == false)
    #expect(graph.has("S.g() -> S.g().value [read]"))
    #expect(graph.has("S.h(value:) -> S.value [read]") == false)
    #expect(graph.has("top() -> value [read]"))
  }

  @Test func aBindingIsNotVisibleInItsOwnInitialiser() {
    let graph = graph([
      (
        "a.swift",
        "struct S { var x: Int?\n func f() { if let x = x { print(x) }; guard let y = x else { return }; _ = y } }"
      )
    ])
    #expect(graph.described.filter { $0 == "S.f() -> S.x [read]" }.count == 2)
  }

  @Test func membersFollowDeclaredTypes() {
    let graph = graph([
      ("a.swift", "class Engine { func start() {}\n var next: Engine? }\nprotocol Driver { func drive() }"),
      (
        "b.swift",
        """
        struct Car {
          let engine: Engine
          var made = Engine()
          func go(with driver: any Driver) { engine.next?.start(); self.made.start(); driver.drive(); make().start() }
          func make() -> Engine { engine }
        }
        extension Engine { func stop() { start() } }
        func use(car: Car) { car.engine.stop() }
        """
      ),
    ])
    #expect(graph.described.filter { $0 == "Car.go(with:) -> Engine.start() [call]" }.count == 3)
    #expect(graph.has("Car.go(with:) -> Driver.drive() [call]"))
    #expect(graph.has("Engine.stop() -> Engine.start() [call]"))
    #expect(graph.has("use(car:) -> Engine.stop() [call]"))
    #expect(graph.has("Engine -> Engine [extend]"))
  }

  @Test func labelsChooseOverloads() {
    let graph = graph([
      (
        "a.swift",
        """
        struct S {
          func f(_ a: Int) {}
          func f(with a: Int, by b: Int = 1) {}
          func f(closure: () -> Void) {}
          func g() { f(1); f(with: 2); f { } }
        }
        """
      )
    ])
    #expect(graph.has("S.g() -> S.f(_:) [call]"))
    #expect(graph.has("S.g() -> S.f(with:by:) [call]"))
    #expect(graph.has("S.g() -> S.f(closure:) [call]"))
  }

  @Test func rolesTellReadingFromWriting() {
    let graph = graph([
      (
        "a.swift",
        "struct S { var x = 0\n mutating func f() { x = 1; self.x += 2; g(&x); _ = x == 3 }\n func g(_ i: inout Int) {} }"
      )
    ])
    #expect(graph.described.filter { $0 == "S.f() -> S.x [write]" }.count == 3)
    #expect(graph.described.filter { $0 == "S.f() -> S.x [read]" }.count == 1)
  }

  @Test func inheritanceConformanceAndOverride() {
    let graph = graph([
      (
        "a.swift",
        "class A { func f() {} }\nprotocol P {}\nprotocol Q: P {}\nclass B: A, Q { override func f() { super.f() } }"
      )
    ])
    #expect(graph.has("B -> A [inherit]"))
    #expect(graph.has("B -> Q [conform]"))
    #expect(graph.has("Q -> P [inherit]"))
    #expect(graph.has("B.f() -> A.f() [override]"))
    #expect(graph.has("B.f() -> A.f() [call]"))
  }

  @Test func privateNamesStayInTheirFile() {
    let graph = graph([
      ("a.swift", "private func helper() {}\nfunc a() { helper() }"),
      ("b.swift", "private func helper() {}\nfunc b() { helper() }"),
    ])
    #expect(graph.references.count == 2)
    for reference in graph.references {
      #expect(graph.fileOfDeclaration[Int(reference.target)] == reference.file)
    }
  }

  @Test func modulesAreSeenThroughImports() {
    let graph = graph([
      ("Sources/Core/a.swift", "public struct Point {}"),
      ("Sources/App/b.swift", "import Core\nlet p: Point? = nil"),
      ("Sources/Blind/c.swift", "let p: Point? = nil"),
      ("Sources/Named/d.swift", "import Core\nlet p: Core.Point? = nil"),
    ])
    #expect(
      graph.moduleEdges.map { "\(graph.layout.modules[Int($0.from)].name)>\(graph.layout.modules[Int($0.to)].name)" }
        == ["App>Core", "Named>Core"])
    #expect(graph.moduleImports.count == 2)
  }

  @Test func aCommonNameOfAnUnknownBaseIsNoReference() {
    let graph = graph([
      ("a.swift", "struct Bag { var count = 0 }\nfunc f(x: [Int]) -> Int { x.count + unknown().count }")
    ])
    #expect(!graph.has("f(x:) -> Bag.count [read]"))
  }

  @Test func cyclicAliasesAndInheritanceEnd() {
    let graph = graph([
      (
        "a.swift",
        "typealias A = B\ntypealias B = A\nclass C: D {}\nclass D: C { func f(a: A) { a.x(); g() } }\nprotocol P: P {}\nextension A {}\nclass E: E.F { class F: E {} }"
      )
    ])
    #expect(graph.declarationCount > 0)
  }

  @Test func theGraphDoesNotDependOnWorkers() {
    let sources = (0..<20).map { index in
      (path: "f\(index).swift", text: "struct T\(index) { let next: T\((index + 1) % 20)?; func f() { next?.f() } }")
    }
    let one = graph(sources, workers: 1)
    for workers in [2, 8] {
      let other = graph(sources, workers: workers)
      #expect(
        one.references == other.references && one.fileEdges == other.fileEdges && one.typeEdges == other.typeEdges)
    }
    #expect(one.typeEdges.count == 20)
  }

  @Test func theOrderOfFilesDoesNotMatter() {
    let sources = (0..<20).map { index in
      (path: "f\(index).swift", text: "struct T\(index) { let next: T\((index + 7) % 20)?; func f() { next?.f() } }")
    }
    let expected = graph(sources).described.sorted()
    for seed in 1...3 {
      let shuffled = sources.indices.sorted { ($0 * 31 + seed * 17) % 20 < ($1 * 31 + seed * 17) % 20 }.map {
        sources[$0]
      }
      #expect(graph(shuffled).described.sorted() == expected)
    }
    #expect(!expected.isEmpty)
  }

  @Test(arguments: [(line: "@_exported import struct A.Request", isSeen: true), ("import A", false)])
  func whatOneFileHandsOnItsWholeModuleSees(line: String, isSeen: Bool) {
    let graph = graph([
      ("Sources/A/a.swift", "public struct Request {}"), ("Sources/B/exports.swift", line),
      ("Sources/B/b.swift", "func handle(_ request: Request) {}"),
    ])
    #expect(graph.has("handle(_:) -> Request [type]") == isSeen)
  }

  @Test func anInitialiserNamedAloneConverts() {
    let graph = graph([
      (
        "a.swift",
        """
        struct Box { init(text: String, mode: Int = 0) {}; init(_ text: String) {} }
        func f(_ list: Unknown) { let made = list.map(Box.init); _ = made }
        """
      )
    ])
    #expect(graph.has("f(_:).made -> Box.init(_:) [call]") && !graph.has("f(_:).made -> Box.init(text:mode:) [call]"))
  }

  @Test func functionsOfOtherModulesCompete() {
    let graph = graph([
      (
        "Sources/A/a.swift",
        """
        public func stop(_ text: @autoclosure () -> String = "", line: Int = 0) {}
        public struct Kind { public init() {} }
        """
      ),
      (
        "Sources/B/b.swift",
        """
        import A
        func stop<E: Error>(_ error: E) {}
        struct Kind {}
        struct Failure: Error {}
        func f() { stop("text") }
        func g() { stop(Failure()) }
        func h() { _ = Kind() }
        """
      ),
    ])
    #expect(graph.has("f() -> stop(_:line:) [call]") && graph.has("g() -> stop(_:) [call]"))
    #expect(!graph.has("f() -> stop(_:) [call]") && !graph.has("g() -> stop(_:line:) [call]"))
    #expect(!graph.has("h() -> Kind.init() [call]"))
  }

  @Test(arguments: [("Sources/C/c.swift", ""), ("Sources/C/exports.swift", "@_exported ")])
  func anImportOfOneDeclarationHidesOthersOfItsName(file: String, attribute: String) {
    let line = "\(attribute)import struct B.File\n"
    let use = "import A\nfunc use(_ file: File) {}\nextension File { func own() {} }"
    let graph = graph([
      ("Sources/A/a.swift", "public struct File { public func a() {} }"),
      ("Sources/B/b.swift", "public struct File { public func b() {} }"),
      ("Sources/C/c.swift", (file.hasSuffix("c.swift") ? line : "") + use),
      ("Sources/C/exports.swift", file.hasSuffix("exports.swift") ? line : ""),
    ])
    let targets = graph.references.filter { graph.files[Int($0.file)].path == "Sources/C/c.swift" }
      .map { graph.files[Int(graph.fileOfDeclaration[Int($0.target)])].path }
    #expect(!targets.isEmpty && targets.allSatisfy { $0 == "Sources/B/b.swift" })
  }
}
