/// The modules of a snapshot and which file belongs to which, read without building anything.
package struct ProjectLayout: Sendable, Equatable {
  /// What a module is built into.
  package enum ModuleKind: String, Sendable, Codable {
    case library
    case executable
    case test
    case macro
    case plugin
    case system
    case binary
    /// A top folder of a repository whose build description is absent or was not understood.
    case folder
  }

  /// One SwiftPM target, Xcode target or top folder.
  package struct Module: Sendable, Equatable {
    /// Unique within the layout: the target's name, with the package's folder before it (`Folder/Name`) where two
    /// packages name a target alike.
    package var name: String
    /// The name that `import` uses.
    package var importName: String
    package var kind: ModuleKind
    /// Folder of the manifest or project that declares it, relative to the root; empty for the root.
    package var packagePath: String
    /// Indices in ``ProjectLayout/modules`` of the modules it may import: declared target dependencies and the targets
    /// of products of packages inside the repository. Sorted.
    package var dependencies: [Int]
    /// Names of declared dependencies that lie outside the repository: products or modules. Sorted.
    package var externalDependencies: [String]
    /// Whether a library product of its package offers it to other packages.
    package var isProduct: Bool

    package init(
      name: String, importName: String, kind: ModuleKind, packagePath: String, dependencies: [Int],
      externalDependencies: [String], isProduct: Bool
    ) {
      self.name = name
      self.importName = importName
      self.kind = kind
      self.packagePath = packagePath
      self.dependencies = dependencies
      self.externalDependencies = externalDependencies
      self.isProduct = isProduct
    }
  }

  /// Sorted by name.
  package var modules: [Module]
  /// For each Swift file of the snapshot, in its order, the index of its module; -1 for a file of no module (a
  /// manifest, a file outside every target).
  package var moduleOfFile: [Int]
  /// For each file of ``moduleOfFile`` whether other modules compile it too: several Xcode targets list it, or a
  /// symbolic link leads to it. Its internal declarations may be used where nothing of its own module is seen. Empty
  /// where there is no such file.
  package var isShared: [Bool]
  /// What of the build descriptions was not understood.
  package var gaps: [Coverage.Gap]

  package init(modules: [Module], moduleOfFile: [Int], isShared: [Bool] = [], gaps: [Coverage.Gap]) {
    self.modules = modules
    self.moduleOfFile = moduleOfFile
    self.isShared = isShared
    self.gaps = gaps
  }

  /// Whether modules other than its own compile the file of that index too.
  package func isShared(file: Int) -> Bool { isShared.indices.contains(file) && isShared[file] }
}
