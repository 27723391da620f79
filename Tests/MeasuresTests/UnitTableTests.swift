import Facts
import Graph
import Model
import Testing

@testable import Measures

/// Which units a snapshot has, and what is measured of them.
struct UnitTableTests {
  private func module(_ name: String, _ kind: ProjectLayout.ModuleKind = .library) -> ProjectLayout.Module {
    ProjectLayout.Module(
      name: name, importName: name, kind: kind, packagePath: "", dependencies: [], externalDependencies: [],
      isProduct: false)
  }

  private func graph(_ sources: [(path: String, module: Int, text: String)]) -> CodeGraph {
    let inputs = sources.map { source in
      let bytes = Array(source.text.utf8)
      let facts = parallelMap(count: 1, workers: 1) { _ in bytes.withUnsafeBufferPointer { FactsReader.read($0) } }[0]
      return GraphLinker.Input(
        path: source.path, blob: .zero, facts: facts, isManifest: source.path.hasSuffix("Package.swift"))
    }
    return GraphLinker.link(
      files: inputs,
      layout: ProjectLayout(
        modules: [module("M"), module("T", .test)], moduleOfFile: sources.map(\.module), gaps: []),
      library: [], workers: 1)
  }

  private func finding(_ rule: String, _ path: String, _ symbol: String = "", minutes: Double = 10) -> Finding {
    Finding(
      rule: RuleID(rule), severity: .note, confidence: 0.5, path: path, line: 1, column: 1, endLine: 1, symbol: symbol,
      module: "M", message: "", minutes: minutes, fingerprint: "", evidence: [])
  }

  private func values(_ table: UnitTable, _ name: String) -> [String: Double] {
    table.units.first { $0.name == name }.map {
      Dictionary(zip(table.predictors, $0.values), uniquingKeysWith: { first, _ in first })
    } ?? [:]
  }

  private var bakery: CodeGraph {
    graph([
      ("Package.swift", -1, "let package = 1\n"), ("Sources/loose.swift", -1, "let loose = 1\n"),
      ("Sources/M/empty.swift", 0, "// Nothing.\n"),
      ("Sources/M/made.swift", 0, "// @generated\nlet made = 1\n"),
      ("Sources/M/oven.swift", 0, "struct Oven {\n  func bake() {\n    Basket().fill()\n  }\n}\n"),
      (
        "Sources/M/basket.swift", 0,
        """
        struct Basket {
          var count = 0

          // Fills it.
          func fill() {
            func step() { if count > 0 { if count > 1 { weigh() } } }
            step()
          }
        }

        extension Basket {
          func weigh() { print(count) }
          struct Lid {
            var isOpen: Bool {
              count == 1
            }
          }
        }

        """
      ), ("Tests/T/t.swift", 1, "@testable import M\nfunc test() { Basket().fill() }\n"),
      ("Sources/MTests/u.swift", 0, "func other() {}\n"),
    ])
  }

  @Test func onlySourcesOfModulesAreStudied() {
    let graph = bakery
    let files = StudiedFiles(graph)
    #expect(files.indices.map { graph.files[$0].path } == ["Sources/M/oven.swift", "Sources/M/basket.swift"])
    #expect(files.withoutModule == 2 && files.tests == 2 && files.generated == 1 && files.empty == 1)
  }

  @Test func filesAreMeasured() {
    let graph = bakery
    let findings = [
      finding("twin/duplicate-code", "Sources/M/basket.swift"),
      finding("vacancy/unfinished-work", "Sources/M/basket.swift", minutes: 4), finding("void/x", "Tests/T/t.swift"),
    ]
    let table = UnitTable.files(StudiedFiles(graph), of: graph, findings: findings)
    #expect(table.units.map(\.path) == ["Sources/M/basket.swift", "Sources/M/oven.swift"])
    #expect(table.units.map(\.linesOfCode) == [15, 5])
    let basket = values(table, "Sources/M/basket.swift")
    #expect(basket["debt minutes"] == 7 && basket["findings"] == 2)
    #expect(abs((basket["debt density"] ?? 0) - 7.0 / 15 * 1000) < 1e-9)
    #expect(basket["fan-in"] == 2 && basket["fan-out"] == 0)
    #expect(values(table, "Sources/M/oven.swift")["fan-out"] == 1)
    #expect(basket["cognitive complexity"] == basket["highest cognitive complexity"])
    #expect((basket["cognitive complexity"] ?? 0) > 0)
    #expect(table.rareRules.map(\.text) == ["twin/duplicate-code", "vacancy/unfinished-work"])
  }

  @Test func declarationsAreMeasuredWithWhatIsNestedInThem() {
    let graph = bakery
    let path = "Sources/M/basket.swift"
    let findings = [
      finding("vacancy/unfinished-work", path, "Basket.fill()"),
      finding("vacancy/unfinished-work", path, "Basket.fill().step()"), finding("twin/duplicate-code", path),
      finding("twin/duplicate-code", path, "Other"),
    ]
    let table = UnitTable.declarations(StudiedFiles(graph), of: graph, findings: findings)
    #expect(
      table.units.map(\.name) == [
        "\(path): Basket", "\(path): Basket.Lid", "\(path): Basket.Lid.isOpen", "\(path): Basket.fill()",
        "Sources/M/oven.swift: Oven", "Sources/M/oven.swift: Oven.bake()",
      ], "a method of one line is too small, a local function is its function's")
    #expect(table.units.map(\.linesOfCode) == [15, 5, 3, 4, 5, 3], "blank lines and comments are none")
    let (basket, fill) = (values(table, "\(path): Basket"), values(table, "\(path): Basket.fill()"))
    #expect(basket["findings"] == 2 && fill["findings"] == 2 && fill["debt minutes"] == 10)
    #expect(basket["cognitive complexity"] == fill["cognitive complexity"])
    // Oven.bake() and test() use Basket and fill(); fill() uses weigh() and count, which lie in Basket.
    #expect(basket["fan-in"] == 2 && fill["fan-in"] == 2 && basket["fan-out"] == 0 && fill["fan-out"] == 2)
    #expect(values(table, "Sources/M/oven.swift: Oven")["fan-in"] == 0)
  }

  @Test func classesAndRulesOfEnoughUnitsArePredictors() {
    func measures(_ index: Int, _ rules: [String]) -> UnitMeasures {
      UnitMeasures(
        path: "f\(index)", symbol: "", linesOfCode: 1, findings: rules.map { finding($0, "f\(index)") })
    }
    let table = UnitTable(
      unit: .file,
      measures: (0..<12).map { index in
        var rules: [String] = index < 10 ? ["void/a", "twin/a"] : []
        if index < 9 { rules += ["vacancy/a"] }
        if index > 5 { rules += ["void/b", "void/b", "vacancy/b"] }
        return measures(index, rules)
      })
    #expect(
      table.predictors == [
        "debt density", "debt minutes", "findings", "vacancy", "void", "twin/a", "void/a", "cognitive complexity",
        "highest cognitive complexity", "fan-in", "fan-out",
      ], "twin has one rule only")
    #expect(table.rareRules.map(\.text) == ["vacancy/a", "vacancy/b", "void/b"])
    #expect(values(table, "f9")["void"] == 3 && values(table, "f9")["void/a"] == 1)
  }

  @Test func pathsBelongToModulesOfTheirFolders() {
    let layout = ProjectLayout(
      modules: [module("A"), module("B"), module("T", .test)], moduleOfFile: [0, 0, 1, 2, -1], gaps: [])
    let places = ModulePlaces(
      paths: ["Sources/A/a.swift", "Sources/A/b.swift", "Sources/B/b.swift", "Spec/t.swift", "Package.swift"],
      layout: layout)
    #expect(places.module(of: "Sources/A/b.swift") == "A" && places.module(of: "Package.swift") == nil)
    #expect(places.module(of: "Sources/B/Gone/x.swift") == "B", "the nearest folder")
    #expect(places.module(of: "Sources/Gone/x.swift") == "A", "most files around it")
    #expect(places.module(of: "Spec/t.swift") == nil && places.module(of: "Spec/gone.swift") == nil)
    #expect(places.module(of: "top.swift") == nil && places.module(of: "Other/x.swift") == nil)
  }
}
