import CLibgit2
package import Model

/// The id of a commit, tree, tag or blob. It says nothing about whether the object exists.
package struct GitObjectID: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The same 20 bytes as the id of a file's content; meaningful only where the object is a blob.
  package let blob: BlobID

  /// Takes the bytes of an id.
  package init(_ blob: BlobID) { self.blob = blob }

  init(_ id: git_oid) {
    blob = withUnsafeBytes(of: id.id) { BlobID(bytes: $0) }
  }

  var oid: git_oid {
    var result = git_oid()
    withUnsafeMutableBytes(of: &result.id) { $0.copyBytes(from: blob.bytes) }
    return result
  }

  /// 40 lower-case hexadecimal digits.
  package var description: String { blob.description }

  package static func < (left: GitObjectID, right: GitObjectID) -> Bool { left.blob < right.blob }
}
