import Model
import Store

@testable import Facts
@testable import Graph

/// A made-up analysis of any size.
struct SampleAnalysis {
  var random: RandomSource
  var files = 6
  var nodesPerFile = 60
  var declarationsPerFile = 8
  var references = 200
  var findings = 12
  var repository = "Sample"
  /// The odd texts of `oddTexts` where any text can stand; plain ones otherwise.
  var isOdd = true

  init(seed: UInt64) { random = RandomSource(seed: seed) }

  mutating func make(key: String, committed: Int? = nil) -> SavedAnalysis {
    let graph = makeGraph()
    return SavedAnalysis(
      key: AnalysisKey(repository: repository, text: key, committed: committed), result: makeResult(), graph: graph,
      newFacts: graph.files.map { CodedFacts(blob: $0.blob, bytes: FactsCoder.encode($0.facts)) })
  }

  mutating func makeBlob() -> BlobID {
    let bytes = (0..<20).map { _ in UInt8(random.below(256)) }
    return bytes.withUnsafeBytes { BlobID(bytes: $0) }
  }

  mutating func makeGraph() -> CodeGraph {
    let layout = makeLayout()
    var list = [CodeGraph.File]()
    var first: Int32 = 0
    for index in 0..<files {
      var sample = SampleFacts(random: random, nodes: nodesPerFile, declarations: declarationsPerFile, isOdd: isOdd)
      let facts = sample.make()
      random = sample.random
      list.append(
        CodeGraph.File(
          path: "Sources/Module\(index % 3)/File\(index).swift", blob: makeBlob(), module: Int32(index % 4) - 1,
          facts: facts, firstDeclaration: first, isManifest: index == 0))
      first += Int32(facts.declarations.count)
    }
    let count = Int(first)
    let references = makeReferences(declarations: count)
    return CodeGraph(
      files: list, layout: layout,
      fileOfDeclaration: list.indices.flatMap { Array(repeating: Int32($0), count: list[$0].facts.declarations.count) },
      typeOfDeclaration: (0..<count).map { _ in random.chance(50) ? -1 : Int32(random.below(count)) },
      references: references, incomingStarts: [], incoming: [], libraryModules: [],
      unresolvedReferences: [], unresolved: CodeGraph.UnresolvedCounts(),
      fileEdges: makeEdges(nodes: files), typeEdges: [], moduleEdges: makeEdges(nodes: layout.modules.count),
      moduleImports: [])
  }

  private mutating func makeLayout() -> ProjectLayout {
    let modules = (0..<3).map { index in
      ProjectLayout.Module(
        name: "Module\(index)", importName: "Module\(index)", kind: index == 2 ? .test : .library, packagePath: "",
        dependencies: [], externalDependencies: [], isProduct: index == 0)
    }
    return ProjectLayout(modules: modules, moduleOfFile: (0..<files).map { $0 % 4 - 1 }, gaps: [])
  }

  private mutating func makeReferences(declarations: Int) -> [Reference] {
    guard declarations > 0 else { return [] }
    return (0..<references).map { index in
      Reference(
        file: Int32(index * files / references), node: UInt32(random.below(nodesPerFile)),
        source: Int32(min(index * declarations / references + random.below(3), declarations)) - 1,
        target: Int32(random.below(declarations)),
        role: ReferenceRole.allCases[random.below(ReferenceRole.allCases.count)], confidence: 90)
    }
  }

  private mutating func makeEdges(nodes: Int) -> [GraphEdge] {
    (0..<Int32(nodes)).flatMap { from in
      (0..<Int32(nodes)).filter { $0 != from && random.chance(max(1, 300 / nodes)) }.map {
        GraphEdge(from: from, to: $0, weight: Int32(1 + random.below(9)), example: 0)
      }
    }
  }

  mutating func makeResult() -> RunResult {
    let numbers = [
      0.1, -0.0, .infinity, -.infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 3, 1e300, 0.2 + 0.1,
    ]
    func number(_ random: inout RandomSource) -> Double { numbers[random.below(numbers.count)] }
    var coverage = Coverage(analysed: random.below(1000))
    for _ in 0..<random.below(4) {
      coverage.partial.append(Coverage.Gap(path: text(), reason: text()))
      coverage.skipped.append(Coverage.Gap(path: text(), reason: text()))
    }
    var metrics = [String: Double]()
    for index in 0..<random.below(30) { metrics["\(text())\(index)"] = number(&random) }
    let modules = (0..<random.below(5)).map { _ in
      RunResult.ModuleSummary(
        name: text(),
        metrics: Dictionary(
          uniqueKeysWithValues: (0..<random.below(20)).map { ("measure.\($0)", number(&random)) }))
    }
    return RunResult(
      repository: repository,
      snapshot: RunResult.SnapshotSummary(
        revision: random.chance(50) ? "" : text(), isDirty: random.chance(50), files: files,
        linesOfCode: random.below(1 << 40)),
      coverage: coverage, metrics: metrics, modules: modules,
      files: (0..<random.below(4)).map { index in makeFile(index) },
      findings: (0..<findings).map { _ in makeFinding() },
      notes: (0..<random.below(3)).map { _ in text() })
  }

  private mutating func makeFile(_ index: Int) -> RunResult.FileSummary {
    RunResult.FileSummary(
      path: "\(index)" + text(),
      energy: EnergyFigures(all: makePart(), code: makePart(), identifiers: makePart()))
  }

  private mutating func makePart() -> EnergyFigures.Part {
    EnergyFigures.Part(tokens: random.below(1 << 30), bits: Double(random.below(1 << 40)) / 65_536)
  }

  mutating func makeFinding() -> Finding {
    Finding(
      rule: RuleID(random.chance(90) ? "void/unreferenced-declaration" : text()),
      severity: Severity.allCases[random.below(3)], confidence: Double(1 + random.below(100)) / 100, path: text(),
      line: random.below(5000), column: random.below(120), endLine: random.below(5000), symbol: text(), module: text(),
      message: text(), minutes: Double(random.below(1000)) / 7, fingerprint: String(random.next(), radix: 16),
      evidence: (0..<random.below(6)).map { _ in
        Finding.Evidence(path: text(), line: random.below(5000), endLine: random.below(5000), message: text())
      })
  }

  private mutating func text() -> String {
    isOdd
      ? oddTexts[random.below(oddTexts.count)]
      : "Sources/Some/Folder/With/Words\(random.below(2000)).swift"
  }
}
