import Facts
import Foundation
import Graph
import IndexStore
import Model
import TestSupport
import Testing

/// The index laid over the graph of the same files.
@Suite(.enabled(if: CompiledSource.compiler != nil, "there is no swiftc on PATH to make an index with"))
struct TierTests {
  private struct Linked {
    var graph: CodeGraph
    var tier: IndexTier

    /// Every written use of a repository's declaration in a file, as `line:column target role`.
    func uses(_ file: Int = 0) -> [String] {
      tier.files[file].uses.filter { $0.target >= 0 && $0.traits.isEmpty }.map {
        "\($0.line):\($0.column) \(graph.qualifiedName(Int($0.target))) \($0.role.word)"
      }
    }
  }

  /// Compiles `sources`, then links what `later` says of them, or the same.
  private func linked(_ sources: [String: String], later: [String: String] = [:]) throws -> Linked {
    try linked(sources.merging(later) { $1 }, in: CompiledSource(sources), workers: 2)
  }

  private func linked(_ sources: [String: String], in compiled: CompiledSource, workers: Int) throws -> Linked {
    let paths = sources.keys.sorted()
    let facts = parallelMap(count: paths.count, workers: 1) { index -> FileFacts in
      Array((sources[paths[index]] ?? "").utf8).withUnsafeBufferPointer { FactsReader.read($0) }
    }
    let blob = [UInt8](repeating: 0, count: 20).withUnsafeBytes { BlobID(bytes: $0) }
    let graph = GraphLinker.link(
      files: paths.indices.map {
        GraphLinker.Input(path: paths[$0], blob: blob, facts: facts[$0], isManifest: false)
      },
      layout: ProjectLayout(modules: [], moduleOfFile: paths.map { _ in -1 }, gaps: []),
      library: LibraryModules.load(workers: 1), workers: 1)
    let store = try IndexStoreReader(library: StoreReadingTests.library(), path: compiled.store)
    let listing = try IndexStoreListing(store: store.path, paths: paths)
    let indexed = IndexedFiles.read(listing, from: store, root: compiled.root, paths: paths, workers: workers)
    return Linked(graph: graph, tier: IndexTier(indexed, files: graph.files, workers: workers))
  }

  @Test func usesNameTheDeclarationsOfTheGraph() throws {
    let result = try linked([
      "a.swift": """
      protocol Shape { func area() -> Int }
      struct Box: Shape {
        var width: Int
        init(width: Int) { self.width = width }
        func area() -> Int { width }
        subscript(index: Int) -> Int { index }
        enum Side { case left, right }
      }
      extension Box.Side { func flip() -> Box.Side { .right } }
      """,
      "b.swift": """
      func use(_ shape: any Shape) -> Int { shape.area() }
      var box = Box(width: 1)
      let taken = box[2] + use(box)
      let path = \\Box.width
      func change() { box.width = 3; _ = Box.init(width: 4); _ = Box.Side.left.flip() }
      """,
    ])
    #expect(result.tier.files.allSatisfy { $0.state == .covered && $0.moduleName == "Sample" })
    #expect(
      result.uses() == [
        "2:13 Shape conform", "4:27 Box.width write", "5:24 Box.width read", "9:11 Box type",
        "9:15 Box.Side extend", "9:37 Box type", "9:41 Box.Side type", "9:49 Box.Side.right read",
      ])
    #expect(
      result.uses(1)
        == [
          "1:23 Shape type", "1:45 Shape.area() call", "2:11 Box type", "2:11 Box.init(width:) call",
          "3:13 box read", "3:16 Box.subscript(_:) read", "3:22 use(_:) call", "3:26 box read", "4:13 Box type",
          "4:17 Box.width key path", "5:17 box write", "5:21 Box.width write", "5:36 Box type",
          "5:40 Box.init(width:) call", "5:60 Box type", "5:64 Box.Side type", "5:69 Box.Side.left read",
          "5:74 Side.flip() call",
        ].map { $0.replacing("Side.flip", with: "Box.Side.flip") })
    let witness = result.tier.files[0].witnesses.map {
      "\(result.graph.qualifiedName(Int($0.declaration))) \(result.graph.qualifiedName(Int($0.target)))"
    }
    #expect(witness == ["Box.area() Shape.area()"])
  }

  @Test func whatTheCompilerMadeIsKeptApart() throws {
    let result = try linked([
      "a.swift": """
      struct Point { var x = 0; var y = 0 }
      let point = Point(x: 1)
      @propertyWrapper struct Kept { var wrappedValue: Int }
      struct Holder { @Kept var value = 3; func read() -> Int { _value.wrappedValue + value } }
      """
    ])
    #expect(
      result.uses() == [
        "2:13 Point type", "4:18 Kept attribute", "4:59 Holder.value read", "4:66 Kept.wrappedValue read",
        "4:81 Holder.value read",
      ])
    let label = result.tier.files[0].uses.filter { $0.traits.contains(.isLabel) }
    #expect(label.map(\.column) == [19] && label.allSatisfy { $0.target >= 0 })
    let made = result.tier.files[0].uses.filter { $0.traits.contains(.isSynthesised) }
    #expect(!made.isEmpty && made.allSatisfy { $0.target < 0 })
    #expect(
      result.tier.references(ofFile: 0, in: result.graph.files[0]).map {
        "\(result.graph.qualifiedName(Int($0.target))) \($0.confidence)"
      } == ["Point 100", "Kept 100", "Kept.wrappedValue 100", "Holder.value 100", "Holder.value 100"])
  }

  @Test func clausesThatWereNotCompiledAreKnown() throws {
    let result = try linked([
      "a.swift": "#if NEVER_SET\nfunc no() {}\n#else\nfunc yes() {}\n#endif\nfunc use() { yes() }"
    ])
    #expect(result.tier.files[0].isConditionActive == [false, true])
    let known = result.graph.files[0].facts.declarations.indices.filter { result.tier.isDeclarationKnown[$0] }
    #expect(known.map { result.graph.qualifiedName($0) } == ["yes()", "use()"])
  }

  @Test func anotherTextIsNotTrusted() throws {
    let compiled = "struct A { func f() {} }\nfunc use(a: A) { a.f() }"
    for other in [
      "struct B { func f() {} }\nfunc use(a: B) { a.f() }", "// moved\n" + compiled, "", "struct A { func f() {} }",
    ] {
      let result = try linked(["a.swift": compiled], later: ["a.swift": other])
      guard case .untrusted(.otherText(let count)) = result.tier.files[0].state else {
        Issue.record("trusted although the text is now: \(other)")
        continue
      }
      #expect(count > 0 && result.tier.files[0].uses.isEmpty)
    }
  }

  @Test func workersChangeNothing() throws {
    let sources = ["a.swift": "struct A { var b = B() }", "b.swift": "struct B { func f() -> A? { nil } }"]
    let compiled = try CompiledSource(sources)
    let results = try [1, 2, 8].map { try linked(sources, in: compiled, workers: $0) }
    #expect(!results[0].uses().isEmpty)
    for result in results {
      #expect(result.tier.files.map(\.uses) == results[0].tier.files.map(\.uses))
      #expect(result.tier.isDeclarationKnown == results[0].tier.isDeclarationKnown)
    }
  }

  // MARK: Taking its references

  /// The graph with the index's references: `line:column target confidence`, and the same of what stays open.
  private func substituted(_ sources: [String: String], later: [String: String] = [:]) throws -> [String: [String]] {
    let linked = try linked(sources, later: later)
    let graph = IndexSubstitution.graph(linked.graph, taking: linked.tier, workers: 2)
    var rows: [String: [String]] = [:]
    for reference in graph.references where reference.role != .override {
      let file = graph.files[Int(reference.file)]
      guard let token = ReferenceSites.token(ofNode: Int(reference.node), tree: file.facts.tree) else { continue }
      let place = file.facts.position(ofToken: token)
      rows[file.path, default: []].append(
        "\(place.line):\(place.column) \(graph.qualifiedName(Int(reference.target))) \(reference.confidence == 100)")
    }
    #expect(graph.incoming.count == graph.references.count)
    return rows
  }

  @Test func whatTheIndexDoesNotSpeakOfStaysTheResolvers() throws {
    let rows = try substituted([
      "a.swift": """
      struct Box { var width = 1 }
      func use(_ box: Box) -> Int {
        let local = box
        #if NEVER_SET
        _ = box.width
        #endif
        return local.width
      }
      """
    ])
    #expect(
      rows["a.swift"]?.contains("2:17 Box true") == true && rows["a.swift"]?.contains("7:16 Box.width true") == true
        && rows["a.swift"]?.contains("5:11 Box.width false") == true, "\(rows)")
    #expect(rows["a.swift"]?.contains { $0.hasPrefix("7:10 ") && $0.hasSuffix("local false") } == true, "\(rows)")
  }

  @Test func aStaleFileKeepsTheResolversReferencesAndMayBeReferredTo() throws {
    let sources = ["a.swift": "struct Box { func area() -> Int { 1 } }", "b.swift": "let area = Box().area()"]
    let rows = try substituted(sources, later: ["a.swift": "// moved\nstruct Box { func area() -> Int { 1 } }"])
    // To the index, Box is nothing of a covered file.
    #expect(rows["b.swift"]?.contains("1:12 Box false") == true, "\(rows)")
    #expect(rows["b.swift"]?.contains("1:18 Box.area() false") == true, "\(rows)")
    #expect(try substituted(sources)["b.swift"]?.allSatisfy { $0.hasSuffix("true") } == true)
  }

  @Test func codeThatDoesNotCompileKeepsWhatTheResolverIsSureOf() throws {
    let sources = [
      "a.swift": "struct Box { func area() -> Int { 1 } }\nfunc use() { Box().area().nothing(Box().area()) }"
    ]
    let linked = try linked(sources, in: CompiledSource(sources, errors: .tolerated), workers: 1)
    #expect(linked.tier.files[0].state == .covered)
    let graph = IndexSubstitution.graph(linked.graph, taking: linked.tier, workers: 1)
    let area = try #require((0..<graph.declarationCount).first { graph.qualifiedName($0) == "Box.area()" })
    #expect(graph.references(to: area).count == 2)
  }

  @Test func edgesWitnessesAndIndicesAreThoseOfTheNewReferences() throws {
    let linked = try linked([
      "a.swift": "protocol Shape { func area() -> Int }\nclass Base { func f() {} }",
      "b.swift": "struct Box: Shape { func area() -> Int { 1 } }\nfinal class Sub: Base { override func f() {} }",
    ])
    let graph = IndexSubstitution.graph(linked.graph, taking: linked.tier, workers: 1)
    let witnesses = graph.witnesses.filter { $0.requirement >= 0 }.map {
      "\(graph.qualifiedName(Int($0.member))) \(graph.qualifiedName(Int($0.requirement)))"
    }
    #expect(witnesses == ["Box.area() Shape.area()", "Sub.f() Base.f()"])
    #expect(graph.references.filter { $0.role == .override }.map(\.confidence) == [100, 100])
    #expect(graph.fileEdges.map(\.from) == [1] && graph.fileEdges.map(\.to) == [0])
    #expect(
      Int(graph.fileEdges[0].weight)
        == graph.references.count { $0.file == 1 && graph.fileOfDeclaration[Int($0.target)] == 0 })
    for (declaration, _) in graph.fileOfDeclaration.enumerated() {
      #expect(graph.references(to: declaration).allSatisfy { Int(graph.references[Int($0)].target) == declaration })
    }
  }

  @Test func aMemberThatWasCompiledIsNotMissing() throws {
    let sources = [
      "a.swift": "struct Box {}\nextension Box { var made: Int { 1 } }\nlet made = Box().made + Box().made"
    ]
    var linked = try linked(sources)
    let node = try #require(
      linked.graph.files[0].facts.tree.nodes.firstIndex {
        $0.kind == .member && linked.graph.files[0].facts.strings[$0.name] == "made"
      })
    linked.graph.unresolvedReferences = [
      UnresolvedReference(file: 0, node: UInt32(node), source: -1, base: 0, role: .read, reason: .noMember)
    ]
    #expect(IndexSubstitution.graph(linked.graph, taking: linked.tier, workers: 1).unresolvedReferences.isEmpty)
  }
}
