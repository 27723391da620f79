import CLibgit2
import Model

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

extension GitRepository {
  /// The commits at which a shallow clone is cut: their parents are not here, and to take them for roots would count
  /// every file as new. Empty in a whole clone.
  package func shallowCommits() -> Set<GitObjectID> {
    let descriptor = open(commonFolder + "shallow", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var text = [UInt8]()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { break }
      text.append(contentsOf: buffer[..<count])
    }
    let lines = text.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    return Set(lines.compactMap { BlobID(hexadecimal: String(decoding: $0, as: UTF8.self)).map { GitObjectID($0) } })
  }

  /// The commits that tags name, by tag, sorted by name. Tags of other things and broken ones are left out.
  package func taggedCommits() throws -> [(name: String, commit: GitObjectID)] {
    var names = git_strarray()
    try GitFailure.check(
      git_tag_list(&names, handle), "list the tags", advice: "Check the repository with `git fsck`.")
    defer { git_strarray_dispose(&names) }
    var result: [(name: String, commit: GitObjectID)] = []
    for index in 0..<names.count {
      guard let pointer = names.strings[index] else { continue }
      let name = String(cString: pointer)
      var id = git_oid()
      guard git_reference_name_to_id(&id, handle, "refs/tags/" + name) >= 0, let commit = peeled(id) else { continue }
      result.append((name, commit))
    }
    return result.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// The commit that an object is or leads to; nil for a blob, a tree, or something that is not here.
  private func peeled(_ start: git_oid) -> GitObjectID? {
    var id = start
    var object: OpaquePointer?
    defer { git_object_free(object) }
    guard git_object_lookup(&object, handle, &id, GIT_OBJECT_ANY) >= 0 else { return nil }
    var commit: OpaquePointer?
    defer { git_object_free(commit) }
    guard git_object_peel(&commit, object, GIT_OBJECT_COMMIT) >= 0 else { return nil }
    return git_object_id(commit).map { GitObjectID($0.pointee) }
  }
}
