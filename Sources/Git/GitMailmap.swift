import CLibgit2

/// The names by which people are known, from a repository's `.mailmap`.
///
/// A class because it owns libgit2's map. `@unchecked Sendable`: the map is never changed after it is made.
package final class GitMailmap: @unchecked Sendable {
  private let handle: OpaquePointer?

  /// Reads a `.mailmap`'s bytes; lines that make no sense are passed over. Without bytes every name stays as it is.
  package init(_ bytes: [UInt8]) {
    var map: OpaquePointer?
    let code = bytes.withUnsafeBufferPointer { buffer in
      (buffer.baseAddress ?? UnsafePointer(bitPattern: 1)).map { start in
        start.withMemoryRebound(to: CChar.self, capacity: buffer.count) {
          git_mailmap_from_buffer(&map, $0, buffer.count)
        }
      } ?? -1
    }
    handle = code >= 0 ? map : nil
  }

  deinit { git_mailmap_free(handle) }

  /// The name and address under which a person is to be counted.
  package func resolved(_ person: GitCommit.Signature) -> (name: String, email: String) {
    guard let handle else { return (person.name, person.email) }
    var name: UnsafePointer<CChar>?
    var email: UnsafePointer<CChar>?
    return person.name.withCString { givenName in
      person.email.withCString { givenEmail in
        guard git_mailmap_resolve(&name, &email, handle, givenName, givenEmail) >= 0, let name, let email else {
          return (person.name, person.email)
        }
        return (String(cString: name), String(cString: email))
      }
    }
  }
}
