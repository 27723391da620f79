import Facts
package import Graph
package import Model
package import Rules

/// Finds Swift files among a package's sources that belong to none of its targets, so that nothing ever compiles them.
///
/// Looks at packages whose manifest was wholly understood, in the folders in which their targets lie. Says nothing where
/// an Xcode project was not understood, since that may compile the file.
package struct UnreachableFileDetector: GraphDetector {
  package static let rule = RuleID("void/unreachable-file")

  private static let stray = 0.85
  /// What a manifest excludes may be compiled by other means.
  private static let excluded = 0.6

  /// Parts of folder names that hold Swift for other purposes than to be compiled here, in lower case.
  private static let otherPurposes = [
    "fixture", "resource", "template", "snippet", "plugin", "example", "sample", "demo", "playground", "script",
    "testdata", "test-data", "golden", "snapshot", "input", "expected", "mock-package", "vendor", "third", "pods",
    "carthage", "generated", "documentation", "docs", "benchmark", "integrationtest",
  ]

  /// Names under which the package manager finds the start of all tests beside the targets.
  private static let testStarts = ["LinuxMain.swift", "XCTMain.swift"]

  package init(options: RuleOptions) {}

  package func detect(in graph: CodeGraph, _ tables: SharedTables, report: inout DefectReport) {
    let strays = graph.files.indices.filter { graph.files[$0].module < 0 && !graph.files[$0].isManifest }
    guard !strays.isEmpty else { return }
    let places = tables.manifests
    let roots = SourceRoots(of: graph)
    guard !graph.layout.gaps.contains(where: { $0.path.hasSuffix(".pbxproj") }) else { return }
    let otherBuilds = Self.foldersOfOtherBuilds(in: graph)
    for index in strays {
      let file = graph.files[index]
      // A target compiles it through a symbolic link.
      guard !graph.layout.isShared(file: index) else { continue }
      guard !Self.testStarts.contains(where: { file.path.hasSuffix("/\($0)") }),
        !otherBuilds.contains(where: { file.path.hasPrefix($0) })
      else { continue }
      guard let package = roots.package(of: file.path), places.isClear(String(package)),
        roots.holdsSources(file.path, in: package), !isForOtherPurpose(file.path, in: package)
      else { continue }
      let mention = ManifestMention(of: file.path, in: package, manifests: places.manifests(in: package), graph: graph)
      switch mention.kind {
      case .resource: continue
      case .excluded: report.add(defect(index, isExcluded: true, in: graph))
      case .none: report.add(defect(index, isExcluded: false, in: graph))
      }
    }
  }

  /// Folders, with a slash at their ends, whose Swift other tools build by descriptions written in Swift.
  private static func foldersOfOtherBuilds(in graph: CodeGraph) -> Set<String> {
    var folders: Set<String> = []
    for file in graph.files where !file.isManifest {
      let isDescription = file.facts.imports.contains { file.facts.strings.hash(of: $0.module) == projectDescription }
      guard isDescription, let slash = file.path.lastIndex(of: "/") else { continue }
      folders.insert(String(file.path[...slash]))
    }
    return folders
  }

  private static let projectDescription = TextHash("ProjectDescription")

  private func isForOtherPurpose(_ path: String, in package: Substring) -> Bool {
    let folders = path.dropFirst(package.isEmpty ? 0 : package.count + 1).split(separator: "/").dropLast()
    return folders.contains { folder in
      if folder.contains(".") || folder.hasPrefix("_") { return true }
      let name = folder.lowercased()
      return Self.otherPurposes.contains { name.contains($0) }
    }
  }

  private func defect(_ index: Int, isExcluded: Bool, in graph: CodeGraph) -> Defect {
    let facts = graph.files[index].facts
    let message =
      isExcluded
      ? "the manifest excludes this file from its target: the package never compiles it"
      : "this file belongs to no target of its package: nothing compiles it"
    return Defect(
      file: index, offset: facts.tokens.offsets.first ?? 0, endOffset: max(1, facts.tokens.offsets.first ?? 0),
      declaration: -1, message: message, confidence: isExcluded ? Self.excluded : Self.stray,
      units: Double(facts.linesOfCode))
  }
}
