import Facts
import Testing

/// What is left of a file for other modules.
struct InterfaceFactsTests {
  private static let source = """
    import A
    @_exported import B
    public struct Box<Element>: Sequence {
      public let count: Int, size = 3
      var hidden = 1
      public var first: Element? { let x = 1; return nil }
      public init(_ list: [Element] = [make()]) { self.count = 0 }
      public func map<T>(_ body: (Element) -> T) -> Box<T> { func local() {}; return local() }
      struct Secret { public var open = 1 }
      deinit {}
    }
    public protocol Shape { associatedtype Part; func area(of part: Part) -> Int }
    extension Box: Equatable { public static func == (l: Box, r: Box) -> Bool { true }; func helper() {} }
    public enum Side { case left, right(Int) }
    func internalFunction() {}
    #if os(Linux)
    public func linux() {}
    #endif
    infix operator <+>
    """

  @Test func whatOthersCanNameStays() {
    let interface = InterfaceFacts.facts(of: facts(of: Self.source))
    #expect(
      interface.qualifiedNames == [
        "Box", "Box.count", "Box.size", "Box.first", "Box.init(_:)", "Box.map(_:)", "Shape", "Shape.Part",
        "Shape.area(of:)", "Box", "Box.==(_:_:)", "Side", "Side.left", "Side.right(_:)", "linux()", "<+>",
      ])
    #expect(interface.declarations.allSatisfy { $0.access >= .public && $0.body < 0 })
    #expect(interface.imports.map { interface.strings[$0.module] } == ["A", "B"])
    #expect(interface.tokens.count == 0 && interface.comments.isEmpty)
  }

  @Test func theTreeIsWhole() {
    let interface = InterfaceFacts.facts(of: facts(of: Self.source))
    let nodes = interface.tree.nodes
    for (index, node) in nodes.enumerated() {
      #expect(Int(node.end) > index && Int(node.end) <= nodes.count)
      if index > 0 { #expect(Int(node.parent) < index && node.end <= nodes[Int(node.parent)].end) }
    }
    #expect(!nodes.contains { $0.kind == .codeBlock })
    for declaration in interface.declarations {
      #expect(
        interface.strings[nodes[Int(declaration.node)].name] == interface.strings[declaration.name]
          || declaration.kind == .extension)
    }
    let conditional = interface.declarations.filter { $0.condition >= 0 }
    #expect(conditional.map { interface.strings[$0.name] } == ["linux"])
  }

  @Test func valuesStayWhereTheyTellTheType() throws {
    let interface = InterfaceFacts.facts(of: facts(of: "public let a = [1: \"x\"]\npublic let b: Int = f(1)"))
    let initializers = interface.tree.nodes.indices.filter { interface.tree[$0].kind == .initializer }
    #expect(initializers.map { interface.tree.firstChild(of: $0) != nil } == [true, false])
  }

  @Test(arguments: ["", "}", "public struct {", "#if x", "public let (a, b) = f()", "extension { public func f() }"])
  func brokenFilesAreReduced(text: String) {
    let interface = InterfaceFacts.facts(of: facts(of: text))
    #expect(
      interface.tree.nodes.count > 0 && interface.tree.nodes.allSatisfy { Int($0.end) <= interface.tree.nodes.count })
  }
}
