/// What a `project.pbxproj` says, as far as the layout needs it.
struct XcodeProject {
  /// What a target depends on.
  enum Dependency: Hashable {
    /// A target of this project, by its object id.
    case target(String)
    /// A target of another project: the project file's folder (`….xcodeproj`) and the object id there.
    case foreignTarget(project: String, id: String)
    /// The file that a target of this or another project builds, such as `Kit.framework`.
    case builtProduct(String)
    /// A product of a package. `isRemote` where the project says that the package comes from elsewhere.
    case product(String, isRemote: Bool)
  }

  /// A folder whose files belong to a target without being listed.
  struct SynchronizedFolder {
    var path: String
    /// Paths relative to the repository that are left out of the target or, where it holds only them, taken in.
    var exceptions: Set<String>
    /// Whether only the exceptions belong to the target.
    var holdsOnlyExceptions: Bool
  }

  struct Target {
    var id: String
    var name: String
    /// The name that `import` uses.
    var moduleName: String
    var kind: Kind
    /// The file that it builds, such as `Kit.framework`; nil where the project does not say.
    var product: String?
    /// Swift files listed one by one, relative to the repository.
    var files: [String]
    var folders: [SynchronizedFolder]
    var dependencies: [Dependency]
  }

  /// What a target is built into, as its product type says.
  enum Kind {
    case library, executable, test
  }

  /// Path of the `….xcodeproj` folder, relative to the repository.
  var path: String
  var targets: [Target]
}
