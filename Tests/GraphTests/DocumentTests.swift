import Facts
import Graph
import Testing

/// What Swift blocks of documents are told not to exist, and what they must not be told.
struct DocumentTests {
  private static let code = """
    public struct Basket {
      public init(_ count: Int) {}
      public func add(_ count: Int, of kind: String) {}
      func hidden() {}
    }
    """

  /// `name` for each fault of a document that holds the given blocks.
  private func faults(_ blocks: String..., sources: [(path: String, text: String)] = []) -> [String] {
    let text = blocks.map { "Text.\n```swift\n\($0)\n```\n" }.joined()
    let document = Array(text.utf8).withUnsafeBufferPointer { DocumentReader.read($0) }
    let files = [("Sources/Main/a.swift", Self.code)] + sources
    let linked = graph(files, documents: [DocumentLinker.Input(path: "README.md", facts: document)])
    #expect(linked.hasSameLinks(as: graph(files)), "documents change nothing in the graph")
    return linked.documents[0].faults.map { fault in
      let facts = document.blocks[fault.block].facts
      return facts.strings[facts.tree[Int(fault.reference.node)].name]
    }
  }

  @Test func whatDoesNotExistIsFound() {
    #expect(faults("let basket = Basket(2)\nbasket.add(1, of: \"apple\")") == [])
    #expect(faults("import Main\nlet basket = Basket(2)\nbasket.put(1)") == ["put"])
    #expect(faults("let basket = Basket(2)\nbasket.add(1, kind: \"apple\")") == ["add"])
    #expect(faults("struct App {\n  func run() {\n    Basket(count: 2).add(1, of: \"x\")\n  }\n}") == ["Basket"])
    // It is there, if only for the module itself.
    #expect(faults("Basket(2).hidden()") == [])
  }

  @Test func whatADocumentDeclaresIsItsOwn() {
    #expect(faults("struct Basket { var apples = 1 }", "Basket(apples: 2).apples") == [])
    #expect(faults("extension Basket { func put() {} }", "Basket(2).put()") == [])
    #expect(faults("let basket = Basket(2)", "basket.put()") == [])
    #expect(faults("func f<Basket>(_ basket: Basket) { basket.put() }") == [])
  }

  @Test func whatIsLeftOutIsNotMissing() {
    #expect(faults("Basket(...).add(1, of: \"x\")\nBasket(/* a number */)\nBasket(2).add(1, ...)") == [])
    #expect(faults("Basket(...).put(1)") == ["put"])
  }

  @Test func othersMayExtendOrDeclareTheSame() {
    #expect(faults("import Elsewhere\nBasket(2).put(1)") == [])
    #expect(faults("import SwiftUI\nBasket(2).put(1)") == [])
    #expect(faults("Basket(2).put(1)", sources: [("Examples/Shop/b.swift", "struct Basket {}")]) == [])
  }
}
