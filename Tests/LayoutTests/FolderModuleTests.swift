import Model
import Testing

@testable import Snapshot

@Suite struct FolderModuleTests {
  @Test func topFoldersAreModulesWithoutDescription() {
    let snapshot = WrittenSnapshot(["App/a.swift": "", "App/Deep/b.swift": "", "My Kit/k.swift": "", "run.swift": ""])
    let layout = snapshot.layout
    #expect(layout.names == ["App", "My Kit", "main"])
    #expect(layout.modules.allSatisfy { $0.kind == .folder && $0.packagePath.isEmpty })
    #expect(layout["My Kit"]?.importName == "My_Kit")
    #expect(layout.moduleOfFile == [0, 0, 1, 2])
    #expect(layout.gaps.isEmpty)
  }

  @Test func filesOutsideEveryPackageAreModulesByFolder() {
    let snapshot = WrittenSnapshot([
      "Kit/Package.swift":
        "import PackageDescription\nlet package = Package(name: \"Kit\", targets: [.target(name: \"App\")])",
      "Kit/Sources/App/k.swift": "", "Kit/Examples/e.swift": "", "App/a.swift": "", "root.swift": "",
    ])
    #expect(
      snapshot.filesByModule == [
        "": ["Kit/Examples/e.swift", "Kit/Package.swift", "root.swift"], "App (folder)": ["App/a.swift"],
        "App": ["Kit/Sources/App/k.swift"],
      ])
  }

  @Test func nothingGivesAnEmptyLayout() {
    #expect(WrittenSnapshot([:]).layout == ProjectLayout(modules: [], moduleOfFile: [], gaps: []))
  }

  @Test func orderOfFilesDoesNotMatter() {
    let texts = [
      "Package.swift":
        "import PackageDescription\nlet package = Package(name: \"P\", targets: [.target(name: \"B\"), .target(name: \"A\")])",
      "Sources/A/a.swift": "", "Sources/B/b.swift": "", "Sources/A/c.swift": "",
    ]
    let snapshot = WrittenSnapshot(texts)
    let forward = LayoutReader.read(files: snapshot.files, reader: snapshot)
    let backward = LayoutReader.read(files: snapshot.files.reversed(), reader: snapshot)
    #expect(forward.modules == backward.modules)
    #expect(forward.moduleOfFile == backward.moduleOfFile.reversed())
  }
}
