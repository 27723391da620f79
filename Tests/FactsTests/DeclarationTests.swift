import Facts
import Testing

/// Declarations with their names, nesting, access and traits.
struct DeclarationTests {
  @Test func namesCarryLabelsAndNesting() {
    let facts = facts(
      of: """
        struct Outer {
          enum Inner { case plain, loaded(Int, unit: String) }
          func move(from start: Int, _ end: Int) {}
          subscript(row: Int, column c: Int) -> Int { 0 }
          static func + (left: Outer, right: Outer) -> Outer { left }
          init?(`in` value: Int) {}
        }
        extension Outer.Inner { var isPlain: Bool { true } }
        """)
    #expect(
      facts.qualifiedNames == [
        "Outer", "Outer.Inner", "Outer.Inner.plain", "Outer.Inner.loaded(_:unit:)", "Outer.move(from:_:)",
        "Outer.subscript(_:column:)", "Outer.+(_:_:)", "Outer.init(in:)", "Outer.Inner", "Outer.Inner.isPlain",
      ])
    #expect(facts.gaps.isEmpty)
  }

  @Test func accessComesFromTheDeclarationOrItsContainer() {
    let facts = facts(
      of: """
        public protocol P { func required() }
        public enum E { case a }
        fileprivate extension E { func helper() {} }
        public struct S { var implicit = 0; private(set) public var narrow = 0; private func hidden() {} }
        """)
    #expect(facts.declaration(named: "P.required()")?.access == .public)
    #expect(facts.declaration(named: "E.a")?.access == .public)
    #expect(facts.declaration(named: "E.helper()")?.access == .fileprivate)
    #expect(facts.declaration(named: "S.implicit")?.access == .internal)
    #expect(facts.declaration(named: "S.narrow")?.access == .public)
    #expect(facts.declaration(named: "S.narrow")?.setterAccess == .private)
    #expect(facts.declaration(named: "S.hidden()")?.access == .private)
  }

  @Test func storageIsToldFromComputation() {
    let facts = facts(
      of: """
        class C {
          let stored = 1
          var observed = 2 { didSet {} }
          var computed: Int { 3 }
          var both: Int { get { 1 } set {} }
          lazy var late = 4
          weak var parent: C!
          var (first, second) = (1, 2)
          func f() { let local = 1; struct Nested { var member = 0 } }
        }
        """)
    func traits(_ name: String) -> DeclarationTraits { facts.declaration(named: "C." + name)?.traits ?? [] }
    #expect(traits("stored").isSuperset(of: [.isStored, .isConstant, .hasInitialValue]))
    #expect(traits("observed").isSuperset(of: [.isStored, .hasObservers]))
    #expect(!traits("computed").contains(.isStored))
    #expect(!traits("both").contains(.isStored) && traits("both").contains(.hasSetter))
    #expect(traits("late").contains(.isLazy))
    #expect(traits("parent").isSuperset(of: [.isWeakOrUnowned, .isImplicitlyUnwrapped]))
    #expect(traits("first").contains(.isStored) && traits("second").contains(.isStored))
    #expect(traits("f().local").contains(.isLocal))
    #expect(!traits("f().Nested.member").contains(.isLocal))
  }

  @Test func parametersAreCountedByNeed() {
    let facts = facts(of: "func f(a: Int, b: Int = 1, c: Int..., d: () -> Void) async throws(E) -> Int { 1 }")
    let function = facts.declarations[0]
    #expect(function.parameterCount == 4)
    #expect(function.requiredParameterCount == 2)
    #expect(function.traits.isSuperset(of: [.isAsync, .isThrowing, .hasBody]))
  }

  @Test func importsAndConditionsAreKept() {
    let facts = facts(
      of: """
        @testable import struct Core.Point
        @_exported public import Shared
        #if os(Linux) && DEBUG
        import Glibc
        #else
        func elsewhere() {}
        #endif
        """)
    #expect(facts.imports.map { facts.strings[$0.path] } == ["Core.Point", "Shared", "Glibc"])
    #expect(facts.imports[0].isTestable && facts.imports[0].isScoped && facts.imports[1].isExported)
    #expect(facts.imports[1].access == .public && facts.imports[2].condition == 0)
    #expect(facts.conditions.map { facts.strings[$0.text] } == ["os ( Linux ) && DEBUG", ""])
    #expect(facts.declarations[0].condition == 1)
  }

  @Test func customAttributesAreToldFromKnownOnes() {
    let facts = facts(of: "@MainActor @objc func known() {}\n@Published var wrapped = 1\n@Observable class Watched {}")
    #expect(facts.declarations.map { $0.traits.contains(.hasCustomAttribute) } == [false, true, true])
  }

  @Test func theDeclarationAroundANodeIsTheInnermost() throws {
    let facts = facts(of: "struct A { func f() { g(1) }\n var x: Int { h(2) } }\nfunc k() {}")
    for (literal, name) in [("1", "A.f()"), ("2", "A.x")] {
      let node = try #require(
        facts.tree.nodes.firstIndex { $0.kind == .integerLiteral && facts.strings[$0.name] == literal })
      #expect(facts.qualifiedName(of: facts.declaration(aroundNode: node)) == name)
    }
  }
}
