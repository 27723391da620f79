import Git
import Model

/// Lists the files of a commit's tree, read from the object database with no checkout.
struct TreeLister {
  private static let longestLink = 4096
  private static let mostLinksInARow = 40

  private let repository: GitRepository
  private let root: GitObjectID
  private(set) var parts = SnapshotParts()
  /// What is known of blobs, so that those of a tree listed before are not looked up again.
  private(set) var headers: [BlobID: GitBlobHeader]

  /// `root` is the tree of the folder to list; `headers` is what an earlier listing came to know.
  init(_ repository: GitRepository, root: GitObjectID, headers: [BlobID: GitBlobHeader] = [:]) {
    self.repository = repository
    self.root = root
    self.headers = headers
  }

  /// Lists everything. Throws ``AnalysisError`` where a tree is damaged.
  mutating func list() throws {
    var sources: [(path: [UInt8], kind: SourceFile.Kind, blob: BlobID)] = []
    var links: [(path: [UInt8], blob: BlobID)] = []
    var otherLinks: [(path: [UInt8], blob: BlobID)] = []
    var gaps: [(path: [UInt8], reason: String)] = []
    try repository.walkTree(root) { missing in
      gaps.append((Array(missing), "folder that this repository does not hold (partial clone): not analysed"))
    } visit: { entry in
      switch entry.kind {
      case .folder: break
      case .submodule: gaps.append((Array(entry.path), "submodule: not analysed"))
      case .symbolicLink:
        if SourceFile.Kind(path: entry.path) != nil {
          links.append((Array(entry.path), entry.id.blob))
        } else {
          otherLinks.append((Array(entry.path), entry.id.blob))
        }
      case .file:
        if let kind = SourceFile.Kind(path: entry.path) { sources.append((Array(entry.path), kind, entry.id.blob)) }
      case .unknown:
        if SourceFile.Kind(path: entry.path) != nil { gaps.append((Array(entry.path), "not a regular file")) }
      }
      return .proceed
    }
    for gap in gaps { parts.addGap(gap.path, gap.reason) }
    for source in sources { add(source.path, source.kind, source.blob) }
    for link in links { parts.links.append((link.path, try target(of: link.path, link.blob))) }
    for link in otherLinks { parts.addLink(link.path, toFolder: try target(of: link.path, link.blob)) }
  }

  private mutating func add(_ path: [UInt8], _ kind: SourceFile.Kind, _ blob: BlobID) {
    let header = headers[blob] ?? repository.blobHeader(of: blob)
    headers[blob] = header
    switch header {
    case .size(let size): parts.addFile(path, kind, blob, size: size)
    case .missing: parts.addGap(path, "content that this repository does not hold (partial clone): not analysed")
    case .notABlob: parts.addGap(path, "the tree names something that is no file here: not analysed")
    }
  }

  /// Resolves a link as the file system would if the tree were checked out.
  private func target(of path: [UInt8], _ blob: BlobID) throws -> SnapshotParts.LinkTarget {
    let slash = UInt8(ascii: "/")
    guard var rest = try text(of: blob) else { return .broken }
    if rest.first == slash { return .outside }
    var resolved = path.split(separator: slash).dropLast().map { Array($0) }
    var linksLeft = Self.mostLinksInARow
    while let name = rest.split(separator: slash, maxSplits: 1).first.map({ Array($0) }) {
      rest = Array(rest.drop { $0 == slash }.dropFirst(name.count))
      if name.elementsEqual(".".utf8) { continue }
      if name.elementsEqual("..".utf8) {
        guard resolved.popLast() != nil else { return .outside }
        continue
      }
      let next = resolved + [name]
      guard let entry = try repository.entry(at: Array(next.joined(separator: [slash])), below: root) else {
        return .broken
      }
      guard entry.kind == .symbolicLink else {
        resolved = next
        continue
      }
      linksLeft -= 1
      guard linksLeft > 0, let further = try text(of: entry.id.blob) else { return .broken }
      if further.first == slash { return .outside }
      rest = further + [slash] + rest
    }
    return .inside(Array(resolved.joined(separator: [slash])))
  }

  /// The text of a link; nil where it is missing or too long to be one.
  private func text(of blob: BlobID) throws -> [UInt8]? {
    guard case .size(let size) = repository.blobHeader(of: blob), size <= Self.longestLink else { return nil }
    return try repository.withBlob(blob) { Array($0) }
  }
}
