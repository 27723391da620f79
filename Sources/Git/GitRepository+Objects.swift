import CLibgit2
package import Model

/// What the object database says of a blob without reading it.
package enum GitBlobHeader: Sendable, Equatable {
  /// Its size in bytes.
  case size(Int)
  /// The repository does not hold it: a partial clone, or a damaged repository.
  case missing
  /// The id belongs to something that is no blob: the tree that names it is damaged or forged.
  case notABlob
}

extension GitRepository {
  /// Reads a commit. Throws ``AnalysisError`` where it is missing, damaged, or no commit.
  package func commit(_ id: GitObjectID) throws -> GitCommit {
    var oid = id.oid
    var commit: OpaquePointer?
    try GitFailure.check(
      git_commit_lookup(&commit, handle, &oid), "read the commit \(id)",
      advice: "Fetch it with `git fetch`, or check the repository with `git fsck`.")
    defer { git_commit_free(commit) }
    let parents = (0..<git_commit_parentcount(commit)).compactMap { git_commit_parent_id(commit, $0)?.pointee }
    guard let tree = git_commit_tree_id(commit) else {
      throw AnalysisError("The commit \(id) names no tree. Check the repository with `git fsck`.")
    }
    return GitCommit(
      id: id, tree: GitObjectID(tree.pointee), parents: parents.map { GitObjectID($0) },
      author: Self.signature(git_commit_author(commit)), committer: Self.signature(git_commit_committer(commit)),
      message: git_commit_message(commit).map { String(cString: $0) } ?? "")
  }

  /// The size of a blob, or why it has none. Never fetches.
  package func blobHeader(of id: BlobID) -> GitBlobHeader {
    var oid = GitObjectID(id).oid
    // Looking for an object that is not there makes libgit2 scan the folder of packs again. In a partial clone that
    // would happen for every missing blob, and none of them can appear by it.
    if hasMissingObjects, git_odb_exists_ext(objects, &oid, GIT_ODB_LOOKUP_NO_REFRESH.rawValue) != 1 {
      return .missing
    }
    var size = 0
    var type = GIT_OBJECT_INVALID
    guard git_odb_read_header(&size, &type, objects, &oid) >= 0 else {
      hasMissingObjects = true
      return .missing
    }
    return type == GIT_OBJECT_BLOB ? .size(size) : .notABlob
  }

  /// Calls `body` with a blob's bytes, valid for the call only. libgit2 checks them against the id.
  ///
  /// The whole blob is held in memory: ask ``blobHeader(of:)`` first where it may be large. Throws ``AnalysisError``
  /// where the blob is missing or damaged. Never fetches, and applies no conversion.
  package func withBlob<Result>(
    _ id: BlobID, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) throws -> Result {
    let object = try readObject(GitObjectID(id), GIT_OBJECT_BLOB)
    defer { git_odb_object_free(object) }
    let size = git_odb_object_size(object)
    let start = git_odb_object_data(object)?.assumingMemoryBound(to: UInt8.self)
    return try body(UnsafeBufferPointer(start: start, count: size))
  }

  /// The id that git gives to these bytes as a file's content.
  package static func hashBlob(_ bytes: UnsafeRawBufferPointer) throws -> BlobID {
    try GitLibrary.prepare()
    var oid = git_oid()
    // libgit2 refuses a null pointer, which is what an empty buffer may have.
    let code = withUnsafeBytes(of: UInt8(0)) { placeholder in
      git_odb_hash(&oid, bytes.baseAddress ?? placeholder.baseAddress, bytes.count, GIT_OBJECT_BLOB)
    }
    try GitFailure.check(code, "hash a file's bytes", advice: "This is a fault of xtal: please report it.")
    return GitObjectID(oid).blob
  }

  /// The id of the content of an open file of any size, read in pieces. The descriptor stays open.
  ///
  /// Throws ``AnalysisError`` where it cannot be read or changes its size meanwhile.
  package static func hashBlob(ofDescriptor descriptor: Int32) throws -> BlobID {
    try GitLibrary.prepare()
    var oid = git_oid()
    try GitFailure.check(
      git_odb_hashfile(&oid, "/dev/fd/\(descriptor)", GIT_OBJECT_BLOB), "hash an open file",
      advice: "Check that it can be read, and that nothing writes to it.")
    return GitObjectID(oid).blob
  }

  /// Reads an object of a type; the caller frees it.
  func readObject(_ id: GitObjectID, _ type: git_object_t) throws -> OpaquePointer {
    var oid = id.oid
    var object: OpaquePointer?
    let name = git_object_type2string(type).map { String(cString: $0) } ?? "object"
    let code = git_odb_read(&object, objects, &oid)
    if code == GIT_ENOTFOUND.rawValue {
      throw AnalysisError(
        "The \(name) \(id) is not in this repository (a partial clone, or a damaged one). Fetch it with `git fetch`.")
    }
    guard code >= 0, let object else {
      throw GitFailure.error("read the \(name) \(id)", advice: "Check the repository with `git fsck`.")
    }
    guard git_odb_object_type(object) == type else {
      git_odb_object_free(object)
      throw AnalysisError("The object \(id) is not a \(name). Check the repository with `git fsck`.")
    }
    return object
  }

  private static func signature(_ pointer: UnsafePointer<git_signature>?) -> GitCommit.Signature {
    guard let value = pointer?.pointee else {
      return GitCommit.Signature(name: "", email: "", seconds: 0, offsetMinutes: 0)
    }
    return GitCommit.Signature(
      name: value.name.map { String(cString: $0) } ?? "", email: value.email.map { String(cString: $0) } ?? "",
      seconds: value.when.time, offsetMinutes: Int(value.when.offset))
  }
}
