import Git
import Model

/// What a listing has gathered, before it becomes a ``RepositorySnapshot``.
struct SnapshotParts {
  /// Where a symbolic link with the name of a source leads.
  enum LinkTarget: Equatable {
    case broken
    case outside
    /// The path from the root of the analysis.
    case inside([UInt8])
  }

  var files: [SourceFile] = []
  var gaps: [Coverage.Gap] = []
  var links: [(path: [UInt8], target: LinkTarget)] = []
  /// Folders inside the root that a symbolic link elsewhere leads to.
  private var linkedFolders: [[UInt8]] = []

  mutating func addGap(_ path: some Collection<UInt8>, _ reason: String) {
    gaps.append(Coverage.Gap(path: PathText.display(path), reason: reason))
  }

  /// Notes a symbolic link that has no source's name. One to a folder makes what lies in there a part of another place
  /// too; one to a folder around the link itself says nothing of the kind.
  mutating func addLink(_ path: [UInt8], toFolder target: LinkTarget) {
    guard case .inside(var folder) = target, !folder.isEmpty else { return }
    folder.append(UInt8(ascii: "/"))
    if !path.starts(with: folder) { linkedFolders.append(folder) }
  }

  mutating func addFile(_ path: [UInt8], _ kind: SourceFile.Kind, _ blob: BlobID, size: Int) {
    files.append(SourceFile(path: PathText.display(path), rawPath: path, kind: kind, blob: blob, size: size))
  }

  /// Sorts everything and checks that there is something to analyse.
  ///
  /// `place` names the root in messages. Throws ``AnalysisError`` where there is no Swift file.
  mutating func finish(place: String) throws {
    settle()
    try requireSources(place: place)
  }

  /// Sorts everything and resolves links.
  mutating func settle() {
    sortFiles()
    // A document is read where it lies; nobody misses a link to it.
    for link in links where SourceFile.Kind(path: link.path) != .document {
      addGap(link.path, reason(for: link.target))
      if case .inside(let target) = link.target, let position = position(of: target) { files[position].isLinked = true }
    }
    links = []
    if !linkedFolders.isEmpty {
      for position in files.indices
      where linkedFolders.contains(where: { files[position].rawPath.starts(with: $0) }) {
        files[position].isLinked = true
      }
    }
    gaps.sort()
  }

  private func requireSources(place: String) throws {
    guard !files.contains(where: { $0.kind.isSource }) else { return }
    let leftOut =
      gaps.first.map { gap in
        let subject = gap.path.isEmpty ? "" : "\(gap.path): "
        return " \(gaps.count) path(s) were left out, the first: \(subject)\(gap.reason)."
      } ?? ""
    throw AnalysisError("There is no Swift file to analyse in \(place).\(leftOut) Give the folder of a Swift project.")
  }

  /// Whether a path is in ``files``, which must be sorted.
  func contains(_ path: [UInt8]) -> Bool { position(of: path) != nil }

  private func position(of path: [UInt8]) -> Int? {
    var low = 0
    var high = files.count
    while low < high {
      let middle = (low + high) / 2
      if files[middle].rawPath.lexicographicallyPrecedes(path) { low = middle + 1 } else { high = middle }
    }
    return low < files.count && files[low].rawPath == path ? low : nil
  }

  /// Sorts by path bytes and keeps the first of several entries with one path, which only a forged tree has.
  mutating func sortFiles() {
    let areSorted = zip(files, files.dropFirst()).allSatisfy { Self.isBefore($0.rawPath, $1.rawPath) }
    if areSorted { return }
    files.sort { Self.isBefore($0.rawPath, $1.rawPath) }
    var kept = [SourceFile]()
    kept.reserveCapacity(files.count)
    for file in files {
      if kept.last?.rawPath == file.rawPath {
        addGap(file.rawPath, "the tree names this path twice: only one entry is analysed")
      } else {
        kept.append(file)
      }
    }
    files = kept
  }

  private func reason(for target: LinkTarget) -> String {
    switch target {
    case .broken: "broken symbolic link"
    case .outside: "symbolic link that leads outside the root: not followed"
    case .inside(let path):
      contains(path)
        ? "symbolic link, its target is analysed where it lies"
        : "symbolic link to something that is not analysed itself: not followed"
    }
  }

  /// Whether one path comes before another by its bytes.
  static func isBefore(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.withUnsafeBufferPointer { left in right.withUnsafeBufferPointer { left.ordered(before: $0) < 0 } }
  }
}
