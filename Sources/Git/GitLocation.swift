#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Where the repository that a folder belongs to lies. It is found by names alone: nothing is opened.
package struct GitLocation: Sendable, Equatable {
  /// The folder that holds `.git`, or the repository's own folder where ``isGitFolder``. Absolute.
  package var root: String
  /// Whether `root` is itself what usually is called `.git`: a bare repository, or the inside of an ordinary one.
  package var isGitFolder: Bool

  /// Looks for a repository from `folder` upwards, as git does: not beyond the file system that `folder` is on.
  ///
  /// `folder` is absolute and free of symbolic links. A `.git` that is no repository is found too, so that opening it
  /// gives an error instead of an analysis of something else. Nil where there is no repository.
  package static func find(from folder: String) -> GitLocation? {
    var current = folder
    guard let device = status(of: folder)?.st_dev else { return nil }
    while status(of: current)?.st_dev == device {
      if status(of: join(current, ".git")) != nil { return GitLocation(root: current, isGitFolder: false) }
      if looksLikeGitFolder(current) { return GitLocation(root: current, isGitFolder: true) }
      guard current != "/", let slash = current.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
      current = slash == current.startIndex ? "/" : String(current[..<slash])
    }
    return nil
  }

  private static func looksLikeGitFolder(_ folder: String) -> Bool {
    status(of: join(folder, "HEAD")) != nil && isFolder(join(folder, "objects")) && isFolder(join(folder, "refs"))
  }

  private static func join(_ folder: String, _ name: String) -> String {
    folder == "/" ? "/\(name)" : "\(folder)/\(name)"
  }

  private static func isFolder(_ path: String) -> Bool {
    status(of: path).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
  }

  private static func status(of path: String) -> stat? {
    var result = stat()
    return lstat(path, &result) == 0 ? result : nil
  }
}
