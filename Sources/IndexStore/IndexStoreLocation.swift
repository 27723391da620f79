/// Where an index store lies.
package enum IndexStoreLocation {
  /// Stores that builds left below a repository, the most recently written first: `.build/**/index/store`.
  ///
  /// SwiftPM writes them at `.build/debug`, `.build/TRIPLE/debug` and, for editors, below `.build/index-build`; links
  /// between these count once, those that lead out of the repository not at all. Looks at folder names only and no
  /// deeper than that.
  package static func stores(under root: String) -> [String] {
    var found: [(path: String, time: Int64)] = []
    var seen: Set<String> = []
    guard let realRoot = RealPath.of(root) else { return [] }
    search("\(root)/.build", depth: 0) { path in
      guard let real = RealPath.of(path), real.hasPrefix(realRoot == "/" ? "/" : realRoot + "/"),
        seen.insert(real).inserted, let units = unitsFolder(of: path)
      else { return }
      found.append((path, RealPath.modificationTime(units) ?? 0))
    }
    return found.sorted { ($1.time, $0.path) < ($0.time, $1.path) }.map(\.path)
  }

  /// The store that a path given by a person means: a store itself, or a folder that holds one, such as Xcode's
  /// `DerivedData/NAME` or `Index.noindex`. Throws ``IndexStoreFailure/noStore(path:)``.
  package static func store(at path: String) throws(IndexStoreFailure) -> String {
    let inside = [
      "", "/index/store", "/store", "/DataStore", "/Index.noindex/DataStore", "/Index/DataStore",
      "/.build/debug/index/store",
    ]
    for suffix in inside where unitsFolder(of: path + suffix) != nil { return path + suffix }
    throw IndexStoreFailure.noStore(path: path)
  }

  /// Folders of a build folder that hold many files and never a store.
  private static let passedOver: Set<String> = [
    "artifacts", "checkouts", "repositories", "plugins", "prebuilts", "ModuleCache", "Modules", "registry",
  ]

  private static func search(_ folder: String, depth: Int, _ body: (String) -> Void) {
    if unitsFolder(of: "\(folder)/index/store") != nil { body("\(folder)/index/store") }
    guard depth < 4 else { return }
    for name in RealPath.entries(folder) where !passedOver.contains(name) && !name.contains(".") {
      let path = "\(folder)/\(name)"
      if name != "index", RealPath.isFolder(path) { search(path, depth: depth + 1, body) }
    }
  }

  private static func unitsFolder(of store: String) -> String? {
    let folder = "\(store)/v\(IndexFormat.version)/units"
    return RealPath.isFolder(folder) ? folder : nil
  }
}
