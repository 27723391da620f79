import Model

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Makes the folder that a database is to lie in.
///
/// A folder named `.xtal` lies inside the repository under analysis, whose content is not trusted: neither it nor the
/// files in it may be symbolic links, which could make xtal write elsewhere.
enum DatabaseFolder {
  private static let ownName = ".xtal"

  /// Makes missing folders above `database`, and in a `.xtal` folder the `.gitignore` that hides the folder from git.
  static func prepare(for database: String) throws {
    let folder = parent(of: database)
    if folder.isEmpty { return }
    let isOwn = lastComponent(of: folder) == ownName
    if isOwn { try refuseLinks(folder: folder, database: database) }
    try makeFolder(folder, database: database)
    if isOwn { writeIgnoreFile(in: folder) }
  }

  /// Throws where the database in a `.xtal` folder would be reached through a symbolic link. Writes nothing.
  static func checkLinks(for database: String) throws {
    let folder = parent(of: database)
    if lastComponent(of: folder) == ownName { try refuseLinks(folder: folder, database: database) }
  }

  /// Whether files can be made beside the database.
  static func isWritable(for database: String) -> Bool {
    let folder = parent(of: database)
    return access(folder.isEmpty ? "." : folder, W_OK) == 0
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  private static func refuseLinks(folder: String, database: String) throws {
    for path in [folder, database, database + ".lock", database + "-journal"] where isLink(path) {
      throw AnalysisError(
        "\(path) is a symbolic link, which xtal does not follow inside a repository. Remove it, or choose another file "
          + "with --database.")
    }
  }

  private static func makeFolder(_ folder: String, database: String) throws {
    if folder.isEmpty || mkdir(folder, 0o777) == 0 { return }
    if errno == ENOENT {
      let above = parent(of: folder)
      if !above.isEmpty, above != folder {
        try makeFolder(above, database: database)
        if mkdir(folder, 0o777) == 0 { return }
      }
    }
    var status = stat()
    guard stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw AnalysisError(
        "The folder \(folder) for the database cannot be made. Make it by hand, or choose another file with "
          + "--database.")
    }
  }

  /// Hides the folder from git. An existing file stays as it is; a failure is no reason to end the run, as opening the
  /// database tells it better.
  private static func writeIgnoreFile(in folder: String) {
    let descriptor = open(folder + "/.gitignore", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { return }
    _ = write(descriptor, "*\n", 2)
    close(descriptor)
  }

  private static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// The path up to its last `/`, `/` itself for what lies in the root; empty for a bare name.
  private static func parent(of path: String) -> String {
    var path = path[...]
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func lastComponent(of path: String) -> String {
    String(path.split(separator: "/").last ?? "")
  }
}
