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
}
