import Model
import Testing

@testable import Pipeline

/// Documents in a whole run: which are read, where their findings point, and that a changed one is noticed.
struct DocumentAnalysisTests {
  private static let manifest = """
    // swift-tools-version: 5.9
    import PackageDescription
    let package = Package(name: "P", products: [.library(name: "A", targets: ["A"])], targets: [.target(name: "A")])
    """
  private static let source = "public struct Basket { public init() {}; public func add(_ count: Int) {} }\n"
  private static let block = "Text.\n\n```swift\nlet basket = Basket()\nbasket.put(1)\n```\n"

  private func run(_ folder: AnalysisTests.Folder, workers: Int = 2) throws -> RunResult {
    try AnalysisPipeline(
      AnalysisRequest(
        path: folder.path, revision: nil, configuration: Configuration(), database: .standard, rules: [],
        includesPreview: false, workers: workers, analyserBuild: "test")
    ).run().result
  }

  private func sample() throws -> AnalysisTests.Folder {
    let folder = try AnalysisTests.Folder()
    try folder.write("Package.swift", Self.manifest)
    try folder.write("Sources/A/a.swift", Self.source)
    return folder
  }

  @Test func whatADocumentShowsIsHeldAgainstTheCode() throws {
    let folder = try sample()
    for name in ["README.md", "Sources/A/A.docc/Guide.md", "CHANGELOG.md", "Docs/Migration/to-2.md"] {
      try folder.write(name, Self.block)
    }
    try folder.write("Docs/plain.md", "No code.\n")
    let result = try run(folder)
    let found = result.findings.filter { $0.rule.text == "imaginary/unresolved-member" }
    #expect(found.map { "\($0.path):\($0.line):\($0.column)" } == ["README.md:5:8", "Sources/A/A.docc/Guide.md:5:8"])
    #expect(found.allSatisfy { $0.severity == .warning && $0.confidence == 0.7 && $0.module.isEmpty })
    #expect(result.notes == ["Swift in 2 documents was held against the code: 2 blocks."])
    #expect(result.snapshot.files == 2, "documents are no files of the graph")
    #expect(try run(folder, workers: 1) == result)
  }

  @Test func aChangedDocumentIsReadAgain() throws {
    let folder = try sample()
    try folder.write("README.md", Self.block)
    #expect(try run(folder).findings.contains { $0.path == "README.md" })
    try folder.write("README.md", Self.block.replacing("put", with: "add"))
    #expect(try !run(folder).findings.contains { $0.path == "README.md" })
  }
}
