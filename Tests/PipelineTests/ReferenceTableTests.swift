import Facts
import Graph
import Model
import Testing

@testable import Pipeline

/// References as tab-separated values.
struct ReferenceTableTests {
  private func table(_ text: String, path: String = "a.swift", unresolved: [UnresolvedReference] = []) -> [String] {
    let blob = [UInt8](repeating: 0, count: 20).withUnsafeBytes { BlobID(bytes: $0) }
    let facts = parallelMap(count: 1, workers: 1) { _ in
      Array(text.utf8).withUnsafeBufferPointer { FactsReader.read($0) }
    }
    var graph = GraphLinker.link(
      files: [GraphLinker.Input(path: path, blob: blob, facts: facts[0], isManifest: false)],
      layout: ProjectLayout(modules: [], moduleOfFile: [-1], gaps: []), library: [], workers: 1)
    graph.unresolvedReferences = unresolved
    return ReferenceTable(graph: graph).rows(ofFile: 0).split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast().map(String.init)
  }

  @Test func aResolvedReferenceNamesItsTarget() {
    let rows = table("struct Box {}\nlet é = 1; func f(_ a: Box) {}")
    #expect(rows.count == 1)
    let cells = rows[0].split(separator: "\t", omittingEmptySubsequences: false)
    #expect(cells.count == ReferenceTable.header.split(separator: "\t").count)
    // Columns count bytes: é is two.
    #expect(cells[0...4] == ["a.swift", "2", "25", "Box", "type"])
    #expect(cells[6...] == ["a.swift", "1", "8", ""])
  }

  @Test func anUnresolvedOneSaysWhyAndStandsInPlace() throws {
    let text = "struct Box {}\nfunc f() { unknown() }\nlet b: Box"
    let facts = parallelMap(count: 1, workers: 1) { _ in
      Array(text.utf8).withUnsafeBufferPointer { FactsReader.read($0) }
    }[0]
    let node = try #require(
      facts.tree.nodes.firstIndex { $0.kind == .reference && facts.strings[$0.name] == "unknown" })
    let rows = table(
      text,
      unresolved: [
        UnresolvedReference(file: 0, node: UInt32(node), source: 1, base: -1, role: .call, reason: .external)
      ])
    #expect(rows.count == 2)
    #expect(rows.first == "a.swift\t2\t12\tunknown\tcall\t\t\t\t\texternal")
  }

  @Test(arguments: [
    ("plain", "plain"), ("a\tb", "a\\tb"), ("a\nb\r", "a\\nb\\r"), ("back\\slash", "back\\\\slash"),
    ("\u{1b}[31m", "\\u{1b}[31m"), ("\u{202e}evil", "\\u{202e}evil"), ("é", "é"),
  ])
  func cellsCannotBreakTheTable(text: String, escaped: String) {
    #expect(ReferenceTable.escaped(text) == escaped)
  }

  @Test func hostilePathsAreEscapedInEveryCell() {
    let rows = table("struct Box {}\nlet b: Box", path: "a\tb\n.swift")
    #expect(rows.count == 1 && rows[0].hasPrefix("a\\tb\\n.swift\t2\t"))
    #expect(rows[0].split(separator: "\t").count(where: { $0 == "a\\tb\\n.swift" }) == 2)
  }
}
