import Git
import Model

/// Lists a plain folder, one without git.
///
/// Hidden folders and the usual folders of build products and downloaded dependencies are left out, each with a gap.
/// A symbolic link to a file inside the root is followed where that file is not analysed by itself; symbolic links to
/// folders are not followed.
struct FolderLister {
  /// Names of folders that hold build products or other people's code.
  private static let foreignFolders = Set(
    ["DerivedData", "node_modules", "Pods", "Carthage"].map { Array($0.utf8) })
  private static let deepest = 100

  private let root: String
  private var parts = SnapshotParts()
  private var places: [[UInt8]: FileReader.Place] = [:]
  private var path: [UInt8] = []

  private init(root: String) { self.root = root }

  /// Lists the folder. Throws ``AnalysisError`` where it is empty, cannot be read or holds no Swift file.
  static func list(_ root: AnalysisRoot) throws -> RepositorySnapshot {
    var lister = FolderLister(root: root.path)
    do {
      let folder = try OpenFolder(path: root.path)
      let entries = try folder.entries()
      guard !entries.isEmpty else {
        throw AnalysisError("The folder \(root.given) is empty. Give the folder of a Swift project.")
      }
      try lister.visit(folder, entries, depth: 0)
      try lister.followLinks(folder.descriptor)
    } catch let failure as SystemFailure {
      throw AnalysisError("The folder \(root.given) cannot be read: \(failure.reason). Check its permissions.")
    }
    try lister.parts.finish(place: root.given)
    return RepositorySnapshot(
      repository: root.name, revision: "", isDirty: false, files: lister.parts.files, gaps: lister.parts.gaps,
      reader: try FileReader(root: root.path, places: lister.places))
  }

  private mutating func visit(_ folder: borrowing OpenFolder, _ entries: [FolderEntry], depth: Int) throws {
    let length = path.count
    for entry in entries {
      path.append(contentsOf: entry.name)
      defer { path.removeSubrange(length...) }
      let isHidden = entry.name.first == UInt8(ascii: ".")
      if entry.kind == .folder {
        if isHidden {
          // Neither is a place for sources, and xtal's own appears with the first run.
          let isKnown = [".git", ".xtal"].contains { entry.name.elementsEqual($0.utf8) }
          if !isKnown { parts.addGap(path, "hidden folder: not analysed") }
        } else if Self.foreignFolders.contains(entry.name) {
          parts.addGap(path, "folder of build products or dependencies: not analysed outside a git repository")
        } else {
          try descend(entry.name, in: folder, depth: depth)
        }
        continue
      }
      if entry.kind == .symbolicLink, isLinkToFolder() { continue }
      guard let kind = SourceFile.Kind(path: path) else { continue }
      if isHidden {
        parts.addGap(path, "hidden file: not analysed")
      } else {
        try visitFile(entry, kind, folder.descriptor)
      }
    }
  }

  private mutating func descend(_ name: [UInt8], in folder: borrowing OpenFolder, depth: Int) throws {
    guard depth < Self.deepest else { return parts.addGap(path, "folders nested too deeply: not analysed") }
    do {
      let child = try OpenFolder(name: name, in: folder.descriptor)
      let entries = try child.entries()
      path.append(UInt8(ascii: "/"))
      try visit(child, entries, depth: depth + 1)
    } catch let failure as SystemFailure {
      parts.addGap(path, "folder cannot be read: \(failure.reason)")
    }
  }

  private mutating func visitFile(_ entry: FolderEntry, _ kind: SourceFile.Kind, _ folder: Int32) throws {
    switch entry.kind {
    case .symbolicLink: parts.links.append((path, FolderLinks.target(of: path, root: root)))
    case .other: parts.addGap(path, "not a regular file")
    case .folder: break
    case .file:
      add(path, kind, try FileHash.hash(entry.name, from: folder), target: nil)
    }
  }

  /// Whether the path is a symbolic link to a folder, which is said where that folder lies outside the root.
  private mutating func isLinkToFolder() -> Bool {
    guard (Array(root.utf8) + [UInt8(ascii: "/")] + path).withCPath({ FolderLinks.isFolder($0) }) else { return false }
    let target = FolderLinks.target(of: path, root: root)
    if target == .outside { parts.addGap(path, "symbolic link to a folder outside the root: not followed") }
    parts.addLink(path, toFolder: target)
    return true
  }

  private mutating func add(_ path: [UInt8], _ kind: SourceFile.Kind, _ outcome: FileHash.Outcome, target: [UInt8]?) {
    switch outcome {
    case .unreadable(let reason): parts.addGap(path, reason)
    case .hashed(let raw, _, let stamp):
      parts.addFile(path, kind, raw, size: stamp.size)
      places[path] = FileReader.Place(stamp: stamp, target: target)
    }
  }

  /// Adds the files that only a symbolic link brings in, each once, by the first of its links.
  private mutating func followLinks(_ folder: Int32) throws {
    parts.sortFiles()
    var taken = Set<[UInt8]>()
    var rest: [(path: [UInt8], target: SnapshotParts.LinkTarget)] = []
    var followed: [(path: [UInt8], target: [UInt8])] = []
    for link in parts.links.sorted(by: { SnapshotParts.isBefore($0.path, $1.path) }) {
      if case .inside(let target) = link.target, !parts.contains(target), !target.isEmpty,
        taken.insert(target).inserted
      {
        followed.append((link.path, target))
      } else if case .inside(let target) = link.target, taken.contains(target) {
        parts.addGap(link.path, "symbolic link, its target is analysed by another link")
      } else {
        rest.append(link)
      }
    }
    parts.links = rest
    for link in followed {
      guard let kind = SourceFile.Kind(path: link.path) else { continue }
      add(link.path, kind, try FileHash.hash(link.target, from: folder), target: link.target)
    }
  }
}
