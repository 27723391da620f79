import CLibgit2
import Model

/// What an entry of a tree is, by its mode. Permissions are left out: they change no content.
package enum GitEntryKind: Sendable, Equatable {
  case file
  case folder
  case symbolicLink
  /// A gitlink: the commit of another repository.
  case submodule
  /// A mode that git does not write.
  case unknown

  /// From the mode of a tree or index entry.
  package init(mode: UInt32) {
    switch mode & 0o170000 {
    case 0o100000: self = .file
    case 0o040000: self = .folder
    case 0o120000: self = .symbolicLink
    case 0o160000: self = .submodule
    default: self = .unknown
    }
  }
}

/// One entry that a walk visits. The path is valid during the visit only; copy it to keep it.
package struct GitTreeEntry {
  /// From the walk's root, with `/` between its parts.
  package let path: UnsafeBufferPointer<UInt8>
  package let kind: GitEntryKind
  package let id: GitObjectID
}

/// What a walk does after a visit.
package enum GitTreeVisit: Sendable {
  /// Goes on, into the entry if it is a folder.
  case proceed
  /// Goes on, past the entry.
  case skip
  /// Ends the walk.
  case stop
}

extension GitRepository {
  /// Limits against trees that are forged to unfold without end.
  private enum Limit {
    static let depth = 1024
    static let entries = 20_000_000
  }

  /// A tree that is being walked.
  private struct OpenTree {
    let object: OpaquePointer
    let bytes: UnsafeRawBufferPointer
    /// Where its next entry begins.
    var offset = 0
    /// Length of the path of the tree itself, a slash at its end included.
    let pathLength: Int
  }

  /// Visits every entry below a tree, each folder before what it holds, in git's order: paths of files ascend by their
  /// bytes.
  ///
  /// The trees are read from the object database's own bytes and one path buffer serves the whole walk. A folder whose
  /// tree the repository does not hold (a partial clone) goes to `missing`. Throws ``AnalysisError`` for a damaged
  /// tree, for one deeper than 1,024 folders or larger than 20 million entries, and what the closures throw.
  package func walkTree(
    _ root: GitObjectID, missing: (UnsafeBufferPointer<UInt8>) throws -> Void,
    visit: (GitTreeEntry) throws -> GitTreeVisit
  ) throws {
    var path = [UInt8]()
    var open = [try openTree(root, pathLength: 0)]
    var visited = 0
    defer { for tree in open { git_odb_object_free(tree.object) } }
    while let top = open.indices.last {
      guard let entry = try Self.nextEntry(in: &open[top], path: &path) else {
        git_odb_object_free(open.removeLast().object)
        continue
      }
      visited += 1
      guard visited <= Limit.entries, open.count <= Limit.depth else {
        throw AnalysisError("The tree \(root) is too deep or too large to be real. Check it with `git fsck`.")
      }
      switch try path.withUnsafeBufferPointer({ try visit(GitTreeEntry(path: $0, kind: entry.kind, id: entry.id)) }) {
      case .stop: return
      case .skip: continue
      case .proceed: break
      }
      guard entry.kind == .folder else { continue }
      var oid = entry.id.oid
      if git_odb_exists(objects, &oid) == 1 {
        path.append(UInt8(ascii: "/"))
        open.append(try openTree(entry.id, pathLength: path.count))
      } else {
        try path.withUnsafeBufferPointer(missing)
      }
    }
  }

  /// The entry at a path below a tree; nil where there is none. Symbolic links are not followed.
  package func entry(at path: some Collection<UInt8>, below root: GitObjectID) throws -> (
    kind: GitEntryKind, id: GitObjectID
  )? {
    var current = (kind: GitEntryKind.folder, id: root)
    for name in path.split(separator: UInt8(ascii: "/")) {
      guard current.kind == .folder else { return nil }
      var tree = try openTree(current.id, pathLength: 0)
      defer { git_odb_object_free(tree.object) }
      var buffer = [UInt8]()
      var found: (kind: GitEntryKind, id: GitObjectID)?
      while found == nil, let entry = try Self.nextEntry(in: &tree, path: &buffer) {
        if buffer.elementsEqual(name) { found = entry }
      }
      guard let found else { return nil }
      current = found
    }
    return current
  }

  /// Calls `body` for each direct entry of a tree; `buffer` serves as a workplace.
  func forEachEntry(
    of tree: GitObjectID, buffer: inout [UInt8], _ body: (GitEntryKind, GitObjectID, [UInt8]) throws -> Void
  ) throws {
    buffer.removeAll(keepingCapacity: true)
    var open = try openTree(tree, pathLength: 0)
    defer { git_odb_object_free(open.object) }
    while let entry = try Self.nextEntry(in: &open, path: &buffer) { try body(entry.kind, entry.id, buffer) }
  }

  private func openTree(_ id: GitObjectID, pathLength: Int) throws -> OpenTree {
    let object = try readObject(id, GIT_OBJECT_TREE)
    let bytes = UnsafeRawBufferPointer(start: git_odb_object_data(object), count: git_odb_object_size(object))
    return OpenTree(object: object, bytes: bytes, pathLength: pathLength)
  }

  /// Reads one entry, `mode SP name NUL id`, and puts its path into `path`; nil at the tree's end.
  private static func nextEntry(
    in tree: inout OpenTree, path: inout [UInt8]
  ) throws -> (kind: GitEntryKind, id: GitObjectID)? {
    let bytes = tree.bytes
    var offset = tree.offset
    guard offset < bytes.count else { return nil }
    var mode: UInt32 = 0
    while offset < bytes.count, bytes[offset] &- UInt8(ascii: "0") < 8 {
      mode = mode << 3 | UInt32(bytes[offset] - UInt8(ascii: "0"))
      offset += 1
    }
    let name = offset + 1
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: " "),
      let end = bytes[name...].firstIndex(of: 0), end > name, bytes.count - end > 20
    else {
      throw AnalysisError("A tree of the repository is damaged. Check it with `git fsck`, or clone it anew.")
    }
    path.removeSubrange(tree.pathLength...)
    path.append(contentsOf: bytes[name..<end])
    tree.offset = end + 21
    let id = BlobID(bytes: UnsafeRawBufferPointer(rebasing: bytes[end + 1..<end + 21]))
    return (GitEntryKind(mode: mode), GitObjectID(id))
  }
}
