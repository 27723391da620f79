import Facts
import Graph
import Testing

/// What code is told not to exist, and what it must not be told.
struct AbsenceTests {
  /// What the linker holds against sources: `no member: name` and `no fitting arguments: name`, and for types of the
  /// library `Type lacks name`.
  private func claims(_ sources: [(path: String, text: String)]) -> [String] {
    let graph = graph(sources)
    func name(_ file: Int32, _ node: UInt32) -> String {
      let facts = graph.files[Int(file)].facts
      return facts.strings[facts.tree[Int(node)].name]
    }
    return graph.unresolvedReferences.filter { $0.reason == .noMember || $0.reason == .noFittingArguments }.map {
      "\($0.reason.word): \(name($0.file, $0.node))"
    } + graph.absences.map { "\($0.type) lacks \(name($0.file, $0.node))" }
  }

  private func claims(_ text: String) -> [String] { claims([("Sources/Main/a.swift", text)]) }

  @Test func missingMembersAndLabelsAreTold() {
    let basket = "struct Basket { var apples = 3; func add(_ count: Int, of kind: String) {} }\n"
    #expect(claims(basket + "func f(b: Basket) { _ = b.apple }") == ["no member: apple"])
    #expect(claims(basket + "func f(b: Basket) { b.add(1, with: \"x\") }") == ["no fitting arguments: add"])
    #expect(claims(basket + "func f() -> Basket { .init(pears: 1) }") == ["no fitting arguments: init"])
  }

  @Test func typesOfTheStandardLibraryAreKnown() {
    #expect(claims("func f(list: [Int]) -> Int { list.length }") == ["Array lacks length"])
    #expect(claims("func f(text: String) -> Int { text.uppercased().cuont }") == ["String lacks cuont"])
    #expect(claims("func f(list: [Int]) -> Int { list.count + list.map { $0 + 1 }.reduce(0, +) }") == [])
    // Another package may extend them.
    #expect(claims("import Elsewhere\nfunc f(list: [Int]) -> Int { list.length }") == [])
  }

  @Test func casesThatAreAssignedOrComparedAreKnown() {
    let kind = "enum Kind { case red, green }\n"
    #expect(claims(kind + "func f(kind: inout Kind) { kind = .blue }") == ["no member: blue"])
    #expect(claims(kind + "func f(kind: Kind) -> Bool { kind == .blue }") == ["no member: blue"])
    #expect(claims(kind + "func f(kind: Kind) -> Bool { kind == .red }") == [])
  }

  @Test func literalsNeedNoInitialiser() {
    let text = """
      struct Tag: ExpressibleByStringLiteral { init(stringLiteral value: String) {} }
      func f() { _ = Tag("a"); _ = Tag(name: "a") }
      """
    #expect(claims(text) == ["no fitting arguments: Tag"])
  }

  @Test func actorsHaveWhatEveryActorHas() {
    #expect(claims("actor Counter { func f() { self.assertIsolated(); preconditionIsolated() } }") == [])
  }

  @Test func metatypesMayBeNamed() {
    #expect(claims("protocol P {}\nfunc f(_ type: Any.Type) {}\nfunc g() { f(P.Type.self) }") == [])
  }

  @Test func patternsMayLabelAPayloadThatHasNoLabel() {
    let text = """
      enum Part { case body(Int) }
      func f(part: Part) { switch part { case .body(count: let count): _ = count } }
      """
    #expect(claims(text) == [])
  }

  @Test func closuresGoToTheParametersThatNeedThem() {
    let text = """
      func wait(_ label: @autoclosure () -> String = "", begin: () -> Void = {}, _ body: () -> Void) {}
      func run(_ label: @autoclosure () -> String = "", body: () -> Void, failed: () -> Void = {}) {}
      func f() { wait {} _: {}; wait {}; run {} failed: {} }
      """
    #expect(claims(text) == [])
  }

  @Test func selfOfAProtocolsValueIsNoOtherType() {
    let text = """
      protocol Node {}
      extension Node {
        func cast<T: Node>(_ type: T.Type) -> T? { nil }
        func cast(_ type: Self.Type) -> Self? { self }
      }
      struct Leaf: Node { var weight = 1 }
      func f(node: some Node) -> Int { node.cast(Leaf.self)?.weight ?? 0 }
      """
    #expect(claims(text) == [])
  }

  @Test func theElementIsWhatTheIndexGives() {
    let text = """
      struct Pair { var name = "" }
      struct Table: Collection {
        subscript(_ name: String) -> Int? { nil }
        subscript(position: Int) -> Pair { Pair() }
        var startIndex: Int { 0 }
        var endIndex: Int { 0 }
        func index(after index: Int) -> Int { index + 1 }
      }
      func f(table: Table) -> [String] { table.map { $0.name } }
      """
    #expect(claims(text) == [])
  }

  @Test func whatIsDeclaredUnderConditionsIsNotMissing() {
    let text = """
      struct Box<Value> {}
      extension Box where Value == Int { func sum() {} ; func sum(of count: Int) {} }
      func f(box: Box<String>) { box.sum(); box.sum(of: 2) }
      #if FIRST
      struct Twin {}
      #else
      struct Twin {}
      #endif
      extension Twin { var size: Int { 1 } }
      func g(twin: Twin) { _ = twin.size; _ = twin.other }
      """
    #expect(claims(text) == [])
  }

  @Test func macrosThatShareAProtocolsNameMayAddMembers() {
    let text = """
      protocol Feature {}
      @Feature struct Login {}
      func f() { _ = Login.State.self; _ = Login().state }
      """
    #expect(claims(text) == [])
  }

  @Test func codingKeysOfATypeAroundAreNotMeant() {
    let text = """
      struct Outer: Codable {
        enum CodingKeys: String, CodingKey { case inner }
        struct Inner: Codable {
          var weight = 1
          func f(key: any CodingKey) { switch key { case CodingKeys.weight: break; default: break } }
        }
      }
      """
    #expect(claims(text) == [])
  }

  @Test func whatOtherPackagesMayExtendIsNotMissing() {
    let text = """
      struct Body: AsyncSequence {
        typealias Element = Int
        struct AsyncIterator: AsyncIteratorProtocol { mutating func next() async -> Int? { nil } }
        func makeAsyncIterator() -> AsyncIterator { AsyncIterator() }
      }
      func f(body: Body) { _ = body.collected }
      """
    #expect(claims(text) == ["no member: collected"])
    #expect(claims("import Elsewhere\n" + text) == [])
    // Another file of the module imports it: members leak.
    #expect(claims([("Sources/Main/a.swift", text), ("Sources/Main/b.swift", "import Elsewhere")]) == [])
  }

  @Test func codeThatNoPlatformCompilesIsLeftAlone() {
    #expect(claims("struct A {}\n#if os(Windows)\nfunc f(a: A) { _ = a.b }\n#endif") == [])
  }

  @Test func whatHangsOnNoDoubtIsToldWithinDoubtfulCalls() {
    let text = """
      struct Basket { var apples = 3 }
      enum Kind { case red }
      struct Shop {
        init(_ count: Int, kind: Kind) {}
        init(_ name: String, kind: Kind) {}
        func take(_ body: (Int) -> Void) {}
        func take(_ body: (Int) -> Int) {}
      }
      """
    // Nothing tells which initialiser is meant, both want a `Kind`.
    #expect(claims(text + "func f(b: Basket) { _ = Shop(unknown(), kind: .blue) }") == ["no member: blue"])
    #expect(claims(text + "func f(b: Basket) { _ = Shop(b.pears, kind: .red) }") == ["no member: pears"])
  }

  @Test func onlyArgumentsOnWhichAllOverloadsAgreeCount() {
    let text = """
      enum Kind { case red }
      enum Size { case big }
      func take(_ count: Int, _ kind: Kind) {}
      func take(_ name: String, _ size: Size) {}
      func f() { take(unknown(), .big); take(unknown(), .blue) }
      """
    #expect(claims(text) == [])
  }

  @Test func whatFollowsDecidesAmongOverloads() {
    let text = """
      struct Line { func trimmed() -> Line { self } }
      struct Page { func turned() -> Page { self } }
      func read() -> Line { Line() }
      func read() -> Page { Page() }
      func f() { _ = read().trimmed(); _ = read().turned() }
      func g(words: [String]) -> String { words.map(\\.description).joined().shortened() }
      extension String { func shortened() -> String { self } }
      """
    #expect(claims(text) == [])
  }

  @Test func nestedTypesHideOthersOfTheirName() {
    let text = """
      struct Reader {
        struct Error: Swift.Error { init(_ text: String) {} }
        func f() throws { throw Error("x") }
        func g() throws { throw Error(text: "x") }
      }
      """
    #expect(claims(text) == ["no fitting arguments: Error"])
  }

  @Test func initialisersAddedToTypesOfTheLibraryAreKnown() {
    let text = "extension Int { init(roman text: String) { self = 0 } }\n"
    #expect(claims(text + "func f() -> Int { Int(roman: \"X\") + Int(\"1\")! + Int(exactly: 2.0)! }") == [])
    #expect(claims(text + "func f() -> Int { Int(romen: \"X\") }") == ["no fitting arguments: Int"])
  }

  @Test func slicesAreNotElements() {
    let text = """
      struct Pair: Sendable { var name = "" }
      struct Table: RandomAccessCollection {
        subscript(_ position: Int) -> Pair { Pair() }
        var startIndex: Int { 0 }
        var endIndex: Int { 0 }
      }
      func f(table: Table) { _ = table[1...].first; for pair in table[..<2].reversed() { _ = pair.name } }
      """
    #expect(claims(text) == [])
  }

  @Test func keyPathsTellOverloadsApart() {
    let text = """
      protocol Node { var comma: Int { get set } }
      extension Node {
        func with<T>(_ path: WritableKeyPath<Self, T>, _ value: T) -> Self { self }
        func with<T>(_ path: WritableKeyPath<Node, T>, _ value: T) -> Node { self }
      }
      struct Leaf: Node { var comma = 1; var name = "" }
      func f(leaf: Leaf) { _ = leaf.with(\\.name, "a").with(\\.name, "b").name; _ = leaf.with(\\.comma, 2).name }
      """
    #expect(claims(text) == [])
  }

  @Test func buildersMakeSomethingElseOfTheirClosures() {
    let text = """
      @resultBuilder enum ListBuilder { static func buildBlock(_ parts: Part...) -> [Part] { parts } }
      enum Part { case text }
      struct List {
        var parts: [Part] = []
        init(@ListBuilder make: () -> Self) { self = make() }
        init(@ListBuilder parts: () -> [Part]) {}
      }
      struct Own { init(@ListBuilder _ make: () -> Own) {} }
      func f() { _ = Own { .text } }
      @ListBuilder func g() -> Own { .text }
      """
    #expect(claims(text) == [])
  }

  @Test func requirementsSpeakOfTypesThatOthersDeclare() {
    let text = """
      protocol Node { func cast<T: Node>(_ type: T.Type) -> T?; func cast(_ type: Kind.Type) -> Kind }
      struct Kind {}
      protocol List: Collection where Element: Node, Index == Int {}
      struct Box { var id = 1 }
      extension Node { var id: Int { 1 } }
      func f<L: List>(_ list: L, node: any Node) {
        if let made = node.cast(L.Element.self) { _ = made.id }
        _ = list.startIndex.advanced(by: 1).description
      }
      """
    #expect(claims(text) == [])
  }

  @Test func operatorsAreToldApartByWhereTheyStand() {
    #expect(claims("func f() { _ = (1...).prefix(2); _ = (...2).contains(1) }") == [])
  }

  @Test func importsOfOneUnknownDeclarationHideTheRepositorys() {
    let core = ("Sources/Core/a.swift", "public protocol Handle { func read() }")
    let use = "import Core\nfunc f(handle: Handle) { Handle.open(); handle.close() }"
    #expect(claims([core, ("Sources/Main/b.swift", use)]).sorted() == ["no member: close", "no member: open"])
    #expect(claims([core, ("Sources/Main/b.swift", "import struct System.Handle\n" + use)]) == [])
    let handing = ("Sources/Main/c.swift", "@_exported import struct System.Handle")
    #expect(claims([core, ("Sources/Main/b.swift", use), handing]) == [])
  }

  @Test func whatOtherModulesMayMeanIsNotMissing() {
    let models = ("Sources/Core/a.swift", "public struct List { public init(id: Int) {} ; public var id = 1 }")
    let view = "import Core\nfunc f(list: List) { _ = List { }; _ = list.name }"
    #expect(
      claims([models, ("Sources/Main/b.swift", view)]).sorted() == ["no fitting arguments: List", "no member: name"])
    #expect(claims([models, ("Sources/Main/b.swift", "import SwiftUI\n" + view)]) == [])
    #expect(claims([models, ("Sources/Main/b.swift", "import Elsewhere\n" + view)]) == [])
  }

  @Test func clausesThatHangOnFlagsAreLeftAlone() {
    let type = "struct A {}\nfunc f(a: A) {\n"
    #expect(claims(type + "#if FLAG\n_ = a.b\n#else\n_ = a.c\n#endif\n}") == [])
    #expect(claims(type + "#if canImport(Elsewhere)\n_ = a.b\n#endif\n}") == [])
    #expect(claims(type + "#if os(Linux)\n_ = a.b\n#endif\n}") == ["no member: b"])
    #expect(claims("#if FLAG\n" + type + "_ = a.b }\n#endif") == ["no member: b"])
    let flavours = """
      struct A { var a = 1 }
      struct B { var b = 1 }
      func f() {
        #if FLAG
        let value = A()
        #else
        let value = B()
        #endif
        _ = value.a
      }
      """
    #expect(claims(flavours) == [])
  }

  @Test func otherTypesMayBeTakenForALiteral() {
    let text = """
      import Foundation
      extension NSString { func doubled() -> NSString { self } }
      func f() -> NSString { "a".doubled() }
      func g(width: Double) -> Double { max(0, width / 2).rounded(.down) }
      """
    #expect(claims(text) == [])
    #expect(
      claims("func f(list: [Int]) { _ = list.length; _ = \"a\".qqq }").sorted() == [
        "Array lacks length", "String lacks qqq",
      ])
  }

  @Test func namesMeanWhatTheirPlaceSees() {
    let text = """
      struct Problem { var id = 1 }
      struct File {
        struct Problem { struct Range { var start = 1 } }
        struct Key<Curve> { typealias Key = Problem; var backing: Key; func f() { _ = backing.other } }
      }
      extension File.Problem { init(_ problem: Problem) { _ = problem.id } }
      extension File.Problem.Range { init(_ range: Range<Int>) { self.init(start: range.lowerBound) } }
      func f(maybe: Problem?) throws {
        guard let maybe = maybe else { return print(maybe?.id ?? 0) }
        print(maybe.id)
      }
      """
    #expect(claims(text) == ["no member: other"])
  }

  @Test func expressionsHaveTheTypesThatTheLanguageGives() {
    let text = """
      struct Node { var id = 1 }
      func node() throws -> Node { Node() }
      func other() async -> Node { Node() }
      func other() -> Int { 1 }
      final class Store {
        private var changes = [String: Node]()
        convenience init(count: Int) { self.init() }
        func f(cached: Node?) {
          let found = try? cached ?? node()
          _ = found.map { $0.id }
          if let index = changes.index(forKey: "a") { _ = changes[index].value.id }
          _ = other().description
          let parts: [(name: String, sizes: [String: Int])] = []
          _ = parts.flatMap { $0.sizes.sorted { $0.key < $1.key } }
        }
      }
      func bind<A, B>(_ make: (A) -> B, argument: A) {}
      func g() { bind({ (_: (Int) -> Void) in 1 }) { _ in } }
      @propertyWrapper struct Bound<V> { var wrappedValue: V; static func constant(_ v: V) -> Bound<V> { .init(wrappedValue: v) } }
      struct View { @Bound var node: Node }
      func h() { _ = View(node: .constant(Node())) }
      """
    #expect(claims(text) == [])
  }

  @Test func propertiesUnderConditionsChangeTheInitialiser() {
    let text = """
      struct Style {
        var label = ""
        #if os(macOS)
        var symbols = false
        #endif
      }
      #if os(macOS)
      func f() { _ = Style(label: "a", symbols: true) }
      #endif
      struct Handle {
        #if os(Windows)
        let handle: Int
        #else
        let handle: String
        #endif
      }
      func g() { _ = Handle(handle: "a") }
      """
    #expect(claims(text) == [])
  }
}
