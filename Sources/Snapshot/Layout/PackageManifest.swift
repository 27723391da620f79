/// What a `Package.swift` says, as far as the layout needs it.
///
/// Settings, platforms, resources' handling and everything else about how to build is left out.
struct PackageManifest {
  /// The kinds of SwiftPM targets.
  enum TargetKind: String {
    case regular = "target"
    case executable = "executableTarget"
    case test = "testTarget"
    case macro
    case plugin
    case system = "systemLibrary"
    case binary = "binaryTarget"

    /// The kind that a function of `Target` makes.
    init?(constructor: String) { self.init(rawValue: constructor) }

    /// The folders of a package in which SwiftPM looks for such a target, the first that exists first.
    var usualFolders: [String] {
      let sources = ["Sources", "Source", "src", "srcs"]
      switch self {
      case .test: return ["Tests"] + sources
      case .plugin: return ["Plugins"]
      case .regular, .executable, .macro, .system, .binary: return sources
      }
    }

    /// The case of SwiftPM's `TargetType`, as `target.type == .test` compares it.
    var typeName: String {
      switch self {
      case .regular, .executable, .test: self == .regular ? "regular" : self == .test ? "test" : "executable"
      case .macro, .plugin, .system, .binary: self == .system ? "system" : rawValue
      }
    }
  }

  /// What a target depends on.
  enum Dependency: Hashable {
    case target(String)
    /// A product, with the package's name where it is given.
    case product(String, package: String?)
    /// A target of this package where there is one of that name, else a product.
    case byName(String)
  }

  struct Target {
    var name: String
    var kind: TargetKind
    /// Folder relative to the package; nil for the default one.
    var path: String?
    /// Files and folders relative to the target's folder that alone are sources; nil for all.
    var sources: [String]?
    /// Files and folders relative to the target's folder that are no sources: excluded ones, and resources.
    var exclude: [String]
    var dependencies: [Dependency]
    /// Names of the build plugins that it uses.
    var plugins: [String]
  }

  struct Product {
    /// Whether `import` in another package reaches its targets.
    var isLibrary: Bool
    var name: String
    var targets: [String]
  }

  /// A package in a folder beside or inside this one; packages from elsewhere are not kept.
  struct LocalPackage {
    /// The name given in the dependency; nil where none is.
    var name: String?
    /// Path relative to the package.
    var path: String
  }

  /// Path of the manifest.
  var path: String
  var name: String
  /// Version of the tools that the manifest asks for in its first line.
  var toolsVersion: ToolsVersion
  var targets: [Target] = []
  var products: [Product] = []
  var localPackages: [LocalPackage] = []

  /// Folder of the manifest.
  var folder: String { RelativePath.folder(of: path) }
}

/// A version of Swift's tools, as manifests name it.
struct ToolsVersion: Comparable {
  var major: Int
  var minor: Int
  var patch: Int

  /// The version in a text such as `6`, `5.10` or `6.0.1`; nil for another text.
  init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    guard let first = parts.first, let major = first, parts.count <= 3, parts.allSatisfy({ $0 != nil }) else {
      return nil
    }
    self.major = major
    minor = parts.count > 1 ? parts[1] ?? 0 : 0
    patch = parts.count > 2 ? parts[2] ?? 0 : 0
  }

  /// The version that a manifest's first lines ask for; SwiftPM takes 3.1 where they say nothing.
  init(manifest text: String) {
    self.init(major: 3, minor: 1, patch: 0)
    let marker = "swift-tools-version:"
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).prefix(8) where line.hasPrefix("//") {
      guard let range = line.firstRange(of: marker) else { continue }
      let version = line[range.upperBound...].drop { $0 == " " || $0 == "\t" }
      let digits = version.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      if let found = ToolsVersion(digits) { self = found }
      return
    }
  }

  init(major: Int, minor: Int, patch: Int) {
    self.major = major
    self.minor = minor
    self.patch = patch
  }

  static func < (left: ToolsVersion, right: ToolsVersion) -> Bool {
    (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
  }
}
