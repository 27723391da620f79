import Model
import Testing

@testable import Graph

/// The graph at each level, cut down to a focus, and folded.
@Suite struct LevelGraphTests {
  /// Two modules; Order and Bill are a cycle, Tax hangs on, and one function stands outside of types.
  private static let sources: [(path: String, text: String)] = [
    ("Sources/Shop/Order.swift", "public struct Order { public var bill: Bill?\n  struct Line { var price = 1 } }"),
    (
      "Sources/Shop/Bill.swift",
      "public struct Bill { let order: [Order]\n  func total() -> Int { Tax.rate + Tax.rate } }"
    ),
    ("Sources/Shop/Tax.swift", "enum Tax { static let rate = 19 }\nextension String { var taxed: Int { Tax.rate } }"),
    (
      "Sources/Till/Till.swift",
      "import Shop\nfunc open(_ order: Order) { func inner() -> Bill? { order.bill }\n  _ = inner() }"
    ),
  ]

  private func document(
    _ level: GraphDocument.Level, focus: String? = nil, depth: Int = 1, nodeLimit: Int? = nil, edgeLimit: Int? = nil
  ) throws -> GraphDocument {
    let graph = graph(Self.sources)
    let view = LevelGraph(graph, level: level)
    var options = GraphDocumentBuilder.Options(nodeLimit: nodeLimit, edgeLimit: edgeLimit)
    if let focus {
      guard case .nodes(let nodes) = FocusSearch(graph, view).find(focus) else {
        throw AnalysisError("no \(focus)")
      }
      options.focus = (nodes, focus, depth)
    }
    return GraphDocumentBuilder(graph, view, options: options).document()
  }

  private func edges(_ document: GraphDocument) -> [String] {
    document.edges.map { "\(document.nodes[$0.from].label) → \(document.nodes[$0.to].label) \($0.weight)" }
  }

  @Test func modules() throws {
    let document = try document(.module)
    #expect(document.nodes.map(\.id) == ["Shop", "Till"])
    #expect(document.nodes.map(\.kind) == ["library", "library"])
    #expect(document.edges.count == 1 && document.edges[0].from == 1 && document.edges[0].weight >= 3)
    #expect(document.edges[0].uses.contains(GraphDocument.Use(kind: "import", count: 1)))
    #expect(
      document.edges[0].weight == document.edges[0].uses.filter { $0.kind != "import" }.reduce(0) { $0 + $1.count })
    #expect(document.nodes[0].inside > 0 && document.cycles == 0)
  }

  @Test func filesAndTheirCycle() throws {
    let document = try document(.file)
    #expect(document.nodes.map(\.label) == ["Order.swift", "Bill.swift", "Tax.swift", "Till.swift"])
    #expect(document.nodes.map(\.cycle) == [1, 1, 0, 0] && document.cycles == 1)
    #expect(document.edges.filter { $0.cycle == 1 }.map { [$0.from, $0.to] } == [[0, 1], [1, 0]])
  }

  @Test func typesAndTheCodeOutsideOfThem() throws {
    let document = try document(.type)
    #expect(
      document.nodes.map(\.label) == ["Order", "Order.Line", "Bill", "Tax", "code of Tax.swift", "code of Till.swift"])
    #expect(document.nodes.map(\.cycle) == [1, 0, 1, 0, 0, 0])
    #expect(edges(document).contains("code of Tax.swift → Tax 2") && edges(document).contains("Bill → Tax 4"))
  }

  @Test func declarationsWithoutLocalOnes() throws {
    let document = try document(.declaration)
    #expect(!document.nodes.contains { $0.label.contains("inner") })
    #expect(edges(document).contains("Bill.total() → Tax.rate 2"))
    #expect(edges(document).contains("open(_:) → Order.bill 1"))
    #expect(document.nodes.contains { $0.label == "extension String" && $0.kind == "extension" })
    #expect(Set(document.nodes.map(\.id)).count == document.nodes.count)
    #expect(document.nodes.first { $0.label == "Bill.total()" }?.line == 2)
  }

  @Test func focusTakesStepsBothWays() throws {
    #expect(try document(.type, focus: "Tax", depth: 0).nodes.map(\.label) == ["Tax"])
    let near = try document(.type, focus: "Tax")
    #expect(near.nodes.map(\.label) == ["Bill", "Tax", "code of Tax.swift"])
    #expect(near.nodes.map(\.isFocus) == [false, true, false])
    // Bill lies on a cycle still, though the other half of it is not shown.
    #expect(near.nodes[0].cycle == 1 && near.notes.count == 1)
    #expect(try document(.type, focus: "Tax", depth: 3).nodes.count == 5)
  }

  @Test(arguments: [
    ("Shop", ["Order.swift", "Bill.swift", "Tax.swift"]), ("module:Till", ["Till.swift"]),
    ("Shop/Tax.swift", ["Tax.swift"]), ("Sources/Shop/Tax.swift", ["Tax.swift"]), ("Bill.total", ["Bill.swift"]),
    ("total()", ["Bill.swift"]), ("Shop.Bill", ["Bill.swift"]), ("Line", ["Order.swift"]),
    ("Sources/Shop/Tax.swift#Tax.rate", ["Tax.swift"]),
  ])
  func symbolsMeanOneThing(symbol: String, labels: [String]) throws {
    #expect(try document(.file, focus: symbol, depth: 0).nodes.map(\.label) == labels)
  }

  @Test func symbolsMayMeanSeveralOrNothing() {
    let graph = graph([
      ("Sources/A/a.swift", "struct A { func go() {} }\nstruct B { func go() {} }"), ("Sources/B/b.swift", "let x = 1"),
    ])
    let types = FocusSearch(graph, LevelGraph(graph, level: .type))
    #expect(types.find("go") == .ambiguous(["Sources/A/a.swift#A.go()", "Sources/A/a.swift#B.go()"]))
    // What cannot be told apart at this level need not be.
    #expect(FocusSearch(graph, LevelGraph(graph, level: .file)).find("go") == .nodes([0]))
    #expect(types.find("B") == .ambiguous(["Sources/A/a.swift#B", "module:B"]))
    for symbol in ["", "C", ".", "#", "module:", "a.swift#", "\u{0}", "go(", "((("] {
      #expect(types.find(symbol) == .unknown, "\(symbol)")
    }
    #expect(types.names().contains { $0.name == "A.go()" && $0.short == "go" })
  }

  @Test func theLeastConnectedAreFoldedAndCounted() throws {
    let whole = try document(.declaration)
    for limit in 1...whole.nodes.count {
      let folded = try document(.declaration, nodeLimit: limit)
      #expect(folded.nodes.count <= limit)
      #expect(Set(folded.nodes.map(\.id)).count == folded.nodes.count)
      // Nothing is lost: a container stands for its members, any other node for itself too.
      let containers = folded.nodes.filter { ["module", "rest"].contains($0.kind) || $0.label.hasPrefix("code of") }
      #expect(
        folded.nodes.reduce(0) { $0 + $1.folded } + folded.nodes.count
          - containers.count { !whole.nodes.map(\.id).contains($0.id) } == whole.nodes.count)
      func references(_ document: GraphDocument) -> Int {
        document.edges.reduce(0) { $0 + $1.weight } + document.nodes.reduce(0) { $0 + $1.inside }
      }
      #expect(references(folded) == references(whole))
      #expect(folded.notes.isEmpty == (folded.nodes.allSatisfy { $0.folded == 0 }))
    }
    #expect(try document(.declaration, nodeLimit: whole.nodes.count) == whole)
  }

  @Test func foldingSparesTheFocusAndKeepsTheHub() throws {
    let folded = try document(.file, focus: "Till.swift", depth: 9, nodeLimit: 2)
    #expect(folded.nodes.contains { $0.label == "Till.swift" && $0.isFocus && $0.folded == 0 })
    #expect(folded.nodes.contains { $0.kind == "folder" && $0.id == "Sources/Shop/" && $0.foldedOnCycles == 2 })
  }

  @Test func edgesCanBeLimitedToo() throws {
    var sources: [(path: String, text: String)] = []
    for index in 0..<24 {
      let uses = (0..<24).filter { $0 != index }.map { "var v\($0): T\($0)?" }.joined(separator: "\n")
      sources.append(("Sources/M/T\(index).swift", "final class T\(index) {\n\(uses)\n}"))
    }
    let graph = graph(sources)
    let view = LevelGraph(graph, level: .file)
    #expect(view.edges.count == 24 * 23)
    let document = GraphDocumentBuilder(graph, view, options: .init(nodeLimit: 100, edgeLimit: 200)).document()
    #expect(document.edges.count <= 200 && document.nodes.count > 8)
  }

  @Test func workersAndRunsAgree() {
    for level in GraphDocument.Level.allCases {
      let documents = [1, 2, 8].map { workers in
        let graph = graph(Self.sources, workers: workers)
        return GraphDocumentBuilder(graph, LevelGraph(graph, level: level), options: .init(nodeLimit: 4)).document()
      }
      #expect(documents[0] == documents[1] && documents[1] == documents[2])
    }
  }

  @Test func manifestsAndDoubtfulReferencesStayOut() {
    let graph = graph(Self.sources)
    let view = LevelGraph(graph, level: .file, leastConfidence: 101)
    #expect(view.edges.isEmpty && view.uncertain == graph.references.count)
    var withManifest = graph
    withManifest.files[3].isManifest = true
    #expect(LevelGraph(withManifest, level: .type).subjects.count == 5)
    #expect(LevelGraph(withManifest, level: .declaration).edges.allSatisfy { $0.weight > 0 })
  }
}
