import Graph
import Testing

@testable import Detectors

/// What counts as an observation of which value, axis by axis.
@Suite struct ConventionReaderTests {
  private func profile(_ text: String) throws -> ConventionProfile {
    let graph = FixtureRun.graph(of: [try FixtureSource(path: FixtureFolder.singleFilePath, raw: text)])
    return ConventionReader.read(file: 0, of: graph, references: graph.references.indices)
  }

  private func counts(_ axis: ConventionAxis, _ text: String) throws -> [ConventionValue: Int] {
    let profile = try profile(text)
    let pairs = axis.values.map { ($0, profile.count(of: $0)) }.filter { $0.1 > 0 }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  @Test(arguments: [
    ("func f() throws {}", ConventionValue.throwsUntyped), ("func f() throws(E) {}", .throwsTyped),
    ("func f() -> Result<Int, E> { g() }", .returnsResult),
    ("func f(completion: @escaping (Result<Int, E>) -> Void) {}", .returnsResult),
    ("func f(_ error: NSErrorPointer) {}", .errorPointer), ("init() throws {}", .throwsUntyped),
  ])
  func errorChannels(_ member: String, _ value: ConventionValue) throws {
    #expect(try counts(.errorChannel, "struct S { \(member) }") == [value: 1])
  }

  @Test(arguments: [
    "func f() {}", "func f(_ g: () throws -> Void) rethrows {}", "func f() -> Int? { nil }", "init?() {}",
    "func f() -> Result { g() }", "override func f() throws {}", "func f() { func g() throws {} }",
  ])
  func noErrorChannel(_ member: String) throws {
    #expect(try counts(.errorChannel, "class S { \(member) }") == [:])
  }

  @Test(arguments: [
    ("func f() async {}", ConventionValue.asyncFunction),
    ("func f(completion: @escaping () -> Void) {}", .completionClosure),
    ("func f(then callback: ((Int) -> Void)?) {}", .completionClosure),
    ("func f() -> AnyPublisher<Int, E> { g() }", .publisher),
    ("func f() -> EventLoopFuture<Int> { g() }", .eventLoopFuture),
    ("func f() { DispatchQueue.main.sync {} }", .dispatchQueue),
  ])
  func concurrency(_ member: String, _ value: ConventionValue) throws {
    #expect(try counts(.concurrency, "struct S { \(member) }") == [value: 1])
  }

  @Test func optionals() throws {
    let text = "func f(a: Int?) { guard let a else { return }\n if let b = a { g(b!) }\n if var c = a { c = a ?? 1 } }"
    #expect(
      try counts(.optionalHandling, text) == [.guardLet: 1, .ifLet: 2, .forceUnwrap: 1, .nilCoalescing: 1])
  }

  @Test func kindsOfType() throws {
    let text = """
      struct A {}
      final class B {}
      class C {}
      actor D {}
      enum E { static let a = 1 }
      enum F { case a }
      protocol G {}
      func f() { struct Local {} }
      """
    #expect(
      try counts(.typeKind, text) == [.structure: 1, .finalClass: 1, .openClass: 1, .actor: 1, .namespaceEnum: 1])
  }

  @Test func accessAndComments() throws {
    let text = """
      /// Said.
      public struct A {
        public var unsaid = 1
        internal var written = 1
        var omitted = 1
        private var hidden = 1
      }
      private struct B { var hidden = 1 }
      """
    #expect(try counts(.internalAccess, text) == [.internalWritten: 1, .internalOmitted: 1])
    #expect(try counts(.publicDocumentation, text) == [.documented: 1, .undocumented: 1])
  }

  @Test func selfCountsWhereItIsNotNeeded() throws {
    let text = """
      struct A {
        var a = 1
        static let c = 2
        init(a: Int) { self.a = a }
        func f() -> Int { self.a + a + g() }
        func g() -> Int { [1].map { _ in self.a }[0] + Self.c }
      }
      """
    #expect(try counts(.selfUse, text) == [.selfWritten: 1, .selfOmitted: 2])
  }

  @Test(arguments: [
    ("var isOn: Bool", ConventionValue.assertionName), ("var hasEnd = false", .assertionName),
    ("var _canMove = true", .assertionName), ("var enabled: Bool", .plainName), ("let issue = true", .plainName),
  ])
  func booleans(_ member: String, _ value: ConventionValue) throws {
    #expect(try counts(.booleanNames, "struct S { \(member) }") == [value: 1])
  }

  @Test func closures() throws {
    let text = """
      f { }
      f(a) { }
      f({ })
      f({ }, { })
      if a.contains(where: { $0 }) { }
      """
    #expect(try counts(.closureArguments, text) == [.trailingClosure: 2, .closureInParentheses: 1])
  }

  @Test func commas() throws {
    let text =
      "let a = [\n  1,\n  2,\n]\nlet b = [\n  1: 1\n]\nlet c = [1, 2]\nlet d = [\n  1, 2]\nlet e: [Int] = [\n]\n"
    #expect(try counts(.trailingCommas, text) == [.commaWritten: 1, .commaOmitted: 1])
  }

  @Test(arguments: [
    ("  ", ConventionValue.twoSpaces), ("    ", .fourSpaces), ("\t", .tab), ("   ", .otherIndentation),
  ])
  func indentation(_ indent: String, _ value: ConventionValue) throws {
    let text =
      "struct A {\n\(indent)var a = 1\n\(indent)struct B {\n\(indent)\(indent)var b = 1; var c = 1\n\(indent)}\n}\n"
    #expect(try counts(.indentation, text) == [value: 3])
  }

  @Test func conformances() throws {
    let text = """
      struct A: P, Sendable {}
      class B: Base, P {}
      extension A: Q {}
      extension String: P {}
      enum C: Int, P { case a }
      """
    #expect(try counts(.conformances, text) == [.conformanceAtType: 3, .conformanceInExtension: 1])
  }

  @Test func callsLogsAndFiles() throws {
    let text =
      "import XCTest\nlet a = A()\nlet b: A = .init()\nprint(a)\nNSLog(b)\nlogger.info(c)\nself.log.debug(d)\nview.info(e)\n"
    #expect(try counts(.initialiserCalls, text) == [.typeNamed: 1, .implicitInit: 1])
    #expect(try counts(.logging, text) == [.print: 1, .systemLog: 1, .logger: 2])
    #expect(try counts(.testFramework, text) == [.xcTest: 1])
    #expect(try counts(.typesPerFile, "struct A {}\nprivate struct B {}") == [.oneType: 1])
    #expect(try counts(.typesPerFile, "struct A {}\nstruct B {}") == [.severalTypes: 1])
    #expect(try counts(.typesPerFile, "let a = 1") == [:])
  }

  @Test func everyValueBelongsToOneAxisAndHasWords() {
    #expect(ConventionAxis.allCases.allSatisfy { $0.values.count >= 2 && !$0.title.isEmpty })
    #expect(ConventionAxis.allCases.reduce(0) { $0 + $1.values.count } == ConventionValue.allCases.count)
    #expect(ConventionValue.allCases.allSatisfy { !$0.phrase.isEmpty })
  }
}
