import Facts
import Graph
import IndexStore
import Model
import TestSupport
import Testing

/// A record with very many occurrences, as of a file of generated tables. The record is a compiler's own, one occurrence
/// of which is said over and over: compiling that many would take minutes.
@Suite(.enabled(if: CompiledSource.compiler != nil, "there is no swiftc on PATH to make an index with"))
struct LargeRecordTests {
  /// A million were tried and pass too, in about a minute on a busy machine with a debug build.
  private static let count = 250_000

  private static let text = """
    struct Box { var width = 1 }
    func use(_ box: Box) -> Int { box.width + box.width }
    """

  @Test func veryManyOccurrencesAreLaidOverTheFile() throws {
    let compiled = try CompiledSource(["a.swift": Self.text])
    let store = try IndexStoreReader(library: StoreReadingTests.library(), path: compiled.store)
    var indexed = IndexedFiles.read(
      try IndexStoreListing(store: store.path, paths: ["a.swift"]), from: store, root: compiled.root,
      paths: ["a.swift"], workers: 1)
    guard case .record(var record) = indexed.files[0].content else {
      Issue.record("the file has no record")
      return
    }
    let facts = Array(Self.text.utf8).withUnsafeBufferPointer { FactsReader.read($0) }
    let blob = [UInt8](repeating: 0, count: 20).withUnsafeBytes { BlobID(bytes: $0) }
    let plain = GraphLinker.link(
      files: [GraphLinker.Input(path: "a.swift", blob: blob, facts: facts, isManifest: false)],
      layout: ProjectLayout(modules: [], moduleOfFile: [-1], gaps: []), library: [], workers: 1)
    var use = try #require(
      record.occurrences.last { $0.roles.contains(.reference) && record.symbols[Int($0.symbol)].name == "width" })
    use.firstRelation = Int32(record.relations.count)
    record.occurrences += repeatElement(use, count: Self.count)
    indexed.files[0].content = .record(record)
    let tier = IndexTier(indexed, files: plain.files, workers: 2)
    #expect(tier.files[0].state == .covered)
    let graph = IndexSubstitution.graph(plain, taking: tier, workers: 2)
    let width = try #require((0..<graph.declarationCount).first { graph.qualifiedName($0) == "Box.width" })
    #expect(graph.references(to: width).count == Self.count + 2)
    #expect(graph.references.allSatisfy { $0.file == 0 })
  }
}
