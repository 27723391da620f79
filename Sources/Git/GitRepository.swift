import CLibgit2
import Model

/// An open repository, read only. It never runs a program, hook, filter, text conversion or file system monitor of the
/// repository, and never fetches.
///
/// A class because it owns libgit2's handle and must free it. Use a handle on one thread at a time; threads that read
/// at once each take their own from a ``GitRepositoryPool``.
package final class GitRepository {
  let handle: OpaquePointer
  let objects: OpaquePointer
  /// Set by the first missing object, after which ``blobHeader(of:)`` avoids libgit2's costly second look.
  var hasMissingObjects = false

  /// Opens the repository whose root is `path`: the folder that holds `.git`, or a bare repository's own folder.
  ///
  /// It does not search upwards; ``GitLocation/find(from:)`` does. Throws ``AnalysisError`` with what to do.
  package init(at path: String) throws {
    try GitLibrary.prepare()
    var opened: OpaquePointer?
    let code = git_repository_open_ext(&opened, path, GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue, nil)
    guard code >= 0, let opened else { throw Self.openingError(code, path) }
    var database: OpaquePointer?
    guard git_repository_odb(&database, opened) >= 0, let database else {
      let error = GitFailure.error(
        "read the object database of \(path)", advice: "Run `git fsck` there, or clone the repository anew.")
      git_repository_free(opened)
      throw error
    }
    handle = opened
    objects = database
  }

  deinit {
    git_odb_free(objects)
    git_repository_free(handle)
  }

  /// The root folder of the working tree, with a slash at its end; nil for a bare repository.
  package var workingFolder: String? {
    git_repository_workdir(handle).map { String(cString: $0) }
  }

  /// The repository's own folder (`.git`, or that of a linked worktree), with a slash at its end.
  var gitFolder: String {
    git_repository_path(handle).map { String(cString: $0) } ?? ""
  }

  /// The folder that all worktrees of the repository share, with a slash at its end.
  package var commonFolder: String {
    git_repository_commondir(handle).map { String(cString: $0) } ?? gitFolder
  }

  /// Whether the repository has no working tree.
  package var isBare: Bool { git_repository_is_bare(handle) == 1 }

  /// Whether history is cut: some commits name parents that the repository does not hold.
  package var isShallow: Bool { git_repository_is_shallow(handle) == 1 }

  /// The value of a configuration key of this repository alone; nil where it is not set.
  package func configuration(_ key: String) -> String? {
    var snapshot: OpaquePointer?
    guard git_repository_config_snapshot(&snapshot, handle) >= 0, let snapshot else { return nil }
    defer { git_config_free(snapshot) }
    var value: UnsafePointer<CChar>?
    guard git_config_get_string(&value, snapshot, key) >= 0, let value else { return nil }
    return String(cString: value)
  }

  private static func openingError(_ code: Int32, _ path: String) -> AnalysisError {
    let reason = GitFailure.lastMessage()
    if let name = unsupportedExtension(in: reason) {
      return AnalysisError(
        """
        The repository at \(path) uses the git extension '\(name)', which the installed libgit2 \
        \(LIBGIT2_VERSION) cannot read. Install a newer libgit2, or analyse a clone without that extension.
        """)
    }
    if code == GIT_ENOTFOUND.rawValue {
      return AnalysisError(
        """
        \(path) holds a .git that is not a complete git repository. Clone it anew, or remove that .git to analyse \
        the folder without git.
        """)
    }
    return GitFailure.error(
      "open the repository at \(path)", advice: "Check it with `git status`; if that fails too, clone it anew.")
  }

  /// The extension's name in libgit2's text about an unsupported extension or object format.
  private static func unsupportedExtension(in reason: String) -> String? {
    if let name = reason.split(separator: " ").first(where: { $0.hasPrefix("extensions.") }) {
      return String(name.dropFirst("extensions.".count))
    }
    return reason.contains("object format") ? "objectformat" : nil
  }
}
