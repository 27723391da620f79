import Foundation
import Model
import Testing

@testable import Reports

@Suite struct GraphWriterTests {
  /// Names that try to get out of every format.
  private static let hostile =
    "end\"]; --> <b>&lt;'x'</b> ]]> %%{init: 1}%% #quot; `a` _b_ \\N {c} // 1. -- www.x.y http://z \u{1B}[31m\u{202E}\n\t\u{FFFF}é🥐"

  static let document = GraphDocument(
    level: .file, repository: "bake--ry\n-->", revision: "1f2e3d", isDirty: true,
    focus: GraphDocument.Focus(symbol: hostile, depth: 2),
    nodes: [
      GraphDocument.Node(
        id: "Sources/Bakery/Oven.swift", label: "Oven.swift", kind: "file", module: "Bakery",
        path: "Sources/Bakery/Oven.swift", inside: 4, cycle: 1, isFocus: true),
      GraphDocument.Node(
        id: "Sources/Bakery/end", label: "end", kind: "file", module: "Bakery", path: "Sources/Bakery/end", cycle: 1),
      GraphDocument.Node(
        id: "Sources/Bakery/Doughs/", label: "Sources/Bakery/Doughs/", kind: "folder", module: "Bakery", inside: 7,
        folded: 12, foldedOnCycles: 2),
      GraphDocument.Node(id: hostile, label: hostile, kind: "file", module: hostile, path: hostile, line: 3),
      GraphDocument.Node(id: "main.swift", label: "main.swift", kind: "file", path: "main.swift"),
    ],
    edges: [
      GraphDocument.Edge(
        from: 0, to: 1, weight: 3, uses: [.init(kind: "call", count: 2), .init(kind: "key path", count: 1)], cycle: 1),
      GraphDocument.Edge(from: 1, to: 0, weight: 1, uses: [.init(kind: "type", count: 1)], cycle: 1),
      GraphDocument.Edge(from: 2, to: 3, weight: 0, uses: [.init(kind: "declared", count: 1)]),
      GraphDocument.Edge(from: 4, to: 3, weight: 2001, uses: [.init(kind: "read", count: 2001)]),
    ], cycles: 1, notes: ["12 files, the least connected, are folded into 1 node; --limit 0 shows each."])

  private func text(_ format: GraphFormat) -> String {
    String(decoding: format.writer.write(Self.document), as: UTF8.self)
  }

  @Test(arguments: GraphFormat.allCases)
  func matchesGolden(format: GraphFormat) throws {
    try Golden.expect(format.writer.write(Self.document), matches: "graph.\(format.rawValue)")
    #expect(format.writer.write(Self.document) == format.writer.write(Self.document))
  }

  @Test(arguments: GraphFormat.allCases)
  func noControlCharacterGetsOut(format: GraphFormat) {
    #expect(!text(format).unicodeScalars.contains { $0 != "\n" && TerminalSanitizer.isUnsafe($0) })
    // A newline of the repository's would add a line.
    let lines = text(format).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(!lines.contains { $0.hasPrefix("\\t") || $0.hasPrefix("-->") })
  }

  @Test func jsonFitsItsSchemaAndReadsBack() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let schema = try JSONValue.parse([UInt8](Data(contentsOf: root.appending(path: "docs/graph.schema.json"))))
    let json = try JSONValue.parse(GraphFormat.json.writer.write(Self.document))
    #expect(try SchemaCheck.faults(of: json, against: schema) == [])
    #expect(json["nodes"]?[3]?["id"]?.text == Self.hostile && json["edges"]?[2]?["to"]?.text == Self.hostile)
    var whole = Self.document
    whole.focus = nil
    whole.nodes = []
    whole.edges = []
    let empty = try JSONValue.parse(GraphFormat.json.writer.write(whole))
    #expect(try SchemaCheck.faults(of: empty, against: schema) == [])
  }

  @Test func graphMLIsWellFormed() throws {
    let comments = text(.graphml).components(separatedBy: "<!--").dropFirst().map {
      $0.components(separatedBy: "-->")[0]
    }
    #expect(comments.count == 2 && comments.allSatisfy { !$0.contains("--") })
    let body = text(.graphml)
    #expect(body.components(separatedBy: "<node ").count == 6 && body.components(separatedBy: "<edge ").count == 5)
    #expect(!body.contains("<b>") && !body.contains("\u{FFFF}"))
  }

  @Test func dotQuotesAreBalanced() {
    for line in text(.dot).split(separator: "\n") where !line.hasPrefix("//") {
      var isOpen = false
      var isEscaped = false
      for character in line.unicodeScalars {
        if isEscaped {
          isEscaped = false
          continue
        }
        if character == "\\" { isEscaped = true }
        if character == "\"" { isOpen.toggle() }
      }
      #expect(!isOpen, "\(line)")
    }
  }

  @Test func mermaidHoldsNoMarkupOfTheRepositorys() {
    for line in text(.mermaid).split(separator: "\n") {
      guard let first = line.firstIndex(of: "["), let last = line.lastIndex(of: "]") else { continue }
      let label = line[line.index(after: first)..<last]
      #expect(label.hasPrefix("\"") && label.hasSuffix("\""))
      #expect(!label.dropFirst().dropLast().contains { "\"<>&`{}[]%\\_*|@".contains($0) })
    }
    #expect(text(.mermaid).components(separatedBy: "\n").count { $0.hasSuffix("  end") } == 2)
    #expect(!text(.mermaid).dropFirst(2).contains("%%{"))
  }

  @Test(arguments: [
    ("move(from:to:)", "move(from:to:)"), ("end", "end"), ("1. a", "1#46; a"), ("12) a", "12#41; a"),
    ("- a", "#45; a"), ("+(_:_:)", "#43;(#95;:#95;:)"), ("a.b-c", "a.b-c"), ("www.a.b", "www#46;a.b"),
    ("a://b", "a#58;#47;/b"), ("", ""),
  ])
  func mermaidEscapesWhatActs(label: String, escaped: String) {
    var document = Self.document
    document.nodes = [GraphDocument.Node(id: "x", label: label, kind: "file")]
    document.edges = []
    let text = String(decoding: GraphFormat.mermaid.writer.write(document), as: UTF8.self)
    #expect(text.contains("  n0[\"\(escaped)\"]\n"), "\(text)")
  }

  @Test func unknownFormatsListTheKnownOnes() {
    let error = #expect(throws: AnalysisError.self) { try GraphFormat(named: "x\u{1B}[2J") }
    #expect(error?.message.contains("graphml") == true && error?.message.contains("\u{1B}") == false)
  }
}
