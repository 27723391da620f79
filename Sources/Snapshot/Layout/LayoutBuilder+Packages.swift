import Model

// Packages: a module for each target, its files, and what it may import.
extension LayoutBuilder {
  /// Adds the packages, which come in the order of their folders.
  mutating func add(packages manifests: [PackageManifest]) {
    for manifest in manifests { add(manifest) }
    findNearestPackages()
    assignFilesToTargets()
    for package in packages.indices { addSnippets(of: package) }
    for package in packages.indices { link(package) }
  }

  private mutating func add(_ manifest: PackageManifest) {
    var package = PackageModules(manifest: manifest)
    let library = Set(manifest.products.filter(\.isLibrary).flatMap(\.targets))
    var countByFolders: [[String]: Int] = [:]
    for target in manifest.targets { countByFolders[target.kind.usualFolders, default: 0] += 1 }
    for target in manifest.targets {
      let isOnlyOne = countByFolders[target.kind.usualFolders] == 1
      let root = root(of: target, in: manifest, isOnlyOne: isOnlyOne)
      package.add(target, draft: drafts.count, root: root)
      drafts.append(
        Draft(
          name: target.name, importName: ModuleName.identifier(target.name), kind: Self.kind(of: target.kind),
          packagePath: manifest.folder, isProduct: library.contains(target.name)))
    }
    packages.append(package)
  }

  private static func kind(of kind: PackageManifest.TargetKind) -> ProjectLayout.ModuleKind {
    switch kind {
    case .regular: .library
    case .executable: .executable
    case .test: .test
    case .macro: .macro
    case .plugin: .plugin
    case .system: .system
    case .binary: .binary
    }
  }

  /// The target's folder relative to the repository; nil where it has none or it lies outside.
  private mutating func root(
    of target: PackageManifest.Target, in manifest: PackageManifest, isOnlyOne: Bool
  ) -> String? {
    if target.kind == .binary { return nil }
    if let path = target.path {
      if let root = RelativePath.resolve(path, from: manifest.folder), RelativePath.isInside(root, manifest.folder) {
        return root
      }
      gaps.insert(
        Coverage.Gap(
          path: manifest.path,
          reason: "target \(target.name) lies outside its package, at \(path): its files are left out"))
      return nil
    }
    return defaultRoot(of: target, in: manifest, isOnlyOne: isOnlyOne)
  }

  /// SwiftPM's default: a folder of the target's name in the first of the usual folders; from tools 5.9 on the usual
  /// folder itself for the only target that may lie there.
  private func defaultRoot(
    of target: PackageManifest.Target, in manifest: PackageManifest, isOnlyOne: Bool
  ) -> String? {
    let folders = target.kind.usualFolders.compactMap { RelativePath.resolve($0, from: manifest.folder) }
      .filter(index.folders.contains)
    for folder in folders {
      if let own = RelativePath.resolve(target.name, from: folder), index.folders.contains(own) { return own }
    }
    let allowsSharedFolder = manifest.toolsVersion >= ToolsVersion(major: 5, minor: 9, patch: 0)
    return allowsSharedFolder && isOnlyOne ? folders.first : nil
  }

  private mutating func findNearestPackages() {
    var numbers: [String: Int] = [:]
    for (number, package) in packages.enumerated() { numbers[package.manifest.folder] = number }
    for (directory, path) in index.directories.enumerated() {
      RelativePath.climb(path) { folder in
        guard let number = numbers[folder] else { return false }
        packageOfDirectory[directory] = number
        return true
      }
    }
  }

  private mutating func assignFilesToTargets() {
    var candidates: [Int: [PackageModules.Claim]] = [:]
    for file in index.paths.indices where !index.isManifest[file] {
      let directory = index.directoryOfFile[file]
      let package = packageOfDirectory[directory]
      if package < 0 { continue }
      let here = candidates[directory] ?? packages[package].candidates(in: index.directories[directory])
      candidates[directory] = here
      guard let owner = packages[package].owner(of: index.paths[file], among: here) else { continue }
      ownerOfFile[file] = owner
      // A plain target with a main file is an executable: so it was written before tools 5.4, and SwiftPM still says so.
      if drafts[owner].kind == .library && index.paths[file].hasSuffix("/main.swift") {
        drafts[owner].kind = .executable
      }
    }
  }

  /// SwiftPM builds each file under `Snippets` as an executable of its own that may import the package's products.
  private mutating func addSnippets(of package: Int) {
    let manifest = packages[package].manifest
    guard manifest.toolsVersion >= ToolsVersion(major: 5, minor: 7, patch: 0),
      let folder = RelativePath.resolve("Snippets", from: manifest.folder), index.folders.contains(folder)
    else { return }
    let libraries = packages[package].draftOfTarget.values.filter { drafts[$0].isProduct }
    for file in index.paths.indices where ownerOfFile[file] < 0 && !index.isManifest[file] {
      let path = index.paths[file]
      guard packageOfDirectory[index.directoryOfFile[file]] == package, RelativePath.isInside(path, folder) else {
        continue
      }
      let name = String(RelativePath.lastPart(of: path).dropLast(".swift".count))
      ownerOfFile[file] = drafts.count
      drafts.append(
        Draft(
          name: name, importName: ModuleName.identifier(name), kind: .executable, packagePath: manifest.folder,
          dependencies: Set(libraries)))
    }
  }

  // MARK: Dependencies

  private mutating func link(_ package: Int) {
    let manifest = packages[package].manifest
    let locals = manifest.localPackages.compactMap { local -> LocalPackage? in
      guard let folder = RelativePath.resolve(local.path, from: manifest.folder),
        let number = packages.firstIndex(where: { $0.manifest.folder == folder })
      else { return nil }
      let names = [local.name, RelativePath.lastPart(of: folder), packages[number].manifest.name]
      return LocalPackage(number: number, names: Set(names.compactMap { $0?.lowercased() }))
    }
    for target in manifest.targets {
      guard let draft = packages[package].draftOfTarget[target.name] else { continue }
      for dependency in target.dependencies {
        let (name, found) = drafts(for: dependency, in: package, locals)
        if let found {
          drafts[draft].dependencies.formUnion(found)
        } else {
          drafts[draft].externalDependencies.insert(name)
        }
      }
      // A build plugin of the repository is a dependency, although no code imports it; one from elsewhere is left out.
      drafts[draft].dependencies.formUnion(target.plugins.compactMap { packages[package].draftOfTarget[$0] })
    }
  }

  /// A package that another one depends on by its path, and the names it may go by.
  private struct LocalPackage {
    let number: Int
    let names: Set<String>
  }

  private func drafts(
    for dependency: PackageManifest.Dependency, in package: Int, _ locals: [LocalPackage]
  ) -> (name: String, drafts: [Int]?) {
    switch dependency {
    case .target(let name): return (name, packages[package].draftOfTarget[name].map { [$0] })
    case .byName(let name):
      if let own = packages[package].draftOfTarget[name] { return (name, [own]) }
      return (name, drafts(ofProduct: name, inFirstOf: locals.map(\.number)))
    case .product(let name, let packageName):
      // The root's folder has another name on every machine, so that a package name that fits none excludes none.
      let named = packageName.map { wanted in locals.filter { $0.names.contains(wanted.lowercased()) } } ?? []
      return (name, drafts(ofProduct: name, inFirstOf: (named + locals).map(\.number)))
    }
  }

  /// The drafts of a product's targets, from the first of the packages that has it; nil where none has.
  func drafts(ofProduct name: String, inFirstOf numbers: [Int]) -> [Int]? {
    for number in numbers {
      guard let product = packages[number].manifest.products.first(where: { $0.name == name }) else { continue }
      return product.targets.compactMap { packages[number].draftOfTarget[$0] }
    }
    return nil
  }
}
