import Facts
import Foundation
import Testing

/// The direction of imports, proven on the sources themselves.
@Suite struct ImportTests {
  @Test func theDocumentationShowsTheLayersThatTheTestsEnforce() throws {
    let page = try String(contentsOf: SourceTree.root.appending(path: "docs/architecture.md"), encoding: .utf8)
    #expect(LayerTable(markdown: page) == LayerTable.expected)
  }

  @Test func everyTargetHasALayer() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: SourceTree.root.appending(path: "Sources").path)
    #expect(Set(folders.filter { !$0.hasPrefix(".") }) == Set(LayerTable.expected.layers.keys))
  }

  @Test func everySourceFileIsRead() {
    #expect(SourceTree.sources.files.count > 30)
    for file in SourceTree.sources.files { #expect(file.facts.gaps.isEmpty, "\(file.path)") }
  }

  @Test func importsPointDown() {
    for file in SourceTree.sources.files {
      for module in file.importedModules {
        #expect(
          LayerTable.expected.allows(file.target, toImport: module),
          "\(file.path) imports \(module): a target imports only targets of lower layers, see docs/architecture.md")
      }
    }
  }

  @Test func reportsNeverImportTheStore() {
    let reports = SourceTree.sources.files.filter { $0.target == "Reports" }
    #expect(!reports.isEmpty)
    for file in reports { #expect(!file.importedModules.contains("Store"), "\(file.path)") }
  }

  @Test func librariesStayBehindTheTargetsThatWrapThem() {
    for file in SourceTree.sources.files {
      for module in file.importedModules {
        guard let allowed = LayerTable.outsideModules[module] else { continue }
        #expect(allowed.contains(file.target), "\(file.path) imports \(module), which only \(allowed.sorted()) may")
      }
    }
    for file in SourceTree.tests.files {
      #expect(!file.importedModules.contains("XCTest"), "\(file.path): tests are written with Swift Testing")
    }
  }

  @Test func computingTargetsImportNoFoundation() {
    let forbidden: Set<String> = ["Foundation", "FoundationEssentials", "Dispatch"]
    for file in SourceTree.sources.files where LayerTable.pureTargets.contains(file.target) {
      #expect(forbidden.isDisjoint(with: file.importedModules), "\(file.path)")
    }
  }

  // The checks themselves, on input that breaks the rule.

  @Test func anImportUpwardsOrSidewaysIsRefused() {
    let table = LayerTable.expected
    #expect(!table.allows("Model", toImport: "Facts"))
    #expect(!table.allows("Reports", toImport: "Store"))
    #expect(!table.allows("xtal", toImport: "xtal_dev"))
    #expect(!table.allows("Unknown", toImport: "Model"))
    #expect(table.allows("Graph", toImport: "Facts"))
    #expect(table.allows("Graph", toImport: "Glibc"))
  }

  @Test func importsAreReadInEveryForm() {
    let file = SourceTree.file(
      """
      package import Facts
      @testable import struct Store.Row
      #if canImport(Glibc)
        import Glibc
      #endif
      // import Hidden
      let text = "import Hidden"
      """)
    #expect(file.importedModules == ["Facts", "Store", "Glibc"])
  }

  @Test func layersAreReadFromMarkdown() {
    let page = """
      | layer | target | purpose |
      |---|---|---|
      | 0 | `Model` | values |
      | 12 | xtal-dev | tools |
      | word | `Other` | another table |
      """
    #expect(LayerTable(markdown: page).layers == ["Model": 0, "xtal-dev": 12])
  }
}
