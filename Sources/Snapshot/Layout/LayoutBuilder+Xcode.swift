import Model

// Xcode projects: targets that own files which no package claims.
extension LayoutBuilder {
  /// A target with the Swift files it lists, whoever owns them.
  private struct Listing {
    let project: XcodeProject
    let target: XcodeProject.Target
    var files: [Int] = []

    /// Names the target across projects.
    var key: String { project.path + "#" + target.id }
  }

  /// Adds the projects' targets. A target that owns no file is no module; where others depend on it they depend on the
  /// owners of the files it lists.
  mutating func add(projects: [XcodeProject]) {
    hasProjects = !projects.isEmpty
    if projects.isEmpty { return }
    var listings = projects.flatMap { project in project.targets.map { Listing(project: project, target: $0) } }
    listings.sort { left, right in
      let (leftTest, rightTest) = (left.target.kind == .test, right.target.kind == .test)
      if leftTest != rightTest { return rightTest }
      if left.target.name != right.target.name { return left.target.name < right.target.name }
      return left.key < right.key
    }
    findListedFiles(&listings)
    findSynchronizedFiles(&listings)
    link(listings, modules: assign(listings))
  }

  private func findListedFiles(_ listings: inout [Listing]) {
    var fileOfPath: [String: Int] = [:]
    for file in index.paths.indices where !index.isManifest[file] { fileOfPath[index.paths[file]] = file }
    for number in listings.indices {
      listings[number].files = listings[number].target.files.compactMap { fileOfPath[$0] }
    }
  }

  private func findSynchronizedFiles(_ listings: inout [Listing]) {
    var listingsOfFolder: [String: [(listing: Int, folder: XcodeProject.SynchronizedFolder)]] = [:]
    for (number, listing) in listings.enumerated() {
      for folder in listing.target.folders { listingsOfFolder[folder.path, default: []].append((number, folder)) }
    }
    if listingsOfFolder.isEmpty { return }
    for file in index.paths.indices where !index.isManifest[file] {
      let path = index.paths[file]
      RelativePath.climb(index.directories[index.directoryOfFile[file]]) { folder in
        for (listing, synchronized) in listingsOfFolder[folder] ?? [] {
          let isException =
            !synchronized.exceptions.isEmpty && RelativePath.climb(path) { synchronized.exceptions.contains($0) }
          if isException == synchronized.holdsOnlyExceptions { listings[listing].files.append(file) }
        }
        return false
      }
    }
  }

  /// Gives the targets, in order, the files that nobody owns yet. Returns the draft of each, or -1.
  private mutating func assign(_ listings: [Listing]) -> [Int] {
    listings.map { listing in
      let free = listing.files.filter { ownerOfFile[$0] < 0 }
      if free.isEmpty { return -1 }
      for file in free { ownerOfFile[file] = drafts.count }
      let kind: ProjectLayout.ModuleKind
      switch listing.target.kind {
      case .library: kind = .library
      case .executable: kind = .executable
      case .test: kind = .test
      }
      drafts.append(
        Draft(
          name: listing.target.name, importName: listing.target.moduleName, kind: kind,
          packagePath: RelativePath.folder(of: listing.project.path),
          project: RelativePath.lastPart(of: listing.project.path), isProduct: kind == .library))
      return drafts.count - 1
    }
  }

  private mutating func link(_ listings: [Listing], modules: [Int]) {
    // The modules that stand for a target: its own, or those that own its files.
    var modulesOfTarget: [String: Set<Int>] = [:]
    var modulesOfProduct: [String: Set<Int>] = [:]
    for (number, listing) in listings.enumerated() {
      let found = modules[number] >= 0 ? [modules[number]] : Set(listing.files.map { ownerOfFile[$0] })
      modulesOfTarget[listing.key] = found
      if let product = listing.target.product { modulesOfProduct[product, default: []].formUnion(found) }
    }
    for (number, listing) in listings.enumerated() where modules[number] >= 0 {
      let module = modules[number]
      // Files that it compiles although another module owns them are in its reach without an import.
      drafts[module].dependencies.formUnion(listing.files.map { ownerOfFile[$0] })
      for file in listing.files where ownerOfFile[file] != module { isShared[file] = true }
      for dependency in listing.target.dependencies {
        switch dependency {
        case .target(let id):
          drafts[module].dependencies.formUnion(modulesOfTarget[listing.project.path + "#" + id] ?? [])
        case .foreignTarget(let project, let id):
          drafts[module].dependencies.formUnion(modulesOfTarget[project + "#" + id] ?? [])
        case .builtProduct(let file): drafts[module].dependencies.formUnion(modulesOfProduct[file] ?? [])
        case .product(let name, let isRemote): link(module, toProduct: name, isRemote: isRemote)
        }
      }
    }
  }

  private mutating func link(_ module: Int, toProduct name: String, isRemote: Bool) {
    let found = isRemote ? nil : drafts(ofProduct: name, inFirstOf: Array(packages.indices))
    if let found {
      drafts[module].dependencies.formUnion(found)
    } else {
      drafts[module].externalDependencies.insert(name)
    }
  }
}
