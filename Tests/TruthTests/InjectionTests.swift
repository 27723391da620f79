import Facts
import Graph
import Model
import Testing

@testable import xtal_dev

/// Faults: how names are made, where they go, and what is told of them.
struct InjectionTests {
  private static let source = """
    struct Basket {
      var apples = 3
      func weigh(by factor: Int, from start: Int) -> Int { apples * factor }
    }

    func total(_ basket: Basket) -> Int { basket.apples + basket.weigh(by: 2, from: 1) }
    func sum(_ basket: Basket) -> Int { basket.weigh(by: 4, from: 3) - basket.apples }
    """

  private static func trials() -> (InjectionTrials, IncrementalLinker) {
    let bytes = Array(source.utf8)
    let facts = bytes.withUnsafeBufferPointer { FactsReader.read($0) }
    let blob = [UInt8](repeating: 0, count: 20).withUnsafeBytes { BlobID(bytes: $0) }
    let input = GraphLinker.Input(path: "a.swift", blob: blob, facts: facts, isManifest: false)
    let module = ProjectLayout.Module(
      name: "A", importName: "A", kind: .library, packagePath: "", dependencies: [], externalDependencies: [],
      isProduct: false)
    let layout = ProjectLayout(modules: [module], moduleOfFile: [0], gaps: [])
    let library = LibraryModules.load(for: [input], workers: 1)
    let linker = IncrementalLinker(files: [input], layout: layout, library: library, workers: 1)
    return (
      InjectionTrials(files: [input], contents: [bytes], layout: layout, library: library, workers: 1), linker
    )
  }

  private static func chosen(seed: UInt64) -> [Injection] {
    let (trials, linker) = trials()
    var chooser = InjectionChooser(graph: linker.graph, library: trials.library, seed: seed)
    return chooser.choose(20)
  }

  @Test func namesAreMadeAsTheirKindSays() {
    var generator = SeededGenerator(seed: 1)
    #expect(Set(NameMutation.letterDropped.names(from: "name", using: &generator)) == ["nme", "nae", "nam"])
    #expect(Set(NameMutation.lettersSwapped.names(from: "name", using: &generator)) == ["nmae", "naem"])
    #expect(NameMutation.letterDoubled.names(from: "it", using: &generator) == ["itt"])
    #expect(
      Set(NameMutation.partDropped.names(from: "makeURLRequest", using: &generator))
        == ["uRLRequest", "makeRequest", "makeURL"])
    #expect(
      NameMutation.partReplaced.names(from: "itemCount", using: &generator).sorted() == ["itemLength", "itemSize"])
    #expect(NameMutation.invented.names(from: "count", using: &generator).sorted() == ["length", "size"])
    #expect(NameMutation.letterDropped.names(from: "id", using: &generator) == [])
    #expect(NameMutation.parts(of: "makeURLRequest2") == ["make", "URL", "Request2"])
  }

  @Test func theSameSeedGivesTheSameFaults() {
    let (first, again, other) = (Self.chosen(seed: 7), Self.chosen(seed: 7), Self.chosen(seed: 8))
    #expect(first.map(\.replacement) == again.map(\.replacement) && first.map(\.range) == again.map(\.range))
    #expect(first.map(\.replacement) != other.map(\.replacement))
    #expect(first.count <= InjectionChooser.perFile && !first.isEmpty)
  }

  @Test func faultsChangeOnlyTheirRange() {
    let fault = Injection(
      subject: .member, mutation: "", isNear: true, file: 0, range: 1..<3, replacement: "xyz", offset: 1, original: "bc"
    )
    #expect(fault.applied(to: Array("abcd".utf8)) == Array("axyzd".utf8))
  }

  @Test func eachFileHasOneFaultARound() {
    func fault(_ file: Int) -> Injection {
      Injection(
        subject: .member, mutation: "", isNear: true, file: file, range: 0..<0, replacement: "", offset: 0, original: ""
      )
    }
    #expect(InjectionTrials.rounds([0, 1, 0, 2, 0].map(fault)) == [[0, 1, 3], [2], [4]])
  }

  @Test func faultsOfKnownTypesAreFoundWithTheirNames() {
    let (trials, linker) = Self.trials()
    let faults = Self.chosen(seed: 3)
    let outcomes = trials.run(faults, linker: linker)
    #expect(outcomes.count == faults.count)
    for outcome in outcomes {
      #expect(outcome.hasRightKind, "\(outcome)")
      if outcome.injection.isNear { #expect(outcome.namesOriginal, "\(outcome)") }
    }
    let report = InjectionReport(outcomes: outcomes, paths: ["a.swift"], worst: 3).text
    #expect(report.contains("100.0 %") && !report.contains("not found"))
  }

  @Test func whatIsNotFoundIsListedByItsReason() {
    let (trials, linker) = Self.trials()
    let offset = Self.source.utf8.count - "apples }".utf8.count
    // A fault that is none: the name stays.
    let fault = Injection(
      subject: .member, mutation: "none", isNear: true, file: 0, range: offset..<offset + 6, replacement: "apples",
      offset: offset, original: "apples")
    let outcomes = trials.run([fault], linker: linker)
    #expect(outcomes.map(\.isFound) == [false])
    #expect(outcomes.map(\.reason) == ["resolved to Basket.apples"])
    let report = InjectionReport(outcomes: outcomes, paths: ["a.swift"], worst: 3).text
    #expect(report.contains("not found: member of an own type, resolved to something: 1"))
  }
}
