import Graph
import Model

/// The packages of a repository, and the folders at their top that hold targets.
struct SourceRoots {
  /// Folders of manifests that declare a module.
  private var packages: Set<Substring> = []
  /// Folders of all manifests; the nearest one around a file owns it.
  private var manifestFolders: Set<Substring> = []
  /// Top folders with files of a module, by the package's folder.
  private var tops: [Substring: Set<Substring>] = [:]

  init(of graph: CodeGraph) {
    for module in graph.layout.modules where module.kind != .folder { packages.insert(module.packagePath[...]) }
    for file in graph.files where file.isManifest { manifestFolders.insert(ManifestPlaces.folder(of: file.path)) }
    var last: (folder: Substring, package: Substring?)?
    for file in graph.files where file.module >= 0 {
      // Files of a folder mostly stand side by side.
      let folder = ManifestPlaces.folder(of: file.path)
      if last?.folder != folder { last = (folder, package(of: file.path)) }
      guard let package = last?.package else { continue }
      // Snippets are found by their place, without a target.
      if let top = Self.top(of: file.path, in: package) { tops[package, default: []].insert(top) }
    }
  }

  /// Folder of the nearest manifest around a file, nil where there is none or it declares nothing.
  func package(of path: String) -> Substring? {
    var folder = ManifestPlaces.folder(of: path)
    while true {
      if manifestFolders.contains(folder) { return packages.contains(folder) ? folder : nil }
      if folder.isEmpty { return nil }
      folder = folder.utf8.lastIndex(of: UInt8(ascii: "/")).map { folder[..<$0] } ?? ""
    }
  }

  /// Whether the file lies in a top folder of its package in which targets lie.
  func holdsSources(_ path: String, in package: Substring) -> Bool {
    Self.top(of: path, in: package).map { tops[package]?.contains($0) == true } ?? false
  }

  private static func top(of path: String, in package: Substring) -> Substring? {
    let start = path.utf8.index(path.startIndex, offsetBy: package.isEmpty ? 0 : package.utf8.count + 1)
    return path.utf8[start...].firstIndex(of: UInt8(ascii: "/")).map { path[start..<$0] }
  }
}
