import Model

/// Puts modules together from packages, projects and folders, and gives each file its module.
///
/// Modules are drafts, numbered in the order in which they are found, until ``finish()`` names and sorts them.
struct LayoutBuilder {
  /// A module whose final name and number are not known yet.
  struct Draft {
    var name: String
    var importName: String
    var kind: ProjectLayout.ModuleKind
    /// Folder of the manifest or project.
    var packagePath: String
    /// The name of the Xcode project; empty for others.
    var project = ""
    /// Numbers of drafts.
    var dependencies: Set<Int> = []
    var externalDependencies: Set<String> = []
    var isProduct = false
  }

  let index: SwiftFileIndex
  var drafts: [Draft] = []
  /// For each Swift file the number of its draft, or -1.
  var ownerOfFile: [Int]
  /// For each Swift file whether modules other than its owner compile it too.
  var isShared: [Bool]
  /// For each folder that holds files directly, the number of the nearest package around it in ``packages``, or -1.
  var packageOfDirectory: [Int]
  var packages: [PackageModules] = []
  var hasProjects = false
  var gaps: Set<Coverage.Gap> = []

  init(index: SwiftFileIndex) {
    self.index = index
    ownerOfFile = Array(repeating: -1, count: index.paths.count)
    isShared = index.isLinked
    packageOfDirectory = Array(repeating: -1, count: index.directories.count)
  }

  /// Gives a file that only has the name of a manifest to the target around it; says that it was not understood where
  /// there is no such target.
  mutating func settle(sourcesNamedLikeManifests files: [(path: String, gaps: [Coverage.Gap])]) {
    guard !files.isEmpty else { return }
    let gapsByPath = Dictionary(files.map { ($0.path, $0.gaps) }, uniquingKeysWith: { first, _ in first })
    for file in index.paths.indices where index.isManifest[file] {
      guard let found = gapsByPath[index.paths[file]] else { continue }
      let package = packageOfDirectory[index.directoryOfFile[file]]
      if package >= 0 { ownerOfFile[file] = packages[package].owner(of: index.paths[file]) ?? -1 }
      if ownerOfFile[file] < 0 { gaps.formUnion(found) }
    }
  }

  /// Makes modules of the top folders of files that nothing claims.
  mutating func addFolders() {
    let hasLayout = !packages.isEmpty || hasProjects
    var folders: [Substring: Int] = [:]
    for file in index.paths.indices where ownerOfFile[file] < 0 && !index.isManifest[file] {
      let directory = index.directoryOfFile[file]
      if packageOfDirectory[directory] >= 0 { continue }
      let isAtRoot = index.directories[directory].isEmpty
      if isAtRoot && hasLayout { continue }
      let name = isAtRoot ? "main" : index.directories[directory].prefix { $0 != "/" }
      if let known = folders[name] {
        ownerOfFile[file] = known
      } else {
        folders[name] = drafts.count
        ownerOfFile[file] = drafts.count
        drafts.append(
          Draft(name: String(name), importName: ModuleName.identifier(String(name)), kind: .folder, packagePath: ""))
      }
    }
  }

  // MARK: The end

  /// The layout, with modules named apart, sorted, and every number translated.
  func finish() -> ProjectLayout {
    let names = uniqueNames()
    let order = drafts.indices.sorted { names[$0] < names[$1] }
    var position = Array(repeating: -1, count: drafts.count)
    for (new, old) in order.enumerated() { position[old] = new }
    let modules = order.map { old in
      let draft = drafts[old]
      return ProjectLayout.Module(
        name: names[old], importName: draft.importName, kind: draft.kind, packagePath: draft.packagePath,
        dependencies: draft.dependencies.filter { $0 != old }.map { position[$0] }.sorted(),
        externalDependencies: draft.externalDependencies.sorted(), isProduct: draft.isProduct)
    }
    return ProjectLayout(
      modules: modules, moduleOfFile: ownerOfFile.map { $0 < 0 ? -1 : position[$0] },
      isShared: isShared.contains(true) ? isShared : [], gaps: gaps.sorted())
  }

  /// The target's name; with the package's folder before it, then the project's name, then a number behind it, where
  /// that is needed to tell two apart. A folder that is named like a target gives way.
  private func uniqueNames() -> [String] {
    let targets = Set(drafts.filter { $0.kind != .folder }.map(\.name))
    var names = drafts.map { $0.kind == .folder && targets.contains($0.name) ? "\($0.name) (folder)" : $0.name }
    for step in 0..<2 {
      var count: [String: Int] = [:]
      for name in names { count[name, default: 0] += 1 }
      for (number, draft) in drafts.enumerated() where draft.kind != .folder && count[names[number], default: 0] > 1 {
        let project = step == 1 && !draft.project.isEmpty ? [draft.project] : []
        names[number] = (([draft.packagePath] + project).filter { !$0.isEmpty } + [draft.name]).joined(separator: "/")
      }
    }
    var taken: Set<String> = []
    for number in names.indices where !taken.insert(names[number]).inserted {
      var suffix = 2
      while !taken.insert("\(names[number]) (\(suffix))").inserted { suffix += 1 }
      names[number] += " (\(suffix))"
    }
    return names
  }
}
